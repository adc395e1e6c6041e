"""Arms supply and military balance.

    S' = S (1 - delta)^(1/12) + kappa * spending / 12 - losses
    M  = S * edge * reach(place)
    p  = M_A^m / (M_A^m + (terrain * M_B)^m)

Capital decays and is fed by spending; fighting destroys it. The contest success function is Tullock's
(Hirshleifer 1989; Skaperdas 1996). Its decisiveness m has no empirical consensus and is drawn wide.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.numerics.portable import exp_, log_
from detente.worlds.kernel.game import logistic
from detente.worlds.setup import Setup
from detente.worlds.state import State
from detente.worlds.world import World

TINY = 1e-9  # billion dollars: keeps a side that has nothing left from dividing by zero


@kernel
def grow_strength(s: State, setup: Setup, w: World) -> None:
    """Let a month of spending, decay and last month's losses pass."""
    if setup.on_balance == 0:
        return
    keep = exp_(log_(1.0 - w.delta) / 12.0)
    for a in range(setup.actors):
        lost = w.loss * (s.border_losses[a] + s.losses[a]) / 1000.0
        left = s.strength[a] * max(0.0, 1.0 - lost)
        s.strength[a] = left * keep + w.kappa * w.spending[a] / 12.0


@kernel
def usable(s: State, w: World, actor: int, place: int) -> float:
    """Strength the actor can bring to bear at a place, billion dollars."""
    cut = 0.7 if s.closed[place] == 1 and s.holder[place] == actor else 1.0  # a besieged garrison is weaker
    return s.strength[actor] * w.edge[actor] * w.reach[actor, place] * cut


@kernel
def contest(attacker: float, defender: float, terrain: float, m: float) -> float:
    """Probability that the attacker wins: Tullock's contest with a defender's multiplier."""
    return logistic(m * log_(max(attacker, TINY) / max(terrain * defender, TINY)))


@kernel
def expected_strength(s: State, setup: Setup, w: World, actor: int) -> float:
    """Strength a year on if spending goes on as it is."""
    if setup.on_balance == 0:
        return s.strength[actor]
    return s.strength[actor] * (1.0 - w.delta) + w.kappa * w.spending[actor]
