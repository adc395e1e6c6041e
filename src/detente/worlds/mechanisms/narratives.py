"""Grievance: what past deaths do to present choices.

Each side's own deaths are remembered and forgotten with a half-life; grievance is their decimal logarithm,
G = log10(1 + scars). A place lost by force leaves scars like ``humiliation`` deaths a stake: the revanchism of
the losing side. Grievance raises the value of acting (b_grievance) and the rate of
incidents (b_gb). The unit is ours: the reference-class sets give coefficients but not the prototype's unit (see
docs/decisions).
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.numerics.portable import exp_, log_
from detente.worlds.setup import Setup
from detente.worlds.state import State
from detente.worlds.world import World

LN2 = 0.6931471805599453
LN10 = 2.302585092994046


@kernel
def remember(s: State, setup: Setup, w: World) -> None:
    """Decay by a month and add last month's own deaths."""
    if setup.on_narratives == 0:
        return
    keep = exp_(-LN2 / w.half_life)
    for a in range(setup.actors):
        s.scars[a] = s.scars[a] * keep + s.border_losses[a] + s.losses[a] + w.humiliation * lost(s, setup, w, a)
        s.grievance[a] = log_(1.0 + s.scars[a]) / LN10 if s.scars[a] > 0.0 else 0.0


@kernel
def lost(s: State, setup: Setup, w: World, a: int) -> float:
    """Stakes that a side lost by force last month."""
    total = 0.0
    for q in range(setup.rivalries):
        k = s.front[q]
        if k >= 0 and s.taken[k] == 1 and setup.target[s.attacker[q]] == a:
            total += w.worth[a, k]
    return total
