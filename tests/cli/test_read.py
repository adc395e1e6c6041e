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


def _refusals(folder: Path) -> dict[Path, str]:
    """Files that nobody can read, and a word of why."""
    from tests.sources.rendering import archive
    from tests.sources.test_pdf import page

    files = {
        "damaged.pdf": (b"%PDF-1.7\n", "a damaged PDF"),
        "scanned.pdf": (page(b"0 0 100 100 re f"), "without text"),
        "zipped.docx": (archive({"a.txt": "a"}), "holds no document"),
        "old.doc": (b"\xd0\xcf\x11\xe0" + bytes(600), "an old or an encrypted Office file"),
        "picture.png": (b"\x89PNG\r\n\x1a\n", "a binary file"),
        "program.html": (b"<html><script>steal()</script><style>p{}</style></html>", "no text"),
        "empty.txt": (b" \n", "no text"),
    }
    for name, (content, _) in files.items():
        (folder / name).write_bytes(content)
    with (folder / "long.txt").open("wb") as file:
        file.truncate(200_000_000)
    reasons = {folder / name: reason for name, (_, reason) in files.items()}
    return {**reasons, folder / "long.txt": "50 MB", folder: "can't be read", folder / "no": "can't be read"}


def test_what_can_not_be_read_is_refused(tmp_path: Path, call: Call) -> None:
    for path, reason in _refusals(tmp_path).items():
        shown = call("read", path)
        assert (shown.exit_code, shown.stdout) == (3, ""), path
        assert reason in shown.stderr
        assert str(path) in "".join(shown.stderr.split("\n"))
    assert call("read", tmp_path / "old.doc", "--published", "yesterday").exit_code == 2


def test_a_printed_page_is_read_like_the_text(case: Path, ask: Ask) -> None:
    from tests.sources.invented import DOCUMENTS
    from tests.sources.rendering import docx, pdf, text

    values = []
    for make, name in ((text, "a.txt"), (pdf, "a.pdf"), (docx, "a.docx")):
        (case / name).write_bytes(make(DOCUMENTS["report"]))
        found = ask("read", case / name, "--case", case)
        assert found["text"]["raw_sha256"] == hashlib.sha256((case / name).read_bytes()).hexdigest()
        values.append([(claim["value"], claim["bound"]) for claim in found["proposals"]])
    assert values[0] == values[1] == values[2]
    assert values[0]


def test_the_five_texts(texts: list[Path], ask: Ask) -> None:
    found = ask("read", *texts)
    assert all(part["proposals"] and part["zones"] for part in found["documents"])
