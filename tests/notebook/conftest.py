"""The case of the guide run once from Python, and the sample run of the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cases.making import write_case

from detente.notebook.calls import run
from detente.notebook.run import Run

SAMPLE = Path(__file__).parents[1] / "report" / "sample_run.json"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's own: no cases, and no texts to quote from."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    change = ("deaths_in_month: {at_least: 25}", "deaths: {at_least: 1}")
    return write_case(tmp_path_factory.mktemp("notebook") / "two-rivers", case=change)


@pytest.fixture(scope="session")
def small(folder: Path) -> Run:
    return run(folder, worlds=160, workers=1)


@pytest.fixture
def sample() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SAMPLE.read_text("utf-8"))
    return found
