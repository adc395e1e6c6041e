"""The page in docs/ is set from the document beside it, and neither is written by hand."""

from __future__ import annotations

import json
import os
from pathlib import Path

from tests.scores.markdown import table
from tests.scores.scoreboard import scoreboard

from detente.report.board import written
from detente.scores.changes import changes

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BOARDS = ROOT / "src" / "detente" / "report" / "boards"
UPDATE = "DETENTE_UPDATE_DOCS"


def test_the_scoreboard_is_what_its_document_says() -> None:
    page = scoreboard(json.loads((DOCS / "scoreboard.json").read_text("utf-8")))
    if os.environ.get(UPDATE) == "1":
        (DOCS / "scoreboard.md").write_text(page, "utf-8")
    assert (DOCS / "scoreboard.md").read_text("utf-8") == page, f"run the test again with {UPDATE}=1"


def test_the_board_of_the_report_is_what_the_same_document_says() -> None:
    document = json.loads((DOCS / "scoreboard.json").read_text("utf-8"))
    board = BOARDS / f"{document['case']}.json"
    if os.environ.get(UPDATE) == "1":
        board.write_text(written(document), "utf-8")
    assert board.read_text("utf-8") == written(document), f"run the test again with {UPDATE}=1"


def test_a_table() -> None:
    assert table(["a", "b|c"], [[None, -0.5], [True, "x\ny"]]).splitlines() == [
        "| a | b\\|c |",
        "| --- | --- |",
        "| – | −0.500 |",
        "| yes | x y |",
    ]


def test_the_log_of_changes_says_before_and_after() -> None:
    rows = changes()
    assert [row["on"] for row in rows] == sorted(row["on"] for row in rows)
    assert all({"on", "what", "why", "seen", "before", "after", "note"} <= set(row) for row in rows)
