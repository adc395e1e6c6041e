"""Flight, settlement and the pressure to return."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds import generic
from tests.worlds.mechanisms.stage import Stage, fallen, months, stage
from tests.worlds.scene import alone, law

from detente.verification.rivalry import ALPHA, BETA, MARCH
from detente.worlds.mechanisms import displacement

share = st.floats(0, 1)
people = st.floats(0, 2000)


def host(s: Any, a: int = BETA) -> float:
    return float(s.unsettled[a, MARCH])


def after_the_fall(flight: float, living: float, waiting: float, settle: float = 0.0, lets: float = 0.5) -> Stage:
    """The march has fallen to alpha; ``waiting`` had fled from it to beta before."""
    there = stage(
        fallen(MARCH, residents=(50.0, 50.0, living)), flight=flight, settle=settle, settling=lets,
        unsettled=[[0, 0, 0], [0, 0, waiting]],
    )  # fmt: skip
    there.act(displacement.uproot)
    return there


@law
@given(share, people, people)
def test_who_flees_and_who_remains_are_as_many_as_before(flight: float, living: float, waiting: float) -> None:
    s = after_the_fall(flight, living, waiting).s
    assert s.residents[MARCH] == pytest.approx((1.0 - flight) * living)
    assert host(s) == pytest.approx(waiting + flight * living)
    assert host(s, ALPHA) == 0.0
    assert np.array_equal(s.residents[:2], [50.0, 50.0])


@law
@given(share, people, people, share, share)
def test_settling_makes_nobody(flight: float, living: float, waiting: float, settle: float, lets: float) -> None:
    s = after_the_fall(flight, living, waiting, settle, lets).s
    assert host(s) == pytest.approx(waiting * (1.0 - settle * lets) + flight * living)


def test_nobody_flees_from_a_place_that_holds() -> None:
    there = stage(fallen(MARCH, residents=(0, 0, 120.0), taker=(-1, -1, -1), seized=(0, 0, 1)), flight=1.0)
    there.act(displacement.uproot)
    assert (host(there.s), there.s.residents[MARCH]) == (0.0, 120.0)


@law
@given(st.floats(0.001, 0.2), st.floats(0.05, 0.95), st.floats(0.01, 0.05), st.integers(1, 60))
def test_host_policy_decides_how_many_still_wait(settle: float, lets: float, more: float, count: int) -> None:
    def waiting(policy: float) -> float:
        there = stage(settle=settle, settling=(0.0, policy), unsettled=[[0, 0, 100.0], [0, 0, 100.0]])
        for _ in range(count):
            there.act(displacement.uproot)
        assert host(there.s, ALPHA) == 100.0  # its host keeps them waiting
        return host(there.s)

    assert waiting(lets) == pytest.approx(100.0 * (1.0 - settle * lets) ** count)
    assert waiting(lets + more) < waiting(lets)


def pressure(waiting: float, off: str = "") -> float:
    there = stage(off=off, b_return=0.04, unsettled=[[0, 0, waiting]])
    assert there.act(displacement.return_pressure, BETA, MARCH) == 0.0  # they are alpha's
    assert there.act(displacement.return_pressure, ALPHA, BETA) == 0.0  # and left no other place
    return float(there.act(displacement.return_pressure, ALPHA, MARCH))


@law
@given(people, st.floats(0.1, 500))
def test_the_more_wait_the_more_they_press(waiting: float, more: float) -> None:
    assert 0.0 <= pressure(waiting) < pressure(waiting + more)
    assert pressure(waiting, off="displacement") == 0.0


def test_pressure_is_b_return_for_every_tenfold() -> None:
    assert pressure(99.0) == pytest.approx(2 * 0.04)
    assert pressure(0.0) == 0.0


@law
@given(st.floats(1, 500), st.floats(0.01, 0.1))
def test_those_who_wait_to_return_make_their_side_likelier_to_attack(waiting: float, b_return: float) -> None:
    kept, settled = (alone(b_return=b_return, unsettled=[[0, 0, n], [0, 0, 0]]) for n in (waiting, 0.0))
    other = alone(b_return=b_return, unsettled=[[0, 0, 0], [0, 0, waiting]])
    assert kept.attack > settled.attack == other.attack


def test_no_month_makes_or_loses_people() -> None:
    """Through falls and recaptures: residents and unsettled together stay as many, where nobody settles."""
    w = generic.worlds(1, cost_offensive=0.1, terrain=1.0, tempo=0.9, flight=0.7, settle=0.0)[0]
    w.residents[:3] = 0.0, 0.0, 120.0
    fled = 0
    for life in range(6):
        for s in months(generic.setup(months=30), w, life):
            everybody = s.residents.sum() + s.unsettled.sum()
            assert everybody == pytest.approx(120.0)
            fled += int(s.unsettled.sum() > 0)
    assert fled > 20
