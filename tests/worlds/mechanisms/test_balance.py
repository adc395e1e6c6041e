"""The contest success function and the growth of strength."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.worlds import generic
from tests.worlds.mechanisms.stage import stage
from tests.worlds.scene import law

from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.mechanisms import balance
from detente.worlds.setup import ARM, HOLD, OFFENSIVE, RESPONSES
from detente.worlds.state import State, begin

contest = plain(balance.contest)
strengths = st.floats(1e-3, 1e3)
decisiveness = st.floats(0.2, 5)
terrains = st.floats(1, 5)


@given(strengths, strengths, decisiveness)
def test_the_contest_is_symmetric(a: float, b: float, m: float) -> None:
    """Skaperdas (1996): without terrain, names don't matter."""
    assert contest(a, b, 1.0, m) + contest(b, a, 1.0, m) == pytest.approx(1.0, abs=1e-12)


@given(strengths, strengths, terrains, decisiveness, st.floats(1.01, 10))
def test_the_contest_is_monotone(a: float, b: float, terrain: float, m: float, more: float) -> None:
    p = contest(a, b, terrain, m)
    assert 0.0 <= p <= 1.0
    assume(1e-9 < p < 1.0 - 1e-9)
    assert contest(a * more, b, terrain, m) > p
    assert contest(a, b * more, terrain, m) < p
    assert contest(a, b, terrain * more, m) < p


@given(strengths, strengths, terrains, decisiveness, st.floats(0.1, 10))
def test_only_the_ratio_counts(a: float, b: float, terrain: float, m: float, scale: float) -> None:
    assert contest(a * scale, b * scale, terrain, m) == pytest.approx(contest(a, b, terrain, m), abs=1e-9)


@given(strengths, strengths, terrains)
def test_it_is_tullocks(a: float, b: float, terrain: float) -> None:
    assert contest(a, b, terrain, 1.0) == pytest.approx(a / (a + terrain * b), rel=1e-9)
    assert contest(a, b, terrain, 2.0) == pytest.approx(a * a / (a * a + terrain * terrain * b * b), rel=1e-9)


def test_a_side_with_nothing_has_no_chance() -> None:
    assert contest(0.0, 1.0, 1.0, 1.0) < 1e-8
    assert contest(1.0, 0.0, 1.0, 1.0) > 1 - 1e-8
    assert contest(0.0, 0.0, 1.0, 1.0) == pytest.approx(0.5)


def grown(months: int, losses: float = 0.0, **world: object) -> float:
    setup, w, s = generic.setup(), generic.worlds(1, **world)[0], records(State, 1)[0]
    plain(begin)(s, setup, w)
    for _ in range(months):
        s.losses[0] = losses
        plain(balance.grow_strength)(s, setup, w)
    return float(s.strength[0])


def test_strength_decays_by_delta_a_year_and_grows_by_what_is_spent() -> None:
    assert grown(12, spending=0.0) == pytest.approx(4 * (1 - 0.08))
    assert grown(1, spending=1.2, delta=0.0) == pytest.approx(4 + 0.35 * 0.1)


@given(st.floats(0, 5000), st.floats(1, 5000))
def test_losses_weaken_and_never_below_nothing(losses: float, more: float) -> None:
    assert grown(1, losses) > grown(1, losses + more) > 0.0
    assert grown(1, 1e9, spending=0.0) == 0.0


def after_a_crisis(*answers: int, action: int = OFFENSIVE, **world: Any) -> Any:
    """Strengths a month after alpha moved against beta and the patrons answered so."""
    state = {"action": (action,), "response": [[-1, -1, *answers]]}
    there = stage(state, **({"spending": 0.0, "delta": 0.0} | world))
    there.act(balance.grow_strength)
    return there.s.strength


@given(st.floats(0, 0.2))
def test_arms_go_to_the_friend_and_from_others_to_the_target(gift: float) -> None:
    """Patron A stands with alpha, the attacker; patron B with beta."""
    both = after_a_crisis(ARM, ARM, gift=gift)
    assert both[:2] == pytest.approx([4 * (1 + gift)] * 2)
    assert both[2:4] == pytest.approx([40, 40])
    assert after_a_crisis(ARM, ARM, action=HOLD, gift=gift)[:2].tolist() == [4.0, 4.0]  # no crisis, no gifts
    neutral = after_a_crisis(ARM, ARM, gift=gift, stance=0.0)
    assert neutral[:2] == pytest.approx([4, 4 * (1 + 2 * gift)])


@pytest.mark.parametrize("answer", [a for a in range(len(RESPONSES)) if a != ARM])
def test_nothing_but_arms_arms(answer: int) -> None:
    assert after_a_crisis(answer, answer, gift=0.1)[:2].tolist() == [4.0, 4.0]


@law
@given(st.floats(0, 1), st.floats(0.01, 1), st.floats(0.05, 5))
def test_what_suppliers_withhold_isnt_bought(supplied: float, more: float, spending: float) -> None:
    assert grown(12, supplied=supplied, spending=spending) < grown(12, supplied=supplied + more, spending=spending)
    assert grown(12, supplied=0.0, spending=spending) == pytest.approx(4 * (1 - 0.08))


@law
@given(st.floats(0.2, 5), st.floats(0.001, 0.1), st.integers(1, 36))
def test_a_lead_in_technology_is_caught_up_with(edge: float, catch_up: float, count: int) -> None:
    """Horowitz (2010): the gap closes from either side, and nobody overtakes by waiting."""
    there = stage(edge=(edge, 1.0), catch_up=catch_up)
    for _ in range(count):
        there.act(balance.grow_strength)
    found = float(there.s.edge[0])
    assert found - 1.0 == pytest.approx((edge - 1.0) * (1 - catch_up) ** count, abs=1e-12)
    assert min(1.0, edge) <= found <= max(1.0, edge)
    assert there.s.edge[1] == 1.0


@law
@given(st.floats(0, 5), st.floats(0.5, 2), st.floats(0, 0.01), st.floats(0, 1), st.floats(0.3, 3))
def test_a_side_expects_of_a_year_what_the_year_brings(
    spending: float, edge: float, catch_up: float, supplied: float, price: float
) -> None:
    """To first order: what is bought in the year wears out a little within it."""
    world: dict[str, Any] = {
        "spending": spending,
        "edge": edge,
        "catch_up": catch_up,
        "supplied": supplied,
        "rent_share": 0.5,
    }
    there = stage({"price": price}, **world)
    expected = there.act(balance.expected_strength, 0)
    bought = there.act(balance.bought, 0)
    for _ in range(12):
        there.act(balance.grow_strength)
    came = there.s.strength[0] * there.s.edge[0]
    assert abs(expected - came) <= 0.5 * 0.08 * bought * max(1.0, edge) + 0.01 * came
