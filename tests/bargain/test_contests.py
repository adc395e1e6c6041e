"""Contests two at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.bargain.contests import Floats, condorcet, pairwise, unique_positions, values

seeds = st.integers(0, 10**6)


def drawn(seed: int, actors: int = 6, issues: int = 2) -> tuple[Floats, Floats, Floats]:
    rng = np.random.default_rng(seed)
    return rng.uniform(1, 100, actors), rng.uniform(0, 100, (actors, issues)), rng.uniform(1, 50, (actors, issues))


def test_values_by_hand() -> None:
    """On one issue salience cancels: what is lost is the distance."""
    value = values(np.array([[0.0], [30.0]]), np.array([[5.0], [80.0]]))
    assert value == pytest.approx(np.array([[1.0, 0.7], [0.7, 1.0]]))
    apart = values(np.array([[0.0, 0.0], [30.0, 40.0]]), np.array([[1.0, 1.0], [1.0, 0.0]]))
    assert apart == pytest.approx(np.array([[1.0, 1.0 - 0.5 / 2**0.5], [0.7, 1.0]]))


def test_pairwise_by_hand() -> None:
    """Three of power 2, 1 and 1; the third gains half as much by the second option as the first by its own."""
    chances = pairwise(np.array([2.0, 1.0, 1.0]), np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 0.5]]))
    assert chances == pytest.approx(np.array([[0.5, 0.8], [0.2, 0.5]]))


@given(seeds)
def test_two_options_share_the_chance(seed: int) -> None:
    power, positions, salience = drawn(seed)
    chances = pairwise(power, values(positions, salience))
    assert chances + chances.T == pytest.approx(np.ones_like(chances))
    assert condorcet(chances).sum() == pytest.approx(1.0)


@given(seeds, st.floats(0.01, 100))
def test_the_unit_of_power_doesnt_count(seed: int, unit: float) -> None:
    power, positions, salience = drawn(seed)
    value = values(positions, salience)
    assert pairwise(unit * power, value) == pytest.approx(pairwise(power, value))


@given(seeds, st.floats(1.1, 5))
def test_power_helps_ones_own_position(seed: int, times: float) -> None:
    power, positions, salience = drawn(seed)
    value, stronger = values(positions, salience), power.copy()
    stronger[0] *= times
    assert condorcet(pairwise(stronger, value))[0] > condorcet(pairwise(power, value))[0]


def test_where_nobody_cares_chances_are_even() -> None:
    assert pairwise(np.ones(2), np.ones((2, 3))) == pytest.approx(np.full((3, 3), 0.5))


def test_actors_who_stand_together_share_a_position() -> None:
    first, stands = unique_positions(np.array([[9.0, 1.0], [2.0, 2.0], [9.0, 1.0], [1.0, 1.0]]))
    assert first.tolist() == [0, 1, 3]
    assert stands.tolist() == [0, 1, 0, 2]
