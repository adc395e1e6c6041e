"""Grievance: what is remembered of deaths and of defeats, and for how long."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds import generic
from tests.worlds.mechanisms.stage import Stage, fallen, stage
from tests.worlds.scene import alone, law, solve

from detente.verification.rivalry import ALONE, ALPHA, BETA, MARCH
from detente.worlds.mechanisms import narratives
from detente.worlds.setup import WAR

deaths = st.floats(0, 1e5)


def remembered(state: dict[str, Any] | None = None, off: str = "", **world: Any) -> Stage:
    there = stage(state, off=off, **world)
    there.act(narratives.remember)
    return there


@law
@given(deaths, deaths, st.floats(1, 200))
def test_scars_fade_by_half_in_a_half_life_and_grievance_is_their_decimal_log(
    scars: float, losses: float, half_life: float
) -> None:
    s = remembered({"losses": (losses,)}, scars=scars, half_life=half_life).s
    assert s.scars[ALPHA] == pytest.approx(scars * 0.5 ** (1 / half_life) + losses)
    assert s.scars[BETA] == pytest.approx(scars * 0.5 ** (1 / half_life))
    assert s.grievance[ALPHA] == pytest.approx(math.log10(1.0 + s.scars[ALPHA]))
    assert s.grievance[ALPHA] >= s.grievance[BETA] >= 0.0


def test_deaths_on_the_border_count_as_those_in_battle() -> None:
    assert remembered({"losses": (7.0,)}).s.scars[ALPHA] == remembered({"border_losses": (7.0,)}).s.scars[ALPHA] == 7.0


@law
@given(deaths, st.floats(1, 1000), st.floats(0.1, 2))
def test_a_place_lost_by_force_is_remembered_as_deaths_are(losses: float, humiliation: float, worth: float) -> None:
    """The loser's revanchism: as if ``humiliation`` more had died for every stake."""
    state = fallen(MARCH, losses=(losses, losses))
    s = remembered(state, humiliation=humiliation, worth=[[0, 0, 1.0], [0, 0, worth]]).s
    assert s.scars[BETA] == pytest.approx(losses + humiliation * worth)
    assert s.scars[ALPHA] == pytest.approx(losses)  # the winner has none to avenge
    assert s.grievance[BETA] > s.grievance[ALPHA]


def test_ground_lost_is_no_place_lost() -> None:
    state = fallen(MARCH) | {"taker": (-1, -1, -1), "seized": (0, 0, 1)}
    assert not remembered(state, humiliation=1000.0).s.scars.any()


def test_in_a_second_rivalry_too() -> None:
    there = stage(
        {"front": (-1, MARCH), "phase": (0, WAR), "attacker": (-1, 2), "taker": (-1, -1, 2)},
        shape={"rivalries": 2, "dyads": 4}, humiliation=100.0, worth=1.0,
    )  # fmt: skip
    there.setup.challenger[2:4], there.setup.target[2:4], there.setup.rivalry[2:4] = (2, 1), (1, 2), 1
    there.act(narratives.remember)
    assert there.s.scars[:3].tolist() == [0.0, 100.0, 0.0]


def test_switched_off_nothing_is_remembered() -> None:
    s = remembered(fallen(MARCH, losses=(9.0, 9.0)), off="narratives", humiliation=100.0, scars=5.0).s
    assert s.scars[:2].tolist() == [5.0, 5.0]
    assert not s.grievance.any()


@law
@given(st.floats(0, 1000), st.floats(1, 1000), st.floats(0.01, 0.2))
def test_whoever_remembers_more_is_likelier_to_attack(scars: float, more: float, weight: float) -> None:
    def attack(own: float) -> float:
        return attacks(remembered(scars=(own, 0.0), half_life=1e9).s.grievance[:2], weight)

    assert attack(scars) < attack(scars + more)


def attacks(grievance: Any, weight: float) -> float:
    w = generic.worlds(1, **(ALONE | {"b_grievance": weight}))[0]
    return solve(generic.setup(), w, grievance=grievance).attack


def test_grievance_without_weight_moves_nothing() -> None:
    assert attacks((3.0, 0.0), 0.0) == alone().attack
