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

_MOST_BINS = 20
_RARE = 5  # categories with fewer draws are pooled: their means say nothing
_AT_ONCE = 8192  # draws of a bin looked at together: all samples of many take much memory


@dataclass(frozen=True, slots=True)
class Cut:
    """One belief in all draws: its bins, numbered from 0 without gaps, and its rank less the mean of its bin."""

    code: Counts
    along: Floats
    order: Counts  # the draws bin by bin
    sizes: Counts

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

    Bins are the categories of an integer, boolean or text array (the rare ones as one), and of a float array bins of
    equal count; NaN is a bin of its own. Ranks along a slot are 0 to 1, those of categories 0.

    Raises:
        UsageError: there isn't one value a draw.
    """
    if drawn.shape != (draws,):
        reason = f"{slot} needs one value a draw"
        raise UsageError(Fault(reason, "Pass arrays of the same run.", value=f"shape {drawn.shape} for {draws} draws"))
    bins, rank = _binned(drawn) if drawn.dtype.kind == "f" else (_pooled(drawn), np.zeros(draws))
    taken = np.bincount(bins) > 0
    code = (np.cumsum(taken) - 1)[bins]
    return Cut(code, rank - _means(code, rank), np.argsort(code, kind="stable"), np.bincount(code))


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
    """Return categories, the rare ones as one."""
    _, code, count = np.unique(drawn, return_inverse=True, return_counts=True)
    return np.where(count[code] < _RARE, count.size, code)
