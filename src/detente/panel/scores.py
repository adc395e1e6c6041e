"""Scores of probabilities, with intervals that know that rivalries and years come in clusters.

A war draws many rivalries in within a year, and a rivalry quarrels for many years: rows aren't independent. Intervals
take the widest of three variances: clustered by rivalry, by year, and by both (Cameron, Gelbach & Miller 2011,
"Robust inference with multiway clustering"), with Student's t at the fewer clusters less one.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from detente.numerics.logistic import logistic, regress
from detente.panel.rows import Bools, Floats, Ints

LEVEL = 0.95
LEAST = 1e-9


class Estimate(NamedTuple):
    """A number and its 95 % interval."""

    value: float
    low: float
    high: float


def log_score(p: Floats, came: Bools) -> Floats:
    """Logarithm of the probability of what happened, each row: 0 best (Good 1952)."""
    return np.log(np.maximum(np.where(came, p, 1.0 - p), LEAST))


def brier(p: Floats, came: Bools) -> Floats:
    """(p - y)², each row: 0 best (Brier 1950)."""
    return np.asarray((p - came) ** 2)


def mean(x: Floats, pair: Ints, year: Ints) -> Estimate:
    """Mean of ``x`` with its clustered interval."""
    return _estimate(float(x.mean()), (x - x.mean()) / x.size, pair, year)


def expected_over_observed(p: Floats, came: Bools, pair: Ints, year: Ints) -> Estimate:
    """Sum of the probabilities over the number of events; the interval by the delta method. nan without events."""
    events = came.sum()
    if not events:
        return Estimate(np.nan, np.nan, np.nan)
    ratio = p.sum() / events
    return _estimate(float(ratio), (p - ratio * came) / events, pair, year)


def calibration_slope(p: Floats, came: Bools, pair: Ints, year: Ints) -> Estimate:
    """Slope of what happened on the log-odds that were given: 1 where they are spread as they should (Cox 1958)."""
    odds = np.log(np.clip(p, LEAST, 1.0 - LEAST) / np.clip(1.0 - p, LEAST, 1.0))
    x, y = np.column_stack([np.ones_like(odds), odds]), came.astype(np.float64)
    b = regress(x, y, precision=0.0)
    q = logistic(x @ b)
    bread = np.linalg.inv((x.T * (q * (1.0 - q))) @ x)
    return _estimate(float(b[1]), (x * (y - q)[:, None] @ bread)[:, 1], pair, year)


def _estimate(value: float, influence: Floats, pair: Ints, year: Ints) -> Estimate:
    half = student(min(np.unique(pair).size, np.unique(year).size) - 1) * clustered(influence, pair, year) ** 0.5
    return Estimate(value, value - half, value + half)


def clustered(influence: Floats, pair: Ints, year: Ints) -> float:
    """Variance of a sum of rows' influences, whatever goes on within a rivalry or within a year."""
    by_pair, by_year = _between(influence, pair), _between(influence, year)
    # one row a pair and year: what both ways count is the rows themselves
    by_row = _between(influence, np.arange(influence.size))
    return max(by_pair, by_year, by_pair + by_year - by_row)


def _between(influence: Floats, cluster: Ints) -> float:
    clusters, member = np.unique(cluster, return_inverse=True)
    if clusters.size < 2:
        return np.inf
    return float((np.bincount(member, influence) ** 2).sum() * clusters.size / (clusters.size - 1))


def student(freedom: int) -> float:
    """Two-sided 95 % quantile of Student's t: Fisher & Cornish's (1960) expansion, good to .003 from 5 degrees on."""
    z, n = NormalDist().inv_cdf(0.5 + LEVEL / 2.0), float(max(freedom, 1))
    first = (z**3 + z) / 4.0
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96.0
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384.0
    return z + first / n + second / n**2 + third / n**3
