"""Corridors, roads, borders and transit.

What the analyses say. Karabakh lived by one road, through ground its rival came to hold; its closing in December 2022
is told by the SAIS article (January 2023) as pressure of its own kind. The same corridor is read in two ways, as
opening under Armenian sovereignty or as an extraterritorial passage (The Conversation, September 2022). An exclave
depends on whoever it must cross: if a link through Armenia opened, Iran would lose what transit gives it (Responsible
Statecraft, November 2020, with Poghosyan, October 2023). An attack through Syunik would cut Armenia in two
(Poghosyan) and stop its traffic (a reader of his).

How the model says it. ``mechanisms/routes.py``: a side that holds the ground a road runs through may cut it, a rung
of its own between peace and attack. A cut road starves the garrison, opens again in time, with an agreement, or with
the fall of the place.

What it can't say yet: a demanded corridor as a stake of its own, the leverage of a transit state and who gains it
when another way closes, traffic within a side's own country, and people who leave because a road is closed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from tests.systems.flagship import day
from tests.systems.paired import attacked, attacks, gap, live

from detente.verification.rivalry import ALPHA, BETA, MARCH
from detente.worlds.kernel.history import Record
from detente.worlds.setup import COERCE, OFFENSIVE

LIVES_BY = {"route_through": (-1, -1, ALPHA)}  # the march lives by a road through alpha's land
EASY: dict[str, Any] = {"cost_blockade": 0.3, "gain_blockade": 0.3, "agreement": 0.0}


def roads(shape: dict[str, Any] | None = None, months: int = 24, **world: Any) -> Record:
    return live(LIVES_BY | (shape or {}), 4000, months, **(EASY | world))


def test_who_holds_the_ground_a_road_crosses_may_cut_it() -> None:
    assert roads().closed[:, :, MARCH].any()
    elsewhere = roads({"route_through": (-1, -1, BETA)})
    assert not elsewhere.closed[:, :, MARCH][elsewhere.holder[:, :, MARCH] == BETA].any()


def test_a_road_is_closed_instead_of_an_attack() -> None:
    """Where it can be cut there are more acts of force short of war, and fewer attacks."""
    world = {"cost_limited": 0.75, "cost_offensive": 0.85, "lift": 1.0}
    mine, theirs = (live({"route_through": (-1, -1, k)}, 60_000, 1, **(EASY | world)) for k in (ALPHA, BETA))
    assert gap(attacks(mine, ALPHA, COERCE), attacks(theirs, ALPHA, COERCE)).up
    assert gap(attacks(mine), attacks(theirs)).down


def test_a_road_is_closed_before_an_attack() -> None:
    """A place cut off is easier prey, and falls sooner."""
    world: dict[str, Any] = {"lift": 0.0, "cost_offensive": 0.85, "m": 2.0, "strength": (8, 4)}
    open_, cut = (roads(closed=(0, 0, closed), gain_blockade=0.0, **world) for closed in (0, 1))
    assert gap(attacks(cut, ALPHA, OFFENSIVE), attacks(open_, ALPHA, OFFENSIVE)).up


def test_it_opens_in_time_with_an_agreement_and_with_the_fall_of_the_place() -> None:
    shut: dict[str, Any] = {"closed": (0, 0, 1)}
    quiet = {"on_crisis": 0}
    slow, fast = (roads(quiet, lift=lift, **shut).closed[:, -1, MARCH] for lift in (0.02, 0.2))
    assert gap(fast, slow).down
    settled = roads(quiet, lift=0.0, **(shut | {"agreement": 0.5}))
    assert np.array_equal(settled.closed[:, :, MARCH] == 0, settled.agreed[:, :, 0] == 1)
    stormed = live(LIVES_BY | attacked(), 2000, 6, lift=0.0, **(EASY | shut))
    assert not stormed.closed[:, :, MARCH][stormed.holder[:, :, MARCH] == ALPHA].any()


def test_the_case_knows_the_road_and_that_it_was_cut() -> None:
    before, after = day("2022-09-16"), day("2023-01-15")
    k = before.filler.place["nagorno_karabakh"]
    assert before.worlds.closed[:, k].mean() == 0.0
    assert after.worlds.closed[:, k].mean() > 0.5
