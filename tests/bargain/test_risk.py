"""Attitudes to risk and what they do to utilities."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.bargain.risk import attitudes, utilities


def test_attitudes_run_from_minus_a_half_to_one() -> None:
    assert attitudes(np.array([0.2, 0.5, 0.3])) == pytest.approx([-0.5, 1.0, 0.0])
    assert attitudes(np.array([0.25] * 4)).tolist() == [0.0] * 4


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-0.5, 1))
def test_utilities_keep_the_order_and_the_ends(low: float, high: float, attitude: float) -> None:
    values = np.sort(np.array([[0.0, low, high, 1.0]]))
    bent = utilities(values, np.array([attitude]))[0]
    assert bent[0] == 0.0
    assert bent[-1] == 1.0
    assert (np.diff(bent) >= -1e-12).all()
    assert (np.sign(bent - values[0]) * attitude >= 0.0).all()
