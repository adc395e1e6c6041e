"""Whether chances and bands come true as often as they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from detente.scores.hindcast import Seen, Target
from detente.scores.plan import HORIZONS
from detente.scores.record import Record
from detente.scores.rules import reliability
from detente.scores.table import Column


def coverage(seen: Mapping[int, Seen], truth: Record, days: Sequence[int]) -> list[dict[str, Any]]:
    """By horizon: how often the deaths of the window lay within, below and above the band that nine in ten should."""
    rows = []
    for months in HORIZONS:
        low, high = truth.sums(months)
        at = [(seen[day].band[months], day + 1 - truth.first) for day in days if not seen[day].refused]
        known = [(band, low[n], high[n]) for band, n in at if 0 <= n < low.size and not np.isnan(low[n])]
        below = sum(bool(most < band[0]) for band, _, most in known)
        above = sum(bool(least > band[1]) for band, least, _ in known)
        n = len(known)
        shares = {"below": below / n, "above": above / n, "within": 1 - (below + above) / n} if n else {}
        rows.append({"horizon": months, "n": n, "should": 0.9, "within": None, "below": None, "above": None, **shares})
    return rows


def reliabilities(found: Mapping[Target, Column]) -> list[dict[str, Any]]:
    """Bins of every target with their counts."""
    result = []
    for (bar, months), column in found.items():
        kept = column.scored()
        head = {"target": f"deaths_ge_{bar}", "horizon": months}
        result += [{**head, **each} for each in (reliability(kept.p["detente"], kept.happened) if kept.days else ())]
    return result
