"""Logistic regression with a normal prior: finite for any data, and with none the prior itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEPS = 100  # of Newton's method; a handful is usual
HALVINGS = 40  # of a step that overshoots, as a full one may where nearly all is certain
CLOSE = 1e-10


def fit(x: Floats, y: Floats, centre: Floats, precision: float = 1.0) -> Floats:
    """The most probable coefficients, intercept first.

    They minimise sum of log(1 + e^-(2y-1)η) + precision/2 |β - centre|², η = β_0 + x β.

    Args:
        x: shape (n, k), n may be 0.
        y: shape (n,), 0 or 1.
        centre: shape (k + 1,).
        precision: above 0; of every coefficient.
    """
    design = np.column_stack([np.ones(len(y)), x])
    beta = centre.astype(np.float64)
    for _ in range(STEPS):
        p = chance(design @ beta)
        slope = design.T @ (p - y) + precision * (beta - centre)
        bend = (design * (p * (1.0 - p))[:, None]).T @ design + precision * np.eye(beta.size)
        step = _downhill(design, y, centre, precision, beta, np.asarray(np.linalg.solve(bend, slope), np.float64))
        beta = beta - step
        if np.abs(step).max() < CLOSE:
            break
    return beta


def _downhill(design: Floats, y: Floats, centre: Floats, precision: float, beta: Floats, step: Floats) -> Floats:
    """The step, halved until it doesn't lead uphill."""
    here = _loss(design, y, centre, precision, beta)
    for _ in range(HALVINGS):
        if _loss(design, y, centre, precision, beta - step) <= here:
            break
        step = 0.5 * step
    return step


def _loss(design: Floats, y: Floats, centre: Floats, precision: float, beta: Floats) -> float:
    return float(
        np.logaddexp(0.0, (1.0 - 2.0 * y) * (design @ beta)).sum() + precision / 2 * ((beta - centre) ** 2).sum()
    )


def chance(odds: Floats) -> Floats:
    """1 / (1 + e^-odds)."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * odds)))


def log_odds(p: Floats | float) -> Floats:
    """Log of p / (1 - p)."""
    return np.asarray(np.log(p) - np.log1p(-np.asarray(p)))
