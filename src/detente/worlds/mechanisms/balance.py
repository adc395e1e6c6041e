"""Arms supply and military balance.

    S' = S (1 - delta)^(1/12) + kappa * spending * rents * supplied / 12 - losses + gifts
    M  = S * edge * (1 + irregulars) * reach(place)
    p  = M_A^m / (M_A^m + (terrain * M_B)^m)

Capital decays and is fed by spending, as far as suppliers sell; fighting destroys it; arms sent in a crisis count
from the next month. A lead in technology is caught up with (Horowitz 2010). The contest success function is
Tullock's (Hirshleifer 1989; Skaperdas 1996). Its decisiveness m has no empirical consensus and is drawn wide.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.numerics.portable import exp_, log_
from detente.worlds.kernel.game import logistic
from detente.worlds.mechanisms.energy import rents
from detente.worlds.setup import ARM, LIMITED, Setup
from detente.worlds.state import State
from detente.worlds.world import World

BESIEGED = 0.7  # share of its strength that a garrison has whose road is cut (assumption)
TINY = 1e-9  # billion dollars: keeps a side that has nothing left from dividing by zero


@kernel
def grow_strength(s: State, setup: Setup, w: World) -> None:
    """Let a month of spending, decay, gifts, catching up and last month's losses pass."""
    if setup.on_balance == 0:
        return
    keep = exp_(log_(1.0 - w.delta) / 12.0)
    for a in range(setup.actors):
        if s.strength[a] == 0.0 and w.spending[a] == 0.0:
            continue
        lost = w.loss * (s.border_losses[a] + s.losses[a]) / 1000.0
        left = s.strength[a] * max(0.0, 1.0 - lost)
        s.strength[a] = left * keep * (1.0 + w.gift * gifts(s, setup, w, a)) + bought(s, setup, w, a) / 12.0
        s.edge[a] = 1.0 + (1.0 - w.catch_up) * (s.edge[a] - 1.0)


@kernel
def bought(s: State, setup: Setup, w: World, a: int) -> float:
    """Capital that a year of spending buys, billion dollars."""
    return w.kappa * w.spending[a] * rents(s, setup, w, a) * w.supplied[a]


@kernel
def gifts(s: State, setup: Setup, w: World, a: int) -> int:
    """How many outside powers answered last month's crisis with arms for this side."""
    count = 0
    for d in range(setup.dyads):
        if s.action[d] < LIMITED or (setup.target[d] != a and setup.challenger[d] != a):
            continue
        for power in range(setup.actors):
            if s.response[d, power] == ARM and favours(w, power, d, a, setup):
                count += 1
    return count


@kernel
def favours(w: World, power: int, d: int, a: int, setup: Setup) -> bool:
    """Whether an outside power that sends arms in this crisis sends them to ``a``: to its friend, else the target."""
    if w.stance[power, setup.challenger[d]] > 0.5:
        return setup.challenger[d] == a
    return setup.target[d] == a


@kernel
def mustered(s: State, a: int) -> float:
    """Strength with its technology and its irregulars, billion dollars."""
    return s.strength[a] * s.edge[a] * (1.0 + s.irregulars[a])


@kernel
def usable(s: State, w: World, actor: int, place: int) -> float:
    """Strength the actor can bring to bear at a place, billion dollars."""
    cut = BESIEGED if s.closed[place] == 1 and s.holder[place] == actor else 1.0
    return mustered(s, actor) * w.reach[actor, place] * cut


@kernel
def contest(attacker: float, defender: float, terrain: float, m: float) -> float:
    """Probability that the attacker wins: Tullock's contest with a defender's multiplier."""
    return logistic(m * log_(max(attacker, TINY) / max(terrain * defender, TINY)))


@kernel
def expected_strength(s: State, setup: Setup, w: World, actor: int) -> float:
    """Strength with its technology a year on, if spending and prices stay as they are."""
    if setup.on_balance == 0:
        return s.strength[actor] * s.edge[actor]
    edge = 1.0 + (1.0 - 12.0 * w.catch_up) * (s.edge[actor] - 1.0)
    return (s.strength[actor] * (1.0 - w.delta) + bought(s, setup, w, actor)) * edge
