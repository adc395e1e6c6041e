"""Beliefs of some worlds only: what fills these worlds without filling all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from numpy.typing import NDArray

from detente.beliefs.draws import Beliefs, Span
from detente.beliefs.race import Draw, Floats


@dataclass
class Some(Beliefs):
    """Reads off the beliefs of all worlds; what nobody asked for yet is drawn for all, so that it is the same draw."""

    whole: Beliefs | None = None
    at: NDArray[Any] | None = None  # which worlds

    def draw(self, slot: str) -> Draw:
        """The slot's value in these worlds."""
        if slot not in self.slots:
            self.slots[slot] = self._all.draw(slot).at(self._at)
        return self.slots[slot]

    def coefficient(self, name: str) -> Draw:
        """A coefficient's value in these worlds."""
        if name not in self.coefficients:
            self.coefficients[name] = self._all.coefficient(name).at(self._at)
        return self.coefficients[name]

    def normal(self, name: str) -> Floats:
        """A standard normal of each of these worlds."""
        drawn: Floats = self._all.normal(name)[self._at]
        return drawn

    def span(self, slot: str) -> Span:
        """The least and the most that a number may be in each of these worlds."""
        low, high = self._all.span(slot)
        return low[self._at], high[self._at]

    @cached_property
    def _unassumed(self) -> Beliefs:
        """The beliefs of these worlds with nothing assumed in place of any."""
        return some(self._all.believed, self._at)

    @property
    def _all(self) -> Beliefs:
        assert self.whole is not None, "made by `some`"
        return self.whole

    @property
    def _at(self) -> NDArray[Any]:
        assert self.at is not None, "made by `some`"
        return self.at


def some(beliefs: Beliefs, worlds: NDArray[Any]) -> Some:
    """The beliefs of the worlds of these numbers, in their order."""
    n = int(worlds.size)
    return Some(
        replace(beliefs.terms, draws=n), beliefs.claims, beliefs.sources, beliefs.case_priors,
        replace(beliefs.dice, n=n), vouched=beliefs.vouched, whole=beliefs, at=worlds,
    )  # fmt: skip
