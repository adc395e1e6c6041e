"""Whether two implementations play the same game: no figure of theirs may differ by more than four standard errors.

Both live the same worlds, so figures are compared world by world: what differs between worlds cancels out, and the
worlds themselves are the independent observations. A share (of attacks, of months under a truce) is compared by the
linear part of its ratio (the delta method), which keeps the pairing.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from benchmarks.peers.game import Histories
from numpy.typing import NDArray

FAR = 4.0  # standard errors
AGES = (6, 24, 60)  # months that cut the ages of truces into classes
Floats = NDArray[np.float64]


class Figure(NamedTuple):
    """A figure of both, and how many standard errors lie between."""

    name: str
    ours: float
    theirs: float
    apart: float

    def __str__(self) -> str:
        return f"{self.name}: {self.theirs:.5g}, detente {self.ours:.5g}, {self.apart:.1f} standard errors apart"


def truce_ages(of: Histories, first: Floats) -> NDArray[np.int64]:
    """Months since the truce in force was made, (H, M); ``first``: its age before month 1.

    A truce is made in the month in which fighting, or an attack that was conceded, ended.
    """
    fought = np.pad(of.phase[:, :-1] != 0, ((0, 0), (1, 0))) | (of.action >= 2)
    made = fought & (of.phase == 0)
    months = np.arange(1, of.phase.shape[1] + 1)
    last = np.maximum.accumulate(np.where(made, months, 0), axis=1)
    return np.where(last > 0, months - last, months + first[:, None]).astype(np.int64)


def shares(of: Histories, first: Floats) -> dict[str, tuple[Floats, Floats]]:
    """Each figure as a sum a world of something, and of what it is a share of."""
    attack, fights, truce = of.action >= 2, of.resisted == 1, of.truce > 0
    every, age = np.ones_like(attack), truce_ages(of, first)
    parts = {
        "incidents a month": (of.incidents, every),
        "months with incidents": (of.incidents > 0, every),
        "incidents squared": (np.square(of.incidents, dtype=np.int64), every),
        "months with coercion": (of.action == 1, every),
        "months with an attack": (attack, every),
        "offensives among attacks": (of.action == 3, attack),
        "share resisted": (fights, attack),
        "share joined by the challenger's patron": (of.joined & 1, fights),
        "share joined by the target's patron": (of.joined >> 1, fights),
        "both joined": (of.joined == 3, fights),
        "months at war": (of.phase == 2, every),
        "months with deaths": (of.deaths > 0, every),
        "log of deaths": (np.log1p(of.deaths) * (of.deaths > 0), of.deaths > 0),
        "months under a truce": (truce, every),
        "preliminary among truces": (of.truce == 2, truce),
        "attacks under a truce": (attack[:, 1:] & truce[:, :-1], truce[:, :-1]),
        "age of truces": (age * truce, truce),
        **{f"truces younger than {limit} months": (truce & (age < limit), truce) for limit in AGES},
    }
    return {name: (_sums(part), _sums(whole)) for name, (part, whole) in parts.items()}


def _sums(array: NDArray[Any]) -> Floats:
    sums: Floats = array.sum(axis=1, dtype=np.float64)
    return sums


def compare(ours: Histories, theirs: Histories, first: Floats) -> list[Figure]:
    """Every figure of two sets of histories of the same worlds."""
    figures = []
    others = shares(theirs, first)
    for name, one in shares(ours, first).items():
        (a, from_a), (b, from_b) = _ratio(*one), _ratio(*others[name])
        error = np.std(from_a - from_b, ddof=1) / np.sqrt(from_a.size)
        figures.append(Figure(name, a, b, _apart(abs(a - b), float(error))))
    return figures


def _apart(gap: float, error: float) -> float:
    """A gap in standard errors; one without any error is either none or endless."""
    if gap == 0.0:
        return 0.0
    return gap / error if error > 0.0 else float("inf")


def _ratio(part: Floats, whole: Floats) -> tuple[float, Floats]:
    """A ratio of sums, and each world's influence on it."""
    mean = whole.mean() or 1.0
    ratio = part.mean() / mean
    return float(ratio), (part - ratio * whole) / mean


def disagreements(figures: list[Figure]) -> list[Figure]:
    """Those further apart than chance would have them."""
    return [figure for figure in figures if not figure.apart <= FAR]
