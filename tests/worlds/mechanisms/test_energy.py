"""Energy: the price, what it earns, and whom it makes dependent."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds.mechanisms.stage import Stage, stage
from tests.worlds.scene import law

from detente.verification.rivalry import ALPHA, BETA, PATRON_A, PATRON_B
from detente.worlds.mechanisms import balance, energy, influence

price = st.floats(0.2, 5)
share = st.floats(0, 1)


def dependent(believed: float, scarcity: float, price: float, off: str = "") -> Stage:
    """Patron B depends on alpha; a month of trade later."""
    ties = np.zeros((4, 2))
    ties[PATRON_B, ALPHA] = believed
    there = stage({"price": price}, off=off, dependence=ties, scarcity=scarcity, sd_price=0.0)
    there.act(energy.trade, there.now())
    return there


def tie(there: Stage) -> float:
    return float(there.s.dependence[PATRON_B, ALPHA])


@law
@given(st.floats(0.01, 1), st.floats(0.05, 2), price, st.floats(1.01, 3))
def test_the_scarcer_the_more_dependent_and_never_more_than_wholly(
    believed: float, scarcity: float, price: float, dearer: float
) -> None:
    before, after = (tie(dependent(believed, scarcity, p)) for p in (price, price * dearer))
    assert 0.0 <= before <= after <= 1.0
    assert before < after or after == 1.0
    there = dependent(believed, scarcity, price)
    assert tie(there) == pytest.approx(min(1.0, believed * there.s.price**scarcity))
    assert there.s.dependence.sum() == tie(there)  # nobody else buys


def test_dependence_follows_the_price_and_does_not_pile_up() -> None:
    there = dependent(0.2, 0.5, 2.0)
    for month in range(2, 8):
        there.act(energy.trade, there.now(month))
    assert tie(there) == pytest.approx(0.2 * there.s.price**0.5)


def test_at_the_prices_of_the_day_everybody_depends_as_believed() -> None:
    assert tie(dependent(0.3, 1.0, 1.0)) == pytest.approx(0.3)
    assert tie(dependent(0.3, 0.0, 3.0)) == pytest.approx(0.3)
    assert tie(dependent(0.3, 1.0, 3.0, off="energy")) == 0.3


@given(price)
def test_half_of_a_deviation_is_left_after_two_years(start: float) -> None:
    there = stage({"price": start}, sd_price=0.0)
    for month in range(1, 25):
        there.act(energy.trade, there.now(month))
    assert math.log(there.s.price) == pytest.approx(math.log(start) * 0.97**24)
    assert 0.45 < 0.97**24 < 0.55


def test_prices_move_by_sd_price_and_stay_in_bounds() -> None:
    first = []
    for life in range(400):
        there = stage(sd_price=0.1)
        there.act(energy.trade, there.now(1, life))
        first.append(math.log(there.s.price))
    assert np.std(first) == pytest.approx(0.1, rel=0.15)
    assert abs(np.mean(first)) < 0.02
    there = stage(sd_price=50.0)
    for month in range(1, 51):
        there.act(energy.trade, there.now(month))
        assert abs(math.log(there.s.price)) <= energy.DEEP + 1e-9


@law
@given(price, share)
def test_rents_move_the_part_that_rests_on_them(price: float, rent_share: float) -> None:
    there = stage({"price": price}, rent_share=(rent_share, 0.0))
    assert there.act(energy.rents, ALPHA) == pytest.approx(1.0 - rent_share + rent_share * price)
    assert there.act(energy.rents, BETA) == 1.0
    assert stage({"price": price}, off="energy", rent_share=(rent_share,)).act(energy.rents, ALPHA) == 1.0


@law
@given(price, st.floats(0.1, 0.9), st.floats(1.05, 2))
def test_a_seller_s_revenue_buys_arms(price: float, rent_share: float, dearer: float) -> None:
    def strength(at: float) -> Any:
        there = stage({"price": at}, rent_share=(rent_share,))
        there.act(balance.grow_strength)
        return there.s.strength

    cheap, dear = strength(price), strength(price * dearer)
    assert cheap[ALPHA] < dear[ALPHA]
    assert cheap[BETA] == dear[BETA]


@law
@given(st.floats(0.1, 0.9), st.floats(0.1, 1), st.floats(1.2, 4))
def test_dependence_softens_what_the_buyer_does_to_the_seller(believed: float, scarcity: float, dear: float) -> None:
    def restraint(there: Stage, attacker: int) -> float:
        return float(there.act(influence.outside_restraint, attacker))

    free, tied, scarce = (dependent(b, scarcity, p) for b, p in ((0.0, 1.0), (believed, 1.0), (believed, dear)))
    assert restraint(free, ALPHA) > restraint(tied, ALPHA) > restraint(scarce, ALPHA)
    assert restraint(free, BETA) == restraint(tied, BETA) == restraint(scarce, BETA)
    assert scarce.s.dependence[PATRON_A, ALPHA] == 0.0
