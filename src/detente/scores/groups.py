"""How sure a mean difference of scores is when its months hang together: the t-test of a few groups' means.

Ibragimov & Müller (2010), "t-statistic based correlation and heterogeneity robust inference", Journal of Business &
Economic Statistics 28(4), 453-468. Months are cut into a few long stretches, whose means hang together far less than
months do, and these means are taken as so many numbers. It needs no guess of how long an error lasts, and holds what
it says, or more, if some stretches vary more than others.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

GROUPS: Final = 6  # more would be less apart, fewer give wide intervals
FEWEST: Final = 3  # fewer tell nothing
TAIL: Final = 0.05  # of either side: the interval is the central 90 %


def interval(differences: Floats, block: int, looked_at: int = 1) -> tuple[float, float] | None:
    """The central 90 % of the mean of ``differences``, (n,) in order of time, from groups of at least ``block`` each.

    ``looked_at``: of so many all hold their mean with 90 %, however they hang together (Bonferroni). None where there
    are fewer than `FEWEST` such groups.
    """
    groups = min(GROUPS, differences.size // block) if block > 0 else 0
    if groups < FEWEST:
        return None
    means = np.array([part.mean() for part in np.array_split(differences, groups)])
    mean = float(differences.mean())
    half = student(groups - 1, TAIL / looked_at) * float(means.std(ddof=1)) / math.sqrt(groups)
    return mean - half, mean + half


def student(freedom: int, tail: float) -> float:
    """Return what Student's t of a whole number of degrees of freedom passes with chance ``tail``, below a half."""
    low, high = 0.0, 1.0
    while _above(freedom, high) > tail:
        low, high = high, 2.0 * high
    for _ in range(60):
        middle = (low + high) / 2.0
        low, high = (middle, high) if _above(freedom, middle) > tail else (low, middle)
    return high


def _above(freedom: int, t: float) -> float:
    """P(T > t) for t from 0 on: Abramowitz & Stegun (1964), 26.7.3 and 26.7.4."""
    angle = math.atan(t / math.sqrt(freedom))
    odd = freedom % 2
    term = total = math.cos(angle) if odd else 1.0
    for k in range(1 + odd, freedom - 2, 2):
        term *= math.cos(angle) ** 2 * k / (k + 1)
        total += term
    if odd:
        within = 2.0 / math.pi * (angle + (math.sin(angle) * total if freedom > 1 else 0.0))
    else:
        within = math.sin(angle) * total
    return (1.0 - within) / 2.0
