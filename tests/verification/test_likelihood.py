"""The climb to the top of a likelihood."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.verification.likelihood import Floats, Model, maximise, slope


def normal(y: Floats) -> Model:
    """Errors of deviation exp(u[1]) around u[0]."""

    def model(u: Sequence[Floats]) -> Floats:
        with np.errstate(over="ignore", divide="ignore"):  # a search may try deviations next to nothing
            found: Floats = -u[1] - 0.5 * ((y - u[0]) / np.exp(u[1])) ** 2
        return found

    return model


def data(seed: int) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(200), rng.normal(size=(200, 2))])
    return x, x @ rng.normal(size=3) + rng.normal(size=200) * 0.7


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10**6))
def test_normal_errors_are_least_squares(seed: int) -> None:
    x, y = data(seed)
    fit = maximise(normal(y), [x, np.ones((200, 1))])
    squares, rest, *_ = np.linalg.lstsq(x, y)
    assert fit.coefficients[:3] == pytest.approx(squares, abs=1e-5)
    assert np.exp(2 * fit.coefficients[3]) == pytest.approx(rest[0] / 200, rel=1e-5)


def test_slope_is_the_derivative() -> None:
    x, y = data(1)
    found = slope(lambda u: -0.5 * (y - u[0]) ** 2, [x], np.zeros(3))
    assert found.gradient == pytest.approx(x.T @ y, rel=1e-6)
    assert found.curvature == pytest.approx(x.T @ x, rel=1e-4)


def test_it_climbs_out_of_a_hollow() -> None:
    """At the start the surface bends upward, where a plain Newton step would go down."""
    fit = maximise(lambda u: -((u[0] ** 2 - 1.0) ** 2), [np.ones((1, 1))], [0.1])
    assert abs(fit.coefficients[0]) == pytest.approx(1.0, abs=1e-4)


def test_where_there_is_no_top_it_says_so() -> None:
    fit = maximise(lambda u: u[0], [np.ones((1, 1))])
    assert np.isnan(fit.loglik)
    assert np.isnan(fit.coefficients).all()
