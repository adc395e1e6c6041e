"""Worlds that other beliefs fill otherwise: the cells that change, and which worlds they change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Cell = tuple[str, tuple[int | slice, ...], Any]  # a field of all worlds, where in it, and the values there


class Refilled(NamedTuple):
    """What other beliefs make of the worlds ``before``: the cells that are others, and the draws whose worlds are."""

    before: Any
    cells: tuple[Cell, ...]
    changed: NDArray[np.int64]

    @classmethod
    def of(cls, before: Any, cells: Iterable[Cell]) -> Refilled:
        """Look which of the cells are others, bit for bit."""
        found, others = np.zeros(before.size, np.bool_), []
        for name, at, values in cells:
            was = _cell(before, name, at)
            now = np.broadcast_to(np.asarray(values, was.dtype), was.shape)
            other = was.view(np.uint64) != now.view(np.uint64)
            if other.any():
                others.append((name, at, now))
                found |= other.any(axis=tuple(range(1, other.ndim)))
        return cls(before, tuple(others), np.flatnonzero(found))

    def all(self) -> Any:
        """All worlds, as they are then."""
        worlds = self.before.copy()
        for name, at, values in self.cells:
            _cell(worlds, name, at)[:] = values
        return worlds

    def rows(self) -> Any:
        """The worlds that changed, and no others."""
        worlds = self.before[self.changed]
        for name, at, values in self.cells:
            _cell(worlds, name, at)[:] = values[self.changed]
        return worlds

    def worlds(self) -> Any:
        """The worlds that changed, each in its place; the room of the others holds nothing."""
        worlds = np.empty_like(self.before)
        after, before = words(worlds), words(self.before)
        for draw in self.changed.tolist():  # one by one: memory is what takes the time, and this needs none between
            after[draw] = before[draw]
        for name, at, values in self.cells:
            _cell(worlds, name, at)[self.changed] = values[self.changed]
        return worlds


def _cell(worlds: Any, name: str, at: tuple[int | slice, ...]) -> NDArray[Any]:
    cell: NDArray[Any] = worlds.view(np.ndarray)[name][:, *at]
    return cell


def words(worlds: Any) -> NDArray[np.uint64]:
    """The worlds' memory, a row a draw."""
    rows: NDArray[np.uint64] = worlds.view(np.ndarray).view(np.uint64).reshape(worlds.size, -1)
    return rows
