"""The home front: unrest, and whether a leader survives it.

    unrest' = calm_down * unrest + b_losses * log10(1 + own deaths) + b_defeat * [ground lost] + shock
    P(leader falls) = fall * unrest

Unrest adds a little to the value of acting (diversion: small and unsure, Mitchell & Prins 2004) and more to the
price of conceding (leaders who concede risk office: Chiozza & Goemans 2011; Weeks 2012). Shocks stand for what comes
from elsewhere: prices, a pandemic. A new leader opens talks again or closes them; ``talks.py`` reads that.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.numerics.portable import log10_
from detente.worlds.moment import Moment
from detente.worlds.setup import Setup, first_of
from detente.worlds.state import State
from detente.worlds.world import World

SHOCK = 0.3  # unrest that a shock from elsewhere brings (assumption)


@kernel
def stir(s: State, setup: Setup, w: World, t: Moment) -> None:
    """Let last month's deaths and defeats stir each side, and settle whether its leader falls."""
    if setup.on_home_front == 0:
        return
    for d in range(setup.dyads):
        a = setup.challenger[d]
        if not first_of(setup, d):
            continue
        stirred = s.unrest[a] * w.calm_down
        if s.losses[a] + s.border_losses[a] > 0.0:
            stirred += w.b_losses * log10_(1.0 + s.losses[a] + s.border_losses[a])
        stirred += w.b_defeat * defeats(s, setup, a)
        if t.u_unrest[a, t.at] < w.unrest_shock:
            stirred += SHOCK
        s.unrest[a] = min(1.0, max(0.0, stirred))
        s.turned[a] = 1 if t.u_leader[a, t.at] < w.fall * s.unrest[a] else 0


@kernel
def defeats(s: State, setup: Setup, a: int) -> int:
    """How many places the side lost last month."""
    count = 0
    for k in range(setup.places):
        if s.taker[k] >= 0 and setup.target[s.taker[k]] == a:
            count += 1
    return count


@kernel
def diversion(s: State, setup: Setup, w: World, a: int) -> float:
    """What acting abroad is worth to a leader in trouble at home, stakes."""
    return w.b_diversion / w.lam * s.unrest[a] if setup.on_home_front == 1 else 0.0


@kernel
def concession_price(s: State, setup: Setup, w: World, a: int) -> float:
    """What conceding costs a leader at home, stakes: more where there is unrest."""
    return w.home_risk * (1.0 + w.b_concession * s.unrest[a]) if setup.on_home_front == 1 else w.home_risk
