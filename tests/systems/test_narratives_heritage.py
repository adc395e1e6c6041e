"""Narratives, names, heritage and identity.

What the analyses say. The parties name the place differently, and a name can be a stance (Responsible Statecraft,
November 2020; Ringler, July 2020; the SAIS article, January 2023). Wars and massacres remembered define who one is;
monuments destroyed and the triumph of victors keep enmity alive (SAIS). A leader's sentence that the land is one's
own was heard as annexation and answered by preparation (Responsible Statecraft). In September 2022 one side spoke of
erasure (The Conversation).

How the model says it. ``mechanisms/narratives.py``: each side's own deaths leave scars that fade by half in a
half-life; a place lost by force leaves scars too. Their decimal log is grievance, which raises the worth of acting
and the rate of incidents, and puts agreements off. Names, heritage and statements are claims, each with who makes it.

What it can't say yet: heritage destroyed, commemoration and rhetoric as sources of grievance; grievance at what the
other side's victory celebrates; a statement that raises the stakes.
"""

from __future__ import annotations

from typing import Any

from tests.systems.flagship import case, day
from tests.systems.paired import attacked, attacks, gap, live

from detente.names.catalogue import catalogue
from detente.verification.rivalry import ALPHA, BETA, MARCH

SORE: dict[str, Any] = {"b_grievance": 0.05, "cost_limited": 0.85, "cost_offensive": 0.95, "half_life": 60.0}


def test_remembered_deaths_make_both_acts_and_incidents_likelier() -> None:
    fresh, old = (live(draws=6000, scars=scars, b_gb=0.3, **SORE) for scars in (3000.0, 0.0))
    assert gap(attacks(fresh), attacks(old)).up
    assert gap(fresh.incidents.sum((1, 2)), old.incidents.sum((1, 2))).up


def test_what_is_long_past_moves_less() -> None:
    short, long_ = (live(draws=6000, months=60, scars=3000.0, **(SORE | {"half_life": h})) for h in (3.0, 200.0))
    assert gap(attacks(short), attacks(long_)).down


def after_defeat(humiliation: float) -> Any:
    """Alpha, far stronger, takes the march; what both do in the five years that follow."""
    world = SORE | {"strength": (12, 4), "spending": (3, 1), "terrain": 1.0, "b_outside": 0.0, "b_grievance": 0.1}
    return live(attacked(), 4000, 60, humiliation=humiliation, **world)


def test_the_losing_side_seeks_revenge() -> None:
    proud, sore = after_defeat(0.0), after_defeat(1000.0)
    lost = (proud.holder[:, 12, MARCH] == ALPHA) & (sore.holder[:, 12, MARCH] == ALPHA)
    assert lost.sum() > 500
    assert gap(attacks(sore, BETA)[lost], attacks(proud, BETA)[lost]).up


def test_and_that_keeps_peace_away() -> None:
    even, sore = (live({"on_crisis": 0}, 4000, 36, agreement=0.5, scars=s, half_life=1e6) for s in (0.0, 5000.0))
    assert gap(sore.agreed[:, -1, 0], even.agreed[:, -1, 0]).down


def test_every_party_s_name_finds_the_place_and_a_neutral_one_is_shown() -> None:
    """One name may mean the polity and another the region: they are two, and neither is shown for the other."""
    named = case().entities.named
    assert {e.id for e in named("Artsakh")} == {"artsakh", "nagorno_karabakh"}
    assert {e.id for e in named("Republic of Artsakh")} == {"artsakh"}
    assert "nagorno_karabakh" in {e.id for e in named("Nagorno-Karabakh")}
    assert case().entities["artsakh"].kind != case().entities["nagorno_karabakh"].kind
    both = case().entities["stepanakert"].name
    assert "Stepanakert" in both and "Khankendi" in both


def test_loaded_names_and_losses_of_heritage_are_claims_with_a_voice_and_drive_nothing() -> None:
    told = [c for c in case().claims if ".called" in c.slot or ".destroyed" in c.slot]
    assert len(told) > 10
    assert all(c.asserted_by for c in told)
    assert catalogue()["called"].feeds is None and catalogue()["destroyed"].feeds is None


def test_the_case_remembers_more_after_a_war_than_before() -> None:
    before, after = day("2020-07-21"), day("2020-11-20")
    for side in ("armenia", "azerbaijan"):
        a = before.filler.actor[side]
        assert after.worlds.scars[:, a].mean() > before.worlds.scars[:, a].mean()
