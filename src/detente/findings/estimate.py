"""A probability from histories: how uncertain our beliefs leave it and, apart from that, how few we ran.

A world is one joint draw of beliefs, lived several times with different luck. Two lives of one world share
its beliefs and nothing else, so their covariance is the variance that beliefs cause.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import Fault, UsageError
from detente.findings.share import expected_share

Interval = tuple[float, float]
Floats = NDArray[np.float64]

_TAIL = 0.05  # the interval is the central 90 %
_Z = 1.6448536269514722  # normal quantile of 0.95
# No hit in n: the rate is below 3/n with 95 %. Hanley & Lippman-Hand (1983), JAMA 249, 1743-1745. Lives of one draw
# may all be alike, so n is the number of draws.
_RULE_OF_THREE = 3.0
_GRID = 4001


@dataclass(frozen=True, slots=True)
class Estimate:
    """The probability of one outcome.

    ``p`` is the share of the ``n`` histories with it; ``interval`` the central 90 % over beliefs, None where
    beliefs and luck can't be told apart (``note`` says why); ``mc_error`` the standard error from running
    only so many worlds; ``epistemic_share`` the part of the variance p (1 - p) that beliefs cause, None where
    unknown.
    """

    p: float
    interval: Interval | None
    mc_error: float
    epistemic_share: float | None
    n: int
    note: str = ""

    @property
    def shown_p(self) -> float:
        """``p`` as a reader may see it: at least 1/(n + 2) away from 0 and 1."""
        return shown(self.p, self.n)


class Difference(NamedTuple):
    """How much likelier an outcome is in one run than in another, and the standard error of that."""

    delta: float
    se: float

    @property
    def interval(self) -> Interval:
        """The central 90 % of a normal with this standard error, within [-1, 1]."""
        return max(-1.0, self.delta - _Z * self.se), min(1.0, self.delta + _Z * self.se)


class Gap(NamedTuple):
    """How much larger a quantity is in one run than in another, and the standard error of that."""

    delta: float
    se: float

    @property
    def interval(self) -> Interval:
        """The central 90 % of a normal with this standard error."""
        return self.delta - _Z * self.se, self.delta + _Z * self.se


def estimate(hits: ArrayLike) -> Estimate:
    """Estimate an outcome's probability from whether each history had it.

    With k_i hits among the R lives of world i, B worlds and n = B R: p = sum(k_i) / n; mc_error = sd(k_i / R)
    / sqrt(B), at least 1/(n + 2); the epistemic share is the covariance between lives (`between_lives`) over
    p (1 - p), clipped to [0, B/(B + 1)]. The interval is that of the Beta with mean p whose share is the one
    to expect after these hits (`expected_share`), which unlike the covariance is never nought by chance. It is
    widened to hold p give or take its Monte-Carlo error, and to end no lower than 3/B and begin no higher than
    1 - 3/B. It never touches 0 or 1, where ``p`` may. With one life a world mc_error holds
    both kinds of uncertainty: an upper bound.

    Args:
        hits: shape (draws, lives), each 0 or 1 (or False, True).

    Raises:
        UsageError: not two-dimensional, empty, or a value other than 0 and 1.
    """
    x = _histories(hits)
    draws, lives = x.shape
    p = float(x.mean())
    if draws < 2:
        return Estimate(p, None, _one_world_error(x), None, x.size, "a single world tells nothing of beliefs")
    counts = x.sum(axis=1)
    mc_error = _clustered_error(counts, lives)
    if lives < 2:
        return Estimate(p, None, mc_error, None, x.size, "with one life a world, luck hides what beliefs do")
    if not 0 < p < 1:
        return Estimate(p, _widened((p, p), p, mc_error, draws, lives), mc_error, None, x.size)
    most = draws / (draws + 1)  # B worlds can't tell a share closer to 1, and at 1 the Beta would be two points
    share = min(max(between_lives(x) / (p * (1 - p)), 0.0), most)
    size = 1 / min(expected_share(counts, lives, p), most) - 1  # a + b
    interval = _widened(beta_interval(p * size, (1 - p) * size), p, mc_error, draws, lives)
    return Estimate(p, interval, mc_error, share, x.size)


def difference(hits_a: ArrayLike, hits_b: ArrayLike) -> Difference:
    """Return how much likelier the outcome is in ``a`` than in ``b``, paired by world.

    delta = mean(d_i), se = sd(d_i) / sqrt(draws) and at least 1/(n + 2), where d_i is the difference between
    the shares of world i's lives. With a single world the spread is unknown and se is 1.

    Args:
        hits_a: shape (draws, lives), each 0 or 1.
        hits_b: the same worlds and lives in the other run.

    Raises:
        UsageError: as `estimate`, or the shapes differ.
    """
    a, b = _histories(hits_a), _histories(hits_b)
    if a.shape != b.shape:
        raise _refused("the two runs hold different histories", f"{a.shape} and {b.shape}")
    gaps = (a - b).sum(axis=1)
    se = _clustered_error(gaps, a.shape[1]) if gaps.size > 1 else 1.0
    return Difference(float(gaps.sum()) / a.size, se)


def paired_mean(gaps: ArrayLike) -> Gap:
    """Return the mean of paired differences of a quantity and its standard error, clustered by world.

    With a single world the spread is unknown and the error is infinite.

    Args:
        gaps: shape (draws, lives): one history less its pair, in the quantity's unit.
    """
    x = np.asarray(gaps, dtype=np.float64)
    sums = x.sum(axis=1)
    return Gap(float(sums.sum()) / x.size, _spread(sums, x.shape[1]) if sums.size > 1 else math.inf)


def between_lives(x: Floats) -> float:
    """Return the covariance between lives across draws, averaged over all pairs of lives.

    Unbiased, so it may be negative: mean over r < s of sum_i (x_ir - m_r)(x_is - m_s) / (B - 1), with m_r
    the mean of life r. Sums of 0 and 1 are exact, so the bits don't depend on the order of summing.

    Args:
        x: shape (draws, lives), at least 2 by 2.
    """
    draws, lives = (int(size) for size in x.shape)
    sums, totals = x.sum(axis=1), x.sum(axis=0)
    products = draws * (sums @ sums - (x * x).sum())
    expected = totals.sum() ** 2 - totals @ totals
    pairs = draws * (draws - 1) * lives * (lives - 1)
    return float(products - expected) / pairs


def beta_interval(a: float, b: float, tail: float = _TAIL) -> Interval:
    """Return the ``tail`` and 1 - ``tail`` quantiles of Beta(a, b), to about 1e-5 of its spread.

    In log-odds t the density is proportional to exp(a t - (a + b) log(1 + e^t)): smooth and with one peak for
    every a and b, also where the Beta itself is infinite at 0 or 1. It is summed on a grid t = log(a/b) + w
    sinh(u) that is fine at the peak and reaches far into both tails. Rounded to nine decimals, so that no
    processor's exp shows.

    Args:
        a: above 0.
        b: above 0.
        tail: above 0, below 0.5.
    """
    width = math.sqrt(1 / a + 1 / b)
    reach = math.asinh(40 + 60 / math.sqrt(min(a, b)))
    u = np.linspace(-reach, reach, _GRID)
    t = math.log(a / b) + width * np.sinh(u)
    log_density = a * t - (a + b) * np.logaddexp(0.0, t)
    density = np.exp(log_density - log_density.max()) * np.cosh(u)
    below = np.cumsum(density) - density / 2
    lo, hi = np.interp([tail, 1 - tail], below / density.sum(), t)
    return _from_log_odds(float(lo)), _from_log_odds(float(hi))


def _widened(interval: Interval, p: float, mc_error: float, draws: int, lives: int) -> Interval:
    """Return an interval over beliefs no narrower than what so many draws can tell, and off 0 and 1."""
    n = draws * lives
    seen, nearest, three = shown(p, n), _TAIL / n, _RULE_OF_THREE / draws
    lo = min(interval[0], seen, 1 - three, p - _Z * mc_error)
    hi = max(interval[1], seen, three, p + _Z * mc_error)
    return max(lo, nearest), min(hi, 1 - nearest)


def shown(p: float, n: int) -> float:
    """A share of ``n`` histories as a reader may see it: no nearer to 0 and 1 than so many can tell."""
    return min(max(p, 1 / (n + 2)), (n + 1) / (n + 2))


def _clustered_error(counts: Floats, lives: int) -> float:
    """Return the standard error of the mean of ``counts / lives`` over draws, at least 1/(n + 2)."""
    return max(_spread(counts, lives), 1 / (counts.size * lives + 2))


def _spread(sums: Floats, lives: int) -> float:
    """Return the standard error of the mean of ``sums / lives`` over draws; sums of whole numbers are exact."""
    draws = sums.size
    square = float(draws * (sums @ sums) - sums.sum() ** 2)
    return math.sqrt(max(0.0, square) / (draws - 1)) / (draws * lives)


def _one_world_error(x: Floats) -> float:
    """Return the error of a single observation: the lives of one world may all be alike."""
    p = float(x.sum() + 1) / (x.size + 2)
    return math.sqrt(p * (1 - p))


def _from_log_odds(t: float) -> float:
    return round(1 / (1 + math.exp(-max(t, -700.0))), 9)


def _histories(hits: ArrayLike) -> Floats:
    x: NDArray[Any] = np.asarray(hits)
    if x.ndim != 2 or x.size == 0:
        raise _refused("an outcome needs one value for each draw and life", f"shape {x.shape}")
    if x.dtype != np.bool_ and not np.isin(x, (0, 1)).all():
        raise _refused("a history has an outcome or not", "values other than 0 and 1")
    return x.astype(np.float64)


def _refused(reason: str, value: str) -> UsageError:
    remedy = "Pass an array of 0 and 1 of shape (draws, lives) with at least one history."
    return UsageError(Fault(reason, remedy, value=value))
