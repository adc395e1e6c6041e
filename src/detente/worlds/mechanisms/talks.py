"""Negotiation: a first form with one number, the outlook of talks as a whole.

An agreement comes with a small yearly rate, scaled by the outlook (0.5 is even), never during fighting.
It makes a definitive truce and opens routes. Formats, issues and positions are recorded but don't move it yet.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.worlds.purposes import AGREE
from detente.worlds.setup import PEACE, Moment, Setup, draw
from detente.worlds.state import State
from detente.worlds.world import World


@kernel
def negotiate(s: State, setup: Setup, w: World, t: Moment) -> None:
    """Settle, or not, each rivalry that is not fighting; fighting ends an agreement."""
    if setup.on_talks == 0:
        return
    for d in range(setup.dyads):
        q = setup.rivalry[d]
        if s.phase[q] != PEACE:
            s.agreed[q] = 0
        if setup.mirror[d] < d or s.phase[q] != PEACE or s.agreed[q] == 1:
            continue
        sore = 0.5 * (s.grievance[setup.challenger[d]] + s.grievance[setup.target[d]])
        yearly = w.agreement * 2.0 * s.outlook[q] / (1.0 + 0.25 * sore)
        if draw(t, setup.rivalry_id[q], AGREE) < yearly / 12.0:
            s.agreed[q] = s.signed[q] = 1
