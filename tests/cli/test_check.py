from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cases.making import write_case
from tests.cli.conftest import Call
from tests.cli.running import refused

from detente.cases.reader import bundled

Ask = Callable[..., Any]
FIELDS = {"severity", "file", "line", "path", "value", "reason", "remedy"}


def faults(call: Call, case: Path, errors: bool = True) -> list[dict[str, Any]]:
    result = call("check", case, "--json")
    assert result.exit_code == int(errors), result.output
    assert result.stderr == ""
    found: list[dict[str, Any]] = json.loads(result.stdout)["faults"]
    assert all(fault.keys() == FIELDS and fault["reason"] and fault["remedy"] for fault in found)
    return found


def test_the_bundled_case_has_no_faults(ask: Ask, call: Call) -> None:
    found = ask("check")
    assert found["faults"] == []
    coverage = found["coverage"]
    parts = ("with_claims", "with_prior_only", "assumptions", "silent")
    assert coverage["slots"] == sum(coverage[part] for part in parts)
    assert min(coverage[part] for part in parts) > 0
    assert found["voices_absent"][0] == "No author writing from Azerbaijan."
    assert found["unchecked"]["citations"] > 0
    shown = call("check").stdout
    assert "0 errors, 0 warnings." in shown
    assert "No author writing from Azerbaijan." in shown


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "reason"),
    [
        ("claims__walker_2021", "value: 300", "value: many", 6, "displaced takes a number"),
        ("claims__walker_2021", "unit: persons", "unit: km", 6, "the unit of displaced is persons, not km"),
        ("claims__walker_2021", "[2021-02-20, 2021-02-21]", "[2021-02-30, 2021-02-21]", 10, "must be a day"),
        ("claims__walker_2021", "flood_march.displaced", "flood_march.displacd", 4, "no slot has the attribute"),
        ("claims__walker_2021", "start: 29, end: 46", "start: 46, end: 46", 12, "the span is empty"),
        (
            "claims__walker_2021",
            "by: walker",
            "by: walker\n  known_from: 2021-01-01",
            10,
            "known before its publication",
        ),
        ("claims__record", "citation: Northland Gazette, 2 June 2015", "note: none", 3, "a record without a citation"),
        ("claims__record", "2015-06-02", "soon", 8, "known_from must be a day"),
        ("case", "at_least: 25", "atleast: 25", 28, "deaths_in_month takes"),
        ("case", "months: 12", "months: a year", 23, "integer"),
        ("sources", "reliability: C", "reliability: Z", 10, "reliability is a letter"),
        ("entities", "kind: event", "kind: fight", 9, "unknown kind"),
        ("series__gdp", "9.1", "much", 2, "a series holds numbers"),
        ("resolutions", "happened: false", "happened: maybe", 5, "neither true, false nor null"),
        ("case", "id: two-rivers", "id: [", 0, "not plain YAML"),
    ],
)
def test_what_does_not_load(file: str, old: str, new: str, line: int, reason: str, tmp_path: Path, call: Call) -> None:
    case = write_case(tmp_path, **{file: (old, new)})
    found = faults(call, case)
    fault = next(fault for fault in found if reason in fault["reason"])
    assert fault["severity"] == "error"
    assert fault["file"].startswith(str(case))
    assert fault["line"] == line or not line
    shown = call("check", case)
    assert shown.exit_code == 1
    assert fault["reason"] in shown.stdout
    assert len(shown.stdout.splitlines()) == len(found) + 1


COUNTRY = {"kind": "country", "name": "x"}


def mapped(top: float, told: dict[str, str]) -> str:
    """A map of one triangle."""
    shape = {"type": "Polygon", "coordinates": [[[0, 1], [1, 1], [1, top]]]}
    return json.dumps({"features": [{"properties": told, "geometry": shape}]})


REGISTER = "register:\n- {id: f-0, kind: forecast}\n"


