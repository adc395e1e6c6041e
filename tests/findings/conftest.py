"""The flagship case, a copy of it to cut claims from, and one small run of every question, once for all tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.findings.runs import Run, run_case
from detente.findings.study import Options

CutCopy = Callable[..., Case]


@pytest.fixture(scope="session")
def flagship() -> Case:
    return load_case("south-caucasus")


@pytest.fixture(scope="session")
def cut(flagship: Case, tmp_path_factory: pytest.TempPathFactory) -> CutCopy:
    """A copy of the flagship case without the claims of the sources named."""

    def copy(*sources: str) -> Case:
        folder: Path = tmp_path_factory.mktemp("cut") / "south-caucasus"
        shutil.copytree(flagship.path, folder)
        for source in sources:
            (folder / "claims" / f"{source}.yaml").unlink()
        return load_case(str(folder))

    return copy


@pytest.fixture(scope="session")
def small(flagship: Case) -> Run:
    """Every question, 80 histories each."""
    return run_case(flagship, (), Options(worlds=80, workers=2))
