"""How much of an outcome's variance beliefs cause, as far as the histories can tell: never less than they leave open.

The covariance between lives estimates that share without bias, and for a rare outcome is nought or less as often as
not. Read as the truth it would say that beliefs don't matter; it only says that too few worlds were lived to see it.
So the interval over beliefs takes what is expected of the share given the hits, which is never nought
(docs/decisions/011).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_CELLS = 64
_ZOOMS = 3  # enough for millions of histories
_FINE = 16  # cells that hold the weight: fine enough
_NEGLIGIBLE = 16.0  # natural logs below the likeliest share


def expected_share(counts: Floats, lives: int, p: float) -> float:
    """Return the expected share of the variance p (1 - p) that beliefs cause, after the counts were seen.

    The posterior mean under a uniform prior, where each draw's probability is Beta with mean p and its lives are
    independent given it. k hits among R lives then have, up to a constant, the likelihood

        prod_{j<k} (p (1-s) + j s)  prod_{j<R-k} ((1-p)(1-s) + j s)  /  prod_{j<R} (1 - s + j s).

    Summed on a grid of cube roots, since small shares matter most, that closes in on where the weight is.

    Args:
        counts: hits of each draw, shape (draws,).
        lives: of each draw, at least 2.
        p: their mean, above 0 and below 1.
    """
    seen = np.bincount(counts.astype(np.int64), minlength=lives + 1).astype(np.float64)
    low, high = 0.0, 1.0
    for _ in range(_ZOOMS):
        edges = np.linspace(low, high, _CELLS + 1)
        root = (edges[1:] + edges[:-1]) / 2
        share = root * root * root
        log = _log_likelihood(seen, p, share)
        near = np.flatnonzero(log > log.max() - _NEGLIGIBLE)
        if near.size >= _FINE:
            break
        low, high = float(edges[near[0]]), float(edges[near[-1] + 1])
    weight = np.exp(log - log.max()) * root * root
    return round(float(weight @ share / weight.sum()), 9)


def _log_likelihood(seen: Floats, p: float, share: Floats) -> Floats:
    """Return the log-likelihood of each share; ``seen[k]`` draws had k hits."""
    lives = seen.size - 1
    steps = np.arange(lives)[:, None] * share
    hit, miss, any_ = (_sums(start * (1 - share) + steps) for start in (p, 1 - p, 1.0))
    each = hit + miss[::-1] - any_[-1]  # (lives + 1, cells)
    total: Floats = seen @ each
    return total


def _sums(factors: Floats) -> Floats:
    """Return the logs of the products of the first 0, 1, ... factors."""
    return np.vstack([np.zeros(factors.shape[1]), np.cumsum(np.log(factors), axis=0)])
