"""One history told both ways: as it went, and as it goes where one thing is otherwise from a month on."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from detente.errors import Fault, UsageError
from detente.findings.counterfactual import Counterfactual
from detente.findings.replay import Relived, relive
from detente.findings.story import Chapter, story
from detente.findings.telling import KINDS, choose
from detente.histories.tables import events
from detente.worlds.kernel.history import Record

_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Both:
    """A history both ways: ``month`` is the first in which they differ, None where they never do."""

    before: Relived
    after: Relived
    month: int | None

    @property
    def shared(self) -> tuple[Chapter, ...]:
        """What happens until they part."""
        last = self.month - 1 if self.month else None
        return () if last == 0 else story(self.before, 1, last)

    @property
    def apart(self) -> tuple[tuple[Chapter, ...], tuple[Chapter, ...]]:
        """What follows in each."""
        if self.month is None:
            return (), ()
        return story(self.before, self.month), story(self.after, self.month)


def both(found: Counterfactual, world: str) -> Both:
    """The history that a word or a number asks for. Raises UsageError where there is none."""
    of, history = found.study, _numbered(found, world)
    case, day, options = of.case, of.as_of, of.options
    before, after = (relive(case, found.id, day, options, history, change) for change in (None, found.change))
    return Both(before, after, parted(before.record, after.record))


def _numbered(found: Counterfactual, world: str) -> int:
    histories = found.study.histories[found.half]
    if world in KINDS:
        return choose(events(histories), histories.count, world)
    if not _NUMBER.fullmatch(world) or int(world) >= histories.count:
        remedy = f"Give {', '.join(KINDS)}, or a number: histories are numbered 0 to {histories.count - 1}."
        raise UsageError(Fault("there is no such history", remedy, path="--world", value=world))
    return int(world)


def parted(one: Record, other: Record) -> int | None:
    """The first month, from 1, of which anything is recorded otherwise."""
    fields = (name for name in Record._fields if name != "standing")
    pairs = ((getattr(one, name)[0], getattr(other, name)[0]) for name in fields)
    unlike = [(a != b).reshape(len(a), -1).any(axis=1) for a, b in pairs]
    months = np.flatnonzero(np.logical_or.reduce(unlike))
    return int(months[0]) + 1 if months.size else None
