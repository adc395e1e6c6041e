"""Irregular fighters: volunteers, the diaspora's and paid ones.

    irregulars' = irregulars + joining * (most - irregulars)   in a month in which the side fights
    irregulars' = staying * irregulars                        in peace

They add their share to a side's strength and lose it favour: what outside powers would do to an attacker who uses
them grows by ``b_irregulars`` a share. How many would come (``most``) is believed of each side.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.worlds.setup import PEACE, WAR, Setup
from detente.worlds.state import State
from detente.worlds.world import World

JOINING = 0.4  # share of those who would come that comes in a month of fighting (assumption)
STAYING = 0.7  # share that is still there after a month of peace (assumption)


@kernel
def enlist(s: State, setup: Setup, w: World) -> None:
    """Let volunteers come where there is fighting, and go where there is none."""
    if setup.on_volunteers == 0:
        return
    for a in range(setup.actors):
        if w.irregulars[a] == 0.0:
            continue
        if fights(s, setup, a):
            s.irregulars[a] += JOINING * (w.irregulars[a] - s.irregulars[a])
        else:
            s.irregulars[a] *= STAYING


@kernel
def fights(s: State, setup: Setup, a: int) -> bool:
    """Whether the side fought this month in any of its rivalries."""
    for d in range(setup.dyads):
        if setup.challenger[d] == a and fought(s, setup.rivalry[d]):
            return True
    return False


@kernel
def fought(s: State, q: int) -> bool:
    """Whether a rivalry fights, or did until its fighting ended this month; a conceded attack is no fight."""
    if s.phase[q] != PEACE or s.ended[q] == WAR:
        return True
    return s.ended[q] > 0 and s.resisted[s.attacker[q]] == 1


@kernel
def disfavour(s: State, setup: Setup, w: World, a: int) -> float:
    """What an attacker's irregulars add to outside restraint."""
    return w.b_irregulars * s.irregulars[a] if setup.on_volunteers == 1 else 0.0
