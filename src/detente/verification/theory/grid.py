"""Ladders over which a law is tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

RATIOS = (0.25, 0.5, 1.0, 2.0, 4.0)  # challenger's strength against the target's
RUNGS = (0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 1.7, 2.3, 3.0)


def not_rising(values: Iterable[float]) -> int:
    """How many neighbours fall or stay level."""
    return sum(not a < b for a, b in pairwise(values))


def not_falling(values: Iterable[float]) -> int:
    """How many neighbours rise or stay level."""
    return sum(not a > b for a, b in pairwise(values))


def by_ratio(count: Callable[[tuple[float, float]], int]) -> float:
    """Sum of a count over rivals of all ratios of strength, given as (challenger's, target's)."""
    return float(sum(count((4.0 * ratio, 4.0)) for ratio in RATIOS))
