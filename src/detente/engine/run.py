"""Live worlds in chunks, on threads. The result does not depend on how the work was cut or shared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from detente.errors import Fault, UsageError

MOST_HISTORIES = 2_000_000  # of one question in one run: more would not fit in common memory
CHUNK = 2000  # draws

Draws = NDArray[np.int64]
T = TypeVar("T")

_stopping = Event()


class StoppedError(Exception):
    """The work was called off between two chunks."""


def call_off(off: bool = True) -> None:
    """Let all work end at its next chunk: a thread in compiled code can't be interrupted. False: work again."""
    (_stopping.set if off else _stopping.clear)()


def unless_called_off(do: Callable[..., T], *given: Any) -> T:
    """Do one chunk. Raises StoppedError where the work was called off."""
    if _stopping.is_set():
        raise StoppedError
    return do(*given)


def chunks(draws: Draws, size: int) -> list[Draws]:
    """Consecutive stretches of ``draws`` of at most ``size``."""
    return [draws[i : i + size] for i in range(0, draws.size, size)] or [draws]


def run(
    live: Callable[[Draws, Any], None], room: Callable[[int], Any], draws: Draws, workers: int = 1, size: int = CHUNK
) -> Any:
    """Have each chunk of draws lived into its rows of one record.

    ``room`` gives the record of so many draws, a named tuple of arrays, each with equally many rows for every draw.
    ``live`` must release the GIL and key its random numbers by draw. Raises UsageError for fewer than one worker.
    """
    if workers < 1 or size < 1:
        remedy = "Give 1 or more."
        raise UsageError(Fault("work needs a worker and a chunk to work on", remedy, value=f"{workers}, {size}"))
    record = room(draws.size)
    parts = chunks(draws, max(1, min(size, -(-draws.size // workers))))
    rows = _split(record, parts)
    if workers == 1 or len(parts) == 1:
        for each in zip(parts, rows, strict=True):
            unless_called_off(live, *each)
    else:
        with ThreadPoolExecutor(workers) as pool:
            for _ in pool.map(partial(unless_called_off, live), parts, rows):
                pass
    return record


def _split(record: Any, parts: Sequence[Draws]) -> list[Any]:
    """The rows of a record that belong to each of some consecutive chunks of draws."""
    ends = np.cumsum([part.size for part in parts])
    per_draw = len(record[0]) // max(1, ends[-1])
    return [
        type(record)(*rows) for rows in zip(*(np.split(rows, ends[:-1] * per_draw) for rows in record), strict=True)
    ]


def available() -> int:
    """Cores this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
