"""Displaced people: flight, settlement, and the pressure to return.

When a place falls, the people of the side that held it flee with probability ``flight`` a head to the side that is
theirs. There a share ``settle`` of the unsettled finds stable lives each month, as far as the host lets them. Those
who don't press for return: acting for the place they left is worth ``b_return`` more for every tenfold of them above
a thousand. Host policy thus decides whether displacement feeds the next war (Lischer 2005; Salehyan 2007).
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.numerics.portable import log10_
from detente.worlds.setup import Setup, first_of
from detente.worlds.state import State
from detente.worlds.world import World


@kernel
def uproot(s: State, setup: Setup, w: World) -> None:
    """Settle some of those who fled before, and let those flee whose place fell this month."""
    if setup.on_displacement == 0:
        return
    for d in range(setup.dyads):
        a = setup.challenger[d]
        for k in range(setup.places if first_of(setup, d) else 0):
            s.unsettled[a, k] *= 1.0 - w.settle * w.settling[a]
    for k in range(setup.places):
        if s.taker[k] >= 0:
            host = setup.target[s.taker[k]]
            fleeing = w.flight * s.residents[k]
            s.unsettled[host, k] += fleeing
            s.residents[k] -= fleeing


@kernel
def return_pressure(s: State, setup: Setup, w: World, a: int, k: int) -> float:
    """What the unsettled who left a place add to the value of acting for it, stakes."""
    if setup.on_displacement == 0 or s.unsettled[a, k] == 0.0:
        return 0.0
    return w.b_return * log10_(1.0 + s.unsettled[a, k])
