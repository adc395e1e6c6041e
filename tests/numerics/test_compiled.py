"""The kernel decorator: where it caches, and that an edit of any kernel module moves the cache."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
    assert compiled.kernel(lambda x: x)(1) == 1
    assert before == numba.config.CACHE_DIR


def test_a_kernel_without_a_file_is_compiled() -> None:
    names: dict[str, Any] = {}
    exec(compile("def twice(x):\n    return x + x\n", "<typed in>", "exec"), names)
    fast = compiled.kernel(names["twice"])
    assert (fast(4), fast.stats.cache_path) == (8, "")


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


SIGNATURES = """
import sys
from detente.numerics.compiled import kernel
@kernel
def twice(x):
    return x + x
for value in {"i": (3, 2.5), "f": (2.5, 3)}[sys.argv[1]]:
    assert twice(value) == value + value and type(twice(value)) is type(value), value
print(len(twice.stats.cache_misses), end="")
"""


def run_beside(folder: Path, script: Path, *orders: str) -> list[str]:
    """Run the script in processes side by side, all on one cache."""
    script.write_text(SIGNATURES)
    environment = {**os.environ, "PYTHONPATH": str(Path(cache.__file__).parents[1]), "NUMBA_CACHE_DIR": str(folder)}
    running = [
        subprocess.Popen([sys.executable, str(script), order], env=environment, stdout=subprocess.PIPE, text=True)
        for order in orders
    ]
    said = [each.communicate()[0] for each in running]
    assert [each.returncode for each in running] == [0] * len(orders)
    return said


@pytest.mark.parametrize("times", [1, pytest.param(4, marks=pytest.mark.slow)])
def test_first_runs_side_by_side_leave_a_cache_that_serves(tmp_path: Path, times: int) -> None:
    """They compile two signatures at once, in opposite order; whoever comes next compiles none."""
    script = tmp_path / "script.py"
    run_beside(tmp_path / "cache", script, *("i", "f") * times)
    assert run_beside(tmp_path / "cache", script, "i", "f") == ["0", "0"]


def test_a_broken_cache_is_compiled_again(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    run_beside(tmp_path / "cache", script, "i")
    files = [path for path in (tmp_path / "cache").rglob("*") if path.suffix in (".nbi", ".nbc")]
    assert files
    for path in files:
        path.write_bytes(path.read_bytes()[:20])
    assert run_beside(tmp_path / "cache", script, "i") == ["2"]
    assert run_beside(tmp_path / "cache", script, "i") == ["0"]


def test_a_cache_that_can_t_be_written_is_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("numba.core.caching.IndexDataCacheFile.save", full)
    assert compiled.kernel(lambda x: x + x)(4) == 8


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
