"""What an answer hangs on: the share of its epistemic variance each belief explains in the worlds run."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import Fault, UsageError
from detente.findings.estimate import Floats, Interval

Kind = Literal["slot", "claim", "source", "mechanism"]
Counts = NDArray[np.intp]

_MOST_BINS = 20
_RARE = 5  # categories with fewer draws are pooled: their means say nothing
_AT_ONCE = 2048  # draws whose bins are laid out side by side
_SLOPED = 8  # draws from which on a slope is fitted in a bin


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


def drivers(values: Mapping[str, ArrayLike], draw_p: ArrayLike, *, resamples: int = 200, seed: int = 0) -> list[Driver]:
    """Return the first-order share of the epistemic variance each belief explains, strongest first.

    share = sum_b (n_b (m_b - m)^2 + e_b - s_b^2 (1 - n_b / B + f_b)) / (B - 1) / V, clipped to [0, 1]: the
    variance between the bins of a belief and along each (e_b, what a straight line in the ranks explains where
    f_b = 1 is fitted), less what bins of n_b draws with variance s_b^2 about that line would show by chance, over
    the covariance between lives V. Bins are the categories of an integer, boolean or text array (those with
    fewer than 5 draws as one), and of a float array bins of equal count: half the cube root of B, or one for
    every 200 draws where that is more, at most 20. NaN is a bin of its own. Beliefs that act only together
    explain less than 1 between them, beliefs that come together (one source won both) each explain what they share.

    The interval is the bootstrap's over draws, recentred, since resampling adds chance differences between
    bins of its own. It takes raw Philox words keyed by ``seed``, whose bits NumPy guarantees, not a
    generator's methods.

    Args:
        values: for each slot its value in each draw, shape (draws,).
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
    table = _Table.of(values, lives)
    once = np.ones((1, len(lives)))
    epistemic = float(_between_lives(once, lives)[0])
    if not epistemic > 0:
        return []
    weights = _resampled(len(lives), resamples, seed)
    scale = np.maximum(_between_lives(weights, lives), 1e-9 * epistemic)
    again = table.explained(weights) / scale[:, None]
    shares = table.explained(once)[0] / epistemic
    lo, middle, hi = np.quantile(again, (0.05, 0.5, 0.95), axis=0)
    found = zip(values, shares, shares + lo - middle, shares + hi - middle, strict=True)
    return _ranked(Driver(slot, unit(share), (unit(low), unit(high))) for slot, share, low, high in found)


def narrows_by(values: Mapping[str, ArrayLike], draw_p: ArrayLike) -> dict[str, float]:
    """Return by how much the standard deviation of p would drop if a slot were settled, largest first.

    sqrt(V) - sqrt(V (1 - share)). The mean of a root is at most the root of the mean, so the expected drop is
    at least this. Empty where `drivers` is.

    Raises:
        UsageError: shapes don't fit.
    """
    lives = _lives(draw_p)
    once = np.ones((1, len(lives)))
    epistemic = float(_between_lives(once, lives)[0])
    if not epistemic > 0:
        return {}
    explained = _Table.of(values, lives).explained(once)[0]
    drops = {
        slot: math.sqrt(epistemic) * (1 - math.sqrt(1 - unit(part / epistemic)))
        for slot, part in zip(values, explained, strict=True)
    }
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


