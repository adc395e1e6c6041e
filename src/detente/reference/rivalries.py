"""Generic rivalries: two sides, one contested place, a patron each; as different as those of the class.

Nothing here belongs to a case. What the reference class doesn't fit comes from the same priors as everywhere; how
unequal the sides are follows the panel's territorial, land-contiguous rivals to 1990 (median ratio of capabilities
2.8, upper decile 8).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.priors import priors
from detente.beliefs.race import Dice
from detente.numerics.ids import stable_id
from detente.numerics.portable import exp_array, normal_quantile_array
from detente.worlds.layout import records
from detente.worlds.setup import MECHANISMS, Setup
from detente.worlds.world import World

Floats = NDArray[np.float64]

ACTORS = ("one", "other", "patron of one", "patron of other")
PLACES = ("land of one", "land of other", "what they contest")
UNEQUAL = 1.35  # sd of the log ratio of capabilities
DRAW = 60  # purpose of the uniforms that make a rivalry


def setting(months: int, seed: int) -> Any:
    """The setup record that all generic rivalries share: either side may challenge the other."""
    s = records(Setup, 1)[0]
    s.months, s.seed, s.actors, s.places, s.rivalries, s.dyads = months, seed, 4, 3, 1, 2
    s.actor_id[:4] = [stable_id(name) for name in ACTORS]
    s.place_id[:3] = [stable_id(name) for name in PLACES]
    s.rivalry_id[0] = stable_id("rivalry")
    s.dyad_id[:2] = stable_id("one>other"), stable_id("other>one")
    s.challenger[:2], s.target[:2], s.mirror[:2] = (0, 1), (1, 0), (1, 0)
    s.outsider[2:4] = s.troops[2:4] = 1
    s.polity[:] = s.consenter[:] = s.keeper[:] = s.route_through[:] = s.forced_dyad = s.forced_place = s.turn_dyad = -1
    s.objective[2] = 1
    s.adjacent[:3, :3] = [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
    for name in MECHANISMS:
        s[f"on_{name}"] = 1
    return s


def rivalries(levels: Mapping[str, Floats], count: int, seed: int) -> Any:
    """``count`` worlds a set of levels, set by set; ``levels`` maps a fitted coefficient to its value in each set."""
    sets = len(next(iter(levels.values())))
    w, dice = records(World, sets * count), Dice(seed, sets * count)
    for name, prior in priors().coefficients.items():
        w[name] = np.repeat(levels[name], count) if name in levels else prior.quantile(dice.of(name, DRAW))
    _sides(w, dice)
    _patrons(w, dice)
    return w


def _sides(w: Any, dice: Dice) -> None:
    ratio = exp_array(UNEQUAL * _normal(dice, "ratio"))
    w.spending[:, 0], w.spending[:, 1] = 1.0, ratio
    keep = exp_array(np.log1p(-w.delta) / 12.0)
    w.strength[:, :2] = (w.kappa / 12.0 / (1.0 - keep))[:, None] * w.spending[:, :2]
    w.edge[:], w.reach[:], w.consent[:], w.supplied[:] = 1.0, 1.0, 1.0, 1.0
    w.holder[:, :3] = 0, 1, 1
    w.holder[:, 2] = dice.of("holder", DRAW) < 0.5
    for side in (0, 1):
        w.worth[:, side, 2] = 0.8 + 0.4 * dice.of(f"worth {side}", DRAW)
        w.cost_effect[:, side] = exp_array(w.s_cost * _normal(dice, f"cost {side}"))
    w.incident_effect[:, 0] = exp_array(w.s_mu * _normal(dice, "incidents"))
    w.outlook[:, 0] = priors().slots["talks_outlook"].quantile(dice.of("outlook", DRAW))


def _patrons(w: Any, dice: Dice) -> None:
    for patron, side in ((2, 0), (3, 1)):
        for name in ("attention", "resolve", "commitment"):
            w[name][:, patron] = priors().slots[name].quantile(dice.of(f"{name} {patron}", DRAW))
        w.interest[:, patron, 2] = priors().slots["interest"].quantile(dice.of(f"interest {patron}", DRAW))
        w.stance[:, patron, side] = dice.of(f"stance {patron}", DRAW) < 0.5
        w.patron_effect[:, patron] = _normal(dice, f"patron {patron}")
        w.strength[:, patron] = 10.0 * w.strength[:, 0]
        w.spending[:, patron] = 10.0 * w.spending[:, 0]
        bound = dice.of(f"pact {patron}", DRAW) < 0.5
        honoured = priors().slots["reliability"].quantile(dice.of(f"reliability {patron}", DRAW))
        w.pledge[:, 1 - side, patron, 2] = bound * w.stance[:, patron, side] * honoured


def _normal(dice: Dice, name: str) -> Floats:
    return normal_quantile_array(dice.of(name, DRAW))
