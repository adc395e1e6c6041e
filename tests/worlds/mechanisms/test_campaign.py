"""Fighting where three sides are in it: what a third has taken isn't fought over with the one who lost it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.worlds.mechanisms.stage import Stage, shared

from detente.verification.rivalry import ALPHA, BETA, MARCH, PATRON_A
from detente.worlds.mechanisms import campaign
from detente.worlds.setup import PEACE, WAR

HILL = 3  # a second contested place, next to what alpha holds or only to the march


def at_war(march: int, hill: int, near: bool) -> Stage:
    """Alpha, much the stronger, at war with beta over the march, which somebody holds by now."""
    shape: dict[str, Any] = {"places": 4, "objective": (0, 0, 1, 1)}
    shape["adjacent"] = [[0, 1, 1, near], [1, 0, 1, 0], [1, 1, 0, 1], [near, 0, 1, 0]]
    state = {"phase": (WAR,), "attacker": (0, -1), "front": (MARCH, -1), "holder": (ALPHA, BETA, march, hill)}
    world: dict[str, Any] = {"worth": [[0, 0, 1, 1]] * 3, "reach": 1.0, "strength": (4000, 1, 4)}
    return shared(state, shape, tempo=1.0, end_war=0.0, **world)


def fought(there: Stage) -> dict[str, Any]:
    """What a month of fighting brought."""
    there.act(campaign.fight, there.now())
    return {"front": int(there.s.front[0]), "phase": int(there.s.phase[0]), "lost": bool(there.s.losses[BETA] > 0.0)}


@pytest.mark.parametrize("near", [False, True])
def test_an_attacker_fights_on_for_the_place_while_its_target_holds_it(near: bool) -> None:
    there = at_war(BETA, PATRON_A, near)
    assert fought(there)["lost"]
    assert there.s.taker[MARCH] == 0


@pytest.mark.parametrize("holder", [ALPHA, PATRON_A])
def test_an_attacker_turns_to_what_its_target_still_holds(holder: int) -> None:
    there = at_war(holder, BETA, near=True)
    assert fought(there)["front"] == HILL
    assert (there.s.taker[MARCH], there.s.taker[HILL]) == (-1, 0)


@pytest.mark.parametrize(
    ("holder", "hill", "near"), [(ALPHA, PATRON_A, True), (PATRON_A, PATRON_A, True), (PATRON_A, BETA, False)]
)
def test_a_war_ends_where_nothing_of_the_targets_can_be_reached(holder: int, hill: int, near: bool) -> None:
    """A place that only borders on what a third has taken can't be."""
    there = at_war(holder, hill, near)
    assert fought(there) == {"front": MARCH, "phase": PEACE, "lost": False}
    assert (there.s.taker[:4] == -1).all()
