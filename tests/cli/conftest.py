from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.cases.making import write_case

from detente.cli.main import detente

SHARED = Path(__file__).parents[3] / "shared" / "sources"

Call = Callable[..., Result]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "detente"


@pytest.fixture
def call() -> Call:
    def run(*words: object) -> Result:
        result = CliRunner().invoke(detente, [str(word) for word in words])
        assert "Traceback" not in result.output
        assert "defect" not in result.output
        return result

    return run


@pytest.fixture
def ask(call: Call) -> Callable[..., Any]:
    def run(*words: object) -> Any:
        result = call(*words, "--json")
        assert result.exit_code == 0, result.output
        assert result.stderr == ""
        return json.loads(result.stdout)

    return run


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(tmp_path / "two-rivers")


@pytest.fixture(scope="session")
def texts() -> list[Path]:
    found = sorted(SHARED.glob("*.txt"))
    if not found:
        pytest.skip("the source texts are not here")
    return found
