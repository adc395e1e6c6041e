"""Histories as arrays with names: what the kernel wrote down, readable by actor, place and rivalry.

``arrays`` map a field to its array, first axes (history, month). Histories come draw by draw: history ``h`` is
life ``h % lives`` of draw ``h // lives``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.histories.packed import Joined, Packed


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
        return len(self.holder) * self.lives

    @property
    def months(self) -> int:
        """Months of each."""
        first = self.arrays.pieces[0].fields if isinstance(self.arrays, Joined) else self.arrays
        return int(first["deaths"].shape[1])

    def packed(self) -> Histories:
        """The same histories in a fortieth of the memory; a field is unpacked anew each time it is read."""
        return self if isinstance(self.arrays, Joined) else replace(self, arrays=Joined((Packed.of(self.arrays),)))

    def some(self, field: str, histories: Sequence[int]) -> list[NDArray[Any]]:
        """A field of some histories; of packed ones no other piece is unpacked, and none twice."""
        found: dict[int, NDArray[Any]] = {}
        start = 0
        for part in self.parts():
            if here := [history for history in histories if start <= history < start + part.count]:
                each = part.arrays[field][[history - start for history in here]]
                found |= zip(here, each, strict=True)
            start += part.count
        return [found[history] for history in histories]

    def parts(self) -> Iterator[Histories]:
        """These histories, or where they are packed one piece after the other: all at once may not fit in memory."""
        if not isinstance(self.arrays, Joined) or len(self.arrays.pieces) == 1:
            yield self
            return
        start = 0
        for piece in self.arrays.pieces:
            stop = start + piece.fields["deaths"].shape[0] // self.lives
            yield replace(self, arrays=Joined((piece,)), holder=self.holder[start:stop], closed=self.closed[start:stop])
            start = stop

    def each(self, take: Callable[[Histories], NDArray[Any]]) -> NDArray[Any]:
        """What ``take`` makes of each part, joined along the first axis."""
        found = [take(part) for part in self.parts()]
        return found[0] if len(found) == 1 else np.concatenate(found)

    def by_draw(self, hits: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Reshape one value a history to (draws, lives)."""
        return hits.reshape(-1, self.lives)


def digests_of(histories: Histories) -> list[bytes]:
    """The digest of each history, in order."""
    return [digest for part in histories.parts() for digest in digests(part.arrays)]


def digests(arrays: Mapping[str, NDArray[Any]]) -> list[bytes]:
    """SHA-256 of each history over all fields, in the order of their names."""
    count = next(iter(arrays.values())).shape[0]
    rows = [np.ascontiguousarray(arrays[name]).reshape(count, -1).view(np.uint8) for name in sorted(arrays)]
    return [hashlib.sha256(row).digest() for row in np.concatenate(rows, axis=1)]


def combine(digests: list[bytes]) -> str:
    """One digest of many histories in canonical order."""
    total = hashlib.sha256()
    for digest in digests:
        total.update(digest)
    return total.hexdigest()
