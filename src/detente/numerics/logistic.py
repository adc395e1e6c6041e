"""Logistic regression by Newton's method: rows weighted, coefficients pulled to where a prior has them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEPS = 100  # of Newton's method; a handful is usual
HALVINGS = 40  # of a step that overshoots, as a full one may where nearly all is certain
CLOSE = 1e-10  # largest step at which to stop
ROUNDING = 1e-12  # of the loss: what is no more uphill than this is not
JITTER = 1e-9  # of the curvature, so that a column that never varies stops nothing; moves no estimate


def logistic(x: Floats) -> Floats:
    """1 / (1 + e^-x), without overflow on either side."""
    e = np.exp(-np.abs(x))
    return np.asarray(np.where(x >= 0.0, 1.0, e) / (1.0 + e))


def log_odds(p: Floats | float) -> Floats:
    """Log of p / (1 - p)."""
    return np.asarray(np.log(p) - np.log1p(-np.asarray(p)))


def regress(
    x: Floats, y: Floats, precision: Floats | float, centre: Floats | float = 0.0, weight: Floats | float = 1.0
) -> Floats:
    """The most probable coefficients β of P(y = 1) = logistic(xβ), one a column of ``x``.

    They minimise sum of weight log(1 + e^-(2y-1)xβ) + sum of precision/2 (β - centre)². With a precision above 0 they
    are finite for any data, and with none the prior itself.

    Args:
        x: shape (n, k), n may be 0; a constant is a column like any other.
        y: shape (n,), 0 or 1.
        precision: of the normal prior on each coefficient, 0 or more; shape (k,) or one for all.
        centre: its mean.
        weight: of each row, 0 or more; shape (n,) or one for all.
    """

    def loss(b: Floats) -> float:
        wrong = np.logaddexp(0.0, (1.0 - 2.0 * y) * (x @ b))
        return float((weight * wrong).sum() + (precision / 2.0 * (b - centre) ** 2).sum())

    b = np.zeros(x.shape[1]) + centre
    for _ in range(STEPS):
        p = logistic(x @ b)
        slope = x.T @ (weight * (p - y)) + precision * (b - centre)
        curvature = (x.T * (weight * p * (1.0 - p))) @ x + (precision + JITTER) * np.eye(b.size)
        step = _downhill(loss, b, np.asarray(np.linalg.solve(curvature, slope), np.float64))
        b = b - step
        if np.abs(step).max() < CLOSE:
            break
    return b


def _downhill(loss: Callable[[Floats], float], b: Floats, step: Floats) -> Floats:
    """The step, halved until it doesn't lead uphill."""
    here = loss(b)
    for _ in range(HALVINGS):
        if loss(b - step) <= here + ROUNDING * abs(here):
            break
        step = 0.5 * step
    return step
