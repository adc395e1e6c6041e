"""The contest success function and the growth of strength."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.worlds import generic

from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.mechanisms import balance
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
