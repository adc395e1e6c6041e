"""Attitudes to risk, read from how far an actor has moved toward where it would win.

Bueno de Mesquita (1985), "The war trap revisited", American Political Science Review 79(1), in the middle range of
KTAB: between -1/2 for the actor with least to lose by its position and 1 for the one with most.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def attitudes(chances: Floats) -> Floats:
    """R, (n,), from each actor's chance (n,) to win: 1 for the highest, -1/2 for the lowest, 0 if all are even."""
    low, high = chances.min(), chances.max()
    if high == low:
        return np.zeros_like(chances)
    return np.asarray((3.0 * chances - (high + 2.0 * low)) / (2.0 * (high - low)))


def utilities(value: Floats, attitude: Floats) -> Floats:
    """Bend each actor's values (n, k), in [0, 1], by its attitude (n,): v + R v (1 - v), still from 0 to 1."""
    return value + attitude[:, None] * value * (1.0 - value)
