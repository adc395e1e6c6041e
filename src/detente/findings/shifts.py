"""How what is believed of a slot shifts where one author alone is heard, and what that does to an outcome."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.draws import Beliefs
from detente.beliefs.hearing import hearing
from detente.beliefs.race import Draw
from detente.findings.estimate import Gap

FEWEST = 5  # draws that believe a word, for its mean to say something
Floats = NDArray[np.float64]


def part(beliefs: Beliefs, few: Beliefs, slot: str, share: Floats, sources: Sequence[str]) -> Gap:
    """How much likelier an outcome is at the values believed where one author is heard, on average over authors.

    To first order: by the line, or the means of words, that the outcome's ``share`` of lives follows over all draws of
    ``beliefs``. ``few`` are its first draws, on which authors are heard. The error is that of the line or means, and
    that of how far so few draws shift.
    """
    line, together = _line(beliefs.draw(slot), share), few.draw(slot)
    each = [line.at(draw) for draw in _alone(few, slot, sources)]
    before = line.at(together)
    apart = np.mean([_known(one) for one in each], axis=0) - _known(before)
    of_shift = float(apart.std(ddof=1)) / math.sqrt(apart.size) if apart.size > 1 else math.inf
    delta = float(np.mean([_mean(one) for one in each])) - _mean(before)
    return Gap(delta, math.hypot(of_shift, line.error(_alone(few, slot, sources), together)))


def _alone(few: Beliefs, slot: str, sources: Sequence[str]) -> list[Draw]:
    return [hearing(few, {slot: source}).draw(slot) for source in sources]


class _Line(Protocol):
    """What an outcome's share is to be expected where a slot is as some draw has it."""

    def at(self, draw: Draw) -> Floats:
        """By draw; NaN where it isn't known."""

    def error(self, alone: Sequence[Draw], together: Draw) -> float:
        """The standard error of the mean difference that comes of having fitted the line on so many draws."""


@dataclass(frozen=True, slots=True)
class _Straight:
    slope: float
    unsure: float

    def at(self, draw: Draw) -> Floats:
        return self.slope * draw.numbers

    def error(self, alone: Sequence[Draw], together: Draw) -> float:
        shift = float(np.mean([_mean(draw.numbers) for draw in alone])) - _mean(together.numbers)
        return abs(shift) * self.unsure


@dataclass(frozen=True, slots=True)
class _Words:
    means: Mapping[str, float]
    errors: Mapping[str, float]
    whole: float

    def at(self, draw: Draw) -> Floats:
        means = np.array([*(self.means.get(word, self.whole) for word in draw.words), np.nan])
        known = np.isfinite(draw.numbers)
        codes = np.where(known, np.nan_to_num(draw.numbers), len(draw.words)).astype(np.int64)
        return means[codes] if known.any() else np.full(draw.numbers.size, self.whole)

    def error(self, alone: Sequence[Draw], together: Draw) -> float:
        def often(word: str, draw: Draw) -> float:
            believed = _believed(draw)
            return believed.count(word) / max(1, len(believed))

        shifts = {w: np.mean([often(w, draw) for draw in alone]) - often(w, together) for w in self.means}
        return math.hypot(*(float(shift) * self.errors[word] for word, shift in shifts.items()))


def _line(draw: Draw, share: Floats) -> _Line:
    if not draw.words:
        return _Straight(*_slope(draw.numbers, share))
    held = {word: share[draw.numbers == code] for code, word in enumerate(draw.words)}
    held = {word: found for word, found in held.items() if found.size >= FEWEST}
    errors = {word: float(found.std(ddof=1)) / math.sqrt(found.size) for word, found in held.items()}
    return _Words({word: float(found.mean()) for word, found in held.items()}, errors, float(share.mean()))


def _slope(numbers: Floats, share: Floats) -> tuple[float, float]:
    """The slope of a line through the known numbers, and its standard error."""
    known = np.isfinite(numbers)
    x, y = numbers[known], share[known]
    x = x - x.mean() if x.size else x
    spread = float((x * x).sum())
    if spread <= 0 or x.size < 3:
        return 0.0, math.inf
    slope = float((x * y).sum()) / spread
    left = y - y.mean() - slope * x
    return slope, math.sqrt(float((left * left).sum()) / (x.size - 2) / spread)


def _mean(numbers: Floats) -> float:
    known = numbers[np.isfinite(numbers)]
    return float(known.mean()) if known.size else 0.0


def _known(found: Floats) -> Floats:
    """The same with the mean where nothing is known."""
    return np.where(np.isfinite(found), found, _mean(found))


def _believed(draw: Draw) -> list[str]:
    return [draw.words[int(code)] for code in draw.numbers[np.isfinite(draw.numbers)]]


def changed(few: Beliefs, slot: str, sources: Sequence[str]) -> float:
    """How far beliefs alone lie from those together: in spreads of a number, or as a share of worlds with words."""
    together, alone = few.draw(slot), _alone(few, slot, sources)
    if together.words or any(draw.words for draw in alone):
        return float(np.mean([_other(_believed(draw), _believed(together)) for draw in alone]))
    known = together.numbers[np.isfinite(together.numbers)]
    spread = float(known.std()) if known.size else 0.0
    gaps = [abs(_mean(draw.numbers) - _mean(together.numbers)) for draw in alone]
    return float(np.mean(gaps)) / spread if spread > 0 else 0.0


def _other(one: Sequence[str], two: Sequence[str]) -> float:
    """The share of worlds that would have to change their word."""
    each = {*one, *two}
    return 0.5 * sum(abs(one.count(word) / max(1, len(one)) - two.count(word) / max(1, len(two))) for word in each)
