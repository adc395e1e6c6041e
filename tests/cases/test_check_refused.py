"""What no case can say: `detente check` names file, line, value, reason and remedy, and `detente run` refuses.

The table holds what is written into the case of the guide, and what its one fault says. A row that ends in WARNING is
told and does not stop a run.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.cases.making import write_case
from tests.cases.refused import (
    ALLIANCE,
    COVERS,
    ENDINGS,
    FORKED,
    MEMBERS,
    PLACES,
    ROADS,
    ROWS,
    Row,
    claim,
    claims,
    given,
    place,
)
from tests.cli.running import call, contents, refused

from detente.cases.check import Report, check, load
from detente.cases.check_given import FORCE
from detente.cases.model import MOST_MONTHS
from detente.cases.reader import bundled, load_case
from detente.cases.refuse import refuse_faulty
from detente.cases.whole import circle
from detente.errors import InputError
from detente.findings import runs
from detente.worlds.layout import MONTHS
from detente.worlds.setup import ACTIONS


def written(folder: Path, change: tuple[str, str, str]) -> Path:
    file, old, new = change
    return write_case(folder / "two-rivers", **{file.replace("/", "__"): (old, new)})


def report(folder: Path) -> Report:
    case, faults = load(folder)
    return Report(faults) if case is None else check(case, frozenset())


def lines_of(text: str, words: str) -> list[int]:
    """The lines on which these words start."""
    starts = [n for n in range(len(text)) if text.startswith(words, n)]
    return [text.count("\n", 0, n) + 1 for n in starts]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but the case and what a run would write, and no kernel made ready for a run that is refused."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(runs, "warm_up", lambda: None)


@pytest.mark.parametrize("name", ROWS)
def test_it_is_named_and_refused(name: str, tmp_path: Path) -> None:
    change, at, value, reason = ROWS[name]
    folder = written(tmp_path, change)
    file = folder / (change[0] + ENDINGS.get(change[0], ".yaml"))
    errors = [fault for fault in report(folder).faults if fault.severity == "error"]
    assert len(errors) == 1, [str(fault) for fault in errors]
    (fault,) = errors
    assert reason in fault.reason
    assert fault.value.startswith(value), fault.value
    assert len(fault.remedy) > 5
    assert Path(fault.file) == file
    assert fault.path
    assert fault.line in lines_of(file.read_text("utf-8"), at), (fault.line, fault.path)

    before = contents(tmp_path)
    refused(call("run", folder, "--worlds", 20), 3, reason, f"{file.name}:{fault.line}", fault.remedy)
    assert contents(tmp_path) == before


WARNINGS: dict[str, Row] = {
    "an unknown holder": (
        claims(claim("mill_valley.holder", "moon", "2014-06-01", "2014-06-02")),
        "value: moon", "moon", "the value is not among the entities"),
    "a truce without a first day": (
        ("claims/record", "slot: mill_truce.start", "slot: flood_march.start"),
        "slot: mill_truce.in_force", "mill_truce", "nobody says when it began"),
    "a prior of no day": (
        ("case", "known_from: 2015-06-01, why: \"the unit", "why: \"the unit"),
        "- {slot: \"southland.worth", "southland.worth[mill_valley]", "a prior of no day"),
    "an event that nobody knows": (
        ("case", "  truces: [mill_truce]", "  events: [flood_march, flod_march]\n  truces: [mill_truce]"),
        "  events:", "flod_march", "not among the entities"),
    "a table that nobody knows": (
        ("case", "  truces: [mill_truce]", "  formats: [{format: mill_table}]\n  truces: [mill_truce]"),
        "  formats:", "mill_table", "not among the entities"),
    "untrue before its window ended": (
        ("resolutions", "date: 2022-03-10", "date: 2021-06-10"),
        "date: 2021-06-10", "2021-06-10", "while it still may"),
    "an output of a clash": (
        claims(claim("flood_march.gdp", "5\n  unit: billion_usd", kind="measure")),
        "slot: \"flood_march.gdp", "flood_march.gdp", "gdp is said of an actor, and flood_march is an event"),
    "a holder of a country": (
        claims(claim("harbour.holder", "islands")),
        "slot: \"harbour.holder", "harbour.holder", "holder is said of a place, and harbour is an actor"),
    "a worth of a country": (
        claims(claim("northland.worth[harbour]", "some")),
        "slot: \"northland.worth", "northland.worth[harbour]", "worth is said of a place"),
    "known only in a thousand years": (
        claims(claim("mill_truce.violations", "3\n  unit: count", known="2999-01-01")),
        "known_from: 2999-01-01", "2999-01-01", "known only from a day that lies ahead"),
    "published only in a thousand years": (
        ("sources", "published: [2021-03-04, 2021-03-04]", "published: [2021-03-04, 2925-03-04]"),
        "published: [2021-03-04, 2925", "2925-03-04", "published on a day that lies ahead"),
}  # fmt: skip


@pytest.mark.parametrize("name", WARNINGS)
def test_it_is_told_and_stops_nothing(name: str, tmp_path: Path) -> None:
    change, at, value, reason = WARNINGS[name]
    folder = written(tmp_path, change)
    found = [fault for fault in report(folder).faults if reason in fault.reason]
    assert [(fault.severity, fault.value) for fault in found] == [("warning", value)]
    assert found[0].line in lines_of((folder / f"{change[0]}.yaml").read_text("utf-8"), at)
    refuse_faulty(load_case(str(folder)))


@pytest.mark.parametrize("change", [
    claims(ALLIANCE, COVERS, MEMBERS),
    claims(claim("mill_truce.addressee[withdrawal]", "southland"), claim("mill_truce.deadline[withdrawal]", "2016-01")),
    claims(claim("mill_truce.member[islands]", '"yes"'), claim("mill_truce.addressee[withdrawal]", "islands")),
    claims(claim("mill_valley.holder", "southland", "2015-06-02", "2015-06-03")),
    claims(claim("mill_valley.holder", "unknown", "2015-06-01", "2015-06-02")),
    claims(ALLIANCE.replace("  by:", "  status: rejected\n  by:")),
    claims(claim("mill_truce.member[moon]", '"yes"').replace("  by:", "  status: proposed\n  by:")),
    claims(claim("flood_march.end", "2021-02", "2021-02-20", "2021-03-01"),
           claim("flood_march.start", "2021-02-20", "2021-02-20", "2021-03-01")),
    place("route: {name: dale, through: north_home}, pipeline: true"),
    ("case", PLACES, FORKED.replace("dale, through: south_home", "dale, through: north_home")),
    ("case", PLACES, ROADS.replace("hill, through: mill_valley", "hill, through: south_home")),
    ("case", "places:\n", "clients: {millers: northland}\nplaces:\n"),
    given("{actor: southland, action: offensive, place: mill_valley, to: northland}"),
    ("case", "{deaths_in_month: {at_least: 25}}",
     "{all_of: [{deaths: {at_least: 25}}, {deaths_in_month: {less_than: 25}}]}"),
    ("case", "{deaths_in_month: {at_least: 25}}",
     "{all_of: [{deaths: {at_least: 25}}, {deaths: {less_than: 1, places: [mill_valley]}}]}"),
    ("resolutions", "happened: false\n    date: 2022-03-10", "happened: true\n    date: 2022-03-10"),
    ("resolutions", "date: 2022-03-10", "date: 2022-04-10"),
])  # fmt: skip
def test_what_is_like_it_and_right(change: tuple[str, str, str], tmp_path: Path) -> None:
    folder = written(tmp_path, change)
    assert [str(fault) for fault in report(folder).faults if fault.severity == "error"] == []
    refuse_faulty(load_case(str(folder)))


def test_a_claim_is_known_by_its_source(tmp_path: Path) -> None:
    """The id of a claim holds its source: the same lines under another source are another claim, and its id says so."""
    folder = write_case(tmp_path / "two-rivers")
    first = load_case(str(folder)).claims
    mine = next(claim for claim in first if claim.source == "record")
    lines = claim("mill_truce.violations", "3\n  unit: count") + f"  id: {mine.id}\n"
    path = folder / "claims" / "gdp.yaml"
    path.write_text(f"source: gdp\nclaims:\n{lines}", "utf-8")
    (fault,) = report(folder).faults
    assert (fault.file, fault.value) == (str(path), mine.id)
    assert "its id is now" in fault.reason


def test_a_series_that_lies_ahead_is_told_once(tmp_path: Path) -> None:
    folder = written(tmp_path, ("series/deaths", "2021-01,3", "2090-12,2\n2091-01,3"))
    (fault,) = report(folder).faults
    assert (fault.severity, fault.file) == ("warning", str(folder / "series" / "series.yaml"))
    assert fault.value == "deaths: mill_border.deaths[month=2090-12], known from 2091-01-20"


def test_what_lies_ahead_today_does_not_tomorrow(tmp_path: Path) -> None:
    folder = written(tmp_path, claims(claim("mill_truce.violations", "3\n  unit: count", known="2024-05-02")))
    case = load_case(str(folder))
    ahead = [len(check(case, frozenset(), today=day).faults) for day in (None, date(2024, 5, 1), date(2024, 5, 2))]
    assert ahead == [1, 1, 0]


def test_one_text_is_no_two_voices(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "two-rivers")
    for name in ("sources.yaml", "claims/walker-2021.yaml"):
        text = (folder / name).read_text("utf-8").replace("walker-2021", "walker-again")
        if name == "sources.yaml":
            block = text[text.index("- id: walker-again") : text.index("- id: record")]
            (folder / name).write_text(
                (folder / name).read_text("utf-8").replace("- id: record", block + "- id: record")
            )
        else:
            (folder / "claims" / "walker-again.yaml").write_text(text, "utf-8")
    (fault,) = report(folder).faults
    assert (fault.severity, fault.value, fault.line) == ("warning", "walker-again", 2)
    assert "that of walker-2021" in fault.reason
    path = folder / "claims" / "walker-again.yaml"
    path.write_text(path.read_text("utf-8").replace("  by: walker\n", "  by: walker\n  origin: walker-2021\n"), "utf-8")
    assert report(folder).faults == ()


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    folder = written(
        tmp_path, ("case", PLACES, "- {id: mill_valley, next_to: [moon], route: {name: dale, through: sun}}\n")
    )
    with pytest.raises(InputError) as refusal:
        load_case(str(folder))
    assert [fault.value for fault in refusal.value.faults] == ["moon", "sun"]


def test_a_circle_is_told_once() -> None:
    leads = {"b": "c", "c": "a", "a": "b", "d": "a", "e": "e"}
    found = [way for start in leads if (way := circle(start, leads))]
    assert found == [("a", "b", "c", "a"), ("e", "e")]


def test_what_can_be_made_to_happen_is_what_the_model_can_do() -> None:
    assert ACTIONS[1:] == FORCE


def test_a_question_looks_as_far_ahead_as_a_history_can_last() -> None:
    assert MOST_MONTHS == MONTHS


@pytest.mark.parametrize("folder", sorted(bundled().iterdir()), ids=lambda folder: folder.name)
def test_bundled_cases_are_not_refused(folder: Path) -> None:
    case = load_case(str(folder))
    refuse_faulty(case)
    assert report(folder).errors == 0


@pytest.mark.parametrize(("old", "new", "value"), [
    ("keepers: {force: kfor, provider: nato}", "keepers: {force: kfor, provider: moon}", "moon"),
    ("through: serbia_core}", "through: kosovo_south}", "kosovo_south → kosovo_south"),
    ("us.embargo[kosovo]", "us.embrgo[kosovo]", "us.embrgo[kosovo]"),
])  # fmt: skip
def test_a_broken_copy_of_a_bundled_case_is_refused(old: str, new: str, value: str, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(bundled() / "kosovo-serbia", folder)
    path = folder / "case.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    (fault,) = report(folder).faults
    assert fault.value == value
    assert fault.line in lines_of(text, old)
    refused(call("run", folder, "--worlds", 20), 3, value, f"case.yaml:{fault.line}")
    assert not (tmp_path / "runs").exists()
