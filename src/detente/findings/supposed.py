"""One thing that is supposed to be otherwise from a month on, read from words and checked against the case."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from detente.beliefs.draws import Assumed, check_assumed
from detente.cases.check_levers import named
from detente.cases.model import Case, Made
from detente.errors import Fault, UsageError, one_of, unknown
from detente.findings.asked import parse_assumed
from detente.worlds.setup import ACTIONS
from detente.worlds.shape import Turn, dyads

HOLD, *ACTS = ACTIONS
_YEAR_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_NUMBER = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class Change:
    """What is otherwise from a month of the window on (1 is the first): a decision made in it, or a slot's value."""

    month: int
    made: Made | None = None
    assumed: Assumed | None = None

    @property
    def turn(self) -> Turn:
        """As the model has it."""
        return Turn(self.month, self.made)


class Words(NamedTuple):
    """A change as people write it: from which month on, and one of the other three."""

    since: str
    make: str | None = None
    hold: str | None = None
    slot: str | None = None


def supposed(case: Case, as_of: date, months: int, words: Words) -> Change:
    """The one change that is asked for, in a window of so many months. Raises UsageError for what is none."""
    given = {"make": words.make, "hold": words.hold, "set": words.slot}
    named_ = [name for name, text in given.items() if text is not None]
    if len(named_) != 1:
        remedy = "Make a side act, make it hold, or set a slot: one of these."
        raise UsageError(Fault("a counterfactual changes one thing", remedy, value=", ".join(named_) or "none"))
    month = month_of(words.since, as_of, months)
    if words.slot is not None:
        return Change(month, assumed=_believed(case, words.slot))
    return Change(month, _acting(case, words.make) if words.make is not None else _holding(case, words.hold or ""))


def month_of(text: str, as_of: date, months: int) -> int:
    """The month of the window that a number names, or a calendar month: that which for the most part lies in it."""
    calendar = _YEAR_MONTH.fullmatch(text)
    if not calendar and not _NUMBER.fullmatch(text):
        remedy = f"Give a month from 1 to {months}, or one as 2024-03."
        raise UsageError(Fault("not a month", remedy, path="--from", value=text))
    month = int(text) if not calendar else _since(as_of, int(calendar[1]), int(calendar[2]))
    if not 1 <= month <= months:
        remedy = f"It has months 1 to {months}, which begin on {begins(as_of, 1)} to {begins(as_of, months)}."
        raise UsageError(Fault("a month outside the question's window", remedy, path="--from", value=text))
    return month


def _since(as_of: date, year: int, month: int) -> int:
    """As the model tells winter: by the middle of its months."""
    return (year - as_of.year) * 12 + month - as_of.month + 1 - (as_of.day + 15) // 30 if 1 <= month <= 12 else 0


def begins(as_of: date, month: int) -> date:
    """The day on which a month of the window begins."""
    year, of_year = divmod(as_of.year * 12 + as_of.month - 1 + month - 1, 12)
    return date(year, of_year + 1, min(as_of.day, monthrange(year, of_year + 1)[1]))


# --- a decision


def _acting(case: Case, text: str) -> Made:
    words = text.split()
    if not 3 <= len(words) <= 4:
        remedy = "Write SIDE ACTION PLACE, or SIDE ACTION PLACE RIVAL where it has several rivals."
        raise UsageError(Fault("not a decision", remedy, path="--make", value=text))
    side, action, place, *to = words
    rival = _rival(case, "--make", side, to)
    one_of("action that a side can be made to take", action, ACTS)
    free = [each.id for each in case.file.places if each.home is None]
    if place in {each.id for each in case.file.places} - set(free):
        remedy = f"Name one of {', '.join(sorted(free))}."
        raise UsageError(Fault("a home can't be fought over", remedy, path="--make", value=place))
    return Made(side, action, one_of("place that can be fought over", place, free), rival)


def _holding(case: Case, text: str) -> Made:
    words = text.split()
    if not 1 <= len(words) <= 2:
        remedy = "Write SIDE, or SIDE RIVAL where it has several rivals."
        raise UsageError(Fault("not a decision to hold", remedy, path="--hold", value=text))
    side, *to = words
    return Made(side, HOLD, "", _rival(case, "--hold", side, to))


def _rival(case: Case, path: str, side: str, to: Sequence[str]) -> str:
    """Whom a side faces: the one it is said to, or its only rival."""
    facing = [target for challenger, target in dyads(case) if challenger == side]
    if not facing:
        unknown("side of a rivalry", side, (challenger for challenger, _ in dyads(case)))
    if to:
        return one_of(f"rival of {side}", to[0], facing)
    if len(facing) > 1:
        remedy = f"Add which: {', '.join(sorted(facing))}."
        raise UsageError(Fault("the side has several rivals", remedy, path=path, value=side))
    return facing[0]


# --- a slot


def _believed(case: Case, text: str) -> Assumed:
    assumed = parse_assumed(text, "--set")
    check_assumed(assumed)
    for name in () if assumed.slot.startswith("model.") else named(assumed):
        if name is None:
            remedy = "Write in brackets whom or what it concerns."
            raise UsageError(Fault("the slot needs a key", remedy, path="--set", value=assumed.slot))
        one_of("entity of the case", name, case.entities)
    return assumed
