"""Logistic regressions, which the game is compared with: Newton's method, rows weighted, slopes held by a ridge."""

from __future__ import annotations

import numpy as np

from detente.panel.circumstances import Circumstances
from detente.panel.game import logistic
from detente.panel.rows import Bools, Floats

ENOUGH = 1e-10  # largest step at which to stop
MOST = 100
JITTER = 1e-9  # of the curvature, so that a covariate that never varies stops nothing; moves no estimate


def regress(x: Floats, y: Floats, weight: Floats, ridge: Floats) -> Floats:
    """Coefficients that maximise the weighted log-likelihood less half of ``ridge`` times their squares."""
    b = np.zeros(x.shape[1])
    for _ in range(MOST):
        p = logistic(x @ b)
        curvature = (x.T * (weight * p * (1.0 - p))) @ x + np.diag(ridge + JITTER)
        step = np.linalg.solve(curvature, x.T @ (weight * (y - p)) - ridge * b)
        b = b + step
        if np.abs(step).max() < ENOUGH:
            break
    return b


def forecast(
    trained: Circumstances, came: Bools, weight: Floats, asked: Circumstances, names: tuple[str, ...], ridge: float
) -> Floats:
    """Fit ``came`` to the covariates ``names`` (standardised as trained on), and give P of the rows ``asked``."""
    x, z = trained.design("one", *names), asked.design("one", *names)
    mean, sd = x.mean(0), x.std(0)
    mean[0], sd[sd == 0.0] = 0.0, 1.0
    b = regress((x - mean) / sd, came.astype(np.float64), weight, np.r_[0.0, np.full(len(names), ridge)])
    return logistic((z - mean) / sd @ b)
