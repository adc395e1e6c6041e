"""Differences that a finished run kept, read back: how sure each is, alone or as the best of many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.findings.estimate import Difference, Interval
from detente.numerics.portable import normal_quantile

TAIL = 0.05  # of either side of an interval


def kept(moved: Mapping[str, Any] | None) -> Difference | None:
    """A difference as a run tells it; None where it has no interval.

    Its error is that of the longer side: an interval ends at -1 and 1, wherever its normal would.
    """
    low, high = (moved or {}).get("interval") or (None, None)
    if not moved or low is None or high is None:
        return None
    delta = float(moved["difference"])
    return Difference(delta, max(high - delta, delta - low) / -normal_quantile(TAIL))


def best_of(found: Difference, looked_at: int) -> Interval:
    """The 90 % interval of a difference that was chosen among so many, with which all of them hold at once.

    Bonferroni's: with one looked at it is the difference's own.
    """
    reach = -normal_quantile(TAIL / max(1, looked_at)) * found.se
    return max(-1.0, found.delta - reach), min(1.0, found.delta + reach)


def surely(interval: Interval) -> bool:
    """Whether an interval holds no 0."""
    return interval[0] > 0 or interval[1] < 0
