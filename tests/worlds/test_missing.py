"""What the model can't be without: told all at once, and from when it is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.cases.making import write_case

from detente.beliefs.draws import Terms, believe
from detente.cases.reader import load_case
from detente.errors import Fault, InputError
from detente.worlds.fill import Filler
from detente.worlds.missing import missing

EARLY, LATE = date(2003, 1, 1), date(2021, 3, 10)
GDP = "the model needs this number and nobody gives it"
HELD = "nobody says who holds this place"


def lacking(folder: Path, day: date, **changes: tuple[str, str]) -> tuple[Fault, ...]:
    case = load_case(str(write_case(folder, **changes)))
    beliefs = believe(case.grounds, Terms(day, draws=8))
    found = missing(case, beliefs)
    if found:
        with pytest.raises(InputError):
            Filler(case, beliefs).fill()
    else:
        Filler(case, beliefs).fill()
    return found


def test_all_of_it_at_once_with_its_first_day(tmp_path: Path) -> None:
    found = lacking(tmp_path, EARLY)
    by = "by that day"
    slots = ("northland.gdp", "southland.gdp", "harbour.gdp")  # the islands send no troops
    assert [(fault.path, fault.reason) for fault in found] == [
        *((slot, f"{GDP} {by}") for slot in slots),
        ("mill_valley.holder", f"{HELD} {by}"),
    ]
    assert all("The first is known from 2020-02-29" in fault.remedy for fault in found[:3])
    assert "The first is known from 2015-06-02" in found[3].remedy


def test_nothing_where_everything_is_known(tmp_path: Path) -> None:
    assert lacking(tmp_path, LATE) == ()


def test_what_nobody_ever_says_has_no_first_day(tmp_path: Path) -> None:
    (fault,) = lacking(tmp_path, LATE, series__gdp=("southland,harbour", "southland,haven"))
    assert (fault.path, fault.reason) == ("harbour.gdp", GDP)
    assert fault.remedy.startswith("Add it to a series")


def test_a_stranger_as_holder(tmp_path: Path) -> None:
    (fault,) = lacking(tmp_path, LATE, claims__record=("value: northland", "value: islands"))
    assert (fault.path, fault.value) == ("mill_valley.holder", "islands")
    assert "clients" in fault.remedy
