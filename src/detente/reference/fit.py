"""Approximate Bayesian computation of the generic levels, on the fitted rates alone.

A population of sets of levels, the best of many drawn from the ranges of ``targets.yaml``, walks through that space:
each set tries a step along the difference of two others (differential evolution: ter Braak 2006; with approximate
likelihoods: Turner & Sederberg 2012), lives generic rivalries with it, and takes it by Metropolis' rule. The kernel is
normal in the rates' misses, each in units of the record's sampling error and the simulation's together: what is
approximated is the likelihood of the record's rates themselves (Wilkinson 2013). At the end a set is accepted if every
fitted rate of a larger simulation lies within two of these units.
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

    first: int = 1000  # sets drawn to begin with
    sets: int = 120  # of them that walk
    generations: int = 40
    rivalries: int = 200  # a set
    final: int = 600  # rivalries a set at acceptance


class Fitted(NamedTuple):
    """Accepted sets: levels by coefficient, (sets,), and all rates of each, fitted and held out."""

    levels: dict[str, Floats]
    rates: list[Counts]
    tried: int


def fit(effort: Effort, seed: int, tell: Tell = lambda _: None) -> Fitted:
    """Search and accept. The same effort and seed give the same sets."""
    rng = np.random.default_rng(seed)
    drawn = rng.random((effort.first, len(levels())))
    found = lived(values(drawn), effort.rivalries, seed)
    far = np.array([distance(rates) for rates in found])
    best = np.argsort(far, kind="stable")[: effort.sets]
    points, far, rates = drawn[best], far[best], [found[i] for i in best]
    tell(f"drawn: {_progress(far, rates)}")
    for turn in range(effort.generations):
        tried = step(rng, points)
        found = lived(values(tried), effort.rivalries, seed + 1000 * (turn + 1))
        new = np.array([distance(each) for each in found])
        taken = np.log(rng.random(len(new))) < 0.5 * (far - new)
        points[taken], far[taken] = tried[taken], new[taken]
        rates = [there if yes else here for yes, there, here in zip(taken, found, rates, strict=True)]
        tell(f"generation {turn + 1}, {taken.mean():.2f} taken: {_progress(far, rates)}")
    found = lived(values(points), effort.final, seed + 999_983)
    chosen = [i for i, each in enumerate(found) if accepted(each)]
    tell(f"accepted {len(chosen)} of {len(found)}")
    near = values(points)
    tried_in_all = effort.first + effort.sets * effort.generations
    return Fitted({name: near[name][chosen] for name in near}, [found[i] for i in chosen], tried_in_all)


def step(rng: np.random.Generator, points: Floats) -> Floats:
    """A step for each point: along the difference of two others, in some coordinates, folded back into the cube.

    The length 2.38 / sqrt(2 n) for n coordinates is ter Braak's; now and then a whole difference is gone, so that a
    point may change to another's place.
    """
    count, size = points.shape
    one, other = (_others(rng, count) for _ in range(2))
    moving = rng.random((count, size)) < rng.choice([0.1, 0.3, 1.0], (count, 1))
    length = 2.38 / np.sqrt(2.0 * np.maximum(1, moving.sum(axis=1, keepdims=True)))
    length = np.where(rng.random((count, 1)) < 0.1, 1.0, length)
    moved = points + moving * (length * (points[one] - points[other]) + 0.01 * rng.normal(size=points.shape))
    folded: Floats = 1.0 - np.abs(1.0 - np.mod(moved, 2.0))
    return folded


def _others(rng: np.random.Generator, count: int) -> NDArray[np.int64]:
    """For each of so many, another one."""
    found: NDArray[np.int64] = (np.arange(count) + rng.integers(1, count, count)) % count
    return found


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


def _progress(far: Floats, rates: list[Counts]) -> str:
    """Distances, and the mean miss of every rate."""
    mean = np.mean([misses(each, fitted()) for each in rates], axis=0)
    each = ", ".join(f"{target.id} {miss:+.1f}" for target, miss in zip(fitted(), mean, strict=True))
    return f"distance {far.min():.1f}, median {np.median(far):.1f}; {each}"
