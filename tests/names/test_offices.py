from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.names.entities import Entities, load_entities
from detente.names.faults import Faults
from detente.names.offices import Office, holders, read_offices
from detente.names.yamlfile import read_yaml

BUNDLED = Path(str(files("detente.cases"))) / "bundled" / "south-caucasus" / "entities.yaml"
DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))


@pytest.fixture(scope="module")
def bundled() -> Entities:
    return load_entities(read_yaml(BUNDLED), BUNDLED)


@given(DAYS, DAYS, DAYS)
def test_an_office_is_held_on_its_first_and_last_day_and_not_before(start: date, end: date, day: date) -> None:
    office = Office("president", "a", min(start, end), max(start, end))
    assert office.during(day, day) is (office.start <= day <= max(start, end))
    assert Office("president", "a", start).during(day, day) is (day >= start)


def test_offices_are_read_and_every_fault_told() -> None:
    faults = Faults("e.yaml", None)
    raw = [{"office": "mayor", "of": "town", "from": "2001-02-03", "to": "2002-02-03"}]
    assert read_offices(raw, (), faults) == (Office("mayor", "town", date(2001, 2, 3), date(2002, 2, 3)),)
    wrong = [7, {"office": "mayor"}, {"office": "m", "of": "t", "from": "2001-01-02", "to": "2000-01-01"}, {"until": 3}]
    assert read_offices(wrong, (), faults) == ()
    assert read_offices("mayor", (), faults) == ()
    assert faults.count == 5
    with pytest.raises(InputError):
        load_entities([{"id": "a", "name": "A", "kind": "person", "offices": [7]}], "e.yaml")


def test_every_office_belongs_to_an_entity_and_no_two_hold_a_presidency_at_once(bundled: Entities) -> None:
    offices = bundled.offices
    assert {office.of for held in offices.values() for office in held} <= set(bundled)
    for of in ("armenia", "azerbaijan", "artsakh", "russia", "turkey"):
        for year in range(2004, 2024):
            found = holders(offices, "president", of, date(year, 7, 1), date(year, 7, 1))
            assert len(found) <= 1, (of, year)


def test_who_held_what_when(bundled: Entities) -> None:
    def held(office: str, of: str, day: date) -> list[str]:
        return [one.person for one in holders(bundled.offices, office, of, day, day)]

    assert held("president", "armenia", date(2020, 7, 21)) == ["sarkissian"]
    assert held("prime_minister", "armenia", date(2020, 7, 21)) == ["pashinyan"]
    assert held("foreign_minister", "azerbaijan", date(2020, 7, 10)) == ["mammadyarov"]
    assert held("president", "armenia", date(2022, 2, 15)) == []


@pytest.mark.parametrize(
    ("metonym", "actor"),
    [
        ("Moscow", "russia"), ("the Kremlin", "russia"), ("Baku", "azerbaijan"), ("Yerevan", "armenia"),
        ("Tehran", "iran"), ("Ankara", "turkey"), ("Brussels", "eu"), ("Tel Aviv", "israel"), ("Washington", "us"),
    ],
)  # fmt: skip
def test_metonyms_stand_for_governments(metonym: str, actor: str, bundled: Entities) -> None:
    assert metonym.removeprefix("the ") in bundled[actor].metonyms
    assert actor in {entity.id for entity in bundled.named(metonym.removeprefix("the "))}


def test_what_is_no_metonym_stands_for_nobody(bundled: Entities) -> None:
    assert {"Gyumri", "Armenia"}.isdisjoint(name for entity in bundled.values() for name in entity.metonyms)


def test_region_polity_and_oblast_are_apart(bundled: Entities) -> None:
    assert [entity.id for entity in bundled.named("NKAO")] == ["nkao"]
    assert {entity.id for entity in bundled.named("NKR")} == {"artsakh", "nagorno_karabakh"}
    assert "artsakh" not in {entity.id for entity in bundled.named("Nagorno-Karabakh")}
