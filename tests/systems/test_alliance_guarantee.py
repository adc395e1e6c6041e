"""Alliances, guarantees and their scope.

What the analyses say. A guarantee answers an attack inside its scope and no other: the SAIS article (January 2023)
gives this as the reason why Armenia's ally stayed out in 2020, when the fighting was over Karabakh and not in
Armenia. A guarantor that fights elsewhere is less willing: Poghosyan (October 2023) expects Russia to mediate rather
than to fight. Iran's help would run into Turkey, which is bound to Azerbaijan by pact, and into Russia, whose consent
it needs (Poghosyan). Pacts begin on a day: Ringler (July 2020) could know one between Turkey and Azerbaijan, and not
the one signed in June 2021. Protégés who feel abandoned turn away (Giragosian in the SAIS article; Poghosyan).

How the model says it. ``mechanisms/guarantees.py``: a power joins when what it changes is worth more than what it
costs; a pledge counts at the places that the pact covers, while the pact binds; being busy multiplies the cost; rival
joiners and a neighbour's refusal subtract. ``mechanisms/influence.py``: absence costs standing, and pacts loosen.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.systems.flagship import day
from tests.systems.paired import HILL, answered, attacked, attacks, gap, live, two_places
from tests.worlds import generic

from detente.verification.rivalry import ALPHA, BETA, MARCH, PATRON_A, PATRON_B
from detente.worlds.kernel.history import Record
from detente.worlds.setup import BROKER, JOIN, JOIN_ATTACKER, LIMITED

PATRON: dict[str, Any] = {"stance": [[0, 0], [0, 0], [0, 0], [0, 1.0]], "interest": [[0.0] * 3] * 3 + [[0, 0, 0.2]]}


def pledged(place: int, **world: Any) -> Record:
    """Alpha is made to attack the march; patron B has a pact with beta that covers ``place``."""
    w = generic.worlds(4000, **(PATRON | world))
    w.pledge[:, ALPHA, PATRON_B, place] = 0.41
    return generic.run(generic.setup(1, **attacked()), w)


def test_a_guarantee_is_triggered_inside_its_scope_and_nowhere_else() -> None:
    none, elsewhere, inside = live(attacked(), 4000, 1, **PATRON), pledged(BETA), pledged(MARCH)
    assert np.array_equal(elsewhere.response, none.response)
    assert gap(answered(inside, PATRON_B, JOIN), answered(none, PATRON_B, JOIN)).up


def test_an_attacker_turns_to_what_the_pact_leaves_out_and_to_smaller_aims() -> None:
    def objectives(covered: bool) -> tuple[Any, Any, float]:
        setup, w = two_places(6000, **(PATRON | {"cost_limited": 0.6, "cost_offensive": 0.7, "j_war": 0.5}))
        w.pledge[:, ALPHA, PATRON_B, MARCH] = 0.9 * covered
        r = generic.run(setup, w)
        there = [((r.objective[:, :, ALPHA] == k) & (r.action[:, :, ALPHA] >= LIMITED)).sum(1) for k in (MARCH, HILL)]
        return there[0], there[1], float(attacks(r, ALPHA, LIMITED).sum() / attacks(r).sum())

    march, hill, limited = objectives(covered=False)
    march_covered, hill_covered, limited_covered = objectives(covered=True)
    assert gap(march_covered, march).down
    assert hill_covered.sum() / march_covered.sum() > 1.1 * hill.sum() / march.sum()
    assert limited_covered > limited


def test_a_guarantor_bound_elsewhere_brokers_rather_than_fights() -> None:
    """Of the two. It brokers a little less than a free one, too: attention costs every answer but arms."""
    free, bound = (pledged(MARCH, attention=(0, 0, 0, attention)) for attention in (0.9, 0.15))
    assert gap(answered(bound, PATRON_B, JOIN), answered(free, PATRON_B, JOIN)).down

    def odds(r: Record) -> float:
        return float(answered(r, PATRON_B, BROKER).sum() / answered(r, PATRON_B, JOIN).sum())

    assert odds(free) < 1.0 < odds(bound)


def test_an_intervener_is_held_back_by_the_other_sides_guarantor_and_by_a_neighbours_refusal() -> None:
    """Patron A has joined the attacker before patron B, the weaker, decides."""

    def joins(consent: float = 1.0, **world: Any) -> Any:
        shape = attacked(consenter=(-1, -1, -1, PATRON_A))
        w = {"strength": (4, 4, 41, 40), "j_war": 1.0, "consent": consent, "s_patron": 0.0} | world
        return live(shape, 4000, 1, **w)

    calm, clash = joins(b_danger=0.0), joins(b_danger=0.5)
    into = answered(calm, PATRON_A, JOIN_ATTACKER) & answered(clash, PATRON_A, JOIN_ATTACKER)
    assert gap(answered(clash, PATRON_B, JOIN)[into], answered(calm, PATRON_B, JOIN)[into]).down
    alone = {"stance": PATRON["stance"], "b_consent": 0.3}
    willing, refusing = joins(1.0, **alone), joins(0.0, **alone)
    apart = ~answered(willing, PATRON_A, JOIN) & ~answered(refusing, PATRON_A, JOIN)
    assert gap(answered(refusing, PATRON_B, JOIN)[apart], answered(willing, PATRON_B, JOIN)[apart]).down


def test_a_guarantor_that_stays_out_loses_trust_and_at_last_its_pact() -> None:
    """Once beta, let down, has left the pact, it is attacked as one that has none."""
    idle = pledged(MARCH, j_war=-9.0, arm_level=-9.0, broker_level=-9.0, diplomacy_level=-9.0)
    assert idle.standing[:, PATRON_B, BETA].mean() < -0.2

    def attacked_later(leave: float) -> Any:
        w = generic.worlds(4000, **(PATRON | {"leave": leave, "cost_limited": 0.7, "cost_offensive": 0.75}))
        w.standing[:, PATRON_B, BETA], w.pledge[:, ALPHA, PATRON_B, MARCH] = -0.6, 0.9
        return attacks(generic.run(generic.setup(12), w))

    assert gap(attacked_later(1.0), attacked_later(0.0)).up


@pytest.mark.parametrize(
    ("when", "place", "covered"),
    [("2020-07-21", "syunik", True), ("2020-07-21", "nagorno_karabakh", False), ("2022-09-16", "syunik", True)],
)
def test_of_the_real_pacts_russias_covers_armenia_and_not_karabakh(when: str, place: str, covered: bool) -> None:
    assert (day(when).pledge("azerbaijan", "russia", place) > 0) == covered


def test_a_pact_counts_from_the_day_it_was_signed() -> None:
    """That of June 2021 is unknown to July 2020, when an older one with the same partner was in force."""
    early, late = day("2020-07-21"), day("2021-07-21")
    assert not early.knows("shusha_declaration.in_force")
    assert late.knows("shusha_declaration.in_force")
    assert early.knows("turkey_azerbaijan_2010.in_force")
    before, between = day("2010-01-01"), early
    assert before.pledge("armenia", "turkey", "nagorno_karabakh") == 0.0
    assert between.pledge("armenia", "turkey", "nagorno_karabakh") > 0.0
