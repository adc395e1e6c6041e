"""How sure a mean difference of scores is when its months hang together: the circular block bootstrap.

Politis & Romano (1992), "A circular block-resampling procedure for stationary data", in LePage & Billard (eds.),
Exploring the Limits of Bootstrap, 263-270. The last month is followed by the first, so that each month comes in as
often as any other: blocks that stop at the ends (Künsch 1989) take what happened there less often than the mean does.
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
    starts = np.minimum((drawn * n).astype(np.int64), n - 1)
    rows = (starts[:, :, None] + np.arange(block)).reshape(resamples, -1)[:, :n] % n
    low, high = np.quantile(differences[rows].mean(1), _TAILS)
    return float(low), float(high)
