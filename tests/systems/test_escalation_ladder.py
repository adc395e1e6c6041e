"""Incidents, clashes, wars and the escalation ladder.

What the analyses say. Between small arms, which are usual, and a war lie shelling, drones and clashes of some days:
April 2016, July 2020, September 2022 (Ringler, July 2020; The Conversation, September 2022). Drones let a clash grow
without a manned one (Ringler). Stalled talks and gain at home push upward, outside limits downward (Ringler).
September 2022 was the worst since the war and lay in Armenia proper (The Conversation). Ringler warned of more ten
weeks before the war of 2020.

How the model says it. ``mechanisms/border.py``: incidents come by themselves and breed more, few of them kill and
some kill many. ``crisis.py``: each side weighs holding against coercion, a limited attack and an offensive.
``campaign.py``: a limited fight may grow into war, a war takes places one by one and ends.

What it can't say yet: that drones make a limited fight grow or not (they only make it cheaper to begin), a tacit
limit that keeps clashes off the main front, fire of heavier kinds as rungs of their own, and threats that are not
carried out.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from tests.systems.flagship import case
from tests.systems.paired import attacked, attacks, gap, live

from detente.verification.rivalry import ALPHA, MARCH
from detente.worlds.setup import COERCE, FIGHT, LIMITED, OFFENSIVE, WAR

TENSE: dict[str, Any] = {"cost_limited": 0.8, "cost_offensive": 0.9}


def test_small_incidents_are_common_and_deadly_days_rare() -> None:
    r = live(draws=20_000, mu=0.3)
    deaths = r.deaths.sum(2)[~r.action.any((1, 2))]
    assert (r.incidents > 0).mean() > (deaths > 0).mean() > (deaths >= 10).mean() > (deaths >= 25).mean() > 0.0


def test_incidents_breed_incidents_and_tempt_to_more() -> None:
    quiet, tense = (live(draws=6000, memory=memory, **TENSE) for memory in (0.0, 3.0))
    assert gap(tense.incidents.sum((1, 2)), quiet.incidents.sum((1, 2))).up
    assert gap(attacks(tense), attacks(quiet)).up


def test_every_rung_is_climbed_and_a_heavier_one_kills_more() -> None:
    r = live({"route_through": (-1, -1, ALPHA)}, 20_000, 1, **TENSE)
    assert set(np.unique(r.action)) == {0, COERCE, LIMITED, OFFENSIVE}
    toll = [live(attacked(action), 4000, 12).deaths.sum((1, 2)) for action in (LIMITED, OFFENSIVE)]
    assert gap(toll[1], toll[0]).up


def test_a_limited_fight_may_grow_into_war() -> None:
    seldom, often = (live(attacked(LIMITED), 4000, 6, growth=g).phase[:, :, 0] for g in (0.02, 0.4))
    assert gap((often == WAR).any(1), (seldom == WAR).any(1)).up
    assert not (often == FIGHT)[:, :].all(1).any()


def test_stalled_talks_and_gain_at_home_push_up_and_outside_limits_push_down() -> None:
    def tally(**world: Any) -> Any:
        shape = {"troops": 0}
        return attacks(live(shape, 8000, 12, **(TENSE | {"b_path": 1.0, "agreement": 0.2, "calm_down": 1.0} | world)))

    base = tally()
    assert gap(tally(outlook=0.0), base).up
    assert gap(tally(unrest=(1.0, 0.0), b_diversion=0.5), base).up
    assert gap(tally(attention=1.0, resolve=0.9, b_outside=0.5, recovery=0.0), tally(b_outside=0.5)).down


def test_unmanned_weapons_let_a_side_climb_one_rung_and_not_two() -> None:
    few, many = (live(draws=8000, b_unmanned=0.3, unmanned=u, **TENSE) for u in (0.0, 1.0))
    assert gap(attacks(many, ALPHA, LIMITED), attacks(few, ALPHA, LIMITED)).up
    assert not gap(attacks(many, ALPHA, OFFENSIVE), attacks(few, ALPHA, OFFENSIVE)).up


def test_a_short_overwhelming_operation_and_a_long_grind_are_both_possible() -> None:
    r = live(attacked(), 6000, 24, terrain=1.0, end_war=0.03)
    length = (r.phase[:, :, 0] == WAR).sum(1)
    fell = r.holder[:, :, MARCH] == ALPHA
    assert (length[fell[:, 1]] <= 2).any()
    assert (length >= 8).any()


def test_the_case_tells_the_clashes_in_order_with_their_deaths_by_side_and_source() -> None:
    told = {c.slot.split(".")[0] for c in case().claims if c.slot.partition(".")[2].startswith("deaths")}
    assert {"april_war_2016", "july_2020_clashes", "nk_war_2020", "border_fighting_september_2022"} <= told
    of_war = {c.source for c in case().claims if c.slot.startswith("nk_war_2020.deaths")}
    assert len(of_war) > 1
