from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import Call

Ask = Callable[..., Any]


def test_text_zones_and_proposals(case: Path, ask: Ask, call: Call) -> None:
    path = case / "walker.txt"
    text = path.read_text("utf-8")
    found = ask("read", path, "--case", case, "--published", "2021-03-04")
    assert found["text"]["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert found["text"]["chars"] == len(text)
    assert all(0 <= zone["start"] < zone["end"] <= len(text) for zone in found["zones"])
    claim = next(claim for claim in found["proposals"] if claim["value"] == 300)
    assert text[claim["start"] : claim["end"]].endswith("300 people")
    assert (claim["status"], claim["known_from"]) == ("proposed", "2021-03-04")
    assert "proposal" in call("read", path, "--case", case).stdout


def test_the_day_is_unknown_where_nobody_gives_it(case: Path, ask: Ask) -> None:
    found = ask("read", case / "walker.txt", "--case", case)
    assert {claim["known_from"] for claim in found["proposals"]} == {None}


def test_several_files_are_one_document(case: Path, ask: Ask) -> None:
    found = ask("read", case / "walker.txt", case / "case.yaml", "--case", case)
    assert len(found["documents"]) == 2


def test_what_can_not_be_read_is_refused(tmp_path: Path, call: Call) -> None:
    binary = tmp_path / "a.pdf"
    binary.write_bytes(b"%PDF-1.7\n")
    for path, reason in ((binary, "a binary file"), (tmp_path, "can't be read"), (tmp_path / "no", "can't be read")):
        shown = call("read", path)
        assert (shown.exit_code, shown.stdout) == (3, "")
        assert reason in shown.stderr
    assert call("read", binary, "--published", "yesterday").exit_code == 2


def test_the_five_texts(texts: list[Path], ask: Ask) -> None:
    found = ask("read", *texts)
    assert all(part["proposals"] and part["zones"] for part in found["documents"])
