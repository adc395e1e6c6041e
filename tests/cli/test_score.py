"""``detente score``: the scoreboard and the register, as words and as one document."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.cases.making import write_case
from tests.cli.running import ask, call, refused

from detente.cases.reader import bundled
from detente.cli.score import _show_rest
from detente.scores.register import read_register

FEW = ("--worlds", 20, "--every", 90)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def test_the_words() -> None:
    said = call("score", "--worlds", 20, "--every", 180, "--from", "2005-01").stdout
    assert "days, 2005-01-31 to" in said
    assert "worse than climatology: -" in said
    assert "Before 2020-09" in said
    assert "mutiny" in said
    assert "VIEWS: not scored" in said


def test_the_words_on_others_forecasts(capsys: pytest.CaptureFixture[str]) -> None:
    board = json.loads((Path(__file__).parents[2] / "docs" / "scoreboard.json").read_text("utf-8"))
    _show_rest(board)
    said = " ".join(capsys.readouterr().out.split())
    assert f"VIEWS, Armenia, CRPS without {board['views']['artefact']}: " in said
    _show_rest({**board, "views": {**board["views"], "artefact": None}})
    assert "VIEWS, Armenia, CRPS: " in " ".join(capsys.readouterr().out.split())


def test_the_document() -> None:
    found = ask("score", *FEW, "--from", "2015-01")
    assert len(found["targets"]) == 9
    assert found["cutoffs"]["first"] == "2015-01-31"
    assert found["panel"]["gates"]


def test_registering(tmp_path: Path) -> None:
    words = ("score", "--register", "--on", "2026-11-22", "--worlds", 40, "--into", tmp_path / "r.yaml")
    first = ask(*words, "--as-of", "2026-10-31")
    (entry,) = first["added"]
    assert (entry["as_of"], entry["made_on"], entry["run"]["worlds"]) == ("2026-10-31", "2026-11-22", 40)
    before = (tmp_path / "r.yaml").read_bytes()
    assert ask(*words, "--as-of", "2026-10-31")["added"] == []
    assert (tmp_path / "r.yaml").read_bytes() == before
    said = call(*words, "--as-of", "2026-11-22").stdout
    assert "1 entry added" in said
    assert [each["as_of"] for each in read_register(tmp_path / "r.yaml")] == ["2026-10-31", "2026-11-22"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--register",), "needs its day"),
        (("--on", "2026-11-22"), "belongs to --register"),
        (("--as-of", "2020-01-01"), "belongs to --register"),
        (("--to", "2026-05"), "no window after that month is on record"),
        (("--from", "May"), "not a month"),
        (("--every", 0), "too small a number"),
        (("--worlds", -4), "can't be run"),
        (("--register", "--on", "2026-05-01", "--worlds", 20), "can't know"),
    ],
)
def test_refusals(words: tuple[object, ...], said: str) -> None:
    refused(call("score", *words), 2, said)


def test_a_register_that_can_t_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    words = ("--register", "--on", "2026-11-22", "--worlds", 20, "--into", tmp_path / "file" / "r.yaml")
    refused(call("score", *words), 3, "can't be written")


def test_a_record_that_is_too_short_is_not_scored(tmp_path: Path) -> None:
    refused(call("score", write_case(tmp_path / "two-rivers"), "--quick"), 3, "too short to score")


def test_a_month_that_is_missing_is_said_and_not_taken_for_peace(tmp_path: Path) -> None:
    case = tmp_path / "copy"
    shutil.copytree(bundled() / "south-caucasus", case)
    series = case / "series" / "deaths.csv"
    lines = series.read_text("utf-8").splitlines(keepends=True)
    series.write_text("".join(line for line in lines if not line.startswith("2010-06")), "utf-8")
    found = ask("score", case, "--worlds", 20, "--every", 365, "--from", "2009-12")
    assert found["cutoffs"]["record"]["gaps"] == ["2010-06"]
    assert all(row["undetermined"] >= 1 for row in found["targets"])
    series.write_text("".join([*lines, lines[50]]), "utf-8")
    refused(call("score", case, "--quick"), 3, "stands twice")
