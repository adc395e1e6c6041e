"""Why each author heard alone answers lower, or higher, than all of them together: what one voice leaves unsaid.

An author alone leaves to the priors what only others speak of, and where several agree she no longer adds up with them.
Both change what is believed of slots. How much of the gap a slot makes is told to first order: by what the outcome's
probability is on average at each value of the slot, at the values believed alone and at those believed together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from detente.beliefs.draws import Beliefs
from detente.beliefs.hearing import analysts, judged
from detente.cases.model import Case
from detente.findings.disagreements import clear
from detente.findings.headline import shown
from detente.findings.labels import label, listed
from detente.findings.only import FEW, Heard
from detente.findings.shifts import changed, part
from detente.findings.study import Study

NAMED = 2  # slots told
PART = 0.1  # of the gap: a slot that makes less of it explains nothing


@dataclass(frozen=True, slots=True)
class Shift:
    """A slot whose belief is another where one author is heard: how many speak to it, and its part of the gap."""

    slot: str
    authors: int
    part: float | None


@dataclass(frozen=True, slots=True)
class Voices:
    """Authors who each answer on the same side of all together: by how much on average, and on which slots it lies.

    ``speaks`` are the fewest and the most slots that one of them speaks to, ``of`` those that any of them does.
    """

    p: float
    alone: tuple[float, float]
    gap: float
    authors: int
    speaks: tuple[int, int]
    of: int
    shifts: tuple[Shift, ...]

    @property
    def explained(self) -> bool:
        """Whether the slots named make a part of the gap, and didn't only change most."""
        return any(shift.part is not None for shift in self.shifts)


def voices(study: Study, half: str | None, lead: str, drivers: Iterable[str], heard: Sequence[Heard]) -> Voices | None:
    """What parts each author from all of them on an outcome; None where not every one is surely on one side of all.

    ``drivers`` are the slots that surely move it; of these only such are named as surely make a part of the gap.
    """
    moved = [each.moved[lead] for each in heard]
    aside = all(d.delta > 0 for d in moved) or all(d.delta < 0 for d in moved)
    if len(moved) < 2 or not aside or not all(clear(d) for d in moved):
        return None
    share = study.hits[half][lead].reshape(-1, study.options.lives).mean(axis=1)
    sources = [each.source for each in heard]
    spoken = {slot: analysts(study.beliefs.claims[slot], study.beliefs) for slot in _read(study.beliefs)}
    counts = [sum(source in who for who in spoken.values()) for source in sources]
    alone = [each.p[lead] for each in heard]
    gap = float(np.mean([d.delta for d in moved]))
    few = study.beliefs.first(min(study.options.draws, max(1, FEW // study.options.lives)))
    parts = {slot: part(study.beliefs, few, slot, share, sources) for slot in drivers if slot in spoken}
    sure = {slot: each.delta / gap for slot, each in parts.items() if clear(each, len(parts))}
    named = _largest({slot: of_gap for slot, of_gap in sure.items() if of_gap >= PART})
    shifts = [Shift(slot, len(spoken[slot]), parts[slot].delta) for slot in named]
    if not shifts:
        most = _largest({slot: changed(few, slot, sources) for slot in spoken})
        shifts = [Shift(slot, len(spoken[slot]), None) for slot in most]
    ends = (min(alone), max(alone))
    return Voices(float(share.mean()), ends, gap, len(sources), (min(counts), max(counts)), len(spoken), tuple(shifts))


def words(found: Voices, case: Case) -> str:
    """The same in sentences."""
    side = "lower" if found.gap < 0 else "higher"
    many = "both authors answer" if found.authors == 2 else f"all {found.authors} authors answer"
    alone, together = _ends(*map(shown, found.alone)), shown(found.p)
    if together in map(shown, found.alone):  # to say that all lie lower would read as false
        head = f"Heard alone, the {found.authors} authors answer {alone}; none answers {_other(side)} than all together"
        head += f" ({together})"
    else:
        head = f"Heard alone, {many} {side} ({alone}) than together ({together})"
    some = f"{_ends(*map(str, found.speaks))} of the {found.of} things"
    rest = f"Each speaks to {some} that any of them speaks to; our priors stand in on the rest."
    names = [f"“{label(s.slot, case)}” ({_many(s.authors, found.authors)})" for s in found.shifts]
    if not found.explained:
        told = f" No single belief explains it; more voices most change what is believed of {listed(names)}."
        return f"{head}. {rest}{told if names else ''}"
    most = sum(s.part or 0.0 for s in found.shifts) / found.gap > 0.5
    return f"{head}. {rest} {'Most' if most else 'Part'} of the gap lies in {listed(names)}."


def _other(side: str) -> str:
    return "higher" if side == "lower" else "lower"


def _many(some: int, every: int) -> str:
    return "all speak to it" if some == every else f"{some} of {every} speak{'s' if some == 1 else ''} to it"


def _ends(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"


def _read(beliefs: Beliefs) -> list[str]:
    """The slots that the model read and some analyst speaks to."""
    return sorted(judged(beliefs) & beliefs.slots.keys())


def _largest(weights: dict[str, float]) -> list[str]:
    return sorted((slot for slot in weights if weights[slot] > 0), key=lambda slot: (-weights[slot], slot))[:NAMED]
