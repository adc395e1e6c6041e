"""Irregular fighters, volunteers and diaspora.

What the analyses say. Turkey is said to have brought Syrian fighters to Azerbaijan's side in 2020, thousands by the
SAIS article's count (January 2023), and for pay, as Matteo Pugliese has it there; its government denies it and
accuses the other side in turn. Volunteers of Armenian descent came without pay (SAIS); the diaspora lends its voice
(Ringler, July 2020) and money. A reader of Poghosyan (October 2023) holds that no country can live on its diaspora
for long.

How the model says it. ``mechanisms/volunteers.py``: while a side fights, those who would come do, and add their share
to its strength; in peace they go home. An attacker who fields them has more to fear from outside.

What it can't say yet: what moves them (pay or kin), a sponsor who gains or loses by sending them, money from a
diaspora, and its voice in other capitals.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from tests.systems.flagship import case
from tests.systems.paired import attacked, attacks, gap, live
from tests.worlds import generic
from tests.worlds.mechanisms.stage import months

from detente.verification.rivalry import ALPHA, BETA, MARCH
from detente.worlds.setup import PEACE

WAR: dict[str, Any] = {"terrain": 1.0, "end_war": 0.02, "growth": 0.3}


def took(**world: Any) -> Any:
    return live(attacked(), 4000, 24, **(WAR | world)).holder[:, -1, MARCH] == ALPHA


def test_they_come_while_a_side_fights_and_go_when_it_stops() -> None:
    w = generic.worlds(1, irregulars=(0.2, 0.0), cost_offensive=0.3, **WAR)[0]
    fought = 0
    for life in range(4):
        before = 0.0
        for s in months(generic.setup(24), w, life):
            now = float(s.irregulars[ALPHA])
            fights = s.phase[0] != PEACE or s.losses[ALPHA] > 0.0  # also in the month in which it ends
            assert now > before or not fights or now > 0.199
            assert now < before or fights or now == before == 0.0
            assert s.irregulars[BETA] == 0.0
            fought, before = fought + int(now > 0), now
    assert fought > 10


def test_they_help_whoever_fields_them() -> None:
    none = took()
    assert gap(took(irregulars=(0.8, 0.0)), none).up
    assert gap(took(irregulars=(0.0, 0.8)), none).down
    assert gap(took(irregulars=0.8), none).delta < gap(took(irregulars=(0.8, 0.0)), none).delta


def test_and_cost_the_attacker_favour() -> None:
    """Fresh from a war with irregulars in its ranks a side restrains itself more before the next."""
    world = WAR | {
        "irregulars": (0.9, 0.0),
        "b_outside": 1.0,
        "cost_limited": 0.7,
        "cost_offensive": 0.8,
        "end_war": 0.3,
    }

    def later(disfavour: float) -> Any:
        return attacks(live(attacked(), 8000, 24, b_irregulars=disfavour, **world))

    assert gap(later(1.0), later(0.0)).down


def test_switched_off_nobody_comes() -> None:
    off = live(attacked(on_volunteers=0), 1000, 24, irregulars=0.8, **WAR)
    assert np.array_equal(off.holder, live(attacked(), 1000, 24, **WAR).holder)


def test_who_sent_fighters_is_told_with_who_says_so_and_who_denies_it() -> None:
    about = [c for c in case().claims if "syrian_fighters" in c.slot or "ypg" in c.slot]
    assert {"statecraft-2020", "sais-2023"} <= {c.source for c in about}
    denials = [c for c in about if c.stance == "disputes" or c.asserted_by in ("turkey", "turkish_government")]
    assert denials
    assert all(c.asserted_by != "sais" for c in denials)
