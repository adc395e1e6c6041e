"""What an answer hangs on: the share of its epistemic variance each belief explains in the worlds run."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from detente.errors import Fault, UsageError
from detente.findings.cuts import SLOPED, Cut, cut
from detente.findings.estimate import Floats, Interval, between_lives

Kind = Literal["slot", "claim", "source", "mechanism"]


@dataclass(frozen=True, slots=True)
class Driver:
    """What explains a share of the epistemic variance: a slot, claim, source or mechanism; interval 90 %."""

    id: str
    share: float
    interval: Interval
    kind: Kind = "slot"


class RollUp(NamedTuple):
    """Drivers by claim and by source, strongest first."""

    claims: list[Driver]
    sources: list[Driver]


def drivers(
    values: Mapping[str, ArrayLike | Cut], draw_p: ArrayLike, *, resamples: int = 200, seed: int = 0
) -> list[Driver]:
    """Return the first-order share of the epistemic variance each belief explains, strongest first.

    share = sum_b (n_b (m_b - m)^2 + e_b - s_b^2 (1 - n_b / B + f_b)) / (B - 1) / V, clipped to [0, 1]: the
    variance between the bins of a belief and along each (e_b, what a straight line in the ranks explains where
    f_b = 1 is fitted), less what bins of n_b draws with variance s_b^2 about that line would show by chance, over
    the covariance between lives V. Bins are the categories of an integer, boolean or text array (those drawn once
    as one, for which the others stand: `Cut.whole`), and of a float array bins of equal count: half the cube root
    of B, or one for every 200 draws where that is more, at most 20. NaN is a bin of its own. Beliefs that act
    only together explain less than 1 between them, beliefs that come together (one source won both) each explain
    what they share.

    The interval is the bootstrap's over draws, recentred, since resampling adds chance differences between
    bins of its own. It takes raw Philox words keyed by ``seed``, whose bits NumPy guarantees, not a
    generator's methods.

    Args:
        values: for each slot its value in each draw, shape (draws,), or these as cut before.
        draw_p: shape (draws, lives): 0 or 1, or a probability.
        resamples: number of bootstrap samples, at least 1.
        seed: key of the resampling, at least 0.

    Returns:
        One driver a slot; none where beliefs explain nothing (V is not positive) or it can't be told (fewer
        than two draws or lives).

    Raises:
        UsageError: shapes don't fit.
    """
    lives = _lives(draw_p)
    cuts = [v if isinstance(v, Cut) else cut(slot, np.asarray(v), len(lives)) for slot, v in values.items()]
    times = _resampled(len(lives), resamples, seed)
    epistemic, *samples = _between_lives(times, lives)
    if not epistemic > 0:
        return []
    variances = np.array([epistemic, *np.maximum(samples, 1e-9 * epistemic)])
    shares, *again = _explained(cuts, lives, times) / variances[:, None]
    lo, middle, hi = np.quantile(again, (0.05, 0.5, 0.95), axis=0)
    found = zip(values, shares, shares + lo - middle, shares + hi - middle, strict=True)
    return _ranked(Driver(slot, unit(share), (unit(low), unit(high))) for slot, share, low, high in found)


def narrows_by(found: Iterable[Driver], draw_p: ArrayLike) -> dict[str, float]:
    """Return by how much the standard deviation of p would drop if a slot were settled, largest first.

    sqrt(V) - sqrt(V (1 - share)). The mean of a root is at most the root of the mean, so the expected drop is
    at least this.

    Args:
        found: what `drivers` found.
        draw_p: as given to `drivers`.
    """
    drivers = list(found)
    spread = math.sqrt(between_lives(_lives(draw_p))) if drivers else 0.0
    drops = {each.id: spread * (1 - math.sqrt(1 - each.share)) for each in drivers}
    return dict(sorted(drops.items(), key=lambda item: (-item[1], item[0])))


def roll_up(slots: Iterable[Driver], won: Mapping[str, Mapping[str, float]], source_of: Mapping[str, str]) -> RollUp:
    """Split each slot's share among the claims that won it, and add claims up to sources.

    Args:
        slots: drivers of kind slot.
        won: for each slot the share of worlds in which each claim had won; the rest to 1 is ``prior:<slot>``.
        source_of: the source of each claim; an id not in it (a prior, an assumption) is its own source.

    Raises:
        UsageError: a slot's winning shares are negative or sum to more than 1.
    """
    claims = split(slots, {slot: _with_prior(slot, shares) for slot, shares in won.items()}, "claim")
    whose = {claim.id: {source_of.get(claim.id, claim.id): 1.0} for claim in claims}
    return RollUp(claims, split(claims, whose, "source"))


def split(parts: Iterable[Driver], weights: Mapping[str, Mapping[str, float]], kind: Kind) -> list[Driver]:
    """Share out each driver by its weights and add up what goes to the same id, strongest first.

    The interval of a sum is the sum of the intervals, as if all erred together: never too narrow. A driver
    without weights goes to ``prior:<id>``. Also for mechanisms: {slot: {mechanism: 1.0}}.
    """
    sums: defaultdict[str, Floats] = defaultdict(lambda: np.zeros(3))
    for part in parts:
        for target, weight in weights.get(part.id, {f"prior:{part.id}": 1.0}).items():
            sums[target] += weight * np.array((part.share, *part.interval))
    return _ranked(Driver(name, unit(s[0]), (unit(s[1]), unit(s[2])), kind) for name, s in sums.items())


def _explained(cuts: Sequence[Cut], lives: Floats, times: Floats) -> Floats:
    """Return each slot's variance between and along its bins less chance, shape (samples, slots).

    ``times``, shape (draws, samples), says how often each sample holds each draw; y is a draw's mean over lives, less
    the overall mean.
    """
    if not cuts:
        return np.zeros((times.shape[1], 0))
    y = lives.mean(axis=1, keepdims=True)
    y = y - y.mean()
    draws = times.sum(axis=0)[:, None]
    mean, square = (times.T @ each / draws for each in (y, y * y))
    n, s1, s2, t1, t2, ty = np.concatenate([_sums(each, y, times) for each in cuts]).transpose(1, 2, 0)
    some = np.maximum(n, 1)
    centre, along = s1 / some, t2 - t1 * t1 / some
    sloped = (n >= SLOPED) & (along > 1e-9 * some)
    slope = np.where(sloped, (ty - t1 * centre) ** 2 / np.where(sloped, along, 1), 0)
    left = np.maximum(s2 - s1 * centre - slope, 0)
    # One draw shows no variance within its bin; the overall one stands in.
    within = np.where(n > 1, left / np.maximum(n - 1 - sloped, 1), square * n)
    surplus = n * (centre - mean) ** 2 + slope - within * (1 - n / draws + sloped)
    first = np.cumsum([0, *(each.sizes.size for each in cuts[:-1])])
    parts: Floats = np.add.reduceat(surplus, first, axis=1) / (draws - 1) * [each.whole for each in cuts]
    return parts


def _sums(of: Cut, y: Floats, times: Floats) -> Floats:
    """Of each bin in each sample its members, their y, y^2, rank t, t^2 and t y: (bins, 6, samples)."""
    t = of.along[:, None]
    powers = np.hstack([np.ones_like(y), y, y * y, t, t * t, t * y]).T
    return np.stack([sum(powers[:, some] @ times[some] for some in members) for members in of.members()])


def _between_lives(times: Floats, x: Floats) -> Floats:
    """Return `estimate.between_lives` of each sample, shape (samples,); NaN where it can't be told."""
    draws, lives = times.sum(axis=0), x.shape[1]
    if min(x.shape) < 2:
        return np.full(times.shape[1], np.nan)
    products = (x.sum(axis=1) ** 2 - (x * x).sum(axis=1)) @ times
    totals = x.T @ times
    expected = totals.sum(axis=0) ** 2 - (totals * totals).sum(axis=0)
    covariance: Floats = (draws * products - expected) / (draws * (draws - 1) * lives * (lives - 1))
    return covariance


