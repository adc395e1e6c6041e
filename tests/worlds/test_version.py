"""The version of the model changes with whatever decides what is believed and lived."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import detente
from detente import cache
from detente.worlds import version

DECIDING = ("beliefs/priors.yaml", "beliefs/theories.yaml", "beliefs/race.py", "names/slots.yaml", "worlds/fill.py")


@pytest.mark.parametrize("edited", [*DECIDING, "claims/vintage.py", "cases/series.py"])
def test_an_edit_is_another_version(edited: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "detente"
    for folder in ("beliefs", "cases", "claims", "names", "worlds"):
        shutil.copytree(Path(detente.__file__).parent / folder, package / folder)
    monkeypatch.setattr(cache, "_PACKAGE", package)
    digest = version.model_digest.__wrapped__
    before = digest()
    assert digest() == before == version.model_digest()
    with (package / edited).open("a", encoding="utf-8") as file:
        file.write("# edited\n")
    assert digest() != before
