"""Approximate Bayesian computation of the generic levels: sequential, on the fitted rates alone.

Each round draws sets of levels (the first from ``targets.yaml``, later ones from the last round's best, moved by a
normal of twice their spread and weighted by importance: Beaumont et al. 2009), lives generic rivalries with them, and
keeps those whose rates lie nearest to the record's. Nearness is the sum of squared differences, each in units of the
record's sampling error and the simulation's together. At the end a set is accepted if every fitted rate of a larger
simulation lies within two of these units.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.reference.rates import Counts, counts
from detente.reference.rivalries import rivalries, setting
from detente.reference.targets import Target, fitted, levels
from detente.worlds.kernel.history import live

Floats = NDArray[np.float64]
Tell = Callable[[str], None]

YEARS, WARM_UP = 25, 5  # of a history, and of these not counted
BATCH = 20  # sets lived at a time
WITHIN = 2.0  # standard errors


class Effort(NamedTuple):
    """How hard to search."""

    rounds: int = 4
    sets: int = 1500  # a round
    kept: int = 150  # of them
    rivalries: int = 150  # a set
    final: int = 600  # rivalries a set at acceptance


class Fitted(NamedTuple):
    """Accepted sets: levels by coefficient, (sets,), and all rates of each, fitted and held out."""

    levels: dict[str, Floats]
    rates: list[Counts]
    tried: int


def fit(effort: Effort, seed: int, tell: Tell = lambda _: None) -> Fitted:
    """Search and accept. The same effort and seed give the same sets."""
    rng = np.random.default_rng(seed)
    space = rng.random((effort.sets, len(levels())))
    centres = spread = weights = np.ones(0)
    for turn in range(effort.rounds):
        found = lived(values(space), effort.rivalries, seed + 1000 * turn)
        far = np.array([distance(rates) for rates in found])
        best = np.argsort(far, kind="stable")[: effort.kept]
        tell(
            f"round {turn + 1}: distance {far[best[0]]:.1f} to {far[best[-1]]:.1f}, median of all {np.median(far):.1f}"
        )
        tell("  " + _mean_misses([found[i] for i in best]))
        kept = space[best]
        weights = _importance(kept, centres, weights, spread) if turn else np.ones(len(kept)) / len(kept)
        centres, spread = kept, np.sqrt(2.0 * _variance(kept, weights))
        if turn + 1 < effort.rounds:
            space = _moved(rng, centres, weights, spread, effort.sets)
    found = lived(values(kept), effort.final, seed + 999_983)
    chosen = [i for i, rates in enumerate(found) if accepted(rates)]
    tell(f"accepted {len(chosen)} of {len(found)}")
    near = values(kept)
    return Fitted({name: near[name][chosen] for name in near}, [found[i] for i in chosen], effort.sets * effort.rounds)


def values(space: Floats) -> dict[str, Floats]:
    """Coefficients at points of the unit cube, (sets, coefficients)."""
    found = {}
    for column, (name, level) in enumerate(levels().items()):
        u, low, high = space[:, column], level.low, level.high
        found[name] = np.exp(np.log(low) + u * np.log(high / low)) if level.log else low + u * (high - low)
    return found


def lived(sets: Mapping[str, Floats], count: int, seed: int) -> list[Counts]:
    """The rates of each set, from ``count`` rivalries each."""
    total = len(next(iter(sets.values())))
    found = []
    for start in range(0, total, BATCH):
        part = {name: value[start : start + BATCH] for name, value in sets.items()}
        size = len(next(iter(part.values())))
        worlds = rivalries(part, count, seed + start)
        record = live(setting(12 * YEARS, seed + start), worlds, np.arange(worlds.size), 1)
        for i in range(size):
            rows = slice(i * count, (i + 1) * count)
            mine = record._replace(**{name: array[rows] for name, array in record._asdict().items()})
            found.append(counts(mine, WARM_UP))
    return found


def misses(rates: Counts, targets: tuple[Target, ...]) -> Floats:
    """How far each rate lies from the record's, in standard errors of both; far where it never could be told."""
    found = []
    for target in targets:
        k, n = rates[target.id]
        p = (k + 0.5) / (n + 1.0)
        error = np.hypot(target.error, np.sqrt(p * (1.0 - p) / max(n, 1.0)))
        found.append((p - target.rate) / error if n else np.inf)
    return np.array(found)


def distance(rates: Counts) -> float:
    """Sum of squared misses of the fitted rates, each at most 100 so that one can't hide the others."""
    return float(np.minimum(misses(rates, fitted()) ** 2, 100.0).sum())


def accepted(rates: Counts) -> bool:
    """Whether every fitted rate lies within two standard errors."""
    return bool((np.abs(misses(rates, fitted())) <= WITHIN).all())


def _mean_misses(rates: list[Counts]) -> str:
    mean = np.mean([misses(each, fitted()) for each in rates], axis=0)
    return ", ".join(f"{target.id} {miss:+.1f}" for target, miss in zip(fitted(), mean, strict=True))


def _variance(points: Floats, weights: Floats) -> Floats:
    mean = weights @ points
    found: Floats = weights @ (points - mean) ** 2
    return found


def _moved(rng: np.random.Generator, centres: Floats, weights: Floats, spread: Floats, count: int) -> Floats:
    """Points near the centres, inside the cube."""
    made: list[Floats] = []
    while len(made) < count:
        point = centres[rng.choice(len(centres), p=weights)] + spread * rng.normal(size=centres.shape[1])
        if ((point >= 0.0) & (point <= 1.0)).all():
            made.append(point)
    return np.stack(made)


def _importance(points: Floats, centres: Floats, weights: Floats, spread: Floats) -> Floats:
    """Weights that undo the moves: the starting density is even, the moves' is a mixture of normals."""
    away = ((points[:, None] - centres[None]) / spread) ** 2
    logs = -0.5 * away.sum(axis=2)
    density = np.exp(logs - logs.max()) @ weights
    found = 1.0 / np.maximum(density, 1e-300)
    # in thirty dimensions a few points would take all the weight; the square root keeps the crowd
    found = np.sqrt(found / found.max())
    shares: Floats = found / found.sum()
    return shares
