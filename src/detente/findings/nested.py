"""Ranges of outcomes that imply one another: what can't happen without something else isn't said to reach above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.findings.estimate import Estimate, Interval


def nested(found: Sequence[Estimate], hits: Sequence[NDArray[np.bool_]]) -> list[Estimate]:
    """The estimates, their intervals widened until those of outcomes that imply each other are in order.

    An outcome implies another where in all histories it came about in the other did too; ``hits`` of all have the same
    shape. Each interval is that of a Beta of its own, and of two skewed ones the rarer may reach higher. An outcome
    that never came about implies nothing.
    """
    pairs = [(i, j) for i in range(len(found)) for j in range(len(found)) if i != j and _implies(hits[i], hits[j])]
    return [replace(each, interval=_widened(n, found, pairs)) for n, each in enumerate(found)]


def _implies(one: NDArray[Any], other: NDArray[Any]) -> bool:
    return bool(one.any() and (other | ~one).all())


def _widened(n: int, found: Sequence[Estimate], pairs: Sequence[tuple[int, int]]) -> Interval | None:
    own = found[n].interval
    if own is None:
        return None
    above = [found[j].interval for i, j in pairs if i == n]
    below = [found[i].interval for i, j in pairs if j == n]
    low = min([own[0], *(each[0] for each in above if each)])
    return low, max([own[1], *(each[1] for each in below if each)])
