"""What is kept is what was made; a broken or foreign cache is never needed and never trusted."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from detente import cache


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    cache._kept_in.cache_clear()
    return tmp_path / "user" / "detente" / "kernels"


def test_it_is_made_once() -> None:
    made: list[int] = []

    def make() -> tuple[str, int]:
        made.append(1)
        return "word", 3

    assert [cache.kept("key", "abc", make) for _ in range(3)] == [("word", 3)] * 3
    assert len(made) == 1
    assert cache.kept("other key", "abc", lambda: 7) == 7
    assert cache.kept("key", "another source", lambda: 8) == 8


def test_a_broken_entry_is_made_again(own_folder: Path) -> None:
    assert cache.kept("key", "abc", lambda: 1) == 1
    (entry,) = (own_folder / "abc").glob("*.pickle")
    for rubbish in (b"", b"not a pickle", entry.read_bytes()[:-1]):
        entry.write_bytes(rubbish)
        assert cache.kept("key", "abc", lambda: 2) == 2


def test_what_fails_is_not_kept() -> None:
    def fail() -> int:
        raise ValueError("nothing there")

    with pytest.raises(ValueError, match="nothing"):
        cache.kept("key", "abc", fail)
    assert cache.kept("key", "abc", lambda: 5) == 5


def test_a_folder_that_cant_be_written_is_no_matter(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", _full)
    assert cache.kept("key", "abc", lambda: 1) == 1
    assert cache.kept("key", "abc", lambda: 2) == 2


def test_a_full_disk_leaves_no_draft(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", _full)
    assert cache.kept("key", "abc", lambda: 1) == 1
    assert list((own_folder / "abc").iterdir()) == []


def test_what_can_t_be_pickled_is_made_each_time(own_folder: Path) -> None:
    assert cache.kept("key", "abc", lambda: (n for n in "a")).__next__() == "a"
    assert list((own_folder / "abc").iterdir()) == []


def test_where_there_is_no_folder_at_all_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "folder_for", _full)
    assert cache.kept("key", "abc", lambda: 1) == 1
    assert cache.kept("key", "abc", lambda: 2) == 2


def test_a_folder_that_cant_be_made_gives_way_to_another(own_folder: Path) -> None:
    own_folder.parents[1].write_text("a file where the folder should be")
    assert cache.folder_for("abc").is_dir()
    assert cache.kept("key", "abc", lambda: 1) == cache.kept("key", "abc", lambda: 2) == 1


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="folders have no owners here")
def test_a_folder_that_another_user_made_is_not_used(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = cache.folder_for("abc")
    assert ours == own_folder / "abc"
    monkeypatch.setattr(os, "getuid", lambda: ours.stat().st_uid + 1)
    assert cache.folder_for("abc") != ours


def _full(*_: object) -> None:
    raise OSError("no space left")


def test_the_digest_is_of_the_source() -> None:
    assert cache.source_digest("numerics") == cache.source_digest("numerics")
    assert cache.source_digest("numerics") != cache.source_digest("units")
    assert cache.source_digest("numerics", also="x") != cache.source_digest("numerics")
    assert cache.source_digest("beliefs", kinds=(".py", ".yaml")) != cache.source_digest("beliefs")


def test_processes_take_turns(tmp_path: Path) -> None:
    """Each reads a number, adds one and writes it back; without turns some would be lost."""
    count = tmp_path / "count"
    count.write_text("0")
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom detente.cache import in_turn\n"
        "for _ in range(20):\n"
        "    with in_turn(Path(sys.argv[1])):\n"
        "        file = Path(sys.argv[1]) / 'count'\n"
        "        n = int(file.read_text())\n"
        "        time.sleep(0.001)\n"
        "        file.write_text(str(n + 1))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(cache.__file__).parents[1])}
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], env=environment) for _ in range(3)]
    assert [each.wait() for each in running] == [0, 0, 0]
    assert count.read_text() == "60"


def test_a_folder_that_cant_be_locked_is_no_matter(tmp_path: Path) -> None:
    with cache.in_turn(tmp_path / "missing"):
        assert not (tmp_path / "missing").exists()
