"""What one analyst alone would answer, and what an author's theory does: the same worlds, other voices.

These answers stand beside the main one and are asked of its first histories only. How far they lie from it is told of
the same histories, and the probability that is shown is the main one moved so far: that the first histories happen
to lie above or below the rest must not look like a difference between authors and all together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from detente.beliefs.hearing import judged, speakers
from detente.beliefs.theories import theory_slots
from detente.findings.estimate import Difference, difference, estimate
from detente.findings.study import Bools, Halves, Study

FEW = 400  # histories of each such answer


@dataclass(frozen=True, slots=True)
class Heard:
    """The answer on another hearing of one source, and how far it lies from the main one on the same histories.

    ``mc_error`` is that of ``p``.
    """

    source: str
    p: Mapping[str, float]
    mc_error: Mapping[str, float]
    moved: Mapping[str, Difference]
    worlds: int


@dataclass(frozen=True, slots=True)
class Alone:
    """Each source heard alone, its theory heard alone, and its theory struck out; no source, no entry."""

    only: tuple[Heard, ...] = ()
    only_theory: tuple[Heard, ...] = ()
    without_theory: tuple[Heard, ...] = ()


def alone(study: Study, half: str | None) -> Alone:
    """Every analyst who has a word on the question in her turn."""
    few = study.first(FEW)
    sources, causes = speakers(study.beliefs), theory_slots(judged(few.beliefs))
    theorists = [s for s in sources if theory_slots(few.beliefs.touched_by(s)) & few.beliefs.slots.keys()]
    return Alone(
        tuple(_heard(study, few, half, s, only_hits(few, s)) for s in sources),
        tuple(_heard(study, few, half, s, _theory(few, s, causes)) for s in theorists),
        tuple(_heard(study, few, half, s, _no_theory(few, s)) for s in theorists),
    )


def only_hits(few: Study, source: str) -> Halves:
    """Hits where the source alone is heard."""
    return _kept(few, f":only {source}", lambda: few.hearing(dict.fromkeys(judged(few.beliefs), source)))


def _theory(few: Study, source: str, causes: Iterable[str]) -> Halves:
    return _kept(few, f":theory of {source}", lambda: few.hearing(dict.fromkeys(causes, source)))


def _no_theory(few: Study, source: str) -> Halves:
    return _kept(few, f":no theory of {source}", lambda: few.without_theory(source))


def _kept(few: Study, name: str, live: Callable[[], Halves]) -> Halves:
    """Both halves of a question share one reliving."""
    if name not in few.memory:
        few.memory[name] = live()
    return few.memory[name]


def beside(study: Study, few: Study, half: str | None, hits: Halves) -> dict[str, float]:
    """By outcome: the main answer, moved as far as other hits of the first histories lie from theirs."""
    return {
        name: min(1.0, max(0.0, float(hit.mean()) + _ahead(study, few, half, name))) for name, hit in hits[half].items()
    }


def _ahead(study: Study, few: Study, half: str | None, name: str) -> float:
    """How much likelier an outcome is in all histories than in the first."""
    return float(study.hits[half][name].mean()) - float(few.hits[half][name].mean())


def _error(every: Bools, after: Bools) -> float:
    """The standard error of what is shown: the mean of all histories plus how far the first ones lie from their pairs.

    Both sum over draws, of which the first are in both: each draw's part of the sum is counted once. No less than the
    first histories alone could tell (`difference`).
    """
    draws, first = len(every), len(after)
    if first < 2:
        return estimate(after).mc_error
    total, heard = every.mean(axis=1), after.mean(axis=1)
    shared = (heard - total[:first]) / first + total[:first] / draws
    square = first * shared.var(ddof=1) + (draws - first) * total.var(ddof=1) / draws**2
    return max(math.sqrt(square), 1 / (after.size + 2))


def _heard(study: Study, few: Study, half: str | None, source: str, hits: Halves) -> Heard:
    lives = few.options.lives
    after = {name: hit.reshape(-1, lives) for name, hit in hits[half].items()}
    before = {name: hit.reshape(-1, lives) for name, hit in few.hits[half].items()}
    return Heard(
        source,
        beside(study, few, half, hits),
        {name: _error(study.hits[half][name].reshape(-1, lives), hit) for name, hit in after.items()},
        {name: difference(hit, before[name]) for name, hit in after.items()},
        few.options.worlds,
    )
