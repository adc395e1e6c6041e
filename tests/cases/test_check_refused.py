"""What no case can say: `detente check` names file, line, value, reason and remedy, and `detente run` refuses.

The table holds what is written into the case of the guide, and what its one fault says. A row that ends in WARNING is
told and does not stop a run.
"""

from __future__ import annotations

import shutil
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
    "an event after it was known": (
        claims(claim("flood_march.happened", '"yes"', "2021-02-20", "2021-02-19")),
        "event_time: 2021-02-20", "2021-02-20", "after the day on which it was known"),
    "an unknown holder": (
        claims(claim("mill_valley.holder", "moon", "2014-06-01", "2014-06-02")),
        "value: moon", "moon", "the value is not among the entities"),
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