@pytest.mark.parametrize(
    ("file", "text", "line", "reason"),
    [
        ("map.geojson", "{", 0, "not a map"),
        ("map.geojson", '{"features": []}', 0, "not a map"),
        ("map.geojson", mapped(700, COUNTRY), 0, "not a map"),
        ("map.geojson", mapped(float("nan"), COUNTRY), 0, "not a map"),
        ("map.geojson", '{"features": []}'.encode("utf-16"), 1, "not UTF-8"),
        ("scoring.yaml", "from: 2015-13\n", 1, "not a month"),
        ("scoring.yaml", "- 1\n", 0, "dictionary"),
        ("contradictions.yaml", "5\n", 0, "not a list of judgements"),
        ("contradictions.yaml", "- sides: [[mill_valley.holder=northland]]\n  why: x\n", 1, "not a judgement"),
        ("register.yaml", REGISTER, 2, "an entry was changed or lost"),
        ("register.yaml", "register:\n- 3\n", 2, "not an entry"),
    ],
)
@pytest.mark.parametrize("broken", [False, True])
def test_what_no_answer_rests_on_is_told_too(
    file: str, text: str | bytes, line: int, reason: str, broken: bool, case: Path, call: Call
) -> None:
    """Also of a case that doesn't load: everything is told at once."""
    (case / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    if broken:
        (case / "theories.yaml").write_text("5\n", "utf-8")
    found = [fault for fault in faults(call, case) if fault["file"] == str(case / file)]
    assert [(fault["severity"], fault["line"]) for fault in found] == [("error", line)]
    assert reason in found[0]["reason"]


def test_claims_that_can_t_be_listed_are_not_taken_for_none(
    case: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.iterdir

    def closed(self: Path) -> Iterator[Path]:
        if self.name == "claims":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self)

    monkeypatch.setattr(Path, "iterdir", closed)
    (found,) = faults(call, case)
    assert (found["file"], found["reason"]) == (str(case / "claims"), "can't be read: Permission denied")


def test_a_map_of_places_that_there_are_not(case: Path, call: Call) -> None:
    (case / "map.geojson").write_text("\ufeff" + mapped(2, {"kind": "place", "place": "moon"}), "utf-8")
    (found,) = faults(call, case, errors=False)
    assert (found["severity"], found["value"]) == ("warning", "moon")


def test_a_map_that_is_no_text_is_refused_by_a_run(case: Path, call: Call, tmp_path: Path) -> None:
    (case / "map.geojson").write_text('{"features": []}', "utf-16")
    refused(call("run", case, "--worlds", 20, "--out", tmp_path / "runs"), 3, "map.geojson:1", "not UTF-8")
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "severity", "reason"),
    [
        ("case", "deaths.after-0.12m.25", "rivalry.other", "error", "no such reference rate"),
        ("case", "low: 0.8, high: 1.2", "low: 1.3, high: 1.2", "error", "the low end lies above the high end"),
        ("case", "southland.worth[mill_valley]", "southland.wrth[mill_valley]", "error", "no slot has the attribute"),
        ("case", "southland.worth[mill_valley]", "southland.worth[x]", "warning", "the model doesn't read this slot"),
        ("case", "home: northland,", "home: nobody,", "error", "neither a side nor an outsider"),
        ("case", "from: walker-2021", "from: walker-2022", "error", "no such source"),
        ("case", "months: 12", "months: 0", "error", "so many months"),
        ("case", "months: 12", "months: 481", "error", "so many months"),
        ("case", "troops: true", "troops: true, trops: true", "error", "not a field here"),
        ("case", "truces: [mill_truce]", "truces: [mill_truce, x]", "warning", "not among the entities"),
        ("resolutions", "question: next-year", "question: last-year", "error", "no such question"),
        ("resolutions", "id: deaths_25_in_month", "id: deaths_26", "error", "no such outcome"),
        ("resolutions", "citation:", "note:", "error", "settled without a citation"),
        ("claims__record", "value: northland", "value: nordland", "warning", "the value is not among the entities"),
        ("claims__record", "by: northland", "by: nordland", "warning", "who says it is not among the entities"),
        ("claims__record", "slot: mill_truce.type", "slot: truce.type", "warning", "the subject is not among"),
        ("sources", "reliability_why: named author on the spot; no references", "url: x", "warning", "no reason for"),
        ("sources", "voices_absent:\n- Nobody writes from Southland.", "", "warning", "voices are absent"),
        ("series__series", "unit: billion_usd", "unit: usd", "error", "the unit of gdp is billion_usd"),
        ("series__series", '{actor}.gdp"', '{actor}.gpd"', "error", "no slot has the attribute gpd"),
        ("series__series", "id: gdp", "id: gross", "error", "no such source"),
        ("series__gdp", "20.4", "0", "error", "no country has a gdp of 0"),
        ("series__deaths", "2021-01,3", "2021-01,1e18", "error", "more than the world has"),
        ("series__gdp", "southland,harbour", "southland,haven", "error", "nobody gives it"),
    ],
)
def test_what_no_single_file_can_show(
    file: str, old: str, new: str, severity: str, reason: str, tmp_path: Path, call: Call
) -> None:
    case = write_case(tmp_path, **{file: (old, new)})
    result = call("check", case, "--json")
    found = json.loads(result.stdout)["faults"]
    fault = next(fault for fault in found if reason in fault["reason"])
    assert fault["severity"] == severity
    assert result.exit_code == int(any(fault["severity"] == "error" for fault in found))


def test_all_that_the_model_misses_is_told_at_once(tmp_path: Path, call: Call) -> None:
    """Of each slot once, on the first of the days on which it is missing."""
    folder = write_case(tmp_path, case=("as_of: [2021-03-10]", "as_of: [2003-01-01, 2003-02-01]"))
    found = faults(call, folder)
    slots = [fault["path"] for fault in found if fault["severity"] == "error"]
    assert slots == ["northland.gdp", "southland.gdp", "harbour.gdp", "mill_valley.holder"]
    assert all("by that day" in fault["reason"] and "known from 20" in fault["remedy"] for fault in found[:4])


