"""Unrest and leaders at home, and what they do to choices abroad."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds import generic
from tests.worlds.mechanisms.stage import Stage, fallen, months, stage
from tests.worlds.scene import alone, law

from detente.verification.rivalry import ALPHA, BETA, MARCH
from detente.worlds.mechanisms import home_front

share = st.floats(0, 1)
dead = st.floats(0, 1e5)
STIRRED: dict[str, Any] = {"calm_down": 0.9, "b_losses": 0.05, "b_defeat": 0.4}


def unrest(before: float = 0.3, losses: float = 0.0, state: dict[str, Any] | None = None, **world: Any) -> Any:
    """Everybody's unrest after a month with losses of alpha's."""
    there = stage((state or {}) | {"unrest": before, "losses": (losses,)}, **(STIRRED | world))
    there.act(home_front.stir, there.now())
    return there.s.unrest


@law
@given(share, share, dead, dead)
def test_unrest_rises_with_what_it_was_and_with_own_deaths_and_stays_a_share(
    before: float, other: float, losses: float, more: float
) -> None:
    low, high = sorted((before, other))
    assert 0.0 <= unrest(low, losses)[ALPHA] <= unrest(high, losses + more)[ALPHA] <= 1.0
    assert unrest(before, losses)[BETA] == pytest.approx(0.9 * before)  # another's deaths stir nobody


def test_unrest_is_what_is_left_of_it_and_the_decimal_log_of_deaths() -> None:
    assert unrest(0.3, 99.0)[ALPHA] == pytest.approx(0.9 * 0.3 + 0.05 * 2)
    assert unrest(0.3, state={"border_losses": (9.0,)})[ALPHA] == pytest.approx(0.9 * 0.3 + 0.05)


def test_unrest_calms_down() -> None:
    there = stage({"unrest": 0.8}, **STIRRED)
    for month in range(1, 25):
        there.act(home_front.stir, there.now(month))
    assert there.s.unrest[ALPHA] == pytest.approx(0.8 * 0.9**24)


def test_who_loses_a_place_is_stirred_and_who_takes_it_is_not() -> None:
    after = unrest(0.3, state=fallen(MARCH))
    assert after[BETA] == pytest.approx(0.9 * 0.3 + 0.4)
    assert after[ALPHA] == pytest.approx(0.9 * 0.3)
    quiet = unrest(0.3, state=fallen(MARCH) | {"taker": (-1, -1, -1)})
    assert quiet[BETA] == pytest.approx(0.9 * 0.3)


def test_a_shock_from_elsewhere_stirs_by_as_much_as_it_says() -> None:
    assert unrest(0.3, unrest_shock=1.0)[BETA] == pytest.approx(0.9 * 0.3 + home_front.SHOCK)
    assert unrest(1.0, unrest_shock=1.0)[BETA] == 1.0


def falls(unrest: float, fall: float, off: str = "") -> int:
    there, count = stage(off=off, calm_down=1.0, fall=fall), 0
    for life in range(400):
        there.s.unrest[ALPHA] = unrest
        there.act(home_front.stir, there.now(1, life))
        count += int(there.s.turned[ALPHA])
    return count


def test_a_leader_falls_with_probability_fall_times_unrest() -> None:
    assert falls(0.8, 0.5) / 400 == pytest.approx(0.4, abs=0.08)
    assert falls(0.3, 0.5) / 400 == pytest.approx(0.15, abs=0.06)
    assert falls(0.0, 1.0) == falls(1.0, 0.0) == falls(1.0, 1.0, off="home_front") == 0


def test_switched_off_nothing_at_home_is_felt_abroad() -> None:
    felt = stage(b_diversion=0.5, b_concession=0.8, unrest=1.0)
    assert felt.act(home_front.diversion, ALPHA) == pytest.approx(0.5 / 11.1)
    assert felt.act(home_front.concession_price, ALPHA) == pytest.approx(0.6 * 1.8)
    silent = stage(off="home_front", b_diversion=0.5, b_concession=0.8, unrest=1.0)
    assert silent.act(home_front.diversion, ALPHA) == 0.0
    assert silent.act(home_front.concession_price, ALPHA) == pytest.approx(0.6)


@law
@given(st.floats(0, 0.9), st.floats(0.05, 0.5), st.floats(0.05, 1))
def test_trouble_at_home_tempts_where_diversion_is_worth_something(calm: float, more: float, worth: float) -> None:
    """Mitchell & Prins (2004): one's own trouble; where the sign is the other, it holds back."""
    troubled = min(1.0, calm + more)
    before, after = (alone(b_diversion=worth, unrest=(u, 0.0)) for u in (calm, troubled))
    assert before.attack < after.attack
    restless, timid = (alone(b_diversion=b, unrest=(troubled, 0.0)) for b in (0.0, -worth))
    assert timid.attack < restless.attack
    assert alone(b_diversion=worth, unrest=(calm, troubled)).attack == before.attack


@law
@given(st.floats(0, 0.9), st.floats(0.05, 0.5), st.floats(0.05, 1))
def test_a_leader_in_trouble_concedes_less(calm: float, more: float, price: float) -> None:
    """Chiozza & Goemans (2011)."""
    easy, hard = (alone(b_concession=price, unrest=(0.0, u)) for u in (calm, min(1.0, calm + more)))
    for n in range(easy.options):
        assert easy.g.resist[n] < hard.g.resist[n]
    assert alone(b_concession=0.0, unrest=(0.0, 1.0)).g.resist[1] == alone(b_concession=price, unrest=0.0).g.resist[1]


def test_a_side_of_two_rivalries_is_stirred_once_a_month() -> None:
    there = two_rivalries({"unrest": 0.5})
    assert there.s.unrest[:3] == pytest.approx([0.45] * 3)


def test_a_defeat_in_either_rivalry_counts() -> None:
    """Patron A, the other rival, takes the march from beta."""
    there = two_rivalries({"front": (-1, MARCH), "attacker": (-1, 2), "phase": (0, 2), "taker": (-1, -1, 2)})
    assert there.s.unrest[:3] == pytest.approx([0.0, 0.4, 0.0])


def two_rivalries(state: dict[str, Any]) -> Stage:
    """A month of unrest where beta has a second rival, patron A."""
    there = stage(state, shape={"rivalries": 2, "dyads": 4}, **STIRRED)
    there.setup.challenger[2:4], there.setup.target[2:4], there.setup.rivalry[2:4] = (2, 1), (1, 2), 1
    there.act(home_front.stir, there.now())
    return there


def test_a_war_unsettles_governments() -> None:
    """In whole histories: leaders fall where there is fighting, and seldom where there is none."""

    def turned(**world: Any) -> int:
        w = generic.worlds(1, **(STIRRED | {"b_losses": 0.08, "fall": 0.3, "unrest": 0.0} | world))[0]
        return sum(int(s.turned[:2].sum()) for life in range(12) for s in months(generic.setup(months=18), w, life))

    assert turned(cost_offensive=0.1, end_war=0.05) > 3 + turned(cost_offensive=9.0, cost_limited=9.0, mu=0.0)
