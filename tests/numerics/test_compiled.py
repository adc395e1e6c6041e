"""The kernel decorator: where it caches, and that an edit of any kernel module moves the cache."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numba
import pytest

from detente import cache
from detente.numerics import compiled


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    """Let each test compute the folder afresh, and leave no trace."""
    compiled.cache_folder.cache_clear()
    compiled.source_digest.cache_clear()
    yield
    compiled.cache_folder.cache_clear()
    compiled.source_digest.cache_clear()


def test_a_kernel_compiles_and_keeps_its_plain_function() -> None:
    def twice(x: float) -> float:
        return x + x

    fast = compiled.kernel(twice)
    assert fast(2.0) == 4.0
    assert getattr(fast, "py_func") is twice  # noqa: B009


def test_other_packages_keep_their_cache() -> None:
    before = numba.config.CACHE_DIR
    compiled.kernel(lambda x: x)
    assert before == numba.config.CACHE_DIR


def test_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    digest = compiled.source_digest()
    assert re.fullmatch(r"[0-9a-f]{20}", digest)
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert compiled.cache_folder() == tmp_path / "xdg" / "detente" / "kernels" / digest
    compiled.cache_folder.cache_clear()
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "chosen"))
    assert compiled.cache_folder() == tmp_path / "chosen" / digest


def test_an_unwritable_cache_falls_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "temp"))
    folder = compiled.cache_folder()
    assert folder.is_dir()
    assert folder.is_relative_to(tmp_path / "temp")


@pytest.mark.parametrize("edited", ["numerics/philox.py", "worlds/mechanisms/__init__.py", "worlds/new.py"])
def test_an_edit_anywhere_changes_the_digest(edited: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for folder in ("numerics", "worlds"):
        shutil.copytree(cache._PACKAGE / folder, tmp_path / folder)
    monkeypatch.setattr(cache, "_PACKAGE", tmp_path)
    before = compiled.source_digest()
    compiled.source_digest.cache_clear()
    with (tmp_path / edited).open("a") as file:
        file.write("# edited\n")
    assert compiled.source_digest() != before
