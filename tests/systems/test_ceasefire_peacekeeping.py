"""Ceasefires, their terms, peacekeepers and violations.

What the analyses say. The deal of November 2020 lists terms with addressees: withdrawal, links, a Russian force with
a mandate to 2025 (Responsible Statecraft, November 2020; The Conversation, September 2022; Poghosyan, October 2023).
Terms were left open or broken while the deal stood. Giragosian, in the SAIS article (January 2023), holds it to be a
truce and no peace. That article finds the keepers too thin and their provider's mind elsewhere; Poghosyan sees no use
for them once the people they guarded are gone.

How the model says it. ``mechanisms/truce.py``: breaking a truce costs stakes, by its type, firmness and age, and less
the more of its terms are unmet; keepers add to that while able (their provider's attention, their own effect) and not
the attacker's friends; a mandate is extended where they are wanted, and they go when what they guard falls.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.systems.flagship import day
from tests.systems.paired import attacked, attacks, gap, live

from detente.verification.rivalry import ALPHA, MARCH, PATRON_B
from detente.worlds.kernel.history import Record
from detente.worlds.setup import CESSATION, DEFINITIVE, NO_TRUCE, OFFENSIVE, PRELIMINARY, WAR

LOW: dict[str, Any] = {"cost_limited": 0.75, "cost_offensive": 0.85}
TRUCE: dict[str, Any] = LOW | {"truce": PRELIMINARY, "truce_age": 24.0, "firmness": 0.8}


def kept(keepers: int = 1, **world: Any) -> Record:
    """Patron B's keepers stand on the march; neither of the patrons would fight."""
    shape = {"guarded": (0, 0, 1), "keeper": (PATRON_B,), "troops": 0}
    w = LOW | {"keepers": keepers, "mandate": 600.0, "keeper_effect": 0.8, "b_keepers": 0.15, "b_outside": 0.0,
               "recovery": 0.0, "shock": 0.0, "stance": 0.0} | world  # fmt: skip
    return live(shape, 6000, **w)


def test_a_truce_holds_attackers_back_and_a_firm_peace_more() -> None:
    rates = [attacks(live(draws=6000, **(TRUCE | {"truce": kind}))) for kind in (NO_TRUCE, CESSATION, DEFINITIVE)]
    assert gap(rates[1], rates[0]).down
    assert gap(rates[2], rates[1]).down


def test_a_broken_term_weakens_a_truce_that_stays_in_force() -> None:
    whole, broken = (live(draws=6000, **(TRUCE | {"unmet": share, "b_terms": 0.6})) for share in (0.0, 1.0))
    assert gap(attacks(broken), attacks(whole)).up
    quiet = ~broken.action.any((1, 2))
    assert (broken.truce[quiet, :, 0] >= PRELIMINARY).all()  # or settled


def test_able_keepers_hold_attackers_back() -> None:
    assert gap(attacks(kept()), attacks(kept(keepers=0))).down


@pytest.mark.parametrize("weakness", [{"attention": 0.05}, {"keeper_effect": 0.05}])
def test_keepers_who_are_distracted_or_thin_do_less(weakness: dict[str, Any]) -> None:
    assert gap(attacks(kept(**weakness)), attacks(kept())).up


def test_keepers_whose_provider_is_the_attackers_friend_do_nothing() -> None:
    stance = np.zeros((4, 2))
    stance[PATRON_B, ALPHA] = 1.0
    assert np.array_equal(kept(stance=stance).action, kept(keepers=0, stance=stance).action)


def test_unwanted_keepers_go_when_their_mandate_ends() -> None:
    wanted, unwanted = (kept(mandate=6.0, extend=0.8, wanted=share).keepers for share in (1.0, 0.0))
    assert (unwanted[:, 6:] == 0).all()
    assert gap(unwanted[:, -1, 0], wanted[:, -1, 0]).down
    assert (wanted[:, 4, 0] >= unwanted[:, 4, 0]).all()


def test_keepers_go_when_the_place_and_its_people_are_lost() -> None:
    shape = attacked(OFFENSIVE, guarded=(0, 0, 1), keeper=(PATRON_B,))
    r = live(shape, 2000, 24, keepers=1, mandate=600.0)
    fallen = np.logical_or.accumulate(r.holder[:, :, MARCH] == ALPHA, axis=1)
    assert fallen[:, -1].any() and not fallen[:, -1].all()
    assert not (r.keepers[:, :, 0] == 1)[fallen].any()


def test_a_truce_made_by_force_of_arms_is_no_peace() -> None:
    """What ends a war is preliminary and young, and is broken more often than a settlement of the same day."""
    r = live(attacked(), 4000, 36, **LOW)
    ended = (r.phase[:, :-1, 0] == WAR) & (r.phase[:, 1:, 0] == 0) & (r.agreed[:, 1:, 0] == 0)
    assert set(np.unique(r.truce[:, 1:, 0][ended])) == {PRELIMINARY}
    young, settled = (
        attacks(live(draws=6000, **(LOW | {"truce": kind, "truce_age": age, "firmness": firm})))
        for kind, age, firm in ((PRELIMINARY, 0.0, 0.5), (DEFINITIVE, 0.0, 1.0))
    )
    assert gap(settled, young).down


def test_the_case_knows_which_terms_were_kept_and_that_the_keepers_got_thin() -> None:
    before, after = day("2020-11-20"), day("2022-09-01")
    assert after.words("ceasefire_2020.term_kept[handover_of_lachin]") == ("yes",)
    assert "open" in after.words("ceasefire_2020.term_kept[transport_links]")
    assert 0.0 < after.worlds.unmet[:, 0].mean() < 1.0
    assert after.mean("russian_peacekeepers.effect") < before.mean("russian_peacekeepers.effect")
    assert after.mean("russia.attention") < before.mean("russia.attention")
