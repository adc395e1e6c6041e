"""What can't happen without something else isn't said to reach above it; nothing else is moved."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from detente.findings.estimate import estimate
from detente.findings.nested import nested

DRAWS, LIVES = 60, 4


def bars(seed: int, skew: float) -> list[NDArray[np.bool_]]:
    """Three bars of one thing, low to high, and something that has nothing to do with it."""
    rng = np.random.default_rng(seed)
    size = rng.gamma(skew, size=(DRAWS, 1)) * rng.exponential(size=(DRAWS, LIVES))
    return [*(size > bar * skew for bar in (0.5, 1.0, 3.0)), rng.random((DRAWS, LIVES)) < 0.3]


@given(st.integers(0, 10**6), st.floats(0.05, 3.0))
def test_ranges_are_in_the_order_of_what_implies_what(seed: int, skew: float) -> None:
    hits = bars(seed, skew)
    before = [estimate(each) for each in hits]
    after = nested(before, hits)
    for was, now in zip(before, after, strict=True):
        assert (was.p, was.mc_error, was.interval is None) == (now.p, now.mc_error, now.interval is None)
        if was.interval and now.interval:
            assert now.interval[0] <= was.interval[0]
            assert now.interval[1] >= was.interval[1]
    for low, high in ((after[0], after[1]), (after[1], after[2]), (after[0], after[2])):
        if high.p > 0 and low.interval and high.interval:
            assert low.interval[0] >= high.interval[0]
            assert low.interval[1] >= high.interval[1]
    assert nested(after, hits) == after


def test_what_is_not_implied_stays_and_what_never_happens_implies_nothing() -> None:
    rng = np.random.default_rng(1)
    hits = [rng.random((DRAWS, LIVES)) < p for p in (0.3, 0.4, 0.0)]
    found = [estimate(each) for each in hits]
    assert nested(found, hits) == found
