"""Where weighted actors on one line meet: the mean that they drift to, and the median that no other point beats."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDING = 1e-12  # share of the weights: exactly half is half however it was added up


def weighted_mean(positions: Floats, weights: Floats) -> float:
    """Mean of ``positions`` (n,) by ``weights`` (n,), usually capability times salience.

    The drift point of Bueno de Mesquita (1994), in European Community Decision Making, ch. 4. Weights are not
    negative and not all 0.
    """
    return float(positions @ weights / weights.sum())


def weighted_median(positions: Floats, weights: Floats) -> float:
    """The lowest of ``positions`` (n,) at which half of the ``weights`` (n,) is reached.

    Where everybody votes for whichever of two points is nearer, it loses to no other: Black (1948), "On the
    rationale of group decision-making", Journal of Political Economy 56(1).
    """
    order = np.argsort(positions, kind="stable")
    reached = np.cumsum(weights[order])
    half = 0.5 * reached[-1] * (1.0 - ROUNDING)
    return float(positions[order][np.searchsorted(reached, half)])
