from __future__ import annotations

import numpy as np
import pytest

from detente.scores.groups import GROUPS, interval, student


@pytest.mark.parametrize(
    ("freedom", "tail", "known"),
    [  # Abramowitz & Stegun (1964), table 26.10
        (1, 0.05, 6.314), (2, 0.05, 2.920), (3, 0.05, 2.353), (4, 0.005, 4.604), (5, 0.05, 2.015), (5, 0.025, 2.571),
        (10, 0.005, 3.169), (30, 0.025, 2.042),
    ],
)  # fmt: skip
def test_quantiles_of_student_s_t(freedom: int, tail: float, known: float) -> None:
    assert student(freedom, tail) == pytest.approx(known, abs=5e-4)


def test_equal_differences_leave_nothing_to_chance() -> None:
    assert interval(np.full(60, 0.25), 6) == pytest.approx((0.25, 0.25))


def test_too_few_groups_tell_nothing() -> None:
    assert interval(np.arange(11.0), 4) is None
    assert interval(np.arange(12.0), 4) is not None
    assert interval(np.zeros(0), 4) is None


def test_by_hand() -> None:
    low, high = interval(np.repeat([1.0, 2.0, 3.0], 5), 5) or (0.0, 0.0)
    assert (low + high) / 2 == pytest.approx(2.0)
    assert (high - low) / 2 == pytest.approx(2.920 / 3**0.5, rel=1e-3)


def test_where_many_are_looked_at_all_must_hold() -> None:
    x = np.random.default_rng(1).normal(size=60)
    one, all_hold = interval(x, 3), interval(x, 3, looked_at=15)
    assert one is not None and all_hold is not None
    assert all_hold[0] < one[0] < one[1] < all_hold[1]


def lasting(n: int, rho: float, rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Errors that last: each keeps so much of the one before."""
    shocks, found = rng.normal(size=n), np.zeros(n)
    found[0] = shocks[0]
    for at in range(1, n):
        found[at] = rho * found[at - 1] + (1 - rho * rho) ** 0.5 * shocks[at]
    return found


@pytest.mark.parametrize(("n", "block", "rho"), [(360, 18, 0.0), (360, 18, 0.95), (31, 3, 0.3), (31, 3, 0.3)])
def test_two_equal_forecasters_seldom_look_apart(n: int, block: int, rho: float) -> None:
    """Nominally in one of ten; resampled blocks that don't last as long as errors do say so in one of four."""
    rng = np.random.default_rng(2)
    bands = [interval(lasting(n, rho, rng), block) for _ in range(400)]
    assert np.mean([band is not None and (band[0] > 0 or band[1] < 0) for band in bands]) < 0.17


def test_no_more_groups_than_hang_apart() -> None:
    steps = np.repeat(np.arange(4.0), 9)
    assert interval(steps, 9) == pytest.approx(interval(np.arange(4.0), 1))
    assert GROUPS == 6
