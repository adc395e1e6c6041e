"""Energy, pipelines and leverage.

What the analyses say. Gas and oil paid for Azerbaijan's arms (Responsible Statecraft, November 2020). The SAIS
article (January 2023) holds that the European Union's gas deal of July 2022 buys its seller leniency, and with it
room for force; it reports an economist's doubt that the volumes can be had. A buyer that loses one supplier leans on
the other. Ringler (July 2020) notes pipelines and a railway close to the July clashes, which makes them others'
business.

How the model says it. ``mechanisms/energy.py``: a price moves the part of a seller's spending that rests on rents,
and how far a buyer depends on it; dependence lowers what the buyer would do to an attacker (``influence.py``), and
its arms and statements (``guarantees.py``). Fighting at a place with a pipeline wakes everybody's attention.

What it can't say yet: capacity as a cap on leverage (a dependence believed once only scales with the price), one
supplier's loss as the other's gain, damage to a pipeline, and a pipeline's owner weighing in before there is
fighting. Clashes on the border, like those of July 2020, wake nobody: only battles do.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from tests.systems.flagship import day
from tests.systems.paired import answered, attacked, attacks, gap, live
from tests.worlds.mechanisms.stage import stage

from detente.verification.rivalry import ALPHA, PATRON_A, PATRON_B
from detente.worlds.mechanisms.energy import trade
from detente.worlds.mechanisms.influence import drift_attention, outside_restraint
from detente.worlds.setup import ARM, DIPLOMACY, OUT

BUYER: dict[str, Any] = {"b_outside": 0.5, "cost_limited": 0.8, "cost_offensive": 0.9}


def ties(share: float) -> Any:
    found = np.zeros((4, 2))
    found[PATRON_B, ALPHA] = share
    return found


def test_a_buyer_s_dependence_emboldens_the_seller() -> None:
    free, tied = (live({"troops": 0}, 6000, dependence=ties(share), **BUYER) for share in (0.0, 0.9))
    assert gap(attacks(tied), attacks(free)).up


def test_and_makes_its_own_answer_softer() -> None:
    free, tied = (live(attacked(troops=0), 4000, 1, dependence=ties(share)) for share in (0.0, 0.9))
    assert gap(answered(tied, PATRON_B, OUT), answered(free, PATRON_B, OUT)).up
    assert gap(answered(tied, PATRON_B, DIPLOMACY), answered(free, PATRON_B, DIPLOMACY)).down
    assert gap(answered(tied, PATRON_B, ARM), answered(free, PATRON_B, ARM)).down


def test_the_scarcer_the_good_the_less_it_restrains() -> None:
    def restraint(price: float) -> float:
        there = stage({"price": price}, dependence=ties(0.4), scarcity=0.8, sd_price=0.0)
        there.act(trade, there.now())
        return float(there.act(outside_restraint, ALPHA))

    assert restraint(2.0) < restraint(1.0) < restraint(0.5)


def test_what_prices_do_to_a_seller_shows_in_whole_histories() -> None:
    """Where nobody buys and nobody sells, the price moves nothing."""

    def lives(sd_price: float, **world: Any) -> Any:
        return live(draws=2000, months=36, scarcity=1.0, sd_price=sd_price, **world).action

    assert np.array_equal(lives(0.2), lives(0.0))
    seller: dict[str, Any] = {"rent_share": (0.9, 0.0), "spending": (4.0, 1.0)}
    assert not np.array_equal(lives(0.2, **seller), lives(0.0, **seller))


def test_fighting_by_a_pipeline_wakes_others_up_and_clashes_elsewhere_dont() -> None:
    def awake(pipeline: int) -> Any:
        there = stage(
            {"battle_deaths": (0, 0, 80)}, shape={"pipeline": (0, 0, pipeline)}, b_pipeline=0.3, attention=0.4
        )
        there.act(drift_attention, there.now())
        return there.s.attention[[PATRON_A, PATRON_B]]

    assert (awake(1) > awake(0)).all()


def test_those_awake_answer_the_next_attack_more() -> None:
    """The second month of a war at the pipeline counts as more restraint on whoever would attack again."""

    def later(wakes: float) -> Any:
        w = {
            "b_outside": 1.0,
            "cost_limited": 0.7,
            "cost_offensive": 0.8,
            "attention": 0.2,
            "recovery": 0.0,
            "shock": 0.0,
        }
        shape = attacked(pipeline=(0, 0, 1), troops=0)
        return attacks(live(shape, 6000, 24, b_pipeline=wakes, **w))

    assert gap(later(0.5), later(0.0)).down


def test_the_case_knows_a_buyer_who_depends() -> None:
    before, after = day("2020-07-21"), day("2023-01-15")
    actor = before.filler.actor
    cell = (slice(None), actor["eu"], actor["azerbaijan"])
    assert after.worlds.dependence[cell].mean() > before.worlds.dependence[cell].mean()
