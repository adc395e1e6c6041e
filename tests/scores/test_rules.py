from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.numerics.logistic import log_odds, logistic
from detente.scores.rules import FLOOR, brier, calibration_slope, log_score, reliability, runs, skill

shares = st.floats(0.01, 0.99)


def test_brier_by_hand() -> None:
    assert brier([0.0, 1.0, 0.25, 0.25], [0, 1, 1, 0]).tolist() == [0.0, 0.0, 0.5625, 0.0625]


def test_log_by_hand_and_its_floor() -> None:
    assert log_score([0.5, 0.2], [1, 0]) == pytest.approx([math.log(0.5), math.log(0.8)])
    assert log_score([0.0, 1.0], [1, 0]) == pytest.approx([math.log(FLOOR)] * 2)
    assert log_score([1.0], [1]) == pytest.approx([math.log(1 - FLOOR)])


@given(shares, shares)
def test_both_rules_are_proper(q: float, p: float) -> None:
    """Whoever believes q expects no better score than by saying q."""

    def expected(said: float) -> tuple[float, float]:
        return (
            q * float(log_score(said, 1)) + (1 - q) * float(log_score(said, 0)),
            -q * float(brier(said, 1)) - (1 - q) * float(brier(said, 0)),
        )

    assert all(honest >= other - 1e-12 for honest, other in zip(expected(q), expected(p), strict=True))


def test_brier_of_a_constant_is_its_variance_and_bias() -> None:
    y = np.array([1, 0, 0, 0, 1.0])
    assert brier(np.full(5, 0.3), y).mean() == pytest.approx(0.4 * 0.6 + (0.4 - 0.3) ** 2)


def test_skill() -> None:
    assert skill(-0.1, -0.2) == 0.5
    assert skill(-0.2, -0.2) == 0.0
    assert skill(-0.3, -0.2) == pytest.approx(-0.5)
    assert skill(-0.3, 0.0) is None


def test_runs_count_a_war_once() -> None:
    assert runs([True, True, False, True, False, False, True, True]) == 3
    assert runs([False, False]) == 0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_every_forecast_is_in_one_bin(pairs: list[tuple[float, bool]]) -> None:
    p, y = np.array([a for a, _ in pairs]), np.array([float(b) for _, b in pairs])
    bins = reliability(p, y)
    assert sum(each["n"] for each in bins) == len(pairs)
    assert sum(each["n"] * each["happened"] for each in bins) == pytest.approx(y.sum())
    assert all(each["lo"] <= each["p"] <= each["hi"] for each in bins)


def test_the_slope_tells_bold_from_timid() -> None:
    p = np.linspace(0.02, 0.98, 49)
    y = np.concatenate([np.ones(49), np.zeros(49)])
    weights = np.concatenate([p, 1 - p])  # each forecast once as it came true and once not, as often as it said

    def slope(said: np.ndarray) -> float:
        times = np.round(weights * 200).astype(int)
        found = calibration_slope(np.repeat(np.concatenate([said, said]), times), np.repeat(y, times))
        assert found is not None
        return found

    assert slope(p) == pytest.approx(1.0, abs=0.02)
    assert slope(logistic(2 * log_odds(p))) == pytest.approx(0.5, abs=0.02)
    assert slope(logistic(0.5 * log_odds(p))) == pytest.approx(2.0, abs=0.05)
    assert calibration_slope(p, np.zeros(49)) is None
    assert calibration_slope(np.full(49, 0.3), (p > 0.5).astype(float)) is None
