"""The continuous ranked probability score of an ensemble: the area between its step function and what happened.

    CRPS = mean |x_i - y| - 1/2 mean |x_i - x_j|

0 for certainty in what happened, in the unit of ``y``; for one member the absolute error. Gneiting & Raftery (2007),
"Strictly proper scoring rules, prediction, and estimation", Journal of the American Statistical Association 102.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def crps(ensemble: ArrayLike, observed: ArrayLike, *, fair: bool = False) -> Floats:
    """Score of each forecast; members are on the last axis of ``ensemble``, ``observed`` has the others.

    Plain by default: the ensemble is the forecast. ``fair`` takes it as a sample of a forecast and doesn't blame it
    for its size (Ferro 2014, "Fair scores for ensemble forecasts"): pairs of a member with itself are left out, so
    it needs two members at least and may fall below 0.
    """
    members = np.sort(np.asarray(ensemble, np.float64), axis=-1)
    size = members.shape[-1]
    rank = np.arange(1, size + 1)
    error = np.abs(members - np.asarray(observed, np.float64)[..., None]).mean(-1)
    # of sorted members, the sum of |x_i - x_j| over pairs i < j
    spread = ((2 * rank - size - 1) * members).sum(-1)
    return np.asarray(error - spread / (size * (size - 1) if fair else size * size))


def log1p_crps(ensemble: ArrayLike, observed: ArrayLike, *, fair: bool = False) -> Floats:
    """`crps` of log(1 + count): an error of one unit is a factor of e, so that great wars don't drown the rest.

    Bosse et al. (2023), "Scoring epidemiological forecasts on transformed scales", PLOS Computational Biology 19(8).
    """
    return crps(np.log1p(ensemble), np.log1p(observed), fair=fair)
