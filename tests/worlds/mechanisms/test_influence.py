"""Attention of outside powers, and what an attacker has to fear of it short of troops."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds import generic

from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.mechanisms import influence
from detente.worlds.setup import Moment
from detente.worlds.state import State, begin

share = st.floats(0, 1)


def restraint(attacker: int = 0, **world: Any) -> float:
    setup, s, w = generic.setup(), records(State, 1)[0], generic.worlds(1, **world)[0]
    plain(begin)(s, setup, w)
    return float(plain(influence.outside_restraint)(s, setup, w, attacker))


@given(share, share, share)
def test_restraint_is_attention_times_resolve_times_independence(attention: float, resolve: float, tied: float) -> None:
    found = restraint(attention=attention, resolve=resolve, dependence=tied)
    assert found == pytest.approx(attention * resolve * (1 - tied) - 0.28)  # the target's patron alone


def test_ones_own_patron_doesnt_count_and_everybody_elses_does() -> None:
    assert restraint(stance=0.0) == pytest.approx(2 * 0.7 * 0.4 - 0.28)
    assert restraint(stance=1.0) == pytest.approx(-0.28)


def attention_after(months: int, **world: Any) -> Any:
    setup, s, w = generic.setup(), records(State, 1)[0], generic.worlds(1, **world)[0]
    plain(begin)(s, setup, w)
    for month in range(1, months + 1):
        plain(influence.drift_attention)(s, setup, w, Moment(1, 0, 0, month))
    return s.attention


def test_attention_recovers_to_the_usual_and_shocks_halve_it() -> None:
    back = attention_after(600, attention=0.1, shock=0.0)
    assert back[2:4] == pytest.approx(influence.USUAL, abs=1e-4)
    assert np.array_equal(back[:2], [0.1, 0.1])  # rivals' own attention is no such thing
    assert attention_after(1, attention=0.8, recovery=0.0, shock=1.0)[2] == pytest.approx(0.4)
