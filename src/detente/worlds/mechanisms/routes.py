"""Routes: corridors and roads that a place lives by, who can cut them and when they open.

A route is cut by coercion where it runs through what the coercing side holds. It opens again in time, with an
agreement, or with the fall of the place. A cut route weakens the garrison (``balance.py``) and is a rung of the
ladder of its own: a closed road before an attack, or instead of one.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.worlds.moment import Moment, draw
from detente.worlds.purposes import LIFT
from detente.worlds.setup import COERCE, PEACE, Setup
from detente.worlds.state import State
from detente.worlds.world import World


@kernel
def open_and_close(s: State, setup: Setup, w: World, t: Moment) -> None:
    """Apply the month's blockades and their ends."""
    if setup.on_routes == 0:
        return
    for k in range(setup.places):
        if s.coerced[k] == 1 and is_cut(s, setup, k):
            s.closed[k] = 1
        elif s.closed[k] == 1 and (is_free(s, setup, k) or draw(t, setup.place_id[k], LIFT) < w.lift):
            s.closed[k] = 0
        if s.taker[k] >= 0:
            s.closed[k] = 0
    for d in range(setup.dyads):
        q = setup.rivalry[d]
        if s.signed[q] == 1 and s.phase[q] == PEACE:
            for k in range(setup.places):
                if s.holder[k] == setup.target[d] and can_cut(s, setup, k, setup.challenger[d]):
                    s.closed[k] = 0


@kernel
def is_free(s: State, setup: Setup, k: int) -> bool:
    """Whether who holds the place holds what its route runs through too."""
    return setup.route_through[k] >= 0 and s.holder[setup.route_through[k]] == s.holder[k]


@kernel
def is_cut(s: State, setup: Setup, k: int) -> bool:
    """Whether one of those who coerce the place this month can cut its route."""
    for d in range(setup.dyads):
        if s.action[d] == COERCE and s.objective[d] == k and can_cut(s, setup, k, setup.challenger[d]):
            return True
    return False


@kernel
def can_cut(s: State, setup: Setup, k: int, challenger: int) -> bool:
    """Whether the place lives by a route that runs where the challenger already is."""
    return setup.on_routes == 1 and setup.route_through[k] >= 0 and s.holder[setup.route_through[k]] == challenger
