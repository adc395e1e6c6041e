"""Words to numbers: the probability a phrase stands for on a named scale, drawn by inverse CDF.

The scale is part of the answer: "unlikely" is 0.19 give or take 0.11 to the readers CAPphrase asked and
0.20 to 0.45 by the decree of ICD 203.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, overload

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.synonyms import SYNONYMS
from detente.beliefs.tablefile import read_table
from detente.errors import Fault, UsageError

Floats = NDArray[np.float64]

SCALES: Final = ("capphrase", "icd203", "phia", "ipcc", "nato", "efsa", "kent")
DEFAULT_SCALE: Final = "capphrase"
_INTENSIFIERS: Final = ("very", "extremely", "highly")


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """What one phrase means on one scale: a histogram, even within each bin.

    ``low`` and ``high`` are the bins' edges (probability), ``before`` and ``count`` how many judgements
    fall below and in each; no bin is empty. A yardstick's phrase has one bin, its range.
    """

    low: Floats
    high: Floats
    before: Floats
    count: Floats

    def quantile(self, u: Floats) -> Floats:
        """Return the probability below which a share ``u`` of the judgements lies; same shape as ``u``."""
        target = u * (self.before[-1] + self.count[-1])
        bins = np.searchsorted(self.before, target, side="right") - 1
        low, high = self.low[bins], self.high[bins]
        inside = (target - self.before[bins]) / self.count[bins]
        # Rounding may carry a point a hair past its bin, out of order with the next one.
        drawn: Floats = np.minimum(low + (high - low) * inside, high)
        return drawn

    def towards(self, bound: float) -> Meaning:
        """Return this meaning moved half-way to ``bound`` (0 or 1)."""
        return Meaning((self.low + bound) * 0.5, (self.high + bound) * 0.5, self.before, self.count)


@overload
def phrase_quantile(phrase: str, u: float, scale: str = DEFAULT_SCALE) -> float: ...
@overload
def phrase_quantile(phrase: str, u: Floats, scale: str = DEFAULT_SCALE) -> Floats: ...
def phrase_quantile(phrase: str, u: float | Floats, scale: str = DEFAULT_SCALE) -> float | Floats:
    """Return the probability at quantile ``u`` of what ``phrase`` means on ``scale``.

    With uniform ``u`` this draws a reader of the survey (each whole percentage spread evenly over the point
    around it) or, on an official yardstick, evenly from the phrase's range, as the yardstick says no more.
    Only elementwise + - * / and look-ups: the same bits everywhere. "very", "extremely" and "highly" move
    the phrase half-way to its bound (Mosteller & Youtz 1990, Statistical Science 5(1)) unless the scale
    measured the whole wording.

    Args:
        phrase: the words as written; case, hyphens and commas don't matter.
        u: one quantile or an array of any shape, each in [0, 1].
        scale: one of `SCALES`.

    Raises:
        UsageError: a scale or phrase that is not known, or a ``u`` outside [0, 1].
    """
    shares = np.asarray(u, dtype=np.float64)
    if not bool(np.all((shares >= 0.0) & (shares <= 1.0))):
        raise UsageError(Fault("a quantile must lie between 0 and 1", "Pass uniform numbers", value=str(u)))
    result = meaning(phrase, scale).quantile(shares)
    return result if isinstance(u, np.ndarray) else float(result)


@cache
def meaning(phrase: str, scale: str = DEFAULT_SCALE) -> Meaning:
    """Return what ``phrase`` means on ``scale``; raises UsageError as `phrase_quantile` does."""
    known = _scale(scale)
    words = _normal(phrase)
    if (name := _find(words, known)) is not None:
        return known[name]
    first, _, rest = words.partition(" ")
    if first in _INTENSIFIERS and rest:
        return _intensified(phrase, meaning(rest, scale))
    wanted = f"{phrase!r} is not a phrase of the scale {scale}"
    raise UsageError(Fault(wanted, f"It knows: {', '.join(known)}", value=phrase))


def measures(phrase: str, scale: str = DEFAULT_SCALE) -> bool:
    """Whether the scale says what ``phrase`` means; "appears" and "arguably" are hedges that none measured."""
    try:
        meaning(phrase, scale)
    except UsageError:
        return False
    return True


def phrases(scale: str = DEFAULT_SCALE) -> tuple[str, ...]:
    """Return the phrases ``scale`` defines, least likely first; UsageError for an unknown scale."""
    return tuple(_scale(scale))


def _intensified(phrase: str, plain: Meaning) -> Meaning:
    """Move a phrase to the bound on its side of one half, if four readers in five put it on one side."""
    tenth, last_tenth = plain.quantile(np.array([0.1, 0.9])).tolist()
    if tenth >= 0.5:
        return plain.towards(1.0)
    if last_tenth <= 0.5:
        return plain.towards(0.0)
    reason = f"{phrase!r} has no side to be intensified to: its plain form straddles one half"
    raise UsageError(Fault(reason, "Give the plain phrase, or a number", value=phrase))


def _find(words: str, known: dict[str, Meaning]) -> str | None:
    """Return the phrase of a scale that normalised ``words`` are or mean, if any."""
    return next((name for name in (words, *SYNONYMS.get(words, ())) if name in known), None)


def _normal(phrase: str) -> str:
    """Return lower-case words with single spaces: "Very, very LIKELY" is "very very likely"."""
    return " ".join(re.findall(r"[^\W_]+", phrase.casefold()))


@cache
def _scale(scale: str) -> dict[str, Meaning]:
    """Return a scale's meanings by normalised phrase."""
    if scale not in SCALES:
        raise UsageError(Fault(f"{scale!r} is not a scale", f"Use one of: {', '.join(SCALES)}", value=scale))
    if scale == "capphrase":
        return {_normal(row["phrase"]): _histogram(row) for row in read_table("capphrase.csv")}
    rows = [row for row in read_table("yardsticks.csv") if row["scale"] == scale]
    return {row["phrase"]: _range(float(row["low"]), float(row["high"])) for row in rows}


def _range(low: float, high: float) -> Meaning:
    """Return an even spread over a range in per cent."""
    edges = np.array([low, high]) / 100.0
    return Meaning(edges[:1], edges[1:], np.zeros(1), np.ones(1))


def _histogram(row: dict[str, str]) -> Meaning:
    """Return the readers' judgements: a whole percentage stands for the point around it, cut at 0 and 1."""
    given = [(int(percent), int(count)) for percent, count in row.items() if percent != "phrase" and count]
    percents = np.array([percent for percent, _ in given], dtype=np.float64)
    counts = np.array([count for _, count in given], dtype=np.int64)
    low = np.maximum(percents - 0.5, 0.0) / 100.0
    high = np.minimum(percents + 0.5, 100.0) / 100.0
    return Meaning(low, high, (counts.cumsum() - counts).astype(np.float64), counts.astype(np.float64))
