"""Attention, interests and influence of outside powers.

What the analyses say. A patron tied down elsewhere restrains nobody: The Conversation (September 2022) ties the
temptation to use force to Moscow's fortunes in Ukraine. Whoever brokers gains: Responsible Statecraft (November 2020)
and Giragosian (in the SAIS article, January 2023) count the ceasefire of 2020 as Russia's gain; by 2023 its weight is
less (a reader of Poghosyan) and may grow again with a new attack (Poghosyan, October 2023). Trade and banks are
leverage (Ringler, July 2020). Stances differ by author: Iran in 2020 was neutral, or on Azerbaijan's side.

How the model says it. ``mechanisms/influence.py``: attention drifts back to the usual and is struck by shocks; what
an attacker fears from outside is attention times resolve times independence; help in a crisis earns standing with the
victim, and absence from one that a pact covers loses it.

What it can't say yet: one power's gain as its rival's loss, standing gained with the attacker it backs, stances that
change with events, and influence over anybody but the sides.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.systems.flagship import case, day
from tests.systems.paired import answered, attacked, attacks, gap, live
from tests.worlds import generic

from detente.verification.rivalry import ALPHA, BETA, MARCH, PATRON_A, PATRON_B
from detente.worlds.setup import ARM, BROKER, DIPLOMACY, JOIN, OUT

FELT: dict[str, Any] = {"b_outside": 0.6, "cost_limited": 0.8, "cost_offensive": 0.9, "recovery": 0.0, "shock": 0.0}


def test_a_bound_power_does_not_restrain() -> None:
    free, bound = (live({"troops": 0}, 6000, attention=a, **FELT) for a in (0.9, 0.1))
    assert gap(attacks(bound), attacks(free)).up


def test_nor_does_the_attackers_own_friend_however_free() -> None:
    friends = {"stance": [[0, 0], [0, 0], [1.0, 0], [1.0, 0]]}
    free, bound = (live({"troops": 0}, 2000, attention=a, **(FELT | friends)) for a in (0.9, 0.1))
    assert np.array_equal(free.action[:, :, ALPHA], bound.action[:, :, ALPHA])


def test_trade_and_dependence_are_leverage_over_the_restrainer() -> None:
    tied = np.zeros((4, 2))
    tied[PATRON_B, ALPHA] = 0.9
    free, held = (live({"troops": 0}, 6000, dependence=share, **FELT) for share in (np.zeros((4, 2)), tied))
    assert gap(attacks(held), attacks(free)).up


def standing(**world: Any) -> tuple[Any, Any]:
    """Histories in which alpha attacks in the first month and no more, and patron B's standing with beta after them."""
    w = generic.worlds(6000, **({"recovery": 0.0, "shock": 0.0} | world))
    w.pledge[:, ALPHA, PATRON_B, MARCH] = 0.4
    r = generic.run(generic.setup(1, **attacked()), w)
    return r, r.standing[:, PATRON_B, BETA]


def test_influence_goes_to_whoever_acts() -> None:
    r, found = standing()
    by_answer = [found[answered(r, PATRON_B, how)].mean() for how in (OUT, DIPLOMACY, BROKER, ARM, JOIN)]
    assert by_answer[0] == pytest.approx(by_answer[1])  # words are no help
    assert by_answer[1] < 0.0 < by_answer[2] < by_answer[3] < by_answer[4]
    assert found[answered(r, PATRON_B, JOIN)].min() > 0.0


def test_brokering_raises_standing_where_no_promise_was_broken() -> None:
    r, _ = standing()
    brokered = answered(r, PATRON_A, BROKER)
    assert brokered.any()
    assert (r.standing[brokered, PATRON_A, BETA] > 0).all()


def test_whoever_helps_the_attacker_loses_with_its_victim() -> None:
    r, _ = standing(j_war=2.0, strength=(4, 4, 60, 40))
    helped = answered(r, PATRON_A, JOIN, ARM)
    assert helped.any()
    assert (r.standing[helped, PATRON_A, BETA] < 0).all()


def test_a_free_power_answers_more_and_so_gains_more() -> None:
    free, bound = (standing(attention=(0, 0, a, a))[1] for a in (0.9, 0.1))
    assert gap(free, bound).up


def test_stances_stand_beside_each_other_with_their_authors() -> None:
    told = [c for c in case().claims if c.slot.startswith(("iran.stance", "iran.backs"))]
    assert len({c.value.words for c in told}) > 1
    assert len({c.source for c in told}) > 1


def test_the_case_knows_when_a_power_was_bound() -> None:
    assert day("2022-09-16").mean("russia.attention") < day("2020-11-20").mean("russia.attention")