@dataclass(frozen=True, slots=True)
class _Table:
    """The bins of all slots side by side, as what is to be summed over the draws of a sample."""

    first: Counts  # (slots,): where each slot's bins start
    bins: int
    cells: Counts  # (draws, slots): each draw's bin of all bins
    ranks: Floats  # (draws, slots): its rank along the slot, less the mean of its bin
    y: Floats  # (draws, 1)

    @classmethod
    def of(cls, values: Mapping[str, ArrayLike], lives: Floats) -> _Table:
        """Cut every slot into bins; y is a draw's mean over lives, less the overall mean."""
        cut = [bins(slot, np.asarray(drawn), len(lives)) for slot, drawn in values.items()]
        first = np.cumsum([0, *(int(code.max()) + 1 for code, _ in cut)])
        cells, ranks = np.zeros((len(lives), len(cut)), np.intp), np.zeros((len(lives), len(cut)))
        for n, (code, along) in enumerate(cut):
            cells[:, n] = first[n] + code
            ranks[:, n] = along - (np.bincount(code, along) / np.bincount(code))[code]
        y = lives.mean(axis=1, keepdims=True)
        return cls(first[:-1], int(first[-1]), cells, ranks, y - y.mean())

    def powers(self, some: slice) -> Floats:
        """Of each bin its members, their y, y^2, rank t, t^2 and t y; then y and y^2: (draws, 6 bins + 2)."""
        cells, y = self.cells[some], self.y[some]
        draws = np.arange(len(cells))[:, None]
        powers = np.zeros((len(cells), 6 * self.bins + 2))
        member, member_y, member_yy, rank, rank_rank, rank_y = np.split(powers[:, :-2], 6, axis=1)
        member[draws, cells], rank[draws, cells] = 1.0, self.ranks[some]
        np.multiply(member, y, out=member_y)
        np.multiply(member, y * y, out=member_yy)
        np.multiply(rank, rank, out=rank_rank)
        np.multiply(rank, y, out=rank_y)
        powers[:, -2:-1], powers[:, -1:] = y, y * y
        return powers

    def sums(self, weights: Floats) -> Floats:
        """What is summed over the draws of each sample, some draws at a time: all bins of many take much memory."""
        starts = range(0, len(self.cells), _AT_ONCE)
        parts = (slice(start, start + _AT_ONCE) for start in starts)
        total: Floats = sum(weights[:, part] @ self.powers(part) for part in parts)  # type: ignore[assignment]
        return total

    def explained(self, weights: Floats) -> Floats:
        """Return each slot's variance between and along its bins less chance, shape (samples, slots).

        ``weights``, shape (samples, draws), says how often each sample holds each draw.
        """
        if not self.first.size:
            return np.zeros((len(weights), 0))
        draws = weights.sum(axis=1, keepdims=True)
        sums = self.sums(weights)
        n, s1, s2, t1, t2, ty = np.split(sums[:, :-2], 6, axis=1)
        mean, square = sums[:, -2:-1] / draws, sums[:, -1:] / draws
        some = np.maximum(n, 1)
        centre, along = s1 / some, t2 - t1 * t1 / some
        sloped = (n >= _SLOPED) & (along > 1e-9 * some)
        slope = np.where(sloped, (ty - t1 * centre) ** 2 / np.where(sloped, along, 1), 0)
        left = np.maximum(s2 - s1 * centre - slope, 0)
        # One draw shows no variance within its bin; the overall one stands in.
        within = np.where(n > 1, left / np.maximum(n - 1 - sloped, 1), square * n)
        surplus = n * (centre - mean) ** 2 + slope - within * (1 - n / draws + sloped)
        parts: Floats = np.add.reduceat(surplus, self.first, axis=1) / (draws - 1)
        return parts


def _between_lives(weights: Floats, x: Floats) -> Floats:
    """Return `estimate.between_lives` of each sample, shape (samples,); NaN where it can't be told."""
    draws, lives = weights.sum(axis=1), x.shape[1]
    if min(x.shape) < 2:
        return np.full(len(weights), np.nan)
    products = weights @ (x.sum(axis=1) ** 2 - (x * x).sum(axis=1))
    totals = weights @ x
    expected = totals.sum(axis=1) ** 2 - (totals * totals).sum(axis=1)
    covariance: Floats = (draws * products - expected) / (draws * (draws - 1) * lives * (lives - 1))
    return covariance


def bins(slot: str, drawn: NDArray[Any], draws: int) -> tuple[Counts, Floats]:
    """Return each draw's bin, numbered from 0 without gaps, and its rank along the slot, 0 to 1."""
    if drawn.shape != (draws,):
        raise _refused(f"{slot} needs one value a draw", f"shape {drawn.shape} for {draws} draws")
    code, rank = _cut(drawn) if drawn.dtype.kind == "f" else (_pooled(drawn), np.zeros(draws))
    return np.unique(code, return_inverse=True)[1], rank


def _cut(drawn: Floats) -> tuple[Counts, Floats]:
    """Return bins of equal count and ranks; equal values share both, and NaN has a bin of its own."""
    missing = np.isnan(drawn)
    known = np.sort(drawn[~missing])
    bins = min(max(round(known.size ** (1 / 3) / 2), known.size // 200, 2), _MOST_BINS)
    edges = known[[known.size * i // bins for i in range(1, bins)]] if known.size else known
    rank = np.where(missing, 0.0, np.searchsorted(known, drawn) / max(known.size, 1))
    return np.where(missing, bins, np.searchsorted(edges, drawn, side="right")), rank


def _pooled(drawn: NDArray[Any]) -> Counts:
    """Return categories, the rare ones as one."""
    _, code, count = np.unique(drawn, return_inverse=True, return_counts=True)
    return np.where(count[code] < _RARE, count.size, code)


@lru_cache(maxsize=4)  # every outcome of a run asks for the same
def _resampled(draws: int, samples: int, seed: int) -> Floats:
    """Return how often each bootstrap sample takes each draw, shape (samples, draws); not to be written to."""
    raw, times = np.random.Philox(key=seed).random_raw, np.empty((samples, draws))
    for row in times:
        taken = (raw(draws) >> np.uint64(32)) * np.uint64(draws) >> np.uint64(32)
        row[:] = np.bincount(taken.astype(np.intp), minlength=draws)
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
