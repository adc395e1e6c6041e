"""exp, log and the normal quantile: accuracy against mpmath, edges, and the same bits compiled and plain."""

from __future__ import annotations

import math
import warnings
from types import SimpleNamespace

import mpmath as mp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from detente.numerics.portable import exp_, exp_array, log_, log_array, normal_quantile

RNG = np.random.default_rng(20200927)
mp.mp.prec = 160


def exponents(n: int) -> NDArray[np.float64]:
    """Return arguments for exp: the whole range, around zero, and tiny."""
    tiny = RNG.choice([-1.0, 1.0], n) * 10.0 ** RNG.uniform(-300, 0, n)
    return np.concatenate([RNG.uniform(-750, 712, n), RNG.uniform(-2, 2, n), tiny])


def positives(n: int) -> NDArray[np.float64]:
    """Return arguments for log: the whole range with denormals, around one, and next to one."""
    near = 1.0 + RNG.choice([-1.0, 1.0], n) * 10.0 ** RNG.uniform(-16, -0.01, n)
    return np.concatenate([10.0 ** RNG.uniform(-323, 308, n), RNG.uniform(0.5, 2, n), near])


def shares(n: int) -> NDArray[np.float64]:
    """Return arguments for the quantile: everywhere, both tails, and next to one half."""
    upper = 1.0 - 10.0 ** RNG.uniform(-15, -1, n)
    near = 0.5 + RNG.choice([-1.0, 1.0], n) * 10.0 ** RNG.uniform(-15, -1, n)
    return np.concatenate([RNG.uniform(0, 1, n), 10.0 ** RNG.uniform(-300, 0, n), upper, near])


def ulps(got: float, exact: mp.mpf) -> float:
    """Return the error in units in the last place of ``got``."""
    return float(abs(mp.mpf(got) - exact) / mp.mpf(math.ulp(got)))


def test_exp_is_within_one_ulp() -> None:
    inside = [value for value in exponents(2000).tolist() if -745.0 < value < 709.78]
    assert max(ulps(exp_(value), mp.exp(mp.mpf(value))) for value in inside) < 1.0


def test_log_is_within_one_ulp() -> None:
    inside = [value for value in positives(2000).tolist() if value != 1.0]
    assert max(ulps(log_(value), mp.log(mp.mpf(value))) for value in inside) < 1.0


def test_quantile_relative_error() -> None:
    def error(p: float) -> float:
        got = normal_quantile(p)
        x = mp.mpf(got)
        # The error of x is (Phi(x) - p) / phi(x), taken in the smaller tail where nothing cancels.
        missed = mp.ncdf(x) - mp.mpf(p) if p < 0.5 else (1 - mp.mpf(p)) - mp.ncdf(-x)
        return float(abs(missed / mp.npdf(x) / x))

    assert max(error(p) for p in shares(300).tolist() if p != 0.5) < 1e-15


def test_edges(plain_portable: SimpleNamespace) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for at in (SimpleNamespace(exp_=exp_, log_=log_, normal_quantile=normal_quantile), plain_portable):
            assert (at.exp_(0.0), at.exp_(-0.0), at.log_(1.0), at.normal_quantile(0.5)) == (
                1.0,
                1.0,
                0.0,
                0.0,
            )
            assert (at.exp_(709.8), at.exp_(math.inf), at.exp_(1e300)) == (math.inf,) * 3
            assert (at.exp_(-745.2), at.exp_(-math.inf), at.exp_(-1e300)) == (0.0,) * 3
            assert at.exp_(-745.1) == math.ulp(0.0)
            assert at.exp_(709.782712893384) == pytest.approx(1.797693134862273e308, rel=1e-13)
            assert (at.log_(0.0), at.log_(-0.0), at.log_(math.inf)) == (-math.inf, -math.inf, math.inf)
            assert at.log_(math.ulp(0.0)) == pytest.approx(-744.4400719213812, rel=1e-15)
            assert (at.normal_quantile(0.0), at.normal_quantile(1.0)) == (-math.inf, math.inf)
            undefined = [at.exp_(math.nan), at.log_(math.nan), at.log_(-1.0), at.log_(-math.inf)]
            undefined += [at.normal_quantile(p) for p in (math.nan, -1e-300, 1.0000000000000002)]
            assert all(math.isnan(value) for value in undefined)


@pytest.mark.parametrize(
    ("name", "x"),
    [("exp_", exponents(34_000)), ("log_", positives(34_000)), ("normal_quantile", shares(25_000))],
)
def test_compiled_equals_plain_on_100_000_values(
    name: str, x: NDArray[np.float64], plain_portable: SimpleNamespace
) -> None:
    compiled = {"exp_": exp_, "log_": log_, "normal_quantile": normal_quantile}[name]
    plain = getattr(plain_portable, name)
    values = x.tolist()
    assert [compiled(value) for value in values] == [plain(value) for value in values]
    assert type(plain(values[0])) is float


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_exp_never_falls(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert exp_(low) <= exp_(high)


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_quantile_never_falls_and_mirrors(a: float, b: float) -> None:
    low, high = sorted((a, b))
    # Two arguments a rounding error apart may come back swapped by a rounding error.
    assert normal_quantile(low) <= normal_quantile(high) + 4e-16 * abs(normal_quantile(high)) or low == high
    if 1.0 - (1.0 - low) == low:
        assert normal_quantile(1.0 - low) == -normal_quantile(low)


def test_arrays_are_the_scalars() -> None:
    x = np.linspace(0.1, 9.0, 50)
    assert exp_array(x).tolist() == [exp_(value) for value in x.tolist()]
    assert log_array(x).tolist() == [log_(value) for value in x.tolist()]
