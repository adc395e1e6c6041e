"""Territory, routes and polities: who holds what, what is cut off, what still exists.

Control changes when a campaign takes a place; a route is cut by coercion and opened by agreement, by the fall of
the place, or in time. A polity ends with the place it lives on.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.worlds.purposes import LIFT
from detente.worlds.setup import PEACE, Moment, Setup, draw
from detente.worlds.state import State
from detente.worlds.world import World


@kernel
def settle_places(s: State, setup: Setup, w: World, t: Moment) -> None:
    """Apply the month's captures, blockades and their ends."""
    if setup.on_territory == 0:
        return
    for d in range(setup.dyads):
        q, k = setup.rivalry[d], s.front[setup.rivalry[d]]
        if k >= 0 and s.taken[k] == 1 and s.attacker[q] == d:
            s.holder[k] = setup.challenger[d]
    for k in range(setup.places):
        if s.coerced[k] == 1 and route_was_cut(s, setup, k):
            s.closed[k] = 1
        elif s.closed[k] == 1 and draw(t, setup.place_id[k], LIFT) < w.lift:
            s.closed[k] = 0
        if s.taken[k] == 1:
            s.closed[k] = 0
            s.alive[k] = 0
    for q in range(setup.rivalries):
        if s.signed[q] == 1 and s.phase[q] == PEACE:
            for k in range(setup.places):
                s.closed[k] = 0


@kernel
def route_was_cut(s: State, setup: Setup, k: int) -> bool:
    """Whether coercing the place cut its route: only where the route runs through what the other side holds."""
    return setup.route_through[k] >= 0 and s.holder[setup.route_through[k]] != s.holder[k]