def test_the_same_claim_twice(case: Path, call: Call) -> None:
    path = case / "claims" / "record.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + text[text.index("- slot") : text.index("- slot: mill_truce")], "utf-8")
    assert any("the same claim as claims[0]" in fault["reason"] for fault in faults(call, case))


def test_all_files_are_read_at_once(tmp_path: Path, call: Call) -> None:
    broken = {
        "case": ("months: 12", "months: x"),
        "claims__record": ("kind: fact", "kind: x"),
        "entities": ("kind: event", "kind: x"),
        "resolutions": ("- question: next-year", "- query: next-year"),
        "sources": ("publisher: The Lantern", "publisher: The Lantern\n  origins: 5"),
    }
    case = write_case(tmp_path, **broken)
    named = {Path(fault["file"]).name for fault in faults(call, case)}
    assert named == {"case.yaml", "entities.yaml", "resolutions.yaml", "sources.yaml"}  # claims need their sources
    write_case(tmp_path, **{key: change for key, change in broken.items() if key != "sources"})
    named = {Path(fault["file"]).name for fault in faults(call, case)}
    assert named == {"case.yaml", "entities.yaml", "resolutions.yaml", "record.yaml"}


def test_a_file_of_claims_without_its_source(case: Path, call: Call) -> None:
    shutil.copy(case / "claims" / "record.yaml", case / "claims" / "hearsay.yaml")
    assert [fault["value"] for fault in faults(call, case)] == ["hearsay"]


def test_files_that_are_missing_or_empty(case: Path, call: Call) -> None:
    for name in ("resolutions.yaml", "entities.yaml", "sources.yaml", "case.yaml"):
        (case / name).write_text("", "utf-8")
        assert faults(call, case)
    for name in ("entities.yaml", "sources.yaml"):
        (case / name).unlink()
    assert {Path(fault["file"]).name for fault in faults(call, case)} >= {"entities.yaml", "sources.yaml"}


def test_a_span_beyond_its_attached_text(case: Path, call: Call) -> None:
    path = case / "claims" / "walker-2021.yaml"
    path.write_text(path.read_text("utf-8").replace("start: 29, end: 46", "start: 300, end: 317"), "utf-8")
    assert faults(call, case, errors=False) == []  # nobody can know without the text
    assert call("attach", case, case / "walker.txt").exit_code == 0
    found = faults(call, case)
    assert [(fault["reason"], fault["line"]) for fault in found] == [("the span ends beyond its text", 12)]
    assert found[0]["value"].startswith("300-317 of ")
    text = path.read_text("utf-8")
    path.write_text(text.replace("start: 300, end: 317", "start: 30, end: 47"), "utf-8")
    assert "don't stand there" in faults(call, case)[0]["reason"]
    (case.parent / "data/detente/two-rivers/texts/walker-2021.txt").write_text("Another text.", "utf-8")
    assert {fault["severity"] for fault in faults(call, case, errors=False)} == {"warning"}


def test_an_unknown_case_is_wrong_use(call: Call, tmp_path: Path) -> None:
    assert call("check", "atlantis").exit_code == 2
    assert call("check", tmp_path).exit_code == 2


def test_a_broken_copy_of_the_bundled_case(tmp_path: Path, call: Call) -> None:
    case = tmp_path / "copy"
    shutil.copytree(bundled() / "south-caucasus", case)
    path = case / "claims" / "ringler-2020.yaml"
    lines = path.read_text("utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("  value: 2190"))
    claim = sum(line.startswith("- id:") for line in lines[:at]) - 1
    lines[at] = "  value: long"
    path.write_text("\n".join(lines), "utf-8")
    found = faults(call, case)
    told = [(fault["line"], fault["path"], fault["value"]) for fault in found]
    assert told == [(at + 1, f"claims[{claim}].value", "long")]


def test_what_a_side_says_of_its_enemys_losses_stays_its_own(tmp_path: Path, call: Call) -> None:
    case = tmp_path / "copy"
    shutil.copytree(bundled() / "south-caucasus", case)
    path = case / "claims" / "ringler-2020.yaml"
    text = path.read_text("utf-8")
    told = "april_war_2016.deaths[enemy_of=armenia]"
    block = next(b for b in text.split("- id: ") if f"slot: {told}" in b)
    wrong = block.replace(told, "april_war_2016.deaths[own=azerbaijan]")
    path.write_text(text.replace(f"- id: {block}", "- " + wrong.split("\n  ", 1)[1]), "utf-8")
    found = [f for f in faults(call, case, errors=False) if f["path"].endswith(".slot")]
    assert [(f["value"], f["severity"]) for f in found] == [("april_war_2016.deaths[own=azerbaijan]", "warning")]
    assert "[enemy_of=armenia]" in found[0]["remedy"]
