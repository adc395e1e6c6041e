"""Domestic politics, legitimacy and diversion.

What the analyses say. Ringler (July 2020) thinks both governments may see profit in the clashes, tired by the
pandemic and by protest; a crowd in Baku asked for war and blamed its government in one breath. Defeat brought a storm
on Yerevan's parliament (Responsible Statecraft, November 2020; the SAIS article, January 2023). The Conversation
(September 2022) expects that a corridor conceded may cost the prime minister his office. On what the change of 2018
did the texts differ: Ringler sees talks opened, Responsible Statecraft a statement that closed doors, SAIS a window
for the other side.

How the model says it. ``mechanisms/home_front.py``: unrest calms down and is stirred by own deaths, by defeat, by
shocks from elsewhere; it adds a little to the worth of acting, more to the price of conceding, and topples leaders; a
new one takes talks half of the way to even (``talks.py``), open or shut.

What it can't say yet: a victory that calms, protest turned into enlistment, the displaced as a source of unrest, an
opposition, and unrest that settles at a country's own usual level instead of at nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from tests.systems.flagship import day
from tests.systems.paired import attacked, attacks, gap, live
from tests.worlds import generic
from tests.worlds.mechanisms.stage import months

from detente.verification.rivalry import ALPHA, BETA, MARCH

TENSE: dict[str, Any] = {"cost_limited": 0.8, "cost_offensive": 0.9, "calm_down": 1.0}


def test_weakness_at_home_raises_the_worth_of_acting_by_a_little() -> None:
    calm, troubled = (live(draws=20_000, b_diversion=0.36, unrest=(u, 0.0), **TENSE) for u in (0.0, 1.0))
    found = gap(attacks(troubled), attacks(calm))
    assert found.up
    assert found.delta < 0.5 * attacks(calm).mean()


def test_and_another_s_weakness_does_not() -> None:
    calm, troubled = (live(draws=5000, b_diversion=0.36, unrest=(0.0, u), **TENSE) for u in (0.0, 1.0))
    assert np.array_equal(calm.action[:, 0, ALPHA], troubled.action[:, 0, ALPHA])


def test_a_leader_in_trouble_concedes_less() -> None:
    world = {"b_concession": 1.0, "home_risk": 0.2, "cost_target": 1.0}
    calm, troubled = (live(attacked(), 6000, 1, unrest=(0.0, u), **world) for u in (0.0, 1.0))
    assert gap(troubled.resisted[:, 0, ALPHA], calm.resisted[:, 0, ALPHA]).up


def test_defeat_brings_unrest() -> None:
    """The month after beta's march has fallen there is unrest in its streets, and until then there was none."""
    w = generic.worlds(1, calm_down=0.98, b_defeat=0.5, cost_offensive=0.2, terrain=1.0)[0]
    defeats = 0
    for life in range(6):
        fallen = False  # by the end of the month before
        for s in months(generic.setup(12), w, life):
            assert (s.unrest[BETA] >= 0.3) == fallen
            defeats += int(fallen)
            fallen |= int(s.holder[MARCH]) == ALPHA
    assert defeats > 5


def test_leaders_fall_and_talks_open_or_close_with_them() -> None:
    def agreed(outlook: float, fall: float) -> Any:
        w = {"agreement": 0.4, "unrest": 0.9, "calm_down": 1.0, "outlook": outlook, "fall": fall}
        return live({"on_crisis": 0}, 4000, 36, **w).agreed[:, -1, 0]

    assert gap(agreed(0.0, 0.2), agreed(0.0, 0.0)).up
    assert gap(agreed(1.0, 0.2), agreed(1.0, 0.0)).down


def test_shocks_from_elsewhere_reach_the_border() -> None:
    """A pandemic, prices: nothing of the rivalry's own, and yet it attacks more."""
    world = TENSE | {"b_diversion": 2.0, "calm_down": 0.95}
    quiet, struck = (live(draws=10_000, months=24, unrest_shock=p, **world) for p in (0.0, 0.2))
    assert gap(attacks(struck), attacks(quiet)).up


def test_the_case_knows_when_the_streets_were_full() -> None:
    a, b = day("2020-07-21"), day("2020-11-20")
    assert a.mean("azerbaijan.unrest") > a.mean("armenia.unrest")
    assert b.mean("armenia.unrest") > a.mean("armenia.unrest")
