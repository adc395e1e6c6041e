"""Laws that hold of the model and break where a mechanism is wrong."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.verification.check import Shared, run
from detente.verification.families import FAMILIES
from detente.verification.rivalry import alone, decision, levels
from detente.verification.theory import attackers, contests, incidents, outsiders, truces
from detente.verification.theory.grid import by_ratio, not_falling, not_rising
from detente.worlds.setup import COERCE, LIMITED, OFFENSIVE


def test_all_are_true() -> None:
    assert [check.id for check in FAMILIES["Laws of theory"] if not run(check, Shared()).passed] == []


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=9))
def test_every_pair_rises_falls_or_is_level(values: list[float]) -> None:
    level = sum(a == b for a, b in pairwise(values))
    assert not_rising(values) + not_falling(values) == len(values) - 1 + level


def test_by_ratio_asks_every_balance() -> None:
    assert by_ratio(lambda s: int(s[0] > s[1])) == 2.0


def test_a_contest_that_favours_a_name_is_seen() -> None:
    def biased(a: float, b: float, terrain: float, m: float) -> float:
        return contests.contest(1.01 * a, b, terrain, m)

    assert contests.asymmetry(biased) > 1e-3
    assert contests.not_monotone(biased) == 0.0
    assert contests.not_monotone(lambda a, b, terrain, m: 0.5) == 648.0
    assert contests.not_monotone(lambda a, b, terrain, m: contests.contest(b, a, terrain, m)) > 0.0


def test_the_rivalry_has_every_part() -> None:
    found = decision()
    assert found.choice.sum() == pytest.approx(1.0)
    assert found.attack == found.p(LIMITED) + found.p(OFFENSIVE)
    assert found.choice[0] + found.p(COERCE) + found.attack == pytest.approx(1.0)
    assert (found.join[1:] > 0).all()
    assert not alone().join.any()
    assert all(math.isfinite(value) for value in levels().values())


@pytest.mark.parametrize("growth", [1.0, 4.0, 12.0])
def test_the_price_of_a_shift_is_the_closed_form(growth: float) -> None:
    assert attackers.indifferent_cost(growth) == pytest.approx(0.5 + 0.9 * (0.5 - 4 / (8 + growth)), abs=1e-9)


def test_peace_needs_its_reasons() -> None:
    """Where war pays, or where choosers err, there is war under the same conditions."""
    assert alone(cost_limited=0.01, cost_offensive=0.01, lam=attackers.SURE, strength=(16, 4)).fight > 0.99
    assert alone(cost_limited=1.1, cost_offensive=1.1, lam=2.0).fight > 0.01


def test_a_joiner_without_stake_attention_or_effect() -> None:
    assert outsiders.joining(stake=0.001) < outsiders.joining(stake=1.0)
    assert outsiders.joining(j_war=-6.0) < 0.01
    assert outsiders.reference_logit() == pytest.approx(outsiders.LEVEL)


def test_breach_of_a_truce_switched_off_has_no_age() -> None:
    assert truces.breach_at_tau() == 0.5
    assert alone(truce=0, truce_age=0.0).attack == alone(truce=0, truce_age=50.0).attack


def test_the_closed_form_of_a_month() -> None:
    assert incidents.expected(0.5, 1) == incidents.MU
    assert incidents.expected(0.5, 500) == pytest.approx(incidents.MU / 0.5)
    assert incidents.expected(1.2, 13) / incidents.expected(1.2, 12) > 1.06
    assert abs(incidents.settled(0.3) - incidents.MU / (1 - 0.4)) > 0.01