@lru_cache(maxsize=4)  # every outcome of a run asks for the same
def _resampled(draws: int, samples: int, seed: int) -> Floats:
    """Return how often each draw is taken by all of them, which is once, and then by each bootstrap sample.

    Shape (draws, 1 + samples); not to be written to.
    """
    raw, times = np.random.Philox(key=seed).random_raw, np.ones((draws, 1 + samples))
    for n in range(samples):
        taken = (raw(draws) >> np.uint64(32)) * np.uint64(draws) >> np.uint64(32)
        times[:, 1 + n] = np.bincount(taken.astype(np.intp), minlength=draws)
    return times


def _with_prior(slot: str, won: Mapping[str, float]) -> dict[str, float]:
    rest = 1 - math.fsum(won.values())
    if rest < -1e-9 or min(won.values(), default=0.0) < 0:
        raise _refused(f"winning shares of {slot} must be a part of 1", str(dict(won)))
    return {**won, f"prior:{slot}": rest} if rest > 1e-9 else dict(won)


def _lives(draw_p: ArrayLike) -> Floats:
    x = np.asarray(draw_p, dtype=np.float64)
    if x.ndim != 2 or x.size == 0:
        raise _refused("drivers need one value for each draw and life", f"shape {x.shape}")
    return x


def _ranked(found: Iterable[Driver]) -> list[Driver]:
    return sorted(found, key=lambda driver: (-driver.share, driver.id))


def unit(value: float) -> float:
    """Return ``value`` within [0, 1], rounded so that no processor's order of summing shows."""
    return round(min(max(0.0, float(value)), 1.0), 9)


def _refused(reason: str, value: str) -> UsageError:
    return UsageError(Fault(reason, "Pass arrays of the same run.", value=value))
