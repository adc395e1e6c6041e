"""How sure a mean difference of scores is when its months hang together: the moving block bootstrap.

Künsch (1989), "The jackknife and the bootstrap for general stationary observations", Annals of Statistics 17(3).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from detente.numerics.ids import stable_id
from detente.numerics.philox import uniforms

Floats = NDArray[np.float64]

RESAMPLES: Final = 2000
SEED: Final = 1
FEWEST: Final = 3  # blocks without overlap; fewer tell nothing
_TAILS = (0.05, 0.95)


def interval(differences: Floats, block: int, resamples: int = RESAMPLES) -> tuple[float, float] | None:
    """The central 90 % of the mean of ``differences``, (n,) in order of time, from stretches of ``block`` of them.

    None where there are fewer than `FEWEST` blocks. The same numbers give the same bits.
    """
    n = differences.size
    if block < 1 or n < FEWEST * block:
        return None
    pieces = -(-n // block)
    drawn = uniforms(SEED, resamples * pieces, 0, 0, stable_id("scores:blocks"), 0).reshape(resamples, pieces)
    starts = np.minimum((drawn * (n - block + 1)).astype(np.int64), n - block)
    rows = (starts[:, :, None] + np.arange(block)).reshape(resamples, -1)[:, :n]
    low, high = np.quantile(differences[rows].mean(1), _TAILS)
    return float(low), float(high)
