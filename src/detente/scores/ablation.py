"""What each mechanism is worth: the same days lived without it, and what that does to the score.

Many mechanisms are looked at, so by chance one would often seem to matter: the role that a score gives counts the
looks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from detente.cases.model import Case
from detente.findings.study import Options
from detente.scores import groups
from detente.scores.hindcast import Seen, Target, Tell, hindcast
from detente.scores.plan import BARS, HORIZONS
from detente.scores.record import Record
from detente.scores.rules import log_score
from detente.scores.table import happened, stretch
from detente.worlds.setup import MECHANISMS

Floats = NDArray[np.float64]

LEAST: Final = 0.005  # of the mean log score: less is seen in no table


def ablation(
    case: Case, whole: Mapping[int, Seen], days: Sequence[int], options: Options, truth: Record, tell: Tell | None
) -> list[dict[str, Any]]:
    """One row a mechanism; ``whole`` are the same days with every mechanism on."""
    rows = []
    for mechanism in MECHANISMS:
        off = hindcast(case, days, replace(options, off=options.off | {mechanism}), tell, f"without {mechanism}")
        rows.append(_row(mechanism, whole, off, days, truth))
    return rows


def _row(
    mechanism: str, whole: Mapping[int, Seen], off: Mapping[int, Seen], days: Sequence[int], truth: Record
) -> dict[str, Any]:
    """Below 0: the score falls without it. The interval is over days, whose targets hang together.

    The role goes by a wider one: of as many as there are mechanisms, all hold with 90 %.
    """
    gaps = {target: _gaps(target, whole, off, days, truth) for target in ((b, h) for b in BARS for h in HORIZONS)}
    by_day = np.array(list(gaps.values()))  # (targets, days)
    scored = ~np.isnan(by_day).all(0)
    means = np.array([np.nanmean(column) for column in by_day[:, scored].T])
    block = stretch(max(HORIZONS), days[1] - days[0]) if len(days) > 1 else 1
    band, all_hold = (groups.interval(means, block, of) for of in (1, len(MECHANISMS)))
    return {
        "mechanism": mechanism,
        "n": int(scored.sum()),
        "delta_log": float(means.mean()) if means.size else None,
        "interval": list(band) if band else None,
        "role": _role(all_hold),
        "by_target": [
            {"target": f"deaths_ge_{bar}", "horizon": months, "delta_log": _mean(gap)}
            for (bar, months), gap in gaps.items()
        ],
    }


def _gaps(
    target: Target, whole: Mapping[int, Seen], off: Mapping[int, Seen], days: Sequence[int], truth: Record
) -> list[float]:
    found = []
    for day in days:
        y = happened(truth, day, target)
        known = not np.isnan(y) and not whole[day].refused and not off[day].refused
        found.append(float(log_score(off[day].p[target], y) - log_score(whole[day].p[target], y)) if known else np.nan)
    return found


def _mean(gap: Sequence[float]) -> float | None:
    known = [each for each in gap if not np.isnan(each)]
    return float(np.mean(known)) if known else None


def _role(band: tuple[float, float] | None) -> str | None:
    """Whether a score hangs on it, as far as the interval can tell; adverse: the score is better without it.

    Where the interval holds nothing as large as `LEAST` it is descriptive, whatever the sign.
    """
    if band is None:
        return None
    low, high = band
    if max(-low, high) < LEAST:
        return "descriptive"
    return "load-bearing" if high < 0 else "adverse" if low > 0 else "descriptive"
