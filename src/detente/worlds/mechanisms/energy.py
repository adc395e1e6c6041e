"""Energy: what it earns the seller, and what it makes the buyer overlook.

    log price' = hold_price * log price + sd_price * z
    dependence = min(1, dependence on the as-of day * price^scarcity)

A seller whose budget rests on rents spends with the price (``balance.py``); a buyer who depends on a side restrains
it less (``influence.py``), and the scarcer the good, the more it depends (Colgan 2013; Ross & Voeten 2016). The price
is relative to that of the as-of day.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.numerics.portable import exp_, log_, normal_quantile
from detente.worlds.moment import Moment
from detente.worlds.setup import Setup
from detente.worlds.state import State
from detente.worlds.world import World

HOLD_PRICE = 0.97  # share of a deviation that is left after a month: half of it after two years (assumption)
DEEP = 4.0  # log price beyond which nothing more follows


@kernel
def trade(s: State, setup: Setup, w: World, t: Moment) -> None:
    """Move the price, and with it what outside powers depend on."""
    if setup.on_energy == 0:
        return
    level = HOLD_PRICE * log_(s.price) + w.sd_price * normal_quantile(t.u_price[t.at])
    level = min(DEEP, max(-DEEP, level))
    s.price = exp_(level)
    leverage = exp_(w.scarcity * level)
    for a in range(setup.actors):
        if setup.outsider[a] == 1:
            for d in range(setup.dyads):
                side = setup.challenger[d]
                s.dependence[a, side] = min(1.0, w.dependence[a, side] * leverage)


@kernel
def rents(s: State, setup: Setup, w: World, a: int) -> float:
    """Multiplier of an actor's spending: the part that rests on rents moves with the price."""
    return 1.0 + w.rent_share[a] * (s.price - 1.0) if setup.on_energy == 1 else 1.0
