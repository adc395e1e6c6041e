"""Means and medians of positions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.bargain.positions import weighted_mean, weighted_median

actors = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 20)), min_size=1, max_size=12).map(
    lambda rows: tuple(np.array(column, float) for column in zip(*rows, strict=True))
)


def test_by_hand() -> None:
    positions, weights = np.array([30.0, 0.0, 10.0]), np.array([1.0, 2.0, 1.0])
    assert weighted_mean(positions, weights) == 10.0
    assert weighted_median(positions, weights) == 0.0
    assert weighted_median(positions, np.array([2.0, 1.0, 1.0])) == 10.0
    assert weighted_median(positions, np.array([3.0, 1.0, 1.0])) == 30.0


@given(actors)
def test_no_position_beats_the_median(rows: Any) -> None:
    """Each votes for the nearer of two."""
    positions, weights = rows
    median = weighted_median(positions, weights)
    for other in positions:
        nearer_other = np.abs(positions - other) < np.abs(positions - median)
        nearer_median = np.abs(positions - median) < np.abs(positions - other)
        assert weights[nearer_other].sum() <= weights[nearer_median].sum()


@given(actors, st.integers(-50, 50), st.floats(0.1, 10))
def test_both_move_with_the_actors_and_not_with_the_unit_of_power(rows: Any, by: int, unit: float) -> None:
    positions, weights = rows
    for meet in (weighted_mean, weighted_median):
        assert meet(positions + by, unit * weights) == pytest.approx(meet(positions, weights) + by, abs=1e-9)
        assert positions.min() - 1e-9 <= meet(positions, weights) <= positions.max() + 1e-9
