"""``detente compare``: runs and cases, as prose and as one document."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cases.making import write_case
from tests.cli.running import ask, call, contents, refused

FEW = ("--worlds", 80)
WHO = ("--who", "A. Analyst", "--reason", "it is so")


class Loop:
    """A case run, changed by a judgement, and run again."""

    def __init__(self, place: Path) -> None:
        change = ("deaths_in_month: {at_least: 25}", "deaths: {at_least: 1}")
        self.case = write_case(place / "two-rivers", case=change)
        self.runs = place / "runs"
        self.first = ask("run", self.case, *FEW, "--out", self.runs)["run"]["id"]
        asked = (
            "--judgement",
            "--slot",
            "southland.worth[mill_valley]",
            "--value",
            "1.8..2",
            "--known-from",
            "2021-03-01",
        )
        unread = ("--judgement", "--slot", "harbour.account", "--value", "x", *asked[-2:])
        for words in ((*asked, "--reliability", "A"), unread):
            assert call("claim", "add", self.case, *words, *WHO).exit_code == 0
        self.second = ask("run", self.case, *FEW, "--out", self.runs)["run"]["id"]


@pytest.fixture(scope="module")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Loop:
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("loop")
        patch.setenv("XDG_DATA_HOME", str(place / "data"))
        return Loop(place)


def test_the_document(loop: Loop) -> None:
    found = ask("compare", loop.first, loop.second, "--runs", loop.runs, "--explain")
    assert found["a"]["claims_digest"] != found["b"]["claims_digest"]
    (answer,) = found["answers"]
    assert (answer["question"], answer["as_of"], answer["besides"]) == ("next-year", ["2021-03-10"] * 2, [])
    (outcome,) = answer["outcomes"]
    low, high = outcome["interval"]
    assert low <= outcome["difference"] <= high
    assert outcome["p"][1] - outcome["p"][0] == pytest.approx(outcome["difference"])
    assert outcome["change"] in ("rose", "fell", "hardly changed", "can't tell", "unchanged")
    assert answer["paired"]
    assert outcome["because"]["claims"]["difference"] == outcome["difference"]
    told = {name for change in (*outcome["moved_by"], *answer["cannot_move"]) for name in change["claims"]}
    assert len(told) == 2 - outcome["moved_nothing"]
    assert [change["slots"] for change in answer["cannot_move"]] == [["harbour.account"]]


def test_without_explanation_nothing_is_lived_again(loop: Loop) -> None:
    (answer,) = ask("compare", loop.first, loop.second, "--runs", loop.runs)["answers"]
    assert answer["cannot_move"] is None
    assert answer["outcomes"][0]["moved_by"] is None
    assert answer["outcomes"][0]["because"] is None


def test_a_run_keeps_its_case_as_it_was(loop: Loop) -> None:
    first = json.loads((loop.runs / loop.first / "case.json").read_text("utf-8"))
    assert "claims/judgement-a-analyst.yaml" not in first
    beside = ask("compare", loop.first, loop.case, "--runs", loop.runs)
    runs = ask("compare", loop.first, loop.second, "--runs", loop.runs)
    assert beside["answers"] == runs["answers"]


def test_runs_by_folder_and_last(loop: Loop) -> None:
    by_id = ask("compare", loop.first, loop.second, "--runs", loop.runs)["answers"]
    assert ask("compare", loop.runs / loop.first, loop.runs)["answers"] == by_id


def test_prose(loop: Loop) -> None:
    shown = call("compare", loop.first, loop.second, "--runs", loop.runs, "--explain")
    assert shown.exit_code == 0
    assert "Do 25 or more people die" in shown.stdout
    assert "1 other change of claims can't move it" in shown.stdout
    same = call("compare", loop.first, loop.first, "--runs", loop.runs, "--explain").stdout
    assert "unchanged" in same
    assert "No claim moved it." in same


def test_two_days_of_one_case(loop: Loop) -> None:
    days = (f"{loop.case}@2021-03-03", f"{loop.case}@2021-03-10")
    found = ask("compare", *days, *FEW, "--explain")
    (answer,) = found["answers"]
    assert answer["as_of"] == ["2021-03-03", "2021-03-10"]
    assert answer["besides"] == ["time from 2021-03-03 to 2021-03-10"]
    (outcome,) = answer["outcomes"]
    because = {name: part["difference"] for name, part in outcome["because"].items()}
    assert because["terms"] == because["model"] == 0
    assert because["claims"] + because["time"] == pytest.approx(outcome["difference"])
    shown = call("compare", *days, *FEW, "--explain").stdout
    assert f"{because['claims']:+.3f}" in shown
    assert "changes of claims" in shown


def test_a_run_by_another_version_of_the_model(loop: Loop, tmp_path: Path) -> None:
    """Its answer stays as it was kept; what this version makes of it is a part of the change."""
    older = Path(shutil.copytree(loop.runs / loop.first, tmp_path / "older"))
    findings = json.loads((older / "findings.json").read_text("utf-8"))
    (answer,) = findings["answers"]
    answer["digest"] = "0" * 64
    answer["outcomes"][0]["p"] += 0.2
    (older / "findings.json").write_text(json.dumps(findings), "utf-8")
    manifest = json.loads((older / "manifest.json").read_text("utf-8"))
    manifest["files"]["findings.json"] = hashlib.sha256((older / "findings.json").read_bytes()).hexdigest()
    (older / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (found,) = ask("compare", older, loop.runs / loop.second, "--explain")["answers"]
    (outcome,) = found["outcomes"]
    assert found["besides"] == ["the version of the model"]
    assert outcome["p"][0] == answer["outcomes"][0]["p"]
    assert outcome["because"]["model"]["difference"] == pytest.approx(-0.2)
    assert outcome["because"]["claims"]["difference"] - 0.2 == pytest.approx(outcome["difference"])
    assert "-0.200" in (shown := call("compare", older, loop.runs / loop.second, "--explain").stdout)
    assert "the version of the model" in shown


def test_two_conflicts_are_not_paired_and_that_is_said(loop: Loop) -> None:
    (answer,) = ask("compare", loop.case, "kosovo-serbia", *FEW, "-q", "next-year")["answers"]
    assert not answer["paired"]
    told = "two conflicts: their histories aren't paired"
    shown = call("compare", loop.case, "kosovo-serbia", *FEW, "-q", "next-year").stdout
    assert told in " ".join(shown.split())
    assert told not in " ".join(call("compare", loop.first, loop.second, "--runs", loop.runs).stdout.split())
    refused(call("compare", loop.case, "kosovo-serbia", *FEW, "--explain"), 2, "one conflict to another", "--explain")


def test_comparing_changes_nothing(loop: Loop) -> None:
    before: dict[str, Any] = contents(loop.runs) | contents(loop.case)
    call("compare", loop.first, loop.second, "--runs", loop.runs, "--explain")
    assert contents(loop.runs) | contents(loop.case) == before


def test_what_can_not_be_compared(loop: Loop, tmp_path: Path) -> None:
    refused(call("compare", "r-none", loop.case, "--runs", loop.runs), 2, "no such run")
    refused(call("compare", "nowhere", loop.case), 2, "no such case")
    refused(call("compare", f"{loop.case}@yesterday", loop.case), 2, "not a day")
    refused(call("compare", loop.first, loop.case, "--runs", loop.runs, *FEW), 2, "its own worlds")
    refused(call("compare", loop.first, loop.second, "--runs", loop.runs, "-q", "other"), 2, "next-year")
    other = ask("run", loop.case, *FEW, "--seed", 9, "--out", tmp_path)["run"]["id"]
    refused(call("compare", loop.runs / loop.first, tmp_path / other), 2, "seeds", "1 and 9")
