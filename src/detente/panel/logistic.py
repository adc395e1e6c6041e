"""Logistic regressions, which the game is compared with: rows weighted, slopes held by a ridge."""

from __future__ import annotations

import numpy as np

from detente.numerics.logistic import logistic, regress
from detente.panel.circumstances import Circumstances
from detente.panel.rows import Bools, Floats


def forecast(
    trained: Circumstances, came: Bools, weight: Floats, asked: Circumstances, names: tuple[str, ...], ridge: float
) -> Floats:
    """Fit ``came`` to the covariates ``names`` (standardised as trained on), and give P of the rows ``asked``."""
    x, z = trained.design("one", *names), asked.design("one", *names)
    mean, sd = x.mean(0), x.std(0)
    mean[0], sd[sd == 0.0] = 0.0, 1.0
    b = regress((x - mean) / sd, came.astype(np.float64), np.r_[0.0, np.full(len(names), ridge)], weight=weight)
    return logistic((z - mean) / sd @ b)
