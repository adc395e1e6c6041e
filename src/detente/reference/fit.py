"""Approximate Bayesian computation of the generic levels, on the fitted rates alone.

Rejection alone finds nothing in thirty dimensions, so an ensemble Kalman smoother (Emerick & Reynolds 2013; Iglesias,
Law & Stuart 2013) shows where to look: sets of levels drawn from the ranges of ``targets.yaml`` live generic
rivalries, and are moved by the regression of levels on rates toward the record's rates, each with the record's own
sampling error added, so that the sets keep their spread. In the last moves those that look right are gathered, and one
is accepted if every fitted rate of a new and larger simulation lies within two standard errors of the record's (its
sampling error and the simulation's together). What is accepted has seen no other rate.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.reference.rates import Counts, counts
from detente.reference.rivalries import rivalries, setting
from detente.reference.targets import Target, fitted, levels
from detente.worlds.kernel.history import live

Floats = NDArray[np.float64]
Tell = Callable[[str], None]

YEARS = 25  # of a history, all counted: a strong side that has long taken what it wanted would hide how ready it was
BATCH = 20  # sets lived at a time
WITHIN = 2.0  # standard errors
INFLATION = 4.0  # of the record's error variance in a move


class Effort(NamedTuple):
    """How hard to search."""

    sets: int = 150  # that are moved
    moves: int = 24
    gather: int = 8  # last moves of which sets are kept
    rivalries: int = 150  # a set, while they are moved
    final: int = 600  # rivalries a set at acceptance
    shipped: int = 150  # most sets that are kept of those accepted, evenly from first to last


class Fitted(NamedTuple):
    """Accepted sets: levels by coefficient, (sets,), and all rates of each, fitted and held out."""

    levels: dict[str, Floats]
    rates: list[Counts]
    tried: int


def fit(effort: Effort, seed: int, tell: Tell = lambda _: None) -> Fitted:
    """Search and accept. The same effort and seed give the same sets."""
    rng = np.random.default_rng(seed)
    points, gathered = rng.normal(size=(effort.sets, len(levels()))), []
    for turn in range(effort.moves):
        found = lived(values(points), effort.rivalries, seed + 1000 * turn)
        tell(f"move {turn + 1}: {_progress(found)}")
        if turn >= effort.moves - effort.gather:
            gathered.append(points[[accepted(each) for each in found]])
        points = moved(rng, points, residuals(found))
    likely = np.concatenate(gathered)
    found = lived(values(likely), effort.final, seed + 999_983) if len(likely) else []
    chosen = np.array([i for i, each in enumerate(found) if accepted(each)], np.int64)
    tell(f"accepted {len(chosen)} of {len(likely)}")
    if len(chosen) > effort.shipped:
        chosen = chosen[np.linspace(0, len(chosen) - 1, effort.shipped).round().astype(np.int64)]
    return Fitted(values(likely[chosen]), [found[i] for i in chosen], effort.sets * effort.moves)


def moved(rng: np.random.Generator, points: Floats, away: Floats) -> Floats:
    """Sets moved toward the record: the Kalman gain times each one's residuals, freshly perturbed.

    ``points``, (sets, levels), are standard normal before any data; ``away``, (sets, rates), in standard errors. The
    errors are inflated by ``INFLATION``, so that several moves together weigh the record about as one would.
    """
    count = len(points)
    p, r = points - points.mean(axis=0), away - away.mean(axis=0)
    gain = p.T @ r @ np.linalg.inv(r.T @ r + (count - 1) * INFLATION * np.eye(r.shape[1]))
    found: Floats = points + (np.sqrt(INFLATION) * rng.normal(size=away.shape) - away) @ gain.T
    return found


def residuals(rates: list[Counts]) -> Floats:
    """Log-odds of each set's fitted rates less the record's, (sets, rates), in the record's standard errors."""
    found = np.empty((len(rates), len(fitted())))
    for column, target in enumerate(fitted()):
        p = np.array([(k + 0.5) / (n + 1.0) for k, n in (each[target.id] for each in rates)])
        error = target.error / (target.rate * (1.0 - target.rate))
        found[:, column] = (np.log(p / (1.0 - p)) - np.log(target.rate / (1.0 - target.rate))) / error
    return found


def values(points: Floats) -> dict[str, Floats]:
    """Coefficients at points, (sets, levels), of which a standard normal would fill each range evenly.

    What is fitted as a share of another coefficient is multiplied by it.
    """
    found = {}
    for column, (name, level) in enumerate(levels().items()):
        u, low, high = _below(points[:, column]), level.low, level.high
        found[name] = np.exp(np.log(low) + u * np.log(high / low)) if level.log else low + u * (high - low)
    return {name: found[name] * found[level.of] if level.of else found[name] for name, level in levels().items()}


def lived(sets: Mapping[str, Floats], count: int, seed: int) -> list[Counts]:
    """The rates of each set, from ``count`` rivalries each; the same on any number of cores."""
    starts = range(0, len(next(iter(sets.values()))), BATCH)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return [rates for part in pool.map(partial(_lived, sets, count, seed), starts) for rates in part]


def _lived(sets: Mapping[str, Floats], count: int, seed: int, start: int) -> list[Counts]:
    part = {name: value[start : start + BATCH] for name, value in sets.items()}
    worlds = rivalries(part, count, seed + start)
    record = live(setting(12 * YEARS, seed + start), worlds, np.arange(worlds.size), 1)
    found = []
    for i in range(len(next(iter(part.values())))):
        rows = slice(i * count, (i + 1) * count)
        found.append(counts(record._replace(**{name: array[rows] for name, array in record._asdict().items()}), 0))
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


def _below(z: Floats) -> Floats:
    """The standard normal's distribution function."""
    return 0.5 * np.fromiter(map(math.erfc, (z / -math.sqrt(2.0)).tolist()), np.float64, z.size)


def _progress(rates: list[Counts]) -> str:
    """Distances, how many would be accepted, and the mean miss of every rate."""
    far = np.array([distance(each) for each in rates])
    mean = np.mean([misses(each, fitted()) for each in rates], axis=0)
    each = ", ".join(f"{target.id} {miss:+.1f}" for target, miss in zip(fitted(), mean, strict=True))
    return f"distance {far.min():.1f}, median {np.median(far):.1f}, inside {sum(map(accepted, rates))}; {each}"
