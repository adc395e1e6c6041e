"""Chunks of work that are too many for memory: packed as they come, kept on a shelf, done here or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from detente.engine.memory import give_back
from detente.engine.run import chunks, unless_called_off
from detente.engine.shelf import Shelf
from detente.engine.task import Task, code_digest
from detente.histories.packed import Packed

LARGE = 200_000  # world-months of one question from which on chunks are packed and kept; fewer are lived in seconds
SMALL_CHUNK = 250  # draws: what lies unpacked in each thread

Prepare = Callable[[NDArray[np.int64]], Task]
Tell = Callable[[int, int], None]


class Elsewhere(Protocol):
    """Somewhere else that does tasks, such as a cluster."""

    @property
    def hands(self) -> int:
        """Tasks it is given at a time."""

    def do(self, task: Task, code: str) -> Packed:
        """The result of a task. Raises a DetenteError where it can't be had."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where chunks are done and kept, and whom to tell of each; by default here, nowhere and nobody."""

    shelf: Shelf | None = None
    elsewhere: Elsewhere | None = None
    tell: Tell | None = None

    def takes(self, world_months: int) -> bool:
        """Whether so much work is done here; less is done faster all at once."""
        return self.elsewhere is not None or world_months > LARGE

    def run(self, prepare: Prepare, draws: NDArray[np.int64], workers: int, size: int) -> tuple[Packed, ...]:
        """The results of the tasks that ``prepare`` makes of each chunk of draws, in their order."""
        give_back()
        parts = chunks(draws, min(size, SMALL_CHUNK))
        hands = self.elsewhere.hands if self.elsewhere else workers
        pool = ThreadPoolExecutor(min(hands, len(parts)))
        try:
            waiting = [pool.submit(unless_called_off, partial(self._done, prepare), part) for part in parts]
            return tuple(self._told(waiting))
        finally:
            pool.shutdown(cancel_futures=True)

    def _told(self, waiting: Sequence[Any]) -> list[Packed]:
        done = []
        for future in waiting:
            done.append(future.result())
            if self.tell:
                self.tell(len(done), len(waiting))
        return done

    def _done(self, prepare: Prepare, part: NDArray[np.int64]) -> Packed:
        task, code = prepare(part), code_digest()
        key = task.key(code) if self.shelf else ""
        found = self.shelf.find(key) if self.shelf else None
        if found is None:
            found = self.elsewhere.do(task, code) if self.elsewhere else task.do()
            if self.shelf:
                self.shelf.put(key, found)
        return found
