"""Live worlds in chunks, on threads. The result does not depend on how the work was cut or shared."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import Fault, UsageError

MOST_HISTORIES = 2_000_000  # of one question in one run: more would not fit in common memory
CHUNK = 2000  # draws

Chunk = Callable[[NDArray[np.int64]], Any]

_stopping = Event()


class StoppedError(Exception):
    """The work was called off between two chunks."""


def call_off(off: bool = True) -> None:
    """Let all work end at its next chunk: a thread in compiled code can't be interrupted. False: work again."""
    (_stopping.set if off else _stopping.clear)()


def unless_called_off(live: Chunk, part: NDArray[np.int64]) -> Any:
    """Do one chunk. Raises StoppedError where the work was called off."""
    if _stopping.is_set():
        raise StoppedError
    return live(part)


def chunks(draws: NDArray[np.int64], size: int) -> list[NDArray[np.int64]]:
    """Consecutive stretches of ``draws`` of at most ``size``."""
    return [draws[i : i + size] for i in range(0, draws.size, size)] or [draws]


def run(live: Chunk, draws: NDArray[np.int64], workers: int = 1, size: int = CHUNK) -> Any:
    """Call ``live`` on each chunk and join the records (named tuples of arrays) along their first axis.

    ``live`` must release the GIL and key its random numbers by draw. Raises UsageError for fewer than one worker.
    """
    if workers < 1 or size < 1:
        remedy = "Give 1 or more."
        raise UsageError(Fault("work needs a worker and a chunk to work on", remedy, value=f"{workers}, {size}"))
    size = max(1, min(size, -(-draws.size // workers)))
    parts = chunks(draws, size)
    if workers == 1 or len(parts) == 1:
        done = [unless_called_off(live, part) for part in parts]
    else:
        with ThreadPoolExecutor(workers) as pool:
            done = list(pool.map(partial(unless_called_off, live), parts))
    if len(done) == 1:
        return done[0]
    return type(done[0])(*(np.concatenate(arrays) for arrays in zip(*done, strict=True)))


def available() -> int:
    """Cores this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
