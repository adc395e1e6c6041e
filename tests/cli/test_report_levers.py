"""Levers in the report: the same numbers as those of ``detente levers``, lived once and kept with the run."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]
from tests.cases.making import write_case
from tests.cli.running import ask, call, contents

from detente.cli import report_levers
from detente.cli.report_levers import LEVERS
from detente.errors import Fault, InputError
from detente.histories.folder import read_run
from detente.report.measures import moved, people

OFTEN = ("deaths_in_month: {at_least: 25}", "deaths: {at_least: 1}")
MORE = """
- {id: arms, label: Arms for Southland, kind: arms, by: [harbour], assume: {southland.edge: 4}, why: its tail}
- {id: later, label: Later talks, kind: talks, by: [islands], from: 2030-01-01, assume: {harbour.attention: 1}, why: w}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with two levers and one for later, and a run of it that nobody reported on yet."""
    folder = tmp_path_factory.mktemp("levers")
    case = write_case(folder / "two-rivers", case=OFTEN)
    with (case / "case.yaml").open("a", encoding="utf-8") as file:
        file.write(MORE.lstrip("\n"))
    ask("run", case, "--worlds", 80, "--seed", 3, "--out", folder / "runs")
    return folder


@pytest.fixture
def runs(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made / "runs", tmp_path / "runs")


def folder_of(runs: Path) -> Path:
    return runs / runs.joinpath("latest").read_text("utf-8").strip()


def text_of(folder: Path) -> str:
    return " ".join(html.fromstring((folder / "report.html").read_text("utf-8")).find("body").text_content().split())


def kept(folder: Path) -> Any:
    return json.loads((folder / LEVERS).read_text("utf-8"))


def test_the_run_s_own_page_says_which_command_adds_them(runs: Path) -> None:
    folder = folder_of(runs)
    assert f"Levers: 2 measures that the case lists. detente report {folder.name} shows" in text_of(folder)
    assert not (folder / LEVERS).exists()


def test_numbers_are_those_of_the_command(made: Path, runs: Path) -> None:
    assert call("report", "--runs", runs).exit_code == 0
    found = kept(folder_of(runs))
    document = ask("levers", made / "two-rivers", "--worlds", 80, "--seed", 3)
    assert (found["worlds"], found["says"]) == (document["worlds"], document["says"])
    assert found["answers"] == document["answers"]
    assert [lever["id"] for lever in found["answers"][0]["levers"]] == ["arms", "observers"]


def test_the_page_shows_them(runs: Path) -> None:
    call("report", "--runs", runs)
    text, (answer,) = text_of(folder_of(runs)), kept(folder_of(runs))["answers"]
    assert "Levers: 2 measures, each alone, and where each fails" in text
    for lever in answer["levers"]:
        assert lever["label"] in text and people(lever["deaths"]["mean"]) in text
        assert all(moved(outcome) in text for outcome in lever["outcomes"])
    assert re.search(r"More die with it in (none|\S+ %) of the worlds", text)
    assert "Too few worlds to tell where that is." in text
    assert "Not yet on that day: Later talks (makes sense from 1 January 2030)." in text
    assert "From 80 histories of the question." in text
    assert "no recommendation, no ranking" in text


def test_they_are_lived_once(runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("report", "--runs", runs)
    before = contents(runs)

    def no(*_: object) -> None:
        raise AssertionError("lived again")

    monkeypatch.setattr(report_levers, "_lived", no)
    assert call("report", "--runs", runs).exit_code == 0
    assert call("report", "--runs", runs, "-o", tmp_path / "page.html").exit_code == 0
    assert contents(runs) == before
    assert (tmp_path / "page.html").read_bytes() == (folder_of(runs) / "report.html").read_bytes()
    assert read_run(folder_of(runs))  # whole, with what was added


def test_few_histories_do(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_levers, "MOST", 40)
    call("report", "--runs", runs)
    assert kept(folder_of(runs))["worlds"] == 40
    assert "From 40 histories of the question, not all 80 of this run" in text_of(folder_of(runs))


def test_without_levers(made: Path, runs: Path) -> None:
    call("report", "--runs", runs)
    assert call("report", "--no-levers", "--runs", runs).exit_code == 0
    assert (folder_of(runs) / "report.html").read_bytes() == (folder_of(made / "runs") / "report.html").read_bytes()


def test_a_run_of_another_version_goes_without(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.worlds.version.model_digest", lambda: "of another version")
    shown = call("report", "--runs", runs)
    assert shown.exit_code == 0
    for said in (" ".join(shown.stdout.split()), text_of(folder_of(runs))):
        assert "This run was made by another version of the model. Run it again: detente run" in said
    assert not (folder_of(runs) / LEVERS).exists()


def test_another_version_still_shows_what_was_kept(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("report", "--runs", runs)
    page = (folder_of(runs) / "report.html").read_bytes()
    monkeypatch.setattr("detente.worlds.version.model_digest", lambda: "of another version")
    assert call("report", "--runs", runs).exit_code == 0
    assert (folder_of(runs) / "report.html").read_bytes() == page


@pytest.mark.parametrize("left", ["{", "[]", '{"run": {"id": "r-0000000000"}, "most": 1000, "answers": []}'])
def test_what_is_not_of_the_run_is_lived_anew(runs: Path, left: str) -> None:
    (folder_of(runs) / LEVERS).write_text(left, "utf-8")
    assert call("report", "--runs", runs).exit_code == 0
    assert kept(folder_of(runs))["run"]["id"] == folder_of(runs).name


def test_where_nothing_can_be_kept_the_page_still_shows_them(
    runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise InputError(Fault("the disk is full", "Free some space."))

    monkeypatch.setattr("detente.histories.folder.renew_pages", full)
    assert call("report", "--runs", runs, "-o", tmp_path / "page.html").exit_code == 0
    assert "each alone, and where each fails" in (tmp_path / "page.html").read_text("utf-8")
    assert not (folder_of(runs) / LEVERS).exists()


def test_a_case_without_levers_has_no_line_about_them(tmp_path: Path) -> None:
    case = write_case(tmp_path / "bare")
    text = (case / "case.yaml").read_text("utf-8")
    (case / "case.yaml").write_text(text[: text.index("levers:")], "utf-8")
    ask("run", case, "--worlds", 40, "--out", tmp_path / "runs")
    assert "Levers" not in text_of(folder_of(tmp_path / "runs"))
    assert call("report", "--runs", tmp_path / "runs").exit_code == 0
    assert "Levers" not in text_of(folder_of(tmp_path / "runs"))
