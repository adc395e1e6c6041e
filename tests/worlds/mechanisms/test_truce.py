"""Truces: what breaking one costs, and how they come and go."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds import generic
from tests.worlds.mechanisms.stage import fallen, shared, stage
from tests.worlds.scene import alone, law

from detente.verification.rivalry import MARCH
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.mechanisms import truce
from detente.worlds.setup import CESSATION, DEFINITIVE, NO_TRUCE, PRELIMINARY
from detente.worlds.state import State, begin


def breach(kind: int = PRELIMINARY, age: float = 24.0, firmness: float = 0.5, on: int = 1, **world: float) -> float:
    setup, s = generic.setup(on_truce=on), records(State, 1)[0]
    w = generic.worlds(1, truce=kind, truce_age=age, firmness=firmness, **world)[0]
    plain(begin)(s, setup, w)
    return float(plain(truce.breach_cost)(s, setup, w, 0))


@given(st.floats(0, 100), st.floats(0.1, 100))
def test_breach_grows_with_age_to_a_bound(age: float, later: float) -> None:
    assert breach(age=age) < breach(age=age + later) < 0.339 * 0.5


def test_half_of_it_has_grown_at_tau() -> None:
    assert breach(age=1.87) == pytest.approx(0.339 * 0.5 / 2)
    assert breach(age=0.0) == 0.0


@given(st.floats(0, 1), st.floats(0, 100))
def test_from_the_first_day_it_holds_by_its_share_and_grows_from_there(share: float, age: float) -> None:
    whole = 0.339 * 0.5
    assert breach(age=0.0, h_truce=share) == pytest.approx(share * whole)
    assert breach(age=1.87, h_truce=share) == pytest.approx(whole * (1.0 + share) / 2.0)
    assert share * whole * (1 - 1e-12) <= breach(age=age, h_truce=share) <= whole
    assert breach(age=age, h_truce=1.0) == pytest.approx(whole)


def test_firmer_kinds_cost_more() -> None:
    kinds = [breach(kind) for kind in (NO_TRUCE, CESSATION, PRELIMINARY, DEFINITIVE)]
    assert kinds == sorted(set(kinds))
    assert kinds[0] == 0.0 == breach(on=0)
    assert breach(firmness=0.2) < breach(firmness=0.9)


def test_fighting_ends_a_truce_and_makes_another() -> None:
    w = generic.varied(300, truce=DEFINITIVE, truce_age=12.0, firmness=0.5, cost_offensive=0.4, cost_limited=0.4)
    r = generic.run(generic.setup(months=36, on_talks=0), w)
    phase, kind = r.phase[:, :, 0], r.truce[:, :, 0]
    assert (kind[phase > 0] == NO_TRUCE).all()
    over = (phase[:, :-1] == 2) & (phase[:, 1:] == 0)
    assert over.any()
    assert (kind[:, 1:][over] == PRELIMINARY).all()
    assert {CESSATION, DEFINITIVE} <= set(np.unique(kind))


def test_keepers_leave_when_an_unextended_mandate_ends() -> None:
    setup = generic.setup(months=12, on_crisis=0, guarded=(0, 0, 1), keeper=(3,))
    for extend, stay in ((0.0, 0.0), (1.0, 1.0)):
        r = generic.run(setup, generic.worlds(50, keepers=1, mandate=5.0, extend=extend))
        assert (r.keepers[:, :4] == 1).all()
        assert r.keepers[:, 5:].mean() == stay


@law
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.05, 1))
def test_a_truce_whose_terms_were_not_kept_holds_less(unmet: float, other: float, weight: float) -> None:
    def kept(share: float, b_terms: float = weight) -> float:
        there = stage(truce=PRELIMINARY, truce_age=24.0, firmness=0.5, unmet=share, b_terms=b_terms)
        return float(there.act(truce.breach_cost, 0))

    assert kept(unmet) == pytest.approx(kept(0.0) * (1.0 - weight * unmet))
    assert (kept(unmet) < kept(other)) == (unmet > other and kept(unmet) != kept(other))
    assert kept(1.0, b_terms=1.0) == 0.0 < kept(1.0, b_terms=0.0) == kept(0.0)


@law
@given(st.floats(0, 0.8), st.floats(0.1, 0.2), st.floats(0.2, 1))
def test_it_is_broken_more_readily(unmet: float, more: float, weight: float) -> None:
    firm, loose = (alone(truce=PRELIMINARY, truce_age=24.0, firmness=0.8, unmet=u, b_terms=weight)
                   for u in (unmet, unmet + more))  # fmt: skip
    assert firm.attack < loose.attack


def test_a_new_truce_starts_with_nothing_to_hold_against_it() -> None:
    for state in ({"ended": (2,)}, {"agreed": (1,), "signed": (1,)}):
        there = stage(state, truce=CESSATION, truce_age=30.0, unmet=0.8)
        there.act(truce.keep_truce, there.now())
        assert (there.s.unmet[0], there.s.truce_age[0]) == (0.0, 0.0)
    same = stage(truce=CESSATION, truce_age=30.0, unmet=0.8)
    same.act(truce.keep_truce, same.now())
    assert (same.s.unmet[0], same.s.truce_age[0]) == (0.8, 31.0)


def test_who_agrees_renews_a_definitive_truce_and_keeps_its_age() -> None:
    there = stage({"agreed": (1,), "signed": (1,)}, truce=DEFINITIVE, truce_age=30.0, firmness=0.4, unmet=0.5)
    there.act(truce.keep_truce, there.now())
    assert (there.s.truce_age[0], there.s.firmness[0], there.s.unmet[0]) == (31.0, 1.0, 0.0)


@pytest.mark.parametrize(("wanted", "extend"), [(1.0, 0.5), (0.4, 0.5), (0.4, 1.0), (0.0, 1.0)])
def test_a_mandate_is_extended_only_where_the_keepers_are_wanted(wanted: float, extend: float) -> None:
    setup = generic.setup(months=6, on_crisis=0, guarded=(0, 0, 1), keeper=(3,))
    r = generic.run(setup, generic.worlds(3000, keepers=1, mandate=3.0, extend=extend, wanted=wanted))
    assert r.keepers[:, -1].mean() == pytest.approx(wanted * extend, abs=0.03)


def test_keepers_leave_with_what_they_guard() -> None:
    there = stage(fallen(MARCH), shape={"guarded": (0, 0, 1), "keeper": (3,)}, keepers=1, mandate=40.0)
    there.act(truce.keep_truce, there.now())
    assert there.s.keepers[0] == 0


@pytest.mark.parametrize(("taker", "left"), [(0, [0, 1]), (1, [0, 1]), (2, [1, 0]), (-1, [1, 1])])
def test_but_not_with_what_is_taken_in_a_rivalry_of_others(taker: int, left: list[int]) -> None:
    """Alpha's and patron A's rivalries with beta both have keepers; one of the four ways a place is taken."""
    shape = {"guarded": (0, 0, 1), "keeper": (3, 3)}
    there = shared({"taker": (-1, -1, taker)}, shape, keepers=(1, 1), mandate=(40.0, 40.0))
    there.act(truce.keep_truce, there.now())
    assert there.s.keepers[:2].tolist() == left
