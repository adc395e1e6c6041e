"""Assumptions stand in for all claims on a slot, say that they do, and are refused where they can't be meant."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest
from tests.beliefs.making import SLOT, beliefs, drawn, say, values, winners

from detente.beliefs.draws import Assumed, check_assumed
from detente.errors import UsageError


def test_an_assumption_replaces_claims_and_says_so() -> None:
    draw = drawn([say("able", 0.1)], assumed=(Assumed(SLOT, 0.4, 0.6),))
    assert set(winners(draw)) == {f"assumption:{SLOT}"}
    assert draw.numbers.min() >= 0.4
    assert draw.numbers.max() <= 0.6
    assert draw.numbers.std() > 0.04
    assert set(values(drawn([], assumed=(Assumed(SLOT, 0.5, 0.5),)))) == {0.5}


def test_a_word_is_read_as_its_range_or_stands_for_itself() -> None:
    bound = drawn([], assumed=(Assumed(SLOT, word="bound"),))
    assert (bound.numbers.min() >= 0.05, bound.numbers.max() <= 0.35) == (True, True)
    stance = drawn([], "harbour.stance", assumed=(Assumed("harbour.stance", word="northland"),))
    assert set(values(stance)) == {"northland"}


def test_it_changes_no_other_slot() -> None:
    claims = [say("able", 0.1), say("able", 0.2, slot="islands.attention")]
    plain, other = beliefs(claims), beliefs(claims, assumed=(Assumed(SLOT, 0.5, 0.5),))
    assert np.array_equal(plain.draw("islands.attention").numbers, other.draw("islands.attention").numbers)
    assert np.array_equal(plain.coefficient("lam").numbers, other.coefficient("lam").numbers)


def test_a_coefficient_can_be_assumed() -> None:
    found = beliefs([], assumed=(Assumed("model.winter", 2.0, 2.0),)).coefficient("winter")
    assert set(found.numbers) == {2.0}
    assert found.labels == ("assumption:model.winter",)


REFUSED = [
    (Assumed("harbour.attention", 0.5, 1.5), "outside the slot's range"),
    (Assumed("harbour.attention", -0.1, 0.5), "outside the slot's range"),
    (Assumed("harbour.attention", 0.6, 0.5), "outside the slot's range"),
    (Assumed("harbour.gdp", float("inf"), float("inf")), "outside the slot's range"),
    (Assumed("harbour.gdp", float("nan"), float("nan")), "outside the slot's range"),
    (Assumed("harbour.attention", word="nan"), "the slot takes numbers"),
    (Assumed("harbour.attention", word="busy"), "the slot takes numbers"),
    (Assumed("harbour.stance", 1.0, 1.0), "the slot takes words"),
    (Assumed("mill_truce.in_force", word="maybe"), "the slot takes words"),
    (Assumed("mill_truce.type", word="unknown"), "the slot takes words"),
    (Assumed("mill_truce.start", word="soon"), "the slot takes words"),
    (Assumed("mill_truce.start", word="2020-13-01"), "the slot takes words"),
    (Assumed("harbour.account", word="x"), "no mechanism reads this slot"),
    (Assumed("harbour.atention", 0.5, 0.5), "no slot has this attribute"),
    (Assumed("harbour", 0.5, 0.5), "not the address of a slot"),
    (Assumed("model.lamda", 1.0, 1.0), "no such coefficient"),
    (Assumed("model.lam", word="high"), "a coefficient takes numbers"),
    (Assumed("model.lam", float("inf"), float("inf")), "outside the range"),
]


@pytest.mark.parametrize(("assumed", "reason"), REFUSED, ids=lambda x: getattr(x, "slot", None))
def test_what_can_not_be_assumed(assumed: Assumed, reason: str) -> None:
    with pytest.raises(UsageError, match=reason) as refused:
        check_assumed(assumed)
    (fault,) = refused.value.faults
    assert fault.remedy
    assert fault.value
    with pytest.raises(UsageError):
        beliefs([], assumed=(assumed,))


@pytest.mark.parametrize(
    "assumed",
    [Assumed("mill_truce.start", word="2020-11-10"), Assumed("mill_truce.in_force", word="yes"), Assumed(SLOT, 0, 1)],
)
def test_what_can_be_assumed(assumed: Assumed) -> None:
    check_assumed(assumed)


def test_beliefs_are_forgotten_at_once_when_nobody_holds_them() -> None:
    """They are large, and many are drawn in a run: none may wait for the collector."""
    for assumed in ((), (Assumed(SLOT, 0.5, 0.5),)):
        found = beliefs([], assumed=assumed)
        assert found.believed.terms.assumed == ()
        kept = weakref.ref(found)
        gc.disable()
        try:
            del found
            assert kept() is None
        finally:
            gc.enable()
