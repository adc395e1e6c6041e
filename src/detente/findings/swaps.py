"""How much of the difference between two sources each premise makes: one's answer with the other's word on one slot.

Each premise is swapped both ways: the second's word put into the first's analysis, and the first's into the second's.
Its part is the mean of what the two do; what the parts don't add up to acts only together, or wasn't looked at. What
they hold of causes and what they take to be the case are swapped whole, so that these two parts add up exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.hearing import hearing, judged
from detente.beliefs.theories import theory_slots
from detente.findings.disagreements import Pair, Ratios, disagreements
from detente.findings.estimate import Difference, Gap, difference, paired_mean
from detente.findings.only import FEW
from detente.findings.premises import Premise
from detente.findings.study import Halves, Study, studied
from detente.worlds.fill import Filler

Parts = Mapping[str, Gap]  # by outcome
Gaps = dict[str, NDArray[np.float64]]  # by outcome, (draws, lives)


@dataclass(frozen=True, slots=True)
class Swapped:
    """A premise: what the second's word does in the first's analysis, what it does in its own, and their mean."""

    premise: Premise
    ratios: tuple[Ratios, Ratios]
    there: Mapping[str, Difference]
    own: Mapping[str, Difference]
    part: Parts


@dataclass(frozen=True, slots=True)
class Split:
    """Two sources and the parts of their difference."""

    pair: Pair
    swapped: tuple[Swapped, ...]
    rest: Parts
    facts: Parts
    theories: Parts


def splits(study: Study, half: str | None, lead: str) -> Iterable[Split]:
    """The difference of each pair of sources on half of a question, split; the weightiest premises first."""
    swaps = _Swaps(study.first(FEW), half)
    for pair in disagreements(study, half, lead):
        yield swaps.split(pair, lead)


class _Swaps:
    """Each source's own study, and the hits on it with some slots in another's words."""

    def __init__(self, few: Study, half: str | None) -> None:
        self.few, self.half = few, half
        self.spoken = judged(few.beliefs)
        self.alone: dict[str, Study] = {}
        self.known: dict[tuple[str, str, frozenset[str]], Halves] = {}

    def split(self, pair: Pair, lead: str) -> Split:
        """The parts of one pair's difference."""
        one, two = pair.sources
        first, second = self._of(one).hits, self._of(two).hits
        theories = theory_slots(self.spoken)
        mixed = self._swapped(one, two, theories), self._swapped(two, one, theories)
        found, named = [], self._zero()
        for premise, ratios in zip(pair.premises, pair.ratios, strict=True):
            there, back = self._swapped(one, two, {premise.slot}), self._swapped(two, one, {premise.slot})
            part = self._mean((first, there), (back, second))
            found.append(Swapped(premise, ratios, self._apart(first, there), self._apart(back, second), _told(part)))
            named = {o: named[o] + part[o] for o in named}
        total = self._mean((first, second))
        return Split(
            pair,
            tuple(sorted(found, key=lambda each: (-abs(each.part[lead].delta), each.premise.slot))),
            _told({o: total[o] - named[o] for o in total}),
            _told(self._mean((first, mixed[1]), (mixed[0], second))),
            _told(self._mean((first, mixed[0]), (mixed[1], second))),
        )

    def _of(self, source: str) -> Study:
        if source not in self.alone:
            few = self.few
            filler = Filler(few.case, hearing(few.beliefs, dict.fromkeys(self.spoken, source)))
            self.alone[source] = studied(few.case, few.question, few.as_of, few.options, filler)
        return self.alone[source]

    def _swapped(self, source: str, other: str, slots: Iterable[str]) -> Halves:
        """Hits of the source alone, but for slots in the other's words."""
        taken = frozenset(slots)
        speaks = any(c.source == other for slot in taken for c in self.few.beliefs.claims[slot])
        key = source, other if speaks else "", taken  # all who are silent leave the same gap
        if key not in self.known:
            base = self._of(source)
            whom = {slot: other if slot in taken else source for slot in self.spoken}
            heard = hearing(self.few.beliefs, whom)
            beliefs = replace(base.beliefs.anew(heard.terms, heard.claims, taken), vouched=heard.vouched)
            self.known[key] = base.hits_of(base.again(beliefs, taken))
        return self.known[key]

    def _mean(self, *pairs: tuple[Halves, Halves]) -> Gaps:
        """Later less earlier, history by history, averaged over pairs of hits."""
        lives = self.few.options.lives
        return {
            o: sum(
                (after[self.half][o].astype(np.float64) - before[self.half][o] for before, after in pairs),
                np.zeros(self.few.options.worlds),
            ).reshape(-1, lives)
            / len(pairs)
            for o in self.few.hits[self.half]
        }

    def _zero(self) -> Gaps:
        return {o: np.zeros((self.few.options.draws, self.few.options.lives)) for o in self.few.hits[self.half]}

    def _apart(self, before: Halves, after: Halves) -> dict[str, Difference]:
        lives = self.few.options.lives
        return {
            o: difference(hit.reshape(-1, lives), before[self.half][o].reshape(-1, lives))
            for o, hit in after[self.half].items()
        }


def _told(gaps: Gaps) -> Parts:
    return {o: paired_mean(gap) for o, gap in gaps.items()}
