"""How what is believed of a slot shifts where one author alone is heard, and what that does to an outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.draws import Beliefs
from detente.beliefs.hearing import hearing
from detente.beliefs.race import Draw

FEWEST = 5  # draws that believe a word, for its mean to say something
Floats = NDArray[np.float64]


def part(beliefs: Beliefs, few: Beliefs, slot: str, share: Floats, sources: Sequence[str]) -> float:
    """How much likelier an outcome is at the values believed where one author is heard, on average over authors.

    To first order: by the line, or the means of words, that the outcome's ``share`` of lives follows over all draws of
    ``beliefs``. ``few`` are its first draws, on which authors are heard.
    """
    expected = _expected(beliefs.draw(slot), share)
    return float(np.mean([expected(draw) for draw in _alone(few, slot, sources)])) - expected(few.draw(slot))


def _alone(few: Beliefs, slot: str, sources: Sequence[str]) -> list[Draw]:
    return [hearing(few, {slot: source}).draw(slot) for source in sources]


def _expected(draw: Draw, share: Floats) -> Callable[[Draw], float]:
    """What the outcome's share is to be expected at another draw of the slot: by the means of words, or a line."""
    if draw.words:
        means = {
            word: float(share[draw.numbers == code].mean())
            for code, word in enumerate(draw.words)
            if (draw.numbers == code).sum() >= FEWEST
        }
        whole = float(share.mean())
        return lambda other: float(np.mean([means.get(word, whole) for word in _believed(other)] or [whole]))
    slope = _slope(draw.numbers, share)
    return lambda other: slope * _mean(other.numbers)


def _slope(numbers: Floats, share: Floats) -> float:
    known = np.isfinite(numbers)
    apart = numbers[known] - numbers[known].mean() if known.any() else numbers[known]
    spread = float((apart * apart).sum())
    return float((apart * share[known]).sum()) / spread if spread > 0 else 0.0


def _mean(numbers: Floats) -> float:
    known = numbers[np.isfinite(numbers)]
    return float(known.mean()) if known.size else 0.0


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
