"""Why two sources answer a question differently: what each alone would say, and the premises that part them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from detente.beliefs.draws import Beliefs
from detente.beliefs.hearing import speakers
from detente.findings.estimate import Difference, Gap, difference
from detente.findings.only import FEW, beside, only_hits
from detente.findings.premises import Premise, Shares, likelihood_ratios, premises
from detente.findings.study import Bools, Study
from detente.numerics.portable import normal_quantile

Ratios = Mapping[str, float | None]  # by outcome

TAIL = 0.05  # of either side of an interval


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sources on one question. ``apart`` is the second's answer alone less the first's, on the same histories.

    ``premises`` are all on which they differ, each with the likelihood ratios of either's word by outcome.
    """

    sources: tuple[str, str]
    p: tuple[Mapping[str, float], Mapping[str, float]]
    apart: Mapping[str, Difference]
    worlds: int
    premises: tuple[Premise, ...]
    ratios: tuple[tuple[Ratios, Ratios], ...]

    @property
    def contested(self) -> tuple[Premise, ...]:
        """The premises on which the two contradict one another."""
        return tuple(premise for premise in self.premises if premise.contested)


def clear(found: Difference | Gap, looked_at: int = 1) -> bool:
    """Whether a difference is more than chance, of so many that were looked at: no zero in the 90 % interval of all."""
    return abs(found.delta) > -normal_quantile(TAIL / looked_at) * found.se


def disagreements(study: Study, half: str | None, lead: str) -> tuple[Pair, ...]:
    """Every pair of sources that have a word on the question; premises in the order of what they do to ``lead``."""
    few = study.first(FEW)
    shares = by_draw(study.hits[half], study.options.lives)
    case = study.case
    known = case.background
    found = []
    for one, two in combinations(speakers(study.beliefs), 2):
        every = ranked(premises(study.beliefs, one, two, shares, known), lead)
        ratios = tuple(_ratios(study.beliefs, premise, shares) for premise in every)
        apart = _alone(few, half, one), _alone(few, half, two)
        found.append(
            Pair(
                (one, two),
                (beside(study, few, half, only_hits(few, one)), beside(study, few, half, only_hits(few, two))),
                {o: difference(apart[1][o], apart[0][o]) for o in shares},
                few.options.worlds,
                tuple(every),
                ratios,
            )
        )
    return tuple(found)


def ranked(every: Sequence[Premise], outcome: str) -> list[Premise]:
    """Premises, those first that surely move an outcome most; where nothing tells, contradictions first."""
    return sorted(every, key=lambda premise: (-premise.weight(outcome), not premise.contested, premise.slot))


def by_draw(hits: Mapping[str, Bools], lives: int) -> Shares:
    """The share of each draw's lives that have the outcome."""
    return {name: hit.reshape(-1, lives).mean(axis=1) for name, hit in hits.items()}


def _ratios(beliefs: Beliefs, premise: Premise, shares: Shares) -> tuple[Ratios, Ratios]:
    first, second = (likelihood_ratios(beliefs, premise.slot, said, shares) for said in premise.says)
    return first, second


def _alone(few: Study, half: str | None, source: str) -> dict[str, Bools]:
    """Hits of one source alone, (draws, lives)."""
    return {o: hit.reshape(-1, few.options.lives) for o, hit in only_hits(few, source)[half].items()}
