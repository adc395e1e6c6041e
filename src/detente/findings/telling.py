"""Which history of an answer to tell: the typical one, the one with the fewest deaths, or that with the most."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Counts = NDArray[np.float64]
KINDS = ("typical", "best", "worst")
WHY = {
    "typical": "nearest to the middle in deaths and in how often each kind of event comes",
    "best": "the fewest deaths, and of those with as few the most typical",
    "worst": "the most deaths, and of those with as many the most typical",
}


def choose(events: pa.Table, histories: int, kind: str) -> int:
    """The number of the history to tell, of so many; ties go to the first.

    Distances are between logarithms of one more than the counts, from the medians over histories.

    Args:
        events: a run's table of events, as `histories.tables.events` makes it.
        histories: how many there were, those without any event among them.
        kind: one of `KINDS`.
    """
    counts = _counts(events, histories)
    logs = np.log1p(counts)
    away = np.round(np.abs(logs - np.median(logs, axis=0)).sum(axis=1), 9)
    wanted = {"typical": 0, "best": 1, "worst": -1}[kind] * counts[:, 0]
    return int(np.lexsort((away, wanted))[0])


def _counts(events: pa.Table, histories: int) -> Counts:
    """Deaths, then how often each other kind of event came, by history."""
    history, size = (events[name].to_numpy() for name in ("history", "size"))
    coded = events["event"].combine_chunks()
    code, names = coded.indices.to_numpy(), coded.dictionary.to_pylist()
    found = {name: np.bincount(history[code == n], size[code == n], histories) for n, name in enumerate(names)}
    deaths = found.pop("deaths", np.zeros(histories))
    return np.stack([deaths, *(found[name] for name in sorted(found))], axis=1)
