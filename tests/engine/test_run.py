"""The result of a run doesn't depend on how the work was cut or shared."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from detente.engine.run import StoppedError, available, call_off, chunks, run
from detente.errors import UsageError


class Record(NamedTuple):
    """Two fields of different shape and type, a row a draw."""

    square: NDArray[np.int64]
    table: NDArray[np.float64]


ROWS = 2  # of a draw


def room(draws: int) -> Record:
    return Record(np.zeros(draws * ROWS, np.int64), np.zeros((draws * ROWS, 3)))


def live(draws: NDArray[np.int64], into: Record) -> None:
    into.square[:] = np.repeat(draws * draws, ROWS)
    into.table[:] = np.repeat(draws, ROWS)[:, None] / np.arange(1.0, 4.0)


def lived(draws: NDArray[np.int64]) -> Record:
    live(draws, record := room(draws.size))
    return record


def equal(first: Any, second: Any) -> bool:
    return all(np.array_equal(a, b) and a.dtype == b.dtype for a, b in zip(first, second, strict=True))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 60), st.integers(1, 70), st.integers(1, 3))
def test_any_chunking_and_any_workers_give_the_same(count: int, size: int, workers: int) -> None:
    draws = np.arange(count)[::-1].copy()
    found = run(live, room, draws, workers, size)
    assert isinstance(found, Record)
    assert equal(found, lived(draws))


@given(st.integers(0, 60), st.integers(1, 70))
def test_chunks_are_the_draws_in_order(count: int, size: int) -> None:
    draws = np.arange(count)
    parts = chunks(draws, size)
    assert np.array_equal(np.concatenate(parts), draws)
    assert all(part.size <= size for part in parts)
    assert all(part.size for part in parts) or count == 0


def test_work_is_shared() -> None:
    seen: list[int] = []

    def counting(draws: NDArray[np.int64], into: Record) -> None:
        seen.append(draws.size)
        live(draws, into)

    run(counting, room, np.arange(10), workers=2, size=100)
    assert seen == [5, 5]


def test_what_fails_in_a_worker_fails_the_run() -> None:
    def failing(draws: NDArray[np.int64], into: Record) -> None:
        raise ZeroDivisionError("by nothing")

    for workers in (1, 2):
        with pytest.raises(ZeroDivisionError):
            run(failing, room, np.arange(10), workers, 2)


@pytest.mark.parametrize(("workers", "size"), [(0, 1), (-1, 1), (1, 0), (2, -5)])
def test_no_workers_or_empty_chunks_are_refused(workers: int, size: int) -> None:
    with pytest.raises(UsageError, match="a worker and a chunk"):
        run(live, room, np.arange(3), workers, size)


def test_there_is_a_core() -> None:
    assert available() >= 1


@pytest.mark.parametrize("workers", [1, 2])
def test_work_that_is_called_off_ends_at_the_next_chunk(workers: int) -> None:
    seen: list[int] = []

    def calling_off(draws: NDArray[np.int64], into: Record) -> None:
        seen.append(draws.size)
        call_off()

    try:
        with pytest.raises(StoppedError):
            run(calling_off, room, np.arange(100), workers, 10)
    finally:
        call_off(off=False)
    assert len(seen) <= workers
    assert equal(run(live, room, np.arange(4), workers, 2), lived(np.arange(4)))
