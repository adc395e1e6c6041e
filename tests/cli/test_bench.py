"""The command only hands on to the benchmarks of the repository; these have tests of their own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import call

from detente.cli import bench as module
from detente.errors import UsageError

ROOT = Path(__file__).parents[2]


def test_it_runs_from_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "tests")
    assert module.repository() == ROOT


def test_without_the_repository_it_says_where_to_go(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "__file__", str(tmp_path / "site" / "detente" / "cli" / "bench.py"))
    with pytest.raises(UsageError, match="copy of the repository"):
        module.repository()


@pytest.mark.parametrize("code", [0, 1, 2])
def test_options_and_the_exit_code_are_handed_on(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    given: list[Any] = []

    def run(command: list[str], **rest: Any) -> subprocess.CompletedProcess[str]:
        given.extend([command[1:], rest["cwd"]])
        return subprocess.CompletedProcess(command, code)

    monkeypatch.setattr(subprocess, "run", run)
    result = call("bench", "--date", "2026-06-01", "--quick", "--json")
    assert given == [["-m", "benchmarks", "--date", "2026-06-01", "--quick", "--json"], ROOT]
    assert result.exit_code == code


@pytest.mark.slow
def test_its_figures_are_json() -> None:
    found = subprocess.run(
        ["detente", "bench", "--quick", "--json"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(found.stdout)
