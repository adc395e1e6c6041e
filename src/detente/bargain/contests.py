"""Contests between positions, two at a time, and the chance of each to come out on top.

The spatial model of KTAB, the KAPSARC Toolkit for Behavioral Analysis (2015), after Bueno de Mesquita's expected
utility models: linear voting, proportional rule, conditional probabilities. ``n`` actors, ``d`` issues, ``k`` options.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SCALE = 100.0  # issues run from 0 to 100


def values(positions: Floats, salience: Floats) -> Floats:
    """What each actor makes of each actor's position, (n, n), 1 for its own: one minus its salience-weighted distance.

    ``positions`` and ``salience`` are (n, d), positions from 0 to 100; each row of salience has one above 0.
    """
    apart = salience[:, None, :] * (positions[:, None, :] - positions[None, :, :]) / SCALE
    return np.asarray(1.0 - np.sqrt((apart**2).sum(2) / (salience**2).sum(1)[:, None]))


def pairwise(power: Floats, utility: Floats) -> Floats:
    """Chance of option i against option j, (k, k): each actor backs the one it prefers by its power times the gain.

    ``power`` is (n,), ``utility`` (n, k). Two options between which nobody cares have even chances.
    """
    gains = power[:, None, None] * (utility[:, :, None] - utility[:, None, :])
    support = np.maximum(gains, 0.0).sum(0)
    both = support + support.T
    return np.where(both > 0.0, support / np.where(both > 0.0, both, 1.0), 0.5)


def condorcet(chances: Floats) -> Floats:
    """Chance of each option to be the one chosen, (k,): that it beats every other, scaled to a sum of 1.

    ``chances`` is `pairwise`; an option's even chance against itself is common to all and cancels.
    """
    sweeps = chances.prod(1)
    return np.asarray(sweeps / sweeps.sum())


def unique_positions(positions: Floats) -> tuple[Ints, Ints]:
    """Actors whose positions (n, d) all differ, first come first, and for each actor the one of them it stands with."""
    _, first, label = np.unique(positions, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty(order.size, np.int64)
    place[order] = np.arange(order.size)
    return first[order], place[label.ravel()]
