"""Strategic probit: games of perfect information whose players' choices carry normal error.

Signorino (1999), "Strategic interaction and the statistical analysis of international conflict", American Political
Science Review 93(2), and (2003), "Structure and uncertainty in discrete choice models", Political Analysis 11(4);
as in Kenkel & Signorino's R package games. Utilities are (rows,); each function gives P of every end of the
game, (ends, rows). ``private``: every player knows its own error on each end; ``agent``: on each move.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROOT_2 = math.sqrt(2.0)
LEAST = 1e-300  # a probability that rounds to 0 still has a logarithm


class Two(NamedTuple):
    """Utilities of the game in which 1 stops or goes on, then 2 chooses left or right; 2's of stop and left are 0."""

    stop: Floats  # 1's
    left: Floats
    right: Floats
    right_2: Floats  # 2's, against left


class Three(NamedTuple):
    """As `Two`, with a third player who chooses after right; ends in order stop, left, far left, far right."""

    stop: Floats  # 1's; of left 0
    far_left: Floats
    far_right: Floats
    far_left_2: Floats  # 2's, against left
    far_right_2: Floats
    far_right_3: Floats  # 3's, against far left


def cdf(z: Floats) -> Floats:
    """Standard normal distribution function, precise in both tails."""
    return 0.5 * np.fromiter(map(math.erfc, (z / -ROOT_2).tolist()), np.float64, z.size)


def two_private(u: Two, sigma: Floats | float = 1.0) -> Floats:
    """P of stop, left, right, (3, rows); errors of deviation ``sigma`` on each end, known to its player alone."""
    z2 = u.right_2 / (sigma * ROOT_2)
    left, right = cdf(-z2), cdf(z2)
    z1 = (left * u.left + right * u.right - u.stop) / (sigma * np.sqrt(left**2 + right**2 + 1.0))
    return _two(z1, left, right)


def two_agent(u: Two) -> Floats:
    """P of stop, left, right, (3, rows); errors of deviation 1 on each move."""
    left, right = cdf(-u.right_2 / ROOT_2), cdf(u.right_2 / ROOT_2)
    return _two((left * u.left + right * u.right - u.stop) / ROOT_2, left, right)


def _two(z1: Floats, left: Floats, right: Floats) -> Floats:
    on = cdf(z1)
    return np.array([cdf(-z1), on * left, on * right])


def three_private(u: Three) -> Floats:
    """P of stop, left, far left, far right, (4, rows); errors of deviation 1 on each end, known to its player alone."""
    left_3, right_3 = cdf(-u.far_right_3 / ROOT_2), cdf(u.far_right_3 / ROOT_2)
    z2 = (left_3 * u.far_left_2 + right_3 * u.far_right_2) / np.sqrt(left_3**2 + right_3**2 + 1.0)
    left, right = cdf(-z2), cdf(z2)
    far_left, far_right = right * left_3, right * right_3
    gain = far_left * u.far_left + far_right * u.far_right - u.stop
    z1 = gain / np.sqrt(left**2 + far_left**2 + far_right**2 + 1.0)
    on = cdf(z1)
    return np.array([cdf(-z1), on * left, on * far_left, on * far_right])


def loglik(chances: Floats, ended: Ints) -> Floats:
    """Log-likelihood of each row, given where its game ended."""
    return np.asarray(np.log(np.maximum(chances[ended, np.arange(ended.size)], LEAST)))
