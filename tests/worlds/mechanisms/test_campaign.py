"""Fighting where three sides are in it, and where it turns to another place: whoever that concerns is asked."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.worlds.mechanisms.stage import Stage, shared, stage

from detente.verification.rivalry import ALPHA, BETA, MARCH, PATRON_A, PATRON_B
from detente.worlds.kernel import twin
from detente.worlds.kernel.game import Game
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.mechanisms import campaign, guarantees, influence
from detente.worlds.setup import JOIN, OUT, PEACE, WAR
from detente.worlds.state import can_enter

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
    there.act(campaign.fight, records(Game, 1)[0], there.now())
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


def turning(pledge: float = 0.0, off: str = "", **world: Any) -> Stage:
    """Alpha's war on beta, which has just lost the march and holds the hill beyond; by default no power cares."""
    shape: dict[str, Any] = {"places": 4, "objective": (0, 0, 1, 1)}
    shape["adjacent"] = [[0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 1], [1, 0, 1, 0]]
    state = {"phase": (WAR,), "attacker": (0,), "front": (MARCH,), "holder": (ALPHA, BETA, ALPHA, BETA)}
    bound = np.zeros((2, 4, 4))
    bound[0, PATRON_B, HILL] = pledge
    levels: dict[str, Any] = {
        "j_war": -50.0,
        "stance": 0.0,
        "interest": 0.0,
        "end_war": 0.0,
        "worth": [[0, 0, 1, 1]] * 2,
    }
    there = stage(state, off, shape, pledge=bound, **(levels | world))
    there.s.enterable[0] = plain(can_enter)(there.s, there.setup, 0)
    return there


@pytest.mark.parametrize(("j_pact", "joins"), [(200.0, True), (0.0, False)])
def test_a_guarantor_is_asked_when_a_war_comes_to_the_place_it_guarantees(j_pact: float, joins: bool) -> None:
    there = turning(pledge=0.41, j_pact=j_pact)
    fought(there)
    assert there.s.front[0] == there.s.asked[0] == HILL
    assert there.s.joined[0, PATRON_B] == (-1 if joins else 0)
    assert there.s.response[0, PATRON_B] == (JOIN if joins else OUT)
    assert there.s.response[0, PATRON_A] == -1  # which has nothing to do with it


def test_nobody_is_asked_outside_a_pact_or_while_a_war_stays_where_it_is() -> None:
    away = turning(j_war=50.0)
    there = turning(pledge=0.41, j_war=50.0)
    there.s.holder[MARCH] = BETA
    for each in (away, there, turning(pledge=0.41, j_war=50.0, off="guarantees")):
        fought(each)
        assert not each.s.joined.any()
        assert (each.s.response[:2, :4] == -1).all()


def test_whoever_is_in_a_war_stays_in_it_and_isnt_asked() -> None:
    there = turning(pledge=0.41)
    there.s.joined[0, PATRON_B] = -1
    fought(there)
    assert there.s.joined[0, PATRON_B] == -1
    assert there.s.response[0, PATRON_B] == -1


@pytest.mark.parametrize(("pledge", "lost"), [(0.41, 0.3), (0.0, 0.0)])
def test_a_guarantor_that_stays_out_of_what_a_war_turns_to_loses_standing(pledge: float, lost: float) -> None:
    there = turning(pledge, absent_loss=0.3, interest=1e-9)
    before = float(there.s.standing[PATRON_B, BETA])
    fought(there)
    there.act(influence.update_standing, there.now())
    assert before - there.s.standing[PATRON_B, BETA] == pytest.approx(lost)


def test_a_rival_in_the_war_holds_back_and_a_consenting_neighbour_opens_the_way() -> None:
    """Named terms of joining late: danger by who is in it, consent waived beside the neighbour who gives it."""
    there = turning(pledge=0.41, b_danger=0.3, b_consent=0.2, consent=0.0)
    there.setup.consenter[PATRON_B] = PATRON_A

    def terms(joined: int) -> Any:
        there.s.joined[0, PATRON_A] = joined
        return there.act(guarantees.late_terms, 0, HILL, PATRON_B, -1)

    assert (terms(0).danger, terms(0).consent) == (0.0, -0.2)
    assert (terms(1).danger, terms(1).consent) == (-0.3, -0.2)
    assert (terms(-1).danger, terms(-1).consent) == (0.0, 0.0)


@pytest.mark.parametrize("side", [1, -1])
def test_joining_late_changes_the_chance_of_the_side_that_is_joined(side: int) -> None:
    """What a power changes shrinks with what is there already: the same troops beside those who are in."""
    interest = np.zeros((4, 4))
    interest[PATRON_B, HILL] = 0.5
    there = turning(interest=interest, b_effect=1.0, commitment=1.0, terrain=1.0, m=1.0)

    def gained(joined: int) -> float:
        there.s.joined[0, PATRON_A] = joined
        found = there.act(guarantees.late_terms, 0, HILL, PATRON_B, side)
        return float(found.outcome - found.stays)

    assert gained(0) > gained(side) > 0.0


def test_who_is_asked_late_stands_in_the_ledger_with_terms_that_come_to_its_probability() -> None:
    there, clerk = turning(pledge=0.41, j_war=0.0), twin._Clerk()
    fight = plain(campaign.fight, clerk.watch())
    fight(there.s, there.setup, there.w, records(Game, 1)[0], there.now(month=3))
    out, join = clerk.rows
    assert [(row.option, row.actor, row.month) for row in (out, join)] == [("out", PATRON_B, 3), ("join", PATRON_B, 3)]
    gap = sum(join.terms.values()) - sum(out.terms.values())
    assert join.p == pytest.approx(1.0 / (1.0 + np.exp(-float(there.w.lam) * gap)))
    assert out.p + join.p == pytest.approx(1.0)
    assert join.chosen != out.chosen
    assert join.chosen == (there.s.joined[0, PATRON_B] != 0)
