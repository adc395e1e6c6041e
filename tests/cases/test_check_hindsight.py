"""Years that lay ahead when a claim became known are told, but for plans and what a citation was checked against."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.making import write_case

from detente.cases.check import check, load
from detente.cases.check_hindsight import later_years
from detente.cases.reader import load_case
from detente.errors import Fault

AHEAD = "names a year after the day on which it was known"


def recorded(
    slot: str = "northland.account[mill]",
    value: str = "rebuilt",
    citation: str = "Act",
    text: str = "x",
    kind: str = "fact",
) -> str:
    """A claim of the record, known on 2 June 2015."""
    return (
        f"- slot: {slot}\n  kind: {kind}\n  value: {value}\n  by: northland\n  event_time: 2015-06-01\n"
        f"  known_from: 2015-06-02\n  citation: '{citation}'\n  paraphrase: '{text}'\n"
    )


def told(folder: Path, claim: str) -> list[Fault]:
    path = write_case(folder) / "claims" / "record.yaml"
    path.write_text(path.read_text("utf-8") + claim, "utf-8")
    case, wrong = load(folder)
    assert case is not None, wrong
    return [fault for fault in check(case, frozenset()).faults if AHEAD in fault.reason]


@pytest.mark.parametrize(
    ("text", "known", "years"),
    [
        ("Closed in 1993, and again in 1996.", 1993, ["1996"]),
        ("A treaty of 1995, prolonged in 2010 to 2044.", 1995, ["2010"]),
        ("Begun in 1992; since 1997 three have chaired it.", 1992, ["1997"]),
        ("No result before the elections of 2003.", 2002, ["2003"]),
        ("Prolonged to 19 February 2027.", 2025, []),
        ("Dissolved by 1 January 2024, when it would cease to exist.", 2023, []),
        ("They may stay until at least 2025.", 2020, []),
        ("The first end was that of 2025.", 2020, ["2025"]),
        ("The term ends in November 2025.", 2020, []),
        ("The mission was to leave in 2025. It had left in 2024.", 2020, ["2024"]),
        ("Told on 2015-06-01, revised on 2016-01-31.", 2015, ["2016"]),
        ("A force of 1,960 or 2,044 soldiers, 20.2044 thousand.", 1990, []),
    ],
)
def test_years_ahead_are_found_where_no_plan_names_them(text: str, known: int, years: list[str]) -> None:
    assert later_years(text, known) == years


@pytest.mark.parametrize(
    ("claim", "field"),
    [
        (recorded(text="The mill was rebuilt, and burnt down in 2019."), "paraphrase"),
        (recorded(value="burnt_down_in_2019"), "value"),
        (recorded(citation="Annals of the mill, 2019"), "citation"),
        (recorded(citation="Annals (checked against a page of 2015), 2019"), "citation"),
        (recorded(text="The mill was rebuilt in 2015, as in 1996."), None),
        (recorded(citation="Act of 1 June 2015 (checked against Annals (two volumes), 2019)"), None),
        (recorded(citation="Act (unchecked) (published later: Annals, 2019, https://mill.example/2019/p)"), None),
        (recorded(citation="Act, https://mill.example/2019/page"), None),
        (recorded("mill_truce.deadline[mill]", "2019-01-01", text="Due on the first of January 2019."), None),
        (recorded("northland.prediction[mill]", "rebuilt", text="Rebuilt in 2019.", kind="prediction"), None),
        (recorded(text="Burnt down in 2019.") + "  status: rejected\n", None),
    ],
)
def test_what_lay_ahead_is_told_with_its_field(tmp_path: Path, claim: str, field: str | None) -> None:
    faults = told(tmp_path, claim)
    assert [fault.severity for fault in faults] == ["warning"] * (field is not None)
    assert all(str(fault).count(f".{field}") and "2019" in str(fault) for fault in faults)


@given(st.text(), st.integers(1900, 2099), st.integers(1900, 2099))
def test_no_text_tells_of_years_that_had_passed(text: str, year: int, known: int) -> None:
    found = later_years(f"{text} in {year}", known)
    assert all(int(one) > known for one in found)
    assert not found or known < 2099


@pytest.mark.parametrize("name", ["south-caucasus", "kosovo-serbia"])
def test_the_bundled_cases_tell_nothing_of_what_lay_ahead(name: str) -> None:
    case = load_case(name)
    assert not [fault for fault in check(case, frozenset()).faults if AHEAD in fault.reason]
