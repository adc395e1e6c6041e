"""The score against integrals that are known."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.numerics.portable import normal_quantile_array
from detente.verification.crps import crps, log1p_crps

numbers = st.floats(-100, 100)
ensembles = st.lists(numbers, min_size=1, max_size=8)
MANY = (np.arange(20_000) + 0.5) / 20_000


def area(members: list[float], observed: float) -> float:
    """The integral of (F(x) - 1{observed <= x})², stretch by stretch."""
    ends = sorted([*members, observed])
    return sum(
        (b - a) * (sum(x <= a for x in members) / len(members) - (observed <= a)) ** 2 for a, b in pairwise(ends)
    )


@given(ensembles, numbers)
def test_it_is_the_area_between_the_step_functions(members: list[float], observed: float) -> None:
    assert crps(members, observed) == pytest.approx(area(members, observed), abs=1e-9)


@pytest.mark.parametrize("y", [-2.0, 0.0, 0.3, 3.0])
def test_a_normal_forecast(y: float) -> None:
    """Gneiting & Raftery (2007), equation 21: y (2 Φ(y) - 1) + 2 φ(y) - 1 / √π."""
    density = math.exp(-y * y / 2) / math.sqrt(2 * math.pi)
    closed = y * math.erf(y / math.sqrt(2)) + 2 * density - 1 / math.sqrt(math.pi)
    assert crps(normal_quantile_array(MANY), y) == pytest.approx(closed, abs=1e-4)


@pytest.mark.parametrize("y", [0.0, 0.5, 0.9])
def test_a_uniform_forecast(y: float) -> None:
    assert crps(MANY, y) == pytest.approx((y**3 + (1 - y) ** 3) / 3, abs=1e-6)


@given(numbers, numbers)
def test_one_member_is_scored_by_its_error(member: float, observed: float) -> None:
    assert crps([member], observed) == pytest.approx(abs(member - observed))


@given(st.lists(numbers, min_size=2, max_size=8), numbers)
def test_fair_leaves_out_pairs_of_a_member_with_itself(members: list[float], observed: float) -> None:
    size = len(members)
    pairs = sum(abs(a - b) for a in members for b in members)
    error = sum(abs(a - observed) for a in members) / size
    assert crps(members, observed, fair=True) == pytest.approx(error - pairs / (2 * size * (size - 1)), abs=1e-9)


def test_fair_doesnt_depend_on_the_ensembles_size_and_plain_does() -> None:
    rng = np.random.default_rng(1)
    for size in (2, 5, 20):
        fair = crps(rng.uniform(size=(40_000, size)), np.full(40_000, 0.3), fair=True)
        assert abs(fair.mean() - (0.3**3 + 0.7**3) / 3) < 4 * fair.std() / 200
    assert crps(rng.uniform(size=(40_000, 2)), np.full(40_000, 0.3)).mean() > 0.2


@given(ensembles, numbers, st.floats(0.1, 10), numbers)
def test_it_is_in_the_unit_of_what_is_forecast(members: list[float], y: float, unit: float, by: float) -> None:
    moved = [unit * x + by for x in members]
    assert crps(moved, unit * y + by) == pytest.approx(unit * float(crps(members, y)), abs=1e-8)


def test_shapes_broadcast() -> None:
    ensemble, observed = np.zeros((3, 1, 5)), np.arange(12.0).reshape(3, 4)
    assert crps(ensemble, observed) == pytest.approx(observed)


def test_on_logarithms() -> None:
    assert log1p_crps([0.0], math.e - 1) == pytest.approx(1.0)
    assert log1p_crps([0, 10, 1000], 7) == pytest.approx(crps(np.log1p([0, 10, 1000]), math.log(8)))
    assert log1p_crps([0, 10], 7, fair=True) < log1p_crps([0, 10], 7)
