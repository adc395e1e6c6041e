"""The accepted sets as a small table, and what they show beside the record."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.reference.fit import lived
from detente.reference.rates import Counts
from detente.reference.targets import Target, fitted, held_out

Floats = NDArray[np.float64]

HEAD = """# Generic levels of territorial, land-contiguous rivalries: one accepted set a row, all equally likely; each
# world draws one. Made by `make reference`: approximate Bayesian computation on the rates of reference/targets.yaml.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A rate of the record, the ensemble's, and the ensemble's spread between sets (5 % to 95 %)."""

    target: Target
    rate: float
    spread: tuple[float, float]
    held_out: bool

    @property
    def inside(self) -> bool:
        """Whether the ensemble's rate lies in the record's 95 % interval."""
        low, high = self.target.interval
        return low <= self.rate <= high


def table(levels: Mapping[str, Floats]) -> str:
    """The sets as CSV, to five significant digits."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(("set", *levels))
    for row in range(len(next(iter(levels.values())))):
        write.writerow((row + 1, *(f"{value[row]:.5g}" for value in levels.values())))
    return HEAD + out.getvalue()


def shown(rates: Sequence[Counts]) -> list[Shown]:
    """Every rate of the record beside the ensemble's: the mean over sets, each weighing alike."""
    found = []
    for targets, late in ((fitted(), False), (held_out(), True)):
        for target in targets:
            each = np.array([k / n for k, n in (rate[target.id] for rate in rates) if n])
            low, high = np.quantile(each, [0.05, 0.95])
            found.append(Shown(target, float(each.mean()), (float(low), float(high)), late))
    return found


def check(levels: Mapping[str, Floats], rivalries: int, seed: int) -> list[Shown]:
    """Live the sets again on another seed, and show."""
    return shown(lived(levels, rivalries, seed))
