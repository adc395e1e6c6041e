"""What one analyst alone would answer, and what an author's theory does: the same worlds, other voices.

These answers stand beside the main one and are asked of its first histories only. Their own error is larger for that;
how far they lie from the main answer is told of the same histories, and is surer than either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from detente.beliefs.hearing import judged, speakers
from detente.beliefs.theories import theory_slots
from detente.findings.estimate import Difference, Estimate, difference, estimate
from detente.findings.study import Halves, Study

FEW = 400  # histories of each such answer


@dataclass(frozen=True, slots=True)
class Heard:
    """The answer on another hearing of one source, and how far it lies from the main one on the same histories."""

    source: str
    found: Mapping[str, Estimate]
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
        tuple(_heard(few, half, s, only_hits(few, s)) for s in sources),
        tuple(_heard(few, half, s, _theory(few, s, causes)) for s in theorists),
        tuple(_heard(few, half, s, _no_theory(few, s)) for s in theorists),
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


def _heard(few: Study, half: str | None, source: str, hits: Halves) -> Heard:
    lives = few.options.lives
    after = {name: hit.reshape(-1, lives) for name, hit in hits[half].items()}
    before = {name: hit.reshape(-1, lives) for name, hit in few.hits[half].items()}
    return Heard(
        source,
        {name: estimate(hit) for name, hit in after.items()},
        {name: difference(hit, before[name]) for name, hit in after.items()},
        few.options.worlds,
    )
