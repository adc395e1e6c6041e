"""Population, displacement, return.

What the analyses say. Every war here uprooted people: hundreds of thousands by 1994 (Ringler, July 2020; the SAIS
article, January 2023, with figures that differ), some hundred thousand in ten days of 2023 (Poghosyan, October 2023).
Whether they push for another war hangs on their host: Responsible Statecraft (November 2020) warns of that if Armenia
doesn't help those of 2020 to stable lives, and cites Kelsey Norman on hosts who keep memories alive by keeping people
unsettled. The elderly could not leave in time (SAIS).

How the model says it. ``mechanisms/displacement.py``: when a place falls a share of its people flees to their own
side; there they settle as far as the host lets them; those who haven't make acting for the place they left worth
more.

What it can't say yet: return (a place retaken does not bring its people home), flight from a place that is cut off or
shelled, unrest and grievance that the displaced bring to their host, and whose people the residents of a place are:
once it has fallen, those who stayed count as people of the new holder.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.systems.flagship import case, day
from tests.systems.paired import attacks, gap, live
from tests.worlds import generic
from tests.worlds.mechanisms.stage import months

from detente.verification.rivalry import ALPHA, BETA, MARCH

PUSH: dict[str, Any] = {"b_return": 0.04, "cost_limited": 0.8, "cost_offensive": 0.9}


def waiting(settling: float, unsettled: float = 500.0, **world: Any) -> Any:
    """Alpha's attacks in ten years; ``unsettled`` thousand who left the march wait in its land."""
    w = PUSH | {"settle": 0.04, "settling": (settling, 0.0), "unsettled": [[0, 0, unsettled], [0, 0, 0]]} | world
    return attacks(live(draws=3000, months=120, **w))


def test_unsettled_displaced_push_for_war() -> None:
    assert gap(waiting(0.0), waiting(0.0, unsettled=0.0)).up


def test_a_host_that_settles_them_takes_the_push_away() -> None:
    assert gap(waiting(1.0), waiting(0.0)).down


def test_they_push_for_the_place_they_left_and_only_their_own_side() -> None:
    theirs = live(draws=3000, months=60, **(PUSH | {"unsettled": [[0, 0, 0], [0, 0, 500.0]]}))
    nobody = live(draws=3000, months=60, **PUSH)
    assert gap(attacks(theirs, ALPHA), attacks(nobody, ALPHA)).delta == pytest.approx(0.0, abs=0.005)


def test_each_displacement_has_its_event_its_side_and_its_number() -> None:
    """Alpha takes the march: 70 of its 100 thousand flee to beta, in that month and at no other time."""
    w = generic.worlds(1, cost_offensive=0.0, terrain=1.0, flight=0.7, settle=0.0, holder=(0, 1, 1))[0]
    w.residents[MARCH] = 100.0
    setup, falls = generic.setup(24), 0
    for life in range(4):
        before, held = 0.0, BETA
        for s in months(setup, w, life):
            fled, now = float(s.unsettled.sum()), int(s.holder[MARCH])
            assert fled == before or now != held
            if now != held and before == 0.0:
                falls += 1
                assert (s.unsettled[BETA, MARCH], s.residents[MARCH]) == (pytest.approx(70.0), pytest.approx(30.0))
            before, held = fled, now
    assert falls > 0


def test_losing_a_place_makes_its_people_s_side_the_next_challenger() -> None:
    """After the fall beta is likelier to come back for the march the more of its people wait."""

    def back(flight: float) -> Any:
        setup = generic.setup(60, forced_dyad=ALPHA, forced_action=3, forced_place=MARCH)
        w = generic.worlds(4000, **(PUSH | {"b_return": 0.08, "flight": flight, "strength": (8, 4, 40, 40)}))
        w.residents[:, MARCH] = 300.0
        return attacks(generic.run(setup, w), BETA)

    assert gap(back(1.0), back(0.0)).up


def test_the_case_counts_the_displaced_by_event_and_source() -> None:
    slots = {c.slot for c in case().claims if ".displaced" in c.slot}
    assert len(slots) >= 3
    told = {c.source for c in case().claims if ".displaced" in c.slot}
    assert {"poghosyan-2023", "ringler-2020", "sais-2023"} <= told
    assert 0.0 <= day("2020-11-20").worlds.settling.max() <= 1.0
