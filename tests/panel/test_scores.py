from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.panel.scores import (
    brier,
    calibration_slope,
    clustered,
    expected_over_observed,
    log_score,
    mean,
    student,
)

EACH = np.arange(6)
PAIR, YEAR = np.repeat(np.arange(3), 4), np.tile(np.arange(4), 3)


def test_log_score_and_brier_in_closed_form() -> None:
    p, came = np.array([0.25, 0.25, 1.0]), np.array([True, False, True])
    assert log_score(p, came) == pytest.approx([math.log(0.25), math.log(0.75), 0.0])
    assert brier(p, came) == pytest.approx([0.5625, 0.0625, 0.0])


def test_what_was_ruled_out_costs_much_and_not_everything() -> None:
    assert log_score(np.array([0.0]), np.array([True]))[0] == pytest.approx(math.log(1e-9))


@pytest.mark.parametrize(("freedom", "published"), [(5, 2.5706), (10, 2.2281), (19, 2.0930), (60, 2.0003)])
def test_student_s_quantiles(freedom: int, published: float) -> None:
    assert student(freedom) == pytest.approx(published, abs=3e-3)


def test_rows_on_their_own_have_the_usual_standard_error() -> None:
    x = np.array([1.0, 2.0, 4.0, 8.0, 16.0, 32.0])
    found = mean(x, EACH, EACH)
    half = 2.5706 * x.std(ddof=1) / math.sqrt(6)
    assert (found.low, found.high) == pytest.approx((x.mean() - half, x.mean() + half), abs=0.03)


def test_a_rivalry_told_twice_is_no_news() -> None:
    x = np.array([0.3, -0.2, 0.9, 0.1, -0.4, 0.6])
    once = mean(x, EACH, np.arange(6) + 100)
    twice = mean(np.repeat(x, 2), np.repeat(EACH, 2), np.arange(12))
    assert twice == pytest.approx(once)


@given(st.lists(st.floats(-5.0, 5.0), min_size=12, max_size=12))
def test_the_widest_variance_counts(values: list[float]) -> None:
    x = np.array(values)
    x -= x.mean()
    for cluster in (PAIR, YEAR):
        k = cluster.max() + 1
        within = sum(x[cluster == c].sum() ** 2 for c in range(k)) * k / (k - 1)
        assert clustered(x, PAIR, YEAR) >= within - 1e-9


def test_expected_over_observed() -> None:
    p, came = np.full(12, 0.5), PAIR == 0
    assert expected_over_observed(p, came, PAIR, YEAR).value == pytest.approx(1.5)
    assert math.isnan(expected_over_observed(p, came & False, PAIR, YEAR).value)


def test_slope_of_a_sharper_forecast_is_one_and_of_a_bragging_one_half() -> None:
    # as often as it says: 1 of 5 at .2, 4 of 5 at .8
    p = np.repeat([0.2, 0.8], 5)
    came = np.array([True, False, False, False, False, True, True, True, True, False])
    pair, year = np.arange(10), np.arange(10)
    assert calibration_slope(p, came, pair, year).value == pytest.approx(1.0)
    bragging = np.repeat([1 / 17, 16 / 17], 5)  # twice the log-odds
    found = calibration_slope(bragging, came, pair, year)
    assert found.value == pytest.approx(0.5)
    assert found.low < 0.5 < found.high
