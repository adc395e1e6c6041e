"""Work that is quick and can be done in any process: squares, and a table of quotients, a row a draw."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.engine.task import Task


class Record(NamedTuple):
    square: NDArray[np.int64]
    table: NDArray[np.float64]


def live(draws: NDArray[np.int64]) -> Record:
    return Record(draws * draws, draws[:, None] / np.arange(1.0, 4.0))


def die_once(draws: NDArray[np.int64], flag: NDArray[np.uint8]) -> Record:
    """End the whole process the first time, in the midst of the work."""
    path = flag.tobytes().decode()
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return live(draws)
    os._exit(1)


def task(draws: NDArray[np.int64]) -> Task:
    return Task(live, (draws,))


def equal(first: Any, second: Any) -> bool:
    return all(np.array_equal(a, b) and a.dtype == b.dtype for a, b in zip(first, second, strict=True))
