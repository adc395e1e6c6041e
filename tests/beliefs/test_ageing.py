"""Beliefs widen with age: an old claim gives way to the prior, by the half-life of what it speaks of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.beliefs.making import DAY, HOLDER, beliefs, drawn, same, say, winners, word

from detente.beliefs.priors import priors
from detente.claims.model import Claim
from detente.names.catalogue import catalogue

law = settings(deadline=None, max_examples=30)
YEAR = 365.25


def holding(years: float, draws: int = 20_000) -> float:
    """Share of worlds that a lone claim on attention has won, as of so many years after it."""
    draw = drawn([say("able", 0.5)], draws=draws, as_of=DAY + timedelta(days=round(years * YEAR)))
    return float((draw.winner == 1).mean())


def test_half_is_left_after_a_half_life() -> None:
    fresh, life = holding(0), priors().half_life["attention"]
    assert holding(life) / fresh == pytest.approx(0.5, abs=0.02)
    assert holding(2 * life) / fresh == pytest.approx(0.25, abs=0.02)


@law
@given(st.integers(0, 8000), st.integers(0, 8000))
def test_what_has_lapsed_stays_lapsed(days: int, more: int) -> None:
    claims = [say("able", 0.5), say("baker", 0.7)]
    young = drawn(claims, as_of=DAY + timedelta(days=days))
    old = drawn(claims, as_of=DAY + timedelta(days=days + more))
    changed = young.winner != old.winner
    assert (old.winner[changed] == 0).all()  # only ever to the prior


def test_saying_it_again_later_makes_it_young() -> None:
    late = DAY + timedelta(days=3000)
    again = say("able", 0.5, known_from=late, citation="said again")
    assert same(drawn([say("able", 0.5), again], as_of=late), drawn([say("able", 0.5)], as_of=DAY))


def lasting(claim: Claim, days: int) -> float:
    """The probability that a lone claim still holds so many days after it was known."""
    ((ticket,),) = (
        origin.tickets for origin in beliefs([claim], as_of=DAY + timedelta(days=days)).pool(claim.slot).origins
    )
    return ticket.lasts


def test_a_dated_fact_does_not_age() -> None:
    held = say("record", word("able"), slot=HOLDER, kind="fact")
    assert lasting(held, 20_000) == 1.0
    assert winners(drawn([held], slot=HOLDER, as_of=DAY + timedelta(days=20_000))) == [held.id] * 400
    assert lasting(say("able", 0.5), 20_000) < 0.1  # as what somebody judges does


def test_only_what_has_a_prior_to_fall_back_on_ages() -> None:
    known = {name: attribute for name, attribute in catalogue().items() if name in priors().half_life}
    assert set(known) == set(priors().half_life)
    assert set(known) <= set(priors().slots)
