"""Chunks that are packed, kept and found again give the same as all the work at once."""

from __future__ import annotations

import errno
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.engine.lively import equal, live, task

from detente.engine.run import StoppedError, call_off
from detente.engine.shelf import Shelf
from detente.engine.task import Task, code_digest
from detente.engine.workshop import LARGE, Workshop
from detente.errors import InputError
from detente.histories.packed import Joined, Packed

DRAWS = np.arange(10)


def joined(pieces: tuple[Packed, ...]) -> list[NDArray[Any]]:
    arrays = Joined(pieces)
    return [arrays["square"], arrays["table"]]


def chunk(draws: NDArray[np.int64] = DRAWS) -> Packed:
    return task(draws).do()


@given(st.integers(1, 60), st.integers(1, 70), st.integers(1, 3))
def test_any_chunking_and_any_workers_give_the_same(count: int, size: int, workers: int) -> None:
    draws = np.arange(count) * 3
    assert equal(joined(Workshop().run(task, draws, workers, size)), live(draws))


def test_what_is_kept_is_not_done_again(tmp_path: Path) -> None:
    done: list[int] = []

    def counting(draws: NDArray[np.int64]) -> Any:
        done.append(draws.size)
        return live(draws)

    def prepare(draws: NDArray[np.int64]) -> Task:
        return Task(counting, (draws,))

    shop = Workshop(Shelf(tmp_path / "work"))
    first = joined(shop.run(prepare, DRAWS, 2, 3))
    assert sorted(done) == [1, 3, 3, 3]
    assert equal(joined(shop.run(prepare, DRAWS, 1, 3)), first)
    assert len(done) == 4
    kept = sorted((tmp_path / "work").iterdir())
    kept[1].write_bytes(kept[1].read_bytes()[:-1])  # not whole
    kept[2].unlink()
    assert equal(joined(shop.run(prepare, DRAWS, 1, 3)), first)
    assert len(done) == 6
    assert shop.shelf is not None
    shop.shelf.clear()
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_of_all_that_the_result_depends_on() -> None:
    same = task(DRAWS).key("code")
    assert task(DRAWS.copy()).key("code") == same
    others = [
        task(DRAWS).key("other code"),
        task(DRAWS[::-1].copy()).key("code"),
        task(DRAWS.reshape(2, 5)).key("code"),
        task(DRAWS.astype(np.int32)).key("code"),
        Task(live, (DRAWS, 4)).key("code"),
        Task(equal, (DRAWS,)).key("code"),
    ]
    assert len({same, *others}) == 1 + len(others)


def test_each_chunk_is_told_of() -> None:
    told: list[tuple[int, int]] = []
    Workshop(tell=lambda done, of: told.append((done, of))).run(task, DRAWS, 2, 4)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_full_disk_is_said_and_leaves_what_is_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(tmp_path / "work")
    shelf.put("a", chunk())

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="No space left on device") as refused:
        Workshop(shelf).run(task, DRAWS, 1, 3)
    assert "same command again" in refused.value.faults[0].remedy
    monkeypatch.undo()
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["a.chunk"]
    assert shelf.find("a") is not None


def test_a_folder_that_another_process_clears_is_no_matter(tmp_path: Path) -> None:
    shelf, packed = Shelf(tmp_path / "work"), chunk()
    with ThreadPoolExecutor(2) as pool:
        puts = [pool.submit(shelf.put, str(n), packed) for n in range(200)]
        for _ in range(50):
            shelf.clear()
    assert all(put.result() is None for put in puts)


def test_work_that_is_called_off_ends_at_the_next_chunk(tmp_path: Path) -> None:
    seen: list[int] = []

    def prepare(draws: NDArray[np.int64]) -> Task:
        seen.append(draws.size)
        call_off()
        return task(draws)

    shop = Workshop(Shelf(tmp_path))
    try:
        with pytest.raises(StoppedError):
            shop.run(prepare, np.arange(100), 1, 10)
    finally:
        call_off(off=False)
    assert len(seen) == 1
    assert shop.shelf is not None
    assert shop.shelf.count() == 1  # what was finished is kept


def test_what_fails_in_a_chunk_fails_the_run_and_ends_it() -> None:
    seen: list[int] = []

    def failing(draws: NDArray[np.int64]) -> Task:
        seen.append(draws.size)
        raise ZeroDivisionError("by nothing")

    with pytest.raises(ZeroDivisionError):
        Workshop().run(failing, np.arange(1000), 1, 1)
    assert len(seen) < 1000


def test_only_large_work_goes_by_chunks() -> None:
    assert not Workshop().takes(LARGE)
    assert Workshop().takes(LARGE + 1)


def test_a_chunk_in_the_place_of_another_is_none(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put("one", chunk())
    shelf.put("two", chunk(DRAWS[:4]))
    assert shelf.find("one") is not None
    (tmp_path / "two.chunk").write_bytes((tmp_path / "one.chunk").read_bytes())
    assert shelf.find("two") is None


@pytest.mark.parametrize("file", ["findings/living.py", "engine/task.py", "histories/packed.py", "worlds/month.py"])
def test_what_is_kept_by_other_code_is_not_found(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where that code only calls the model, or packs what it gives."""
    before, read = code_digest(), Path.read_bytes
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: read(path) + b"#" * path.as_posix().endswith(f"detente/{file}")
    )
    code_digest.cache_clear()
    try:
        assert code_digest() != before
    finally:
        code_digest.cache_clear()
