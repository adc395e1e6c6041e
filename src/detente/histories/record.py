"""Histories as arrays with names: what the kernel wrote down, readable by actor, place and rivalry.

``arrays`` map a field to its array, first axes (history, month). Histories come draw by draw: history ``h`` is
life ``h % lives`` of draw ``h // lives``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Names:
    """The names behind the indices of the arrays."""

    actors: tuple[str, ...]
    places: tuple[str, ...]
    rivalries: tuple[str, ...]
    dyads: tuple[tuple[str, str], ...]  # challenger, target
    actions: tuple[str, ...]
    responses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Histories:
    """All histories of one question on one set of beliefs.

    ``holder`` and ``closed`` at the start, shape (draws, places), let changes be seen; ``made`` names the dyad that was
    made to act in month 1.
    """

    names: Names
    arrays: Mapping[str, NDArray[Any]]
    lives: int
    holder: NDArray[np.int64]
    closed: NDArray[np.int64]
    made: int | None = None

    @property
    def count(self) -> int:
        """Histories."""
        return int(self.arrays["deaths"].shape[0])

    @property
    def months(self) -> int:
        """Months of each."""
        return int(self.arrays["deaths"].shape[1])

    def by_draw(self, hits: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Reshape one value a history to (draws, lives)."""
        return hits.reshape(-1, self.lives)


def digests(arrays: Mapping[str, NDArray[Any]]) -> list[bytes]:
    """SHA-256 of each history over all fields, in the order of their names."""
    count = next(iter(arrays.values())).shape[0]
    rows = [np.ascontiguousarray(arrays[name]).reshape(count, -1).view(np.uint8) for name in sorted(arrays)]
    return [hashlib.sha256(row.tobytes()).digest() for row in np.concatenate(rows, axis=1)]


def combine(digests: list[bytes]) -> str:
    """One digest of many histories in canonical order."""
    total = hashlib.sha256()
    for digest in digests:
        total.update(digest)
    return total.hexdigest()
