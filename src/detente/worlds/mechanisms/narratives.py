"""Grievance: what past deaths do to present choices.

Each side's own deaths are remembered and forgotten with a half-life; grievance is their decimal logarithm,
G = log10(1 + scars). It raises the value of acting (b_grievance) and the rate of incidents (b_gb). The unit is
ours: the reference-class sets give coefficients but not the prototype's unit (see docs/decisions).
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
        s.scars[a] = s.scars[a] * keep + s.border_losses[a] + s.losses[a]
        s.grievance[a] = log_(1.0 + s.scars[a]) / LN10 if s.scars[a] > 0.0 else 0.0
