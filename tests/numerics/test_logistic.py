from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.numerics.logistic import log_odds, logistic, regress

X = np.column_stack([np.ones(10), np.repeat([0.0, 1.0], 5)])
Y = np.array([1, 0, 0, 0, 0, 1, 1, 1, 1, 0.0])


@given(st.floats(-700.0, 700.0))
def test_a_probability_and_its_mirror(x: float) -> None:
    p, mirrored = logistic(np.array([x, -x]))
    assert 0.0 < p <= 1.0
    assert p + mirrored == pytest.approx(1.0, abs=1e-15)


@given(st.floats(1e-6, 1.0 - 1e-6))
def test_log_odds_undo_it(p: float) -> None:
    assert logistic(log_odds(p)) == pytest.approx(p, rel=1e-9)


def test_regression_in_closed_form() -> None:
    assert regress(X, Y, 0.0) == pytest.approx([math.log(0.25), 2 * math.log(4)])


def test_a_row_without_weight_says_nothing() -> None:
    weight = np.r_[np.ones(5), np.zeros(5)]
    assert regress(X, Y, np.array([0.0, 1.0]), weight=weight) == pytest.approx([math.log(0.25), 0.0])


def test_a_row_of_weight_two_is_two_rows() -> None:
    twice = regress(np.vstack([X, X[5:]]), np.r_[Y, Y[5:]], 1.0)
    assert regress(X, Y, 1.0, weight=np.repeat([1.0, 2.0], 5)) == pytest.approx(twice)


def test_precision_holds_the_slope() -> None:
    slopes = [regress(X, Y, np.array([0.0, ridge]))[1] for ridge in (0.0, 1.0, 10.0)]
    assert slopes == sorted(slopes, reverse=True)
    assert slopes[-1] > 0.0


def test_a_column_that_never_varies_stops_nothing() -> None:
    assert regress(np.column_stack([X, np.zeros(10)]), Y, 0.0) == pytest.approx([math.log(0.25), 2 * math.log(4), 0.0])


def test_without_data_it_is_its_prior() -> None:
    centre = np.array([-2.0, 0.5, 0.0])
    assert regress(np.zeros((0, 3)), np.zeros(0), 1.0, centre) == pytest.approx(centre)


def test_a_bare_constant_is_the_log_odds_of_the_share() -> None:
    y = np.array([1.0] * 3 + [0.0] * 17)
    assert regress(np.ones((20, 1)), y, 1e-9)[0] == pytest.approx(math.log(3 / 17), abs=1e-6)


@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.floats(0.01, 5.0), st.floats(0.1, 50.0))
def test_a_fit_is_where_the_slope_vanishes(seed: int, n: int, precision: float, spread: float) -> None:
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(n), spread * rng.normal(size=(n, 2))])
    y, centre = (rng.random(n) < 0.2).astype(float), np.array([-4.0, 0.0, 0.0])
    beta = regress(x, y, precision, centre)
    slope = x.T @ (logistic(x @ beta) - y) + precision * (beta - centre)
    assert np.abs(slope).max() < 1e-6 * max(1.0, spread * n)
