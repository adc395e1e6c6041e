"""The example notebook runs, and shows what it is written to show."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.docs.commands import ROOT
from tests.docs.notebook import executed, kinds, read, write

NOTEBOOK = ROOT / "docs" / "notebook.ipynb"
UPDATE = "DETENTE_UPDATE_DOCS"


def test_the_cells_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers move with the model and its claims; what kind of thing each cell shows does not."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))  # no text of anybody's to quote from
    monkeypatch.chdir(tmp_path)
    found = executed(read(NOTEBOOK))
    if os.environ.get(UPDATE) == "1":
        write(NOTEBOOK, found)
    assert kinds(read(NOTEBOOK)) == kinds(found), f"run the test again with {UPDATE}=1"


def test_the_kept_outputs() -> None:
    notebook = read(NOTEBOOK)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(ids) == len(set(ids))
    shown = [kind for cell in kinds(notebook) for output in cell for kind in output]
    assert {"stream", "text/html", "image/svg+xml", "text/plain"} <= set(shown)
    text = NOTEBOOK.read_text("utf-8")
    assert len(text) < 200_000
    assert "<blockquote>" not in text  # texts belong to their authors
    assert str(ROOT) not in text
