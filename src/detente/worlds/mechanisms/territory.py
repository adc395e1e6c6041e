"""Territory and polities: who holds what, and what still exists.

Control changes when a campaign takes a place; a polity ends when its side loses the place it lives on, and does not
come back. Who has a right to a place is recorded (`status`, `recognises`) and settles nothing here.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.worlds.setup import Setup
from detente.worlds.state import State, can_enter


@kernel
def settle_places(s: State, setup: Setup) -> None:
    """Apply the month's captures."""
    if setup.on_territory == 0:
        return
    fell = 0
    for k in range(setup.places):
        if s.taker[k] >= 0:
            s.holder[k] = setup.challenger[s.taker[k]]
            if s.holder[k] != setup.polity[k]:
                s.alive[k] = 0
            fell += 1
    for d in range(setup.dyads if fell > 0 else 0):
        s.enterable[d] = can_enter(s, setup, d)
