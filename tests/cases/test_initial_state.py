"""What the flagship case says of home fronts, people, arms, truces and talks: dated, from 1995 on, of both sides."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.beliefs.draws import Beliefs, Terms, believe
from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.claims.model import Claim

RECORD = "public-record"
SIDES = ("armenia", "azerbaijan")
START = date(1995, 1, 31)
HOME = ("settles", "irregulars", "unmanned", "rent_share")
# word in force by the record, by day
WORDS = [
    ("trilateral_format.format_status", {"1995-01-31": "defunct", "2009-06-30": "active", "2016-03-31": "stalled"}),
    ("trilateral_format.format_status", {"2020-11-12": "active", "2023-10-04": "active", "2023-10-15": "stalled"}),
    ("bilateral_format.format_status", {"1999-12-31": "active", "2003-12-31": "stalled", "2020-07-21": "stalled"}),
    ("osce_minsk_group.format_status", {"1995-01-31": "active", "2020-07-21": "active", "2025-12-31": "defunct"}),
    ("eu_format.format_status", {"2022-09-16": "active", "2023-10-06": "active", "2023-10-27": "stalled"}),
    ("us.embargo[armenia]", {"1995-01-31": "yes", "2002-03-28": "yes", "2002-03-31": "no"}),
    ("us.embargo[azerbaijan]", {"1995-01-31": "yes", "2002-03-28": "yes", "2002-03-31": "no"}),
    ("ceasefire_1994.term_kept[pullback]", {"1995-01-31": "no", "2020-07-21": "no"}),
    ("ceasefire_1994.term_kept[ceasefire]", {"1995-01-31": "yes", "2010-12-31": "partly", "2016-04-10": "no"}),
    ("ceasefire_2020.term_kept[lachin_corridor]", {"2022-09-16": "yes", "2023-01-31": "no"}),
    ("ceasefire_2023.term_kept[reintegration]", {"2023-09-25": "open", "2023-10-04": "no"}),
    ("washington_declaration_2025.term_kept[minsk_process]", {"2025-08-31": "open", "2026-05-31": "yes"}),
    ("lachin_corridor.route_state", {"2020-11-06": "closed", "2020-11-12": "open", "2023-01-31": "restricted"}),
    ("russian_peacekeepers.wanted", {"2023-01-31": "unwanted"}),
    ("azerbaijan.unmanned", {"1995-01-31": "none", "2016-12-31": "some", "2021-01-31": "many"}),
    ("azerbaijan.settles", {"1995-01-31": "keeps_unsettled", "2010-12-31": "partly", "2023-01-31": "settles"}),
]
# thousand people that the record's claims in force allow, by day
PEOPLE = [
    ("azerbaijan.unsettled[surrounding_districts]", "1995-01-31", 450, 700),
    ("azerbaijan.unsettled[surrounding_districts]", "2016-03-31", 300, 400),
    ("azerbaijan.unsettled[nagorno_karabakh]", "1995-01-31", 40, 50),
    ("armenia.unsettled[nagorno_karabakh]", "2020-11-12", 70, 75),
    ("armenia.unsettled[nagorno_karabakh]", "2022-09-16", 20, 42),
    ("armenia.unsettled[nagorno_karabakh]", "2023-10-04", 90, 135),
    ("nagorno_karabakh.uprootable", "1995-01-31", 120, 145),
    ("nagorno_karabakh.uprootable", "2023-01-31", 80, 120),
    ("nagorno_karabakh.uprootable", "2023-10-04", 0, 2),
    ("surrounding_districts.uprootable", "2016-03-31", 11, 16),
    ("surrounding_districts.uprootable", "2021-01-31", 0, 1),
]


@pytest.fixture(scope="module")
def flagship() -> Case:
    return load_case("south-caucasus")


def beliefs(case: Case, day: date) -> Beliefs:
    return believe(case.grounds, Terms(day, draws=20))


def recorded(case: Case, slot: str, day: date) -> list[Claim]:
    return [c for c in beliefs(case, day).claims.get(slot, ()) if c.source == RECORD]


@pytest.mark.parametrize(("slot", "words"), WORDS, ids=lambda part: part if isinstance(part, str) else "")
def test_words_of_the_record_hold_from_their_day(flagship: Case, slot: str, words: dict[str, str]) -> None:
    for day, word in words.items():
        said = {c.value.words[0] for c in recorded(flagship, slot, date.fromisoformat(day))}
        assert said == {word}, day


@pytest.mark.parametrize(("slot", "day", "low", "high"), PEOPLE)
def test_people_are_counted_as_they_were_known(flagship: Case, slot: str, day: str, low: float, high: float) -> None:
    numbers = beliefs(flagship, date.fromisoformat(day)).draw(slot).numbers
    assert (low <= numbers).all() and (numbers <= high).all()


@settings(max_examples=12, deadline=None)
@given(month=st.integers(0, 377))
def test_every_place_has_people_in_every_month(flagship: Case, month: int) -> None:
    held = beliefs(flagship, date(1995 + month // 12, month % 12 + 1, 28))
    for place in flagship.file.places:
        if place.home is None:
            assert (held.draw(f"{place.id}.uprootable").winner >= 0).all(), place.id


@pytest.mark.parametrize("attribute", HOME)
def test_the_record_speaks_of_both_sides_from_the_start(flagship: Case, attribute: str) -> None:
    held = beliefs(flagship, START)
    assert all(f"{side}.{attribute}" in held.claims for side in SIDES)


def test_unrest_is_read_by_one_rule_on_both_sides(flagship: Case) -> None:
    said = defaultdict(set)
    for claim in flagship.claims:
        if claim.source == RECORD and claim.slot in {f"{side}.unrest" for side in SIDES}:
            said[claim.slot].add(claim.value.words[0])
    assert said["armenia.unrest"] == said["azerbaijan.unrest"] == {"low", "raised", "high"}


def test_every_truce_says_whether_it_was_kept(flagship: Case) -> None:
    kept = {c.slot.partition(".term_kept[")[0] for c in flagship.claims if ".term_kept[" in c.slot}
    assert {pact for rivalry in flagship.file.rivalries for pact in rivalry.truces} <= kept


def test_shares_of_imports_never_exceed_the_whole(flagship: Case) -> None:
    """Of one client in one period of one report, by the record."""
    total: dict[object, float] = defaultdict(float)
    for claim in flagship.claims:
        if claim.source == RECORD and ".supply_share[" in claim.slot:
            total[claim.slot.partition("[")[2], claim.event_time] += claim.value.high or 0.0
    assert total
    assert max(total.values()) <= 1.0
