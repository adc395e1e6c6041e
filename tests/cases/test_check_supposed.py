"""Suppositions against the record: whose the place is on each day that the question is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.making import write_case

from detente.cases.check import check, load
from detente.cases.refuse import refuse_faulty
from detente.errors import Fault, InputError

OWN = "- {id: own, sides: [islands, southland], border: b, talks: t}\n"


def written(folder: Path, made: str, rivalry: str = "", days: str = "[2021-03-10]", record: str = "") -> Path:
    write_case(folder)
    case, claims = folder / "case.yaml", folder / "claims" / "record.yaml"
    text = case.read_text("utf-8").replace("[2021-03-10]", days).replace("outsiders:\n", rivalry + "outsiders:\n")
    if rivalry:
        text = text.replace("- {id: islands}\n", "")
    text = text.replace("  outcomes:\n", f"  given: {{do: {made}, text: made to}}\n  outcomes:\n", 1)
    case.write_text(text, "utf-8")
    claims.write_text(claims.read_text("utf-8") + record, "utf-8")
    return folder


def told(folder: Path) -> tuple[Fault, ...]:
    case, faults = load(folder)
    if case is None:
        return faults
    try:
        refuse_faulty(case)
    except InputError as error:
        return error.faults
    return ()


def holder(who: str, day: str, source: str = "") -> str:
    return (
        f"- slot: mill_valley.holder\n  kind: fact\n  value: {who}\n  by: northland\n  event_time: {day}\n"
        f"  known_from: {day}\n  citation: Gazette\n  paraphrase: Written for a test.\n{source}"
    )


@pytest.mark.parametrize(
    ("made", "rivalry", "reason"),
    [
        (
            "{actor: northland, action: coerce, place: mill_valley}",
            "",
            "held by northland itself, and not by southland",
        ),
        ("{actor: southland, action: coerce, place: mill_valley}", OWN, "several rivals"),
        (
            "{actor: southland, action: coerce, place: mill_valley, to: islands}",
            OWN,
            "held by northland, and not by islands",
        ),
    ],
)
def test_what_could_not_be_is_refused(made: str, rivalry: str, reason: str, tmp_path: Path) -> None:
    (fault,) = told(written(tmp_path, made, rivalry))
    assert reason in fault.reason
    assert fault.line
    assert "given" in fault.path


@pytest.mark.parametrize(
    ("made", "rivalry"),
    [
        ("{actor: southland, action: coerce, place: mill_valley}", ""),
        ("{actor: southland, action: coerce, place: mill_valley, to: northland}", OWN),
    ],
)
def test_what_could_be_is_not(made: str, rivalry: str, tmp_path: Path) -> None:
    assert told(written(tmp_path, made, rivalry)) == ()


@pytest.mark.parametrize(("days", "faulty"), [("[2021-03-10]", False), ("[2021-03-10, 2021-04-10]", True)])
def test_it_is_looked_at_on_every_day_asked(days: str, faulty: bool, tmp_path: Path) -> None:
    """Northland loses the valley between the two days."""
    made = "{actor: southland, action: coerce, place: mill_valley}"
    faults = told(written(tmp_path, made, days=days, record=holder("southland", "2021-04-01")))
    assert ["as of 2021-04-10" in fault.reason for fault in faults] == [True] * faulty


def test_what_a_client_holds_is_its_patrons(tmp_path: Path) -> None:
    made = "{actor: southland, action: coerce, place: mill_valley}"
    folder = written(tmp_path, made, record=holder("harbour", "2021-01-01"))
    assert "held by harbour" in told(folder)[0].reason
    path = folder / "case.yaml"
    path.write_text(path.read_text("utf-8").replace("places:\n", "clients: {harbour: northland}\nplaces:\n"), "utf-8")
    assert told(folder) == ()


def test_a_source_against_the_record_leaves_a_warning(tmp_path: Path) -> None:
    """Worlds that believe the analyst can live what is supposed, so that it is told and not refused."""
    made = "{actor: northland, action: coerce, place: mill_valley}"
    folder = written(tmp_path, made)
    said = "- slot: mill_valley.holder\n  kind: fact\n  value: southland\n  by: walker\n  citation: p. 1\n"
    path = folder / "claims" / "walker-2021.yaml"
    path.write_text(path.read_text("utf-8") + said + "  paraphrase: x\n", "utf-8")
    assert told(folder) == ()
    case, _ = load(folder)
    assert case is not None
    warned = [fault for fault in check(case, frozenset()).faults if "held by northland itself" in fault.reason]
    assert [fault.severity for fault in warned] == ["warning"]


def test_what_can_t_be_entered_is_warned_of(tmp_path: Path) -> None:
    """Who holds nothing beside a place can't walk in; a question may suppose it all the same."""
    made = "{actor: southland, action: offensive, place: mill_valley}"
    folder = written(tmp_path, made)
    path = folder / "case.yaml"
    assert not reached(folder)
    path.write_text(
        path.read_text("utf-8").replace("southland, next_to: [mill_valley]", "southland, next_to: []"), "utf-8"
    )
    (fault,) = reached(folder)
    assert (fault.severity, fault.value) == ("warning", "mill_valley")
    assert "as of 2021-03-10 southland holds no place" in fault.reason
    assert told(folder) == ()
    text = path.read_text("utf-8").replace("- {id: mill_valley}", "- {id: mill_valley, next_to: [ford]}\n- {id: ford}")
    path.write_text(text, "utf-8")
    record = folder / "claims" / "record.yaml"
    held = holder("southland", "2016-01-01").replace("mill_valley.", "ford.")
    record.write_text(record.read_text("utf-8") + held, "utf-8")
    assert not reached(folder)


def reached(folder: Path) -> list[Fault]:
    case, _ = load(folder)
    assert case is not None
    return [fault for fault in check(case, frozenset()).faults if "can be entered" in fault.reason]
