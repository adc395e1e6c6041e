"""Strategic probit against games played out with errors drawn."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.verification.likelihood import indices, maximise
from detente.verification.probit import Floats, Three, Two, cdf, loglik, three_private, two_agent, two_private

GAMES = 200_000
two = st.builds(lambda seed: Two(*np.random.default_rng(seed).normal(size=(4, 1))), st.integers(0, 10**6))


def noise(seed: int, ends: int) -> Floats:
    return np.random.default_rng(seed).normal(size=(ends, GAMES))


def near(found: Floats, played: list[Floats]) -> None:
    """Probabilities that shares of played games bear out."""
    shares = np.array([end.mean() for end in played])
    assert np.abs(found[:, 0] - shares).max() < 4.5 * math.sqrt(0.25 / GAMES)


@given(st.floats(-30, 30))
def test_the_normal_distribution(z: float) -> None:
    assert cdf(np.array([z]))[0] == pytest.approx(0.5 * math.erfc(-z / math.sqrt(2)), rel=1e-12)
    assert cdf(np.array([z]))[0] + cdf(np.array([-z]))[0] == pytest.approx(1.0)


@given(two)
def test_ends_are_all_there_is(u: Two) -> None:
    assert two_private(u).sum(0) == pytest.approx(1.0)
    assert two_agent(u).sum(0) == pytest.approx(1.0)
    assert three_private(Three(*u, u.left, u.right)).sum(0) == pytest.approx(1.0)


@pytest.mark.parametrize("sigma", [1.0, 2.5])
def test_private_information_played_out(sigma: float) -> None:
    """Each knows its own errors; 1 weighs 2's answer by its chances."""
    u, e1, e2 = Two(*np.array([[0.3], [-0.5], [0.8], [0.4]])), sigma * noise(1, 3), sigma * noise(2, 2)
    right = u.right_2 + e2[1] > e2[0]
    p = 0.5 * math.erfc(-0.4 / (sigma * 2))
    on = (1 - p) * (u.left + e1[1]) + p * (u.right + e1[2]) > u.stop + e1[0]
    near(two_private(u, sigma), [~on, on & ~right, on & right])


def test_errors_of_moves_played_out() -> None:
    u, e1, e2 = Two(*np.array([[0.3], [-0.5], [0.8], [0.4]])), noise(3, 2), noise(4, 2)
    right = u.right_2 + e2[1] > e2[0]
    p = 0.5 * math.erfc(-0.4 / 2)
    on = (1 - p) * u.left + p * u.right + e1[1] > u.stop + e1[0]
    near(two_agent(u), [~on, on & ~right, on & right])


def test_three_players_played_out() -> None:
    u = Three(*np.array([[0.2], [-0.6], [0.9], [0.5], [-0.3], [0.4]]))
    e1, e2, e3 = noise(5, 4), noise(6, 3), noise(7, 2)
    p3 = 0.5 * math.erfc(-0.4 / 2)
    last = u.far_right_3 + e3[1] > e3[0]
    goes = (1 - p3) * (u.far_left_2 + e2[1]) + p3 * (u.far_right_2 + e2[2]) > e2[0]
    p2 = float(three_private(u)[2:].sum() / three_private(u)[1:].sum())
    far = (1 - p3) * (u.far_left + e1[2]) + p3 * (u.far_right + e1[3])
    on = (1 - p2) * e1[1] + p2 * far > u.stop + e1[0]
    near(three_private(u), [~on, on & ~goes, on & goes & ~last, on & goes & last])


def test_coefficients_are_recovered_from_simulated_games() -> None:
    rng = np.random.default_rng(8)
    x, one, known = rng.normal(size=(5000, 3)), np.ones((5000, 1)), np.array([0.5, -0.8, 1.2, 1.5])
    designs = [x[:, :1], one, x[:, 1:2], x[:, 2:]]
    chances = two_private(Two(*indices(designs, known)))
    ended = (rng.random(5000) > np.cumsum(chances, 0)[:2]).sum(0)
    fit = maximise(lambda u: loglik(two_private(Two(*u)), ended), designs)
    assert fit.coefficients == pytest.approx(known, abs=0.2)
    wrong = maximise(lambda u: loglik(two_agent(Two(*u)), ended), designs)
    assert wrong.loglik < fit.loglik - 2
