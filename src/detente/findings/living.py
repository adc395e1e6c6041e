"""Worlds filled, lived and forgotten a chunk at a time: all of them at once may not fit in memory."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.draws import Beliefs
from detente.beliefs.some import some
from detente.cases.model import Case
from detente.engine.task import Task
from detente.engine.workshop import Workshop
from detente.histories.packed import Joined
from detente.worlds.fill import Filler
from detente.worlds.kernel.history import Record, live
from detente.worlds.layout import dtype_of, records
from detente.worlds.past import Past
from detente.worlds.refilled import words
from detente.worlds.state import State
from detente.worlds.world import World

COMPARED = 1000  # draws whose worlds are filled twice side by side

BEGUN = sorted(set(dtype_of(State).names or ()) & set(dtype_of(World).names or ()))  # what histories begin with

Draws = NDArray[np.int64]


class Otherwise(NamedTuple):
    """What is believed from some month on: beliefs that differ on one slot."""

    beliefs: Beliefs
    slot: str

    def fill(self, case: Case, worlds: Any, draws: Draws) -> Any:
        """The worlds into which these ``worlds`` turn, those of ``draws``.

        A coefficient says what happens from then on, and nothing of how anything began.
        """
        others = Filler(case, some(self.beliefs, draws)).fill()
        for name in BEGUN if self.slot.startswith("model.") else ():
            others[name] = worlds[name]
        return others

    def changed(self, case: Case, before: Beliefs, draws: Draws) -> Draws:
        """Those of the draws whose world turns into another."""
        worlds = Filler(case, some(before, draws)).fill()
        return draws[differ(self.fill(case, worlds, draws), worlds)]


class Lived(NamedTuple):
    """What draws lived, packed; who held and what was closed at the start, (draws, places); what was settled on."""

    arrays: Joined
    holder: NDArray[np.int64]
    closed: NDArray[np.int64]
    settled: dict[str, NDArray[np.float64]]


def live_by_chunks(
    shop: Workshop, case: Case, beliefs: Beliefs, setup: Any, draws: Draws, lives: int, workers: int, size: int,
    otherwise: Otherwise | None = None,
) -> Lived:  # fmt: skip
    """Live ``draws``, in ascending order, of worlds that ``beliefs`` fill; from the turn on of those ``otherwise``."""
    count = len(case.file.places)
    holder, closed = np.zeros((2, draws.size, count), np.int64)
    pasts: dict[int, Past] = {}
    settled: defaultdict[str, NDArray[np.float64]] = defaultdict(lambda: np.zeros(draws.size))

    def prepare(part: Draws) -> Task:
        filler = Filler(case, some(beliefs, part), pasts)
        worlds = filler.fill()
        others = () if otherwise is None else (otherwise.fill(case, worlds, part),)
        start = others[0] if others and setup.turn == 1 else worlds
        first = int(np.searchsorted(draws, part[0]))
        for slot, values in filler.settled.items():
            settled[slot][first : first + part.size] = values
        holder[first : first + part.size] = start.holder[:, :count]
        closed[first : first + part.size] = start.closed[:, :count]
        return Task(live_some, (setup, worlds, part, lives, *others))

    return Lived(Joined(shop.run(prepare, draws, workers, size)), holder, closed, settled)


def live_some(setup: Any, worlds: Any, draws: Draws, lives: int, others: Any = None) -> Record:
    """Live draws of which only the worlds named are at hand, and the ``others`` into which these turn.

    A draw's number keys its luck and says where its world lies. So room is made for all up to the last: memory that
    nobody touches takes none.
    """
    after = None if others is None else _spread(others, draws)
    return live(setup, _spread(worlds, draws), draws, lives, after)


def _spread(worlds: Any, draws: Draws) -> Any:
    room = records(World, int(draws[-1]) + 1)
    room[draws] = worlds
    return room


def changed(case: Case, before: Beliefs, after: Beliefs, touched: frozenset[str], draws: Draws) -> Draws:
    """Those of some draws whose worlds are others on beliefs that differ on the slots touched."""
    filler = Filler(case, some(before, draws))
    filler.fill()
    return draws[filler.refilled(some(after, draws), touched).changed]


def differ(one: Any, other: Any) -> NDArray[np.bool_]:
    """Which worlds are not the same bit for bit, (worlds,)."""
    found: NDArray[np.bool_] = (words(one) != words(other)).any(axis=1)
    return found
