"""The compiled loop: draws, lives, months; and what is written down of each month."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.numerics.compiled import kernel
from detente.worlds.kernel.early import forget_bounds
from detente.worlds.kernel.game import Game
from detente.worlds.layout import records
from detente.worlds.moment import Moment, enter
from detente.worlds.month import live_month
from detente.worlds.setup import Setup
from detente.worlds.state import State, begin, begin_otherwise, quiet
from detente.worlds.world import World


class Record(NamedTuple):
    """What is kept of each history; first axes (history, month), the last as named. Month 1 is index 0."""

    deaths: NDArray[np.int32]  # (H, M, K) border and battle deaths
    incidents: NDArray[np.int16]  # (H, M, Q)
    action: NDArray[np.int8]  # (H, M, D)
    objective: NDArray[np.int8]  # (H, M, D) place of the action, or to which a war turned; or -1
    resisted: NDArray[np.int8]  # (H, M, D)
    response: NDArray[np.int8]  # (H, M, D, A) or -1
    phase: NDArray[np.int8]  # (H, M, Q) at the end of the month
    truce: NDArray[np.int8]  # (H, M, Q)
    keepers: NDArray[np.int8]  # (H, M, Q)
    agreed: NDArray[np.int8]  # (H, M, Q)
    holder: NDArray[np.int8]  # (H, M, K) actor
    closed: NDArray[np.int8]  # (H, M, K)
    seized: NDArray[np.int8]  # (H, M, K)
    alive: NDArray[np.int8]  # (H, M, K)
    standing: NDArray[np.float32]  # (H, A, A) change from start (or from where the turn set it) to end


@kernel
def live_chunk(
    setup: Setup,
    worlds: Any,
    others: Any,
    draws: NDArray[np.int64],
    lives: int,
    s: State,
    g: Game,
    t: Moment,
    record: Record,
) -> None:
    """Live every life of the listed draws; history ``i * lives + l`` of the record is life ``l`` of ``draws[i]``.

    ``draws`` index ``worlds`` and key the random numbers, so a draw lives the same life in whatever chunk, order
    or company it is run. From the month of the setup's turn on ``others`` hold in place of ``worlds``. ``s``, ``g``
    and ``t`` are room to work in.
    """
    for i in range(draws.size):
        forget_bounds(g)
        for life in range(lives):
            w = worlds[draws[i]]
            begin(s, setup, w)
            for month in range(1, setup.months + 1):
                if month == setup.turn:
                    w = others[draws[i]]
                    begin_otherwise(s, setup, worlds[draws[i]], w, month - 1)
                    forget_bounds(g)
                enter(t, setup, draws[i], life, month)
                live_month(s, setup, w, g, t)
                write_month(s, setup, record, i * lives + life, month - 1)
            for a in range(setup.actors):
                for b in range(setup.actors):
                    record.standing[i * lives + life, a, b] = s.standing[a, b] - w.standing[a, b]
            if setup.turn > 0:
                forget_bounds(g)  # of the other world


@kernel
def write_month(s: State, setup: Setup, r: Record, h: int, m: int) -> None:
    """Copy the month's outcome into the record."""
    for k in range(setup.places):
        r.holder[h, m, k] = s.holder[k]
        r.closed[h, m, k] = s.closed[k]
        r.alive[h, m, k] = s.alive[k]
    for q in range(setup.rivalries):
        r.truce[h, m, q] = s.truce[q]
        r.keepers[h, m, q] = s.keepers[q]
        r.agreed[h, m, q] = s.agreed[q]
    if not quiet(s, setup):
        write_events(s, setup, r, h, m)


@kernel
def write_events(s: State, setup: Setup, r: Record, h: int, m: int) -> None:
    """Copy what happened this month; the record begins as one in which nothing has."""
    for k in range(setup.places):
        r.deaths[h, m, k] = s.border_deaths[k] + s.battle_deaths[k]
        r.seized[h, m, k] = s.seized[k]
    for q in range(setup.rivalries):
        r.incidents[h, m, q] = s.incidents[q]
        r.phase[h, m, q] = s.phase[q]
    for d in range(setup.dyads):
        r.action[h, m, d] = s.action[d]
        r.objective[h, m, d] = s.objective[d] if s.objective[d] >= 0 else s.asked[d]
        r.resisted[h, m, d] = s.resisted[d]
        for a in range(setup.actors):
            r.response[h, m, d, a] = s.response[d, a]


def room(setup: Any, histories: int) -> Record:
    """A record of ``histories`` histories for a case of this shape, in which nothing has happened."""
    m, a, k, q, d = (int(setup[f]) for f in ("months", "actors", "places", "rivalries", "dyads"))

    def small(*shape: int, of: int = 0) -> NDArray[np.int8]:
        return np.full((histories, m, *shape), of, np.int8) if of else np.zeros((histories, m, *shape), np.int8)

    return Record(
        deaths=np.zeros((histories, m, k), np.int32), incidents=np.zeros((histories, m, q), np.int16),
        action=small(d), objective=small(d, of=-1), resisted=small(d), response=small(d, a, of=-1), phase=small(q),
        truce=small(q), keepers=small(q), agreed=small(q), holder=small(k), closed=small(k), seized=small(k),
        alive=small(k), standing=np.zeros((histories, a, a), np.float32),
    )  # fmt: skip


def desk() -> tuple[Any, Any, Any]:
    """Room to live one history after the other in: a state, a game and a moment."""
    return records(State, 1)[0], records(Game, 1)[0], records(Moment, 1)[0]


def live(setup: Any, worlds: Any, draws: NDArray[np.int64], lives: int, others: Any = None) -> Record:
    """Run the compiled loop over ``draws`` of ``worlds`` and return what happened.

    ``others``: the worlds that hold from the setup's turn on, by default the same.
    """
    record = room(setup, draws.size * lives)
    live_into(record, setup, worlds, draws, lives, others)
    return record


def live_into(
    record: Record, setup: Any, worlds: Any, draws: NDArray[np.int64], lives: int, others: Any = None
) -> None:  # fmt: skip
    """The same, into a record in which nothing has happened, or its rows for these draws."""
    others = worlds if others is None else others
    live_chunk(setup, worlds, others, draws, lives, *desk(), record)


def warm() -> None:
    """Load the compiled loop, or compile it, by living nothing: can be done while a case is being read."""
    live(records(Setup, 1)[0], records(World, 1), np.arange(0), 1)
