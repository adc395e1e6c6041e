"""Scoring rules for probabilities of events, and what skill and reliability mean here.

Ours and not a library's: the one that is kept up (scoringrules) needs SciPy, which nothing else here does. They are
checked against closed forms. Scores of ensembles of counts are in ``verification.crps``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.numerics.logistic import log_odds, regress

Floats = NDArray[np.float64]

FLOOR: Final = 1e-3  # a probability nearer to 0 or 1 is scored as this near: whoever says never and errs loses 6.9
EDGES: Final = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0)  # of the bins of reliability
LOOSE: Final = 0.01  # precision of the prior that keeps a recalibration finite


def brier(p: ArrayLike, happened: ArrayLike) -> Floats:
    """(p - y)² of each forecast: 0 best, 1 worst. Brier (1950), Monthly Weather Review 78."""
    return (np.asarray(p, np.float64) - np.asarray(happened, np.float64)) ** 2


def log_score(p: ArrayLike, happened: ArrayLike) -> Floats:
    """Logarithm of the probability of what happened: 0 best, never below ln `FLOOR`. Good (1952), JRSS B 14."""
    q = np.clip(np.asarray(p, np.float64), FLOOR, 1.0 - FLOOR)
    return np.log(np.where(np.asarray(happened, bool), q, 1.0 - q))


def skill(log: float, log_baseline: float) -> float | None:
    """1 - log / log_baseline: 1 perfect, 0 no better, below 0 worse. None beside a baseline without any loss."""
    return 1.0 - log / log_baseline if log_baseline < 0.0 else None


def runs(happened: Sequence[bool] | Floats) -> int:
    """Stretches of consecutive events: overlapping windows count one war many times."""
    y = np.concatenate([[0], np.asarray(happened, np.int64)])
    return int((np.diff(y) == 1).sum())


def reliability(p: Floats, happened: Floats) -> list[dict[str, Any]]:
    """By bin of p (its upper edge excluded, but for the last): forecasts, their mean and the share that happened."""
    which = np.clip(np.searchsorted(EDGES, p, side="right") - 1, 0, len(EDGES) - 2)
    return [
        {
            "lo": EDGES[b],
            "hi": EDGES[b + 1],
            "n": int((which == b).sum()),
            "p": float(p[which == b].mean()),
            "happened": float(happened[which == b].mean()),
        }
        for b in range(len(EDGES) - 1)
        if (which == b).any()
    ]


def calibration_slope(p: Floats, happened: Floats) -> float | None:
    """Slope of the log-odds of what happened on those forecast: 1 right, below 1 too bold, above too timid.

    None where nothing or everything happened, or all forecasts are one. Cox (1958), Biometrika 45.
    """
    x = log_odds(np.clip(p, FLOOR, 1.0 - FLOOR))
    if happened.min() == happened.max() or np.ptp(x) < 1e-9:
        return None
    return float(regress(np.column_stack([np.ones(x.size), x]), happened, LOOSE, np.array([0.0, 1.0]))[1])
