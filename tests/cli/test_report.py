"""``detente report``: a run that is kept, set again as one page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cases.making import write_case
from tests.cli.running import ask, call, contents, refused

from detente.histories.folder import read_run


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs; the second is the last."""
    folder = tmp_path_factory.mktemp("report")
    case = write_case(folder / "case")
    for seed in (1, 2):
        ask("run", case, "--worlds", 80, "--seed", seed, "--out", folder / "runs")
    return folder / "runs"


def ids(runs: Path) -> tuple[str, str]:
    last = runs.joinpath("latest").read_text("utf-8").strip()
    (first,) = (p.name for p in runs.iterdir() if p.is_dir() and p.name != last)
    return first, last


def test_without_levers_it_is_the_page_that_the_run_wrote(runs: Path, tmp_path: Path) -> None:
    first, last = ids(runs)
    before = contents(runs)
    for words, run in (((), last), ((first,), first), ((last,), last), ((runs / first,), first)):
        page = tmp_path / f"{run}.html"
        shown = call("report", *words, "--no-levers", "--runs", runs, "-o", page)
        assert shown.exit_code == 0, shown.output
        assert str(page) in "".join(shown.stdout.split())
        assert page.read_bytes() == (runs / run / "report.html").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(f"{run}.html" for run in (first, last))
    assert contents(runs) == before


def test_without_a_place_the_page_is_the_run_s(runs: Path, tmp_path: Path) -> None:
    copied = shutil.copytree(runs, tmp_path / "runs")
    shown = call("report", "--no-levers", "--runs", copied)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert str(copied / ids(copied)[1] / "report.html") in "".join(shown.stdout.split())
    assert contents(copied) == contents(runs)


def test_the_page_needs_nothing_from_anywhere(runs: Path) -> None:
    page = (runs / ids(runs)[1] / "report.html").read_text("utf-8")
    assert "default-src 'none'" in page
    assert page.count("<script") == 2  # the data of the charts, and the charts
    assert not any(asked in page for asked in ('src="http', "<link", "@import"))
    assert "Do 25 or more people die in any month of the next 12?" in page


@pytest.mark.parametrize("form", ["html", "md", "docx"])
def test_a_brief_stands_beside_the_report(runs: Path, tmp_path: Path, form: str) -> None:
    copied = shutil.copytree(runs, tmp_path / "runs")
    shown = call("report", "--brief", "--format", form, "--runs", copied)
    assert (shown.exit_code, shown.stderr) == (0, "")
    folder = copied / ids(copied)[1]
    made = sorted(contents(folder).keys() - contents(runs / folder.name).keys())
    assert made and all(name.startswith("brief") and name.endswith(form) for name in made)
    assert all(str(folder / name) in "".join(shown.stdout.split()) for name in made)
    assert call("report", "--runs", copied, "-o", tmp_path / "page.html").exit_code == 0  # the run is still whole


def test_a_brief_of_one_question(runs: Path, tmp_path: Path) -> None:
    (question, *_) = {a["question"] for a in read_run(runs / ids(runs)[1])["answers"]}
    page = tmp_path / "one.md"
    assert call("report", "--brief", "--format", "md", "-q", question, "--runs", runs, "-o", page).exit_code == 0
    assert page.read_text("utf-8").count("\n# ") == 1


def test_a_record_is_of_answers_of_its_kind(tmp_path: Path) -> None:
    """Forecasts of deaths were scored; nobody scored one of who joins a war."""
    ask("run", "-q", "july-2020", "-q", "attack-on-syunik", "--worlds", 40, "--out", tmp_path / "runs")
    for question, never in (("attack-on-syunik/do", True), ("july-2020", False)):
        words = ("-q", question, "--format", "md", "-o", tmp_path / "brief.md")
        assert call("report", "--brief", *words, "--runs", tmp_path / "runs").exit_code == 0
        said = (tmp_path / "brief.md").read_text("utf-8")
        assert ("No such answer was ever scored" in said) == never, question
        assert "whatever this answer is of" not in said


def test_a_run_outlives_its_case(runs: Path, tmp_path: Path) -> None:
    case = write_case(tmp_path / "case")
    ask("run", case, "--worlds", 80, "--out", tmp_path / "runs")
    shutil.rmtree(case)
    for brief in ((), ("--brief",)):
        assert call("report", *brief, "--runs", tmp_path / "runs", "-o", tmp_path / "page.html").exit_code == 0


def test_a_run_of_another_version_is_refused(runs: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(runs / ids(runs)[0], tmp_path / "run")
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"format": 1', '"format": 99'), "utf-8")
    refused(call("report", folder), 3, "another version", "detente run")
    (folder / "case.json").unlink()
    refused(call("report", folder, "--brief"), 3, "case.json", "missing", "detente run")


def test_bad_input(runs: Path, tmp_path: Path) -> None:
    before = contents(runs)
    refused(call("report", "r-0000000000", "--runs", runs), 2, "r-0000000000", "no such run", "Known: r-")
    refused(call("report", "--runs", tmp_path / "none"), 2, "no run yet", "detente run")
    file = tmp_path / "file"
    file.write_text("", "utf-8")
    refused(call("report", "--no-levers", "--runs", runs, "-o", file / "page.html"), 3, "the system refuses")
    refused(call("report", "--brief", "-q", "no-such", "--runs", runs), 2, "no-such", "no such question")
    refused(call("report", "--format", "docx", "--runs", runs), 2, "--brief")
    refused(call("report", "--brief", "--runs", runs, "-o", file / "page.html"), 3, "the system refuses")
    assert contents(runs) == before
