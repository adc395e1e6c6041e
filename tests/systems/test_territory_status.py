"""Territory, control and legal status.

What the analyses say. Who controlled Karabakh changed by force: Armenian forces after 1994, Azerbaijan in part from
2020 and wholly from 2023 (Ringler, July 2020; Responsible Statecraft, November 2020; the SAIS article, January 2023;
Poghosyan, October 2023). Whose it is in law is another matter: the republic there was recognised by no state
(Ringler), though one legislature asked for it (SAIS). Shares of territory mean little without saying of what
(Ringler).

How the model says it. ``mechanisms/territory.py``: a place changes hands when a campaign takes it, and a polity ends
with the place it lives on. Sovereignty, status and recognition are claims that stand beside control and settle
nothing.

What it can't say yet: land handed over by agreement, and status as something talks are about.
"""

from __future__ import annotations

import numpy as np
from tests.systems.flagship import case, day
from tests.systems.paired import HILL, attacked, live, two_places
from tests.worlds import generic

from detente.names.catalogue import catalogue
from detente.verification.rivalry import ALPHA, BETA, MARCH
from detente.worlds.setup import OFFENSIVE, WAR


def test_control_changes_by_force_and_by_nothing_else() -> None:
    r = live(draws=6000, months=36, cost_offensive=0.7, cost_limited=0.8, agreement=0.3)
    before = np.concatenate([np.full((6000, 1), BETA), r.holder[:, :-1, MARCH]], axis=1)
    changed = r.holder[:, :, MARCH] != before
    war = np.concatenate([np.zeros((6000, 1), bool), r.phase[:, :-1, 0] == WAR], axis=1)
    assert changed.any()
    assert (war | (r.action == OFFENSIVE).any(2))[changed].all()
    assert not changed[(r.agreed[:, :, 0] == 1) & ~war & ~r.action.any(2)].any()


def test_a_polity_ends_with_its_place_and_does_not_come_back() -> None:
    r = live(attacked(polity=(0, 0, 1)), 3000, 48, terrain=1.0, cost_offensive=0.7)
    lost = np.logical_or.accumulate(r.holder[:, :, MARCH] == ALPHA, axis=1)
    assert np.array_equal(r.alive[:, :, MARCH] == 0, lost)
    assert (r.holder[:, -1, MARCH][lost[:, -1]] == BETA).any()  # retaken, and dissolved all the same


def test_a_war_may_take_part_and_leave_the_rest() -> None:
    setup, w = two_places(4000, 24, terrain=1.0)
    setup.forced_dyad, setup.forced_action, setup.forced_place = ALPHA, OFFENSIVE, MARCH
    held = (generic.run(setup, w).holder[:, -1, [MARCH, HILL]] == ALPHA).sum(1)
    assert set(np.unique(held)) == {0, 1, 2}


def test_in_the_case_control_and_right_are_told_apart() -> None:
    """Status and recognition move nothing in the model; who holds a place does."""
    kinds = catalogue()
    assert kinds["holder"].feeds == "territory"
    assert kinds["status"].feeds is None and kinds["recognises"].feeds is None
    told = {c.slot.partition(".")[2].partition("[")[0] for c in case().claims if c.slot.startswith("nagorno_karabakh.")}
    assert {"holder", "status"} <= told


def test_who_held_it_depends_on_the_day() -> None:
    def holder(when: str, place: str = "nagorno_karabakh") -> set[int]:
        found = day(when)
        return set(np.unique(found.worlds.holder[:, found.filler.place[place]]).tolist())

    actor = day("2020-07-21").filler.actor
    assert holder("2020-07-21") == {actor["armenia"]}
    assert holder("2020-07-21", "surrounding_districts") == {actor["armenia"]}
    assert holder("2021-07-21", "surrounding_districts") == {actor["azerbaijan"]}
    assert holder("2023-10-10") == {actor["azerbaijan"]}
