from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.scores.bootstrap import interval


def test_equal_differences_leave_nothing_to_chance() -> None:
    assert interval(np.full(60, 0.25), 6) == pytest.approx((0.25, 0.25))


def test_the_same_numbers_give_the_same_bits() -> None:
    x = np.sin(np.arange(100.0))
    assert interval(x, 12) == interval(x.copy(), 12)


def test_too_few_blocks_tell_nothing() -> None:
    assert interval(np.arange(11.0), 4) is None
    assert interval(np.arange(12.0), 4) is not None
    assert interval(np.zeros(0), 4) is None


def test_independent_numbers_have_the_textbook_s_error() -> None:
    x = np.random.default_rng(3).normal(size=600)
    band = interval(x, 1)
    assert band is not None
    assert (band[1] - band[0]) / 2 == pytest.approx(1.645 * x.std() / 600**0.5, rel=0.1)


def test_what_hangs_together_is_less_sure_in_blocks() -> None:
    x = np.repeat(np.random.default_rng(4).normal(size=30), 12)
    alone, together = interval(x, 1), interval(x, 24)
    assert alone is not None
    assert together is not None
    assert together[1] - together[0] > 2 * (alone[1] - alone[0])


@pytest.mark.parametrize("at", [0, 59, 30])
def test_each_month_comes_in_as_often_as_any_other(at: int) -> None:
    """What happens at the ends of a record counts as much as what happens in its middle."""
    x = np.zeros(60)
    x[at] = 60.0
    band = interval(x, 12, resamples=4000)
    middle = np.zeros(60)
    middle[25] = 60.0
    assert band is not None
    assert band == pytest.approx(interval(middle, 12, resamples=4000), abs=1e-9)


@given(st.lists(st.floats(-5, 5), min_size=9, max_size=60), st.integers(1, 3))
def test_within_the_numbers(numbers: list[float], block: int) -> None:
    band = interval(np.array(numbers), block, resamples=50)
    assert band is not None
    assert min(numbers) - 1e-9 <= band[0] <= band[1] <= max(numbers) + 1e-9
