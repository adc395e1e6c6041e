from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import Call

Ask = Callable[..., Any]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_words_found_where_they_stood(case: Path, ask: Ask, own_folder: Path) -> None:
    before = contents(case)
    found = ask("attach", case, case / "walker.txt")
    assert (found["exact"], found["moved"], found["orphan"]) == (2, 0, 0)
    assert [claim["state"] for claim in found["claims"]] == ["exact", "exact"]
    assert contents(case) == before
    assert [path.name for path in own_folder.rglob("*.txt")] == ["walker-2021.txt"]


def test_moved_and_orphan(case: Path, tmp_path: Path, ask: Ask) -> None:
    copy = tmp_path / "copy.txt"
    text = (case / "walker.txt").read_text("utf-8")
    copy.write_text("Found in the archive.\n\n" + text.replace("Nearly 300 people", "Nearly 310 people"), "utf-8")
    found = ask("attach", case, copy)
    assert (found["exact"], found["moved"], found["orphan"]) == (0, 1, 1)


def test_a_text_of_no_source_is_refused(case: Path, tmp_path: Path, call: Call, own_folder: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Something else altogether.", "utf-8")
    shown = call("attach", case, other)
    assert (shown.exit_code, shown.stdout) == (3, "")
    assert "no source of the case has this text" in shown.stderr
    both = call("attach", case, other, case / "walker.txt")
    assert both.exit_code == 0
    assert "Not taken:" in both.stdout


def test_a_file_that_is_not_there(case: Path, tmp_path: Path, call: Call) -> None:
    shown = call("attach", case, tmp_path / "nowhere.txt")
    assert shown.exit_code == 3
    assert "nowhere.txt: can't be read" in shown.stderr
    assert call("attach", case).exit_code == 2


def test_a_case_id_never_leads_out_of_the_users_folder(case: Path, call: Call, own_folder: Path) -> None:
    path = case / "case.yaml"
    path.write_text(path.read_text("utf-8").replace("id: two-rivers", "id: ../../../two-rivers"), "utf-8")
    assert call("attach", case, case / "walker.txt").exit_code == 3
    assert not list(own_folder.parent.parent.rglob("walker-2021.txt"))


def test_all_texts_of_the_bundled_case(texts: list[Path], ask: Ask) -> None:
    found = ask("attach", "south-caucasus", *reversed(texts))
    assert (found["moved"], found["orphan"], found["missing"]) == (0, 0, [])
    assert found["exact"] == len(found["claims"]) > 600
    quoted = ask("claims", "--slot", "turkey.supplies", "--source", "sais-2023")["claims"]
    assert all(claim["quotation"] for claim in quoted)
    assert ask("check")["faults"] == []
