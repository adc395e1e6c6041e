"""Beliefs cut into bins: what is as good as the same in so few draws, and where in its bin each draw lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import Fault, UsageError
from detente.findings.estimate import Floats

Counts = NDArray[np.intp]

SLOPED = 8  # draws from which on a slope is fitted in a bin
_MOST_BINS = 20
_FEWEST = 20  # draws in categories drawn twice or more, from which on these speak for those drawn once
_AT_ONCE = 8192  # draws of a bin looked at together: all samples of many take much memory


@dataclass(frozen=True, slots=True)
class Cut:
    """One belief in all draws: its bins, numbered from 0 without gaps, and its rank less the mean of its bin.

    A category drawn once can't show what it does, so these are one bin, the first, of ``lone`` draws.
    """

    code: Counts
    along: Floats
    order: Counts  # the draws bin by bin
    sizes: Counts
    lone: int = 0

    @property
    def whole(self) -> float:
        """What is seen between categories drawn twice or more, times this, is that between all of them.

        Which are drawn once is luck, so what the others show stands for them too. Where these are too few for that, it
        is as if those drawn once did nothing.
        """
        seen = self.code.size - self.lone
        return self.code.size / seen if seen >= _FEWEST else 1.0

    @property
    def freedom(self) -> int:
        """How many means and slopes are fitted beyond the overall mean."""
        return int(self._fitted.sum()) - 1

    @property
    def guessed(self) -> float:
        """By how much the chance part of what they explain spreads wider for being subtracted as each bin shows it."""
        fitted, sizes = self._fitted, self.sizes
        wider = fitted * (1.0 + np.where(sizes > fitted, fitted / np.maximum(sizes - fitted, 1), 0.0))
        return float(np.sqrt(wider.sum() / fitted.sum()))

    @property
    def _fitted(self) -> Counts:
        """Of each bin 1, or 2 where a slope is fitted too."""
        spread = np.bincount(self.code, self.along * self.along)
        return 1 + ((self.sizes >= SLOPED) & (spread > 1e-9 * self.sizes)).astype(np.intp)

    def means(self, y: Floats) -> Floats:
        """Return what ``y`` is on average in each draw's bin."""
        return _means(self.code, y)

    def members(self) -> Iterator[list[Counts]]:
        """Yield each bin's draws, some at a time."""
        stop = 0
        for size in self.sizes.tolist():
            start, stop = stop, stop + size
            yield [self.order[at : min(at + _AT_ONCE, stop)] for at in range(start, stop, _AT_ONCE)]


def cut(slot: str, drawn: NDArray[Any], draws: int) -> Cut:
    """Cut what was drawn of a slot.

    Bins are the categories of an integer, boolean or text array (those drawn once as one), and of a float array bins of
    equal count; NaN is a bin of its own. Ranks along a slot are 0 to 1, those of categories 0.

    Raises:
        UsageError: there isn't one value a draw.
    """
    if drawn.shape != (draws,):
        reason = f"{slot} needs one value a draw"
        raise UsageError(Fault(reason, "Pass arrays of the same run.", value=f"shape {drawn.shape} for {draws} draws"))
    words = drawn.dtype.kind != "f"
    bins, rank = (_pooled(drawn), np.zeros(draws)) if words else _binned(drawn)
    taken = np.bincount(bins) > 0
    code = (np.cumsum(taken) - 1)[bins]
    lone = int((bins == 0).sum()) if words else 0
    return Cut(code, rank - _means(code, rank), np.argsort(code, kind="stable"), np.bincount(code), lone)


def _means(code: Counts, y: Floats) -> Floats:
    found: Floats = (np.bincount(code, y) / np.bincount(code))[code]
    return found


def _binned(drawn: Floats) -> tuple[Counts, Floats]:
    """Return bins of equal count and ranks; equal values share both, and NaN has a bin of its own."""
    missing = np.isnan(drawn)
    known = np.sort(drawn[~missing])
    bins = min(max(round(known.size ** (1 / 3) / 2), known.size // 200, 2), _MOST_BINS)
    edges = known[[known.size * i // bins for i in range(1, bins)]] if known.size else known
    rank = np.where(missing, 0.0, np.searchsorted(known, drawn) / max(known.size, 1))
    return np.where(missing, bins, np.searchsorted(edges, drawn, side="right")), rank


def _pooled(drawn: NDArray[Any]) -> Counts:
    """Return categories from 1 on, those drawn once as 0."""
    _, code, count = np.unique(drawn, return_inverse=True, return_counts=True)
    return np.where(count[code] < 2, 0, code + 1)
