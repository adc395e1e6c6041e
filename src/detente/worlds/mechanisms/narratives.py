"""Grievance: what past deaths do to present choices.

Each side's own deaths are remembered and forgotten with a half-life; grievance is their decimal logarithm,
G = log10(1 + scars). A place lost by force leaves scars like ``humiliation`` deaths a stake: the revanchism of
the losing side. Grievance raises the value of acting (b_grievance) and the rate of
incidents (b_gb). The unit is ours: the reference-class sets give coefficients but not the prototype's unit (see
docs/decisions).
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.numerics.portable import LN2, exp_, log10_
from detente.worlds.setup import Setup, first_of
from detente.worlds.state import State
from detente.worlds.world import World


@kernel
def remember(s: State, setup: Setup, w: World) -> None:
    """Decay by a month and add last month's own deaths."""
    if setup.on_narratives == 0:
        return
    keep = exp_(-LN2 / w.half_life)
    for d in range(setup.dyads):
        a = setup.challenger[d]
        if not first_of(setup, d):
            continue
        s.scars[a] = s.scars[a] * keep + s.border_losses[a] + s.losses[a] + w.humiliation * lost(s, setup, w, a)
        s.grievance[a] = log10_(1.0 + s.scars[a]) if s.scars[a] > 0.0 else 0.0


@kernel
def lost(s: State, setup: Setup, w: World, a: int) -> float:
    """Stakes that a side lost by force last month."""
    total = 0.0
    for k in range(setup.places):
        if s.taker[k] >= 0 and setup.target[s.taker[k]] == a:
            total += w.worth[a, k]
    return total
