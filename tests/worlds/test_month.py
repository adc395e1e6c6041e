"""A mechanism that is switched off stops, and what doesn't hang on it goes on as before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from tests.worlds.conftest import Real
from tests.worlds.kernel.test_twin import DRAWS, lively
from tests.worlds.when import when

from detente.verification.rivalry import change
from detente.worlds.kernel.game import Game
from detente.worlds.kernel.history import Record, live
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.month import live_month
from detente.worlds.setup import MECHANISMS
from detente.worlds.state import State, begin

SILENT: dict[str, Callable[[Record], bool]] = {
    "influence": lambda r: not r.standing.any(),
    "talks": lambda r: not r.agreed.any(),
    "border": lambda r: not r.incidents.any(),
    "crisis": lambda r: not r.action.any() and not r.phase.any(),
    "guarantees": lambda r: bool((r.response == -1).all()),
    "campaign": lambda r: not r.phase.any() and not r.seized.any(),
    "territory": lambda r: bool((r.holder == r.holder[:, :1]).all()),
    "routes": lambda r: bool((r.closed == r.closed[:, :1]).all()),
}
STILL = {  # state that never moves without its mechanism
    "balance": ("strength", "edge"),
    "influence": ("attention", "standing", "bound"),
    "energy": ("price", "dependence"),
    "home_front": ("unrest", "turned"),
    "volunteers": ("irregulars",),
    "displacement": ("unsettled", "residents"),
    "routes": ("closed",),
    "narratives": ("scars", "grievance"),
    "talks": ("outlook", "agreed"),
    "border": ("incidents", "border_deaths", "border_losses"),
    "crisis": ("action", "objective", "resisted", "coerced"),
    "guarantees": ("response", "joined"),
    "campaign": ("phase", "attacker", "front", "losses", "battle_deaths", "taker", "seized", "ended"),
    "territory": ("holder", "alive"),
}
INCIDENTS_HANG_ON = {"border", "narratives", "truce", "influence"}  # keepers and their provider's attention


def off(setup: Any, mechanism: str) -> Any:
    return change(setup.copy(), {f"on_{mechanism}": 0})


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_switched_off_it_is_silent_and_the_first_months_incidents_stay(mechanism: str, real: Real) -> None:
    for setup, worlds in (lively(), (real.setup, real.worlds)):
        draws = np.arange(DRAWS)
        on, without = live(setup, worlds, draws, 20), live(off(setup, mechanism), worlds, draws, 20)
        if mechanism in SILENT:
            assert SILENT[mechanism](without)
        if mechanism not in INCIDENTS_HANG_ON:
            assert np.array_equal(on.incidents[:, 0], without.incidents[:, 0])
    assert mechanism not in SILENT or not SILENT[mechanism](live(*lively(), draws, 20))


@pytest.mark.parametrize("mechanism", STILL)
def test_what_it_owns_stands_still(mechanism: str) -> None:
    setup, worlds = lively()
    setup = off(setup, mechanism)
    s, g = records(State, 1)[0], records(Game, 1)[0]
    plain(begin)(s, setup, worlds[3])
    before = s.copy()
    with np.errstate(all="ignore"):
        for number in range(1, 25):
            plain(live_month)(s, setup, worlds[3], g, when(setup, number, world=3))
            assert all(np.array_equal(s[field], before[field]) for field in STILL[mechanism])


def test_without_truces_nothing_depends_on_them() -> None:
    setup, worlds = lively()
    bare, bound = worlds.copy(), worlds.copy()
    bare.truce[:], bare.keepers[:] = 0, 0
    bound.truce[:], bound.truce_age[:], bound.firmness[:], bound.b_truce[:] = 3, 50.0, 1.0, 5.0
    for same in (True, False):
        shape = off(setup, "truce") if same else setup
        one, other = (live(shape, w, np.arange(DRAWS), 20) for w in (bare, bound))
        assert np.array_equal(one.action, other.action) is same
        assert np.array_equal(one.deaths, other.deaths) is same


def test_everything_off_nothing_happens() -> None:
    setup, worlds = lively()
    for mechanism in MECHANISMS:
        setup = off(setup, mechanism)
    r = live(setup, worlds, np.arange(DRAWS), 5)
    assert not any(field.any() for field in (r.deaths, r.incidents, r.action, r.phase, r.agreed, r.standing))
    assert (r.holder == r.holder[:, :1]).all()


def test_a_life_is_the_same_month_by_month_whatever_room_it_is_lived_in() -> None:
    """Scratch space that a wilder case has used changes nothing."""
    setup, worlds = lively()
    clean, used = records(Game, 1)[0], records(Game, 1)[0]
    for field in used.dtype.names:
        used[field] = 9
    states = []
    for g in (clean, used):
        s = records(State, 1)[0]
        plain(begin)(s, setup, worlds[1])
        with np.errstate(all="ignore"):
            for number in range(1, 13):
                plain(live_month)(s, setup, worlds[1], g, when(setup, number, world=1))
        states.append(s.tobytes())
    assert states[0] == states[1]
