"""Arms supply and military balance.

What the analyses say. Revenue from oil and gas bought Azerbaijan a decade of arms, and Russia sold to both sides
(Responsible Statecraft, November 2020; the SAIS article, January 2023, puts its spending at five to six times
Armenia's and most of its stock at one supplier's). Superiority, in the air above all, makes an offensive feasible
(Responsible Statecraft; SAIS), and weapons without crews let a clash stay limited (Ringler, July 2020). Poghosyan
(October 2023) expects Iran to send arms rather than troops; a reader of his says that France had begun to.

How the model says it. ``mechanisms/balance.py``: capital wears out and is bought, as far as suppliers sell and prices
allow; gifts count from the month after the crisis; a lead in technology is caught up with; who wins is a contest.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from tests.systems.paired import answered, attacked, attacks, gap, live
from tests.worlds.mechanisms.stage import stage

from detente.verification.rivalry import ALPHA, BETA, MARCH, PATRON_A
from detente.worlds.mechanisms.balance import grow_strength
from detente.worlds.setup import ARM, LIMITED, OFFENSIVE

BILATERAL: dict[str, Any] = {
    "stance": 0.0,
    "interest": 0.0,
    "arm_level": -9.0,
    "cost_limited": 0.9,
    "cost_offensive": 0.8,
}


def taken(**world: Any) -> Any:
    """Whether alpha holds the march after three years, in which either side may attack."""
    w = {"months": 36, "draws": 3000} | BILATERAL | world
    return live(**w).holder[:, -1, MARCH] == ALPHA


def test_money_buys_arms_and_arms_take_places() -> None:
    poor, rich = (taken(spending=(money, 1.0)) for money in (1.0, 5.0))
    assert gap(rich, poor).up


def test_revenue_from_energy_is_such_money() -> None:
    """Two years of a boom and two of a slump leave a seller with more and with less; its rival sells nothing."""

    def strengths(price: float) -> Any:
        there = stage({"price": price}, spending=1.0, rent_share=(0.6, 0.0), sd_price=0.0)
        for _ in range(24):
            there.act(grow_strength)
        return there.s.strength

    boom, usual, slump = strengths(2.0), strengths(1.0), strengths(0.5)
    assert boom[ALPHA] > usual[ALPHA] > slump[ALPHA]
    assert boom[BETA] == usual[BETA] == slump[BETA]


def test_an_embargo_by_its_suppliers_weakens_a_side() -> None:
    free, cut = (taken(spending=(5.0, 1.0), supplied=(share, 1.0)) for share in (1.0, 0.2))
    assert gap(cut, free).down


def test_superiority_makes_the_offensive_feasible() -> None:
    even, strong = (live(draws=6000, **(BILATERAL | {"edge": (edge, 1.0)})) for edge in (1.0, 2.0))
    assert gap(attacks(strong, ALPHA, OFFENSIVE), attacks(even, ALPHA, OFFENSIVE)).up


def test_a_lead_that_is_caught_up_with_tempts_less() -> None:
    """Of those who are still at peace after thirty months fewer go on the offensive in the next thirty."""
    world = BILATERAL | {"edge": (2.5, 1.0), "spending": 0.5, "b_waiting": 0.0}

    def late(catch_up: float) -> Any:
        r = live(months=60, **(world | {"catch_up": catch_up}))
        return (r.action[:, 30:, ALPHA] == OFFENSIVE).any(1) & (r.action[:, :30] < LIMITED).all((1, 2))

    assert gap(late(0.08), late(0.0)).down


def test_unmanned_weapons_make_for_limited_attacks() -> None:
    few, many = (live(draws=6000, **(BILATERAL | {"b_unmanned": 0.3, "unmanned": (u, 0.0)})) for u in (0.0, 1.0))
    assert gap(attacks(many, ALPHA, LIMITED), attacks(few, ALPHA, LIMITED)).up


def test_a_power_may_arm_both_sides() -> None:
    """One that takes nobody's side arms whoever is attacked, this crisis one and the next the other."""
    neutral = {"stance": 0.0, "arm_level": 2.0, "j_limited": -9.0, "j_war": -9.0}
    for d, defender in ((ALPHA, BETA), (BETA, ALPHA)):
        shape = attacked(LIMITED, d)
        world = neutral | {"holder": (0, 1, defender)}
        given, none = live(shape, 3000, 2, gift=0.5, **world), live(shape, 3000, 2, gift=0.0, **world)
        assert answered(given, PATRON_A, ARM, d=d).mean() > 0.5
        assert np.array_equal(given.response[:, 0], none.response[:, 0])


def test_arms_sent_in_a_crisis_defend_in_the_next() -> None:
    """Sent by the target's friend in the first month, they count from the second."""

    def lost(gift: float) -> Any:
        world = {"stance": [[0, 0], [0, 0], [0, 0], [0, 1.0]], "arm_level": 9.0, "j_limited": -9.0, "j_war": -9.0}
        return live(attacked(LIMITED), 6000, 36, gift=gift, **(BILATERAL | world)).holder[:, -1, MARCH] == ALPHA

    assert gap(lost(0.5), lost(0.0)).down
