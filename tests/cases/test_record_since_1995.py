"""The public record of the flagship case back to 1995: its worlds can be filled as of any month, without hindsight."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.beliefs.draws import Beliefs, Terms, believe
from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.claims.model import Claim
from detente.worlds.fill import Filler
from detente.worlds.setup import CESSATION
from detente.worlds.shape import dyads

RECORD = "public-record"
DAYS = [
    date(1995, 1, 31),
    date(2000, 6, 30),
    date(2008, 3, 31),
    date(2010, 12, 31),
    date(2016, 3, 31),
    date(2019, 6, 30),
]
HELD_BY_ARMENIA = {"nagorno_karabakh", "surrounding_districts", "syunik", "vayots_dzor", "tavush"}
HELD_BY_AZERBAIJAN = {"nakhchivan", "tovuz"}
CEASEFIRE = date(1994, 5, 12)
# by power, the reading in force on each of DAYS; None where the record has none yet
ATTENTION = {
    "russia": ["bound", "bound", "divided", "free", "divided", "divided"],
    "us": [None, "free", "bound", "bound", "divided", "divided"],
    "turkey": [None, "free", "divided", "divided", "divided", "divided"],
    "iran": [None, None, None, None, "divided", "divided"],
    "eu": [None, None, None, "divided", "divided", "divided"],
    "france": [None, None, None, None, "divided", "divided"],
    "israel": [None] * 6,
}


@pytest.fixture(scope="module")
def flagship() -> Case:
    return load_case("south-caucasus")


def beliefs(case: Case, day: date, claims: Iterable[Claim] | None = None) -> Beliefs:
    known = case.grounds if claims is None else case.grounds._replace(claims=claims)
    return believe(known, Terms(day, draws=20))


def filled(case: Case, day: date, claims: Iterable[Claim] | None = None) -> Filler:
    filler = Filler(case, beliefs(case, day, claims))
    filler.fill()
    return filler


def word(held: Beliefs, slot: str) -> str | None:
    """The word of the record in force on a slot; two of them would be a contradiction."""
    said = {c.value.words[0] for c in held.claims.get(slot, ()) if c.source == RECORD}
    assert len(said) <= 1
    return next(iter(said), None)


def memory(worlds: Any) -> bytes:
    content: bytes = worlds.view(np.ndarray).tobytes()
    return content


@pytest.mark.parametrize("day", DAYS)
def test_each_place_is_held_by_whom_the_record_names(flagship: Case, day: date) -> None:
    filler = filled(flagship, day)
    for side, places in (("armenia", HELD_BY_ARMENIA), ("azerbaijan", HELD_BY_AZERBAIJAN)):
        for place in places:
            assert (filler.worlds.holder[:, filler.place[place]] == filler.actor[side]).all(), place


@pytest.mark.parametrize("day", DAYS)
def test_the_ceasefire_of_1994_is_the_truce_and_nobody_keeps_it(flagship: Case, day: date) -> None:
    worlds = filled(flagship, day).worlds
    assert (worlds.truce[:, 0] == CESSATION).all()
    assert worlds.truce_age[:, 0] == pytest.approx((day - CEASEFIRE).days / 30.4375)
    assert (worlds.keepers[:, 0] == 0).all()


@pytest.mark.parametrize("day", DAYS)
def test_nothing_known_later_speaks(flagship: Case, day: date) -> None:
    known = [c for c in flagship.claims if c.known_from <= day]
    filler = filled(flagship, day)
    assert all(c.known_from <= day for group in filler.beliefs.claims.values() for c in group)
    assert memory(filler.worlds) == memory(filled(flagship, day, known).worlds)


@settings(max_examples=12, deadline=None)
@given(month=st.integers(0, 377))
def test_every_month_since_1995_can_be_filled(flagship: Case, month: int) -> None:
    worlds = filled(flagship, date(1995 + month // 12, month % 12 + 1, 28)).worlds
    assert all(np.isfinite(worlds[name]).all() for name in worlds.dtype.names)
    assert (worlds.truce[:, 0] > 0).all() or month in (308, 309)  # the weeks of the war of 2020


@pytest.mark.parametrize("power", sorted(ATTENTION))
def test_wars_elsewhere_are_read_as_they_were_known(flagship: Case, power: str) -> None:
    found = [word(beliefs(flagship, day), f"{power}.attention") for day in DAYS]
    assert found == ATTENTION[power]


def test_readings_before_2016_wait_for_their_event_and_for_nothing_else(flagship: Case) -> None:
    ours = [c for c in flagship.claims if c.asserted_by == "detente" and c.known_from < date(2016, 1, 1)]
    assert ours
    for claim in ours:
        assert claim.event_time is not None
        assert claim.known_from == claim.event_time[1] + timedelta(days=1), claim.id
        assert claim.note, claim.id


def test_the_collective_treaty_covers_both_sides_until_1999(flagship: Case) -> None:
    early, late = filled(flagship, DAYS[0]), filled(flagship, DAYS[1])
    russia = early.actor["russia"]
    home = {"armenia": early.place["syunik"], "azerbaijan": early.place["nakhchivan"]}
    for d, (_, target) in enumerate(dyads(flagship)):
        assert (early.worlds.pledge[:, d, russia, home[target]] > 0).all()
        assert ((late.worlds.pledge[:, d, russia, home[target]] > 0) == (target == "armenia")).all()


def test_a_clash_counts_before_its_month_is_published(flagship: Case) -> None:
    day = date(2008, 3, 31)
    without = [c for c in flagship.claims if not c.slot.startswith("mardakert_march_2008")]
    counted, missed = (filled(flagship, day, claims).pasts[0].deaths for claims in (None, without))
    assert counted[0] == missed[0] + 4
    assert (counted[1:] == missed[1:]).all()


@pytest.mark.parametrize("day", [date(2020, 11, 12), date(2022, 9, 16), date(2023, 10, 4), date(2026, 5, 31)])
def test_what_ended_before_2019_leaves_later_worlds_alone(flagship: Case, day: date) -> None:
    """Of what took effect before 2019, what is in force no more may be deleted without any effect."""
    held = beliefs(flagship, day)
    alive = {c.id for group in held.claims.values() for c in group}
    over = {c.id for c in flagship.claims if c.event_time and c.event_time[1] < date(2019, 1, 1)} - alive
    assert over
    kept = [c for c in flagship.claims if c.id not in over]
    assert memory(filled(flagship, day).worlds) == memory(filled(flagship, day, kept).worlds)
