"""The smallest conflict that has every part: two sides, one contested place, a patron on each side.

Levels are the medians of the reference class and of the priors; nothing in it belongs to a case.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.priors import priors, reference_class
from detente.numerics.ids import stable_id
from detente.worlds import stakes
from detente.worlds.kernel.game import Game, choose_option
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.setup import COERCE, LIMITED, MECHANISMS, OFFENSIVE, Setup
from detente.worlds.state import State, begin
from detente.worlds.world import World

Floats = NDArray[np.float64]

ALPHA, BETA, PATRON_A, PATRON_B = range(4)
MARCH = 2  # beta's and contested; the other two places are the sides' homes
OPTION = {COERCE: 0, LIMITED: 1, OFFENSIVE: 2}  # place among the options on the march
# Nothing but the two sides: no patrons, no shift of strength, no talks, no outside, no memory.
ALONE: dict[str, Any] = {
    "stance": 0.0, "interest": 0.0, "spending": 0.0, "delta": 0.0, "b_path": 0.0, "b_outside": 0.0, "b_grievance": 0.0,
    "b_recent": 0.0,
}  # fmt: skip


@cache
def levels() -> dict[str, float]:
    """Every coefficient at its median."""
    half, generic = np.array([0.5]), reference_class()
    return {
        name: float(np.median(generic[name])) if prior.reference_class else float(prior.quantile(half)[0])
        for name, prior in priors().coefficients.items()
    }


def setup(months: int = 1, seed: int = 1, **changes: Any) -> Any:
    """Two sides that challenge each other; both patrons can send troops."""
    s = records(Setup, 1)[0]
    s.months, s.seed, s.actors, s.places, s.rivalries, s.dyads = months, seed, 4, 3, 1, 2
    s.actor_id[:4] = [stable_id(name) for name in ("alpha", "beta", "patron_a", "patron_b")]
    s.place_id[:3] = [stable_id(name) for name in ("alpha_land", "beta_land", "march")]
    s.rivalry_id[0], s.dyad_id[:2] = stable_id("alpha-beta"), (stable_id("alpha>beta"), stable_id("beta>alpha"))
    s.challenger[:2], s.target[:2], s.mirror[:2] = (0, 1), (1, 0), (1, 0)
    s.outsider[2:4] = s.troops[2:4] = s.objective[MARCH] = 1
    s.polity[:] = s.consenter[:] = s.keeper[:] = s.route_through[:] = s.forced_dyad = s.forced_place = s.turn_dyad = -1
    s.adjacent[:3, :3] = [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
    return change(s, {f"on_{name}": 1 for name in MECHANISMS} | changes)


def worlds(draws: int, **changes: Any) -> Any:
    """``draws`` like worlds, then ``changes`` to fields of all of them."""
    w = change(records(World, draws), dict(levels()))
    w.strength[:, :4], w.spending[:, :4] = (4, 4, 40, 40), (1, 1, 10, 10)
    w.supplied[:] = w.wanted[:] = 1.0
    w.settling[:] = 0.5
    w.edge[:] = w.consent[:] = w.reach[:] = w.incident_effect[:] = w.cost_effect[:] = 1.0
    w.attention[:], w.resolve[:], w.commitment[:], w.outlook[:] = 0.7, 0.4, 0.1, 0.5
    w.stance[:, PATRON_A, ALPHA] = w.stance[:, PATRON_B, BETA] = w.worth[:, :2, MARCH] = 1.0
    w.interest[:, 2:4, MARCH] = 0.2
    w.holder[:, :3] = ALPHA, BETA, BETA
    return change(w, changes)


def change(record: Any, changes: dict[str, Any]) -> Any:
    """Set fields in place; a plain number fills the field, an array the leading part of its last axes."""
    for name, value in changes.items():
        if np.ndim(value) == 0:
            record[name] = value
        else:
            record[name][(..., *(slice(n) for n in np.shape(value)))] = value
    return record


class Decision(NamedTuple):
    """Alpha's solved month. Probabilities, but for ``hold`` and ``value``, which are stakes."""

    hold: float
    value: Floats  # of each option
    choice: Floats  # hold first
    resist: Floats  # by option
    join: Floats  # by option: of the strongest patron, who moves first

    def p(self, action: int) -> float:
        """Probability of an action on the march."""
        return float(self.choice[1 + OPTION[action]])

    @property
    def attack(self) -> float:
        """Probability of attacking at all."""
        return self.p(LIMITED) + self.p(OFFENSIVE)

    @property
    def fight(self) -> float:
        """Probability of an attack that is resisted."""
        return float(self.choice[2:] @ self.resist[1:])


def solve(s: Any, shape: Any, w: Any, d: int = 0, month: int = 1) -> tuple[Any, int, float]:
    """Dyad ``d``'s month from state ``s``, in the model's own functions: the solved game, its options, hold's value."""
    g = records(Game, 1)[0]
    options = plain(stakes.list_options)(s, shape, d, g)
    around = plain(stakes.circumstances)(s, shape, w, d, month)
    hold = plain(stakes.hold_value)(plain(stakes.hold_terms)(s, shape, w, d))
    for n in range(options):
        plain(stakes.weigh)(s, shape, w, around, d, g, n, options)
    plain(choose_option)(g, options, hold, w.lam)
    return g, options, hold


def decide(w: Any, shape: Any = None) -> Decision:
    """Solve alpha's first month, from world ``w`` as it stands."""
    shape, s = setup() if shape is None else shape, records(State, 1)[0]
    plain(begin)(s, shape, w)
    g, options, hold = solve(s, shape, w)
    return Decision(hold, g.value[:options].copy(), g.choice[: options + 1].copy(), g.resist[:options].copy(),
                    g.join[:options, 0, 0].copy())  # fmt: skip


def decision(**world: Any) -> Decision:
    """Alpha's month in one world with ``world`` changed."""
    return decide(worlds(1, **world)[0])


def alone(**world: Any) -> Decision:
    """The same with nobody else and nothing else in play."""
    return decision(**(ALONE | world))


def defended(**world: Any) -> Decision:
    """The same with the target's patron as the only outsider who cares."""
    stance, interest = np.zeros((4, 2)), np.zeros((4, 3))
    stance[PATRON_B, BETA], interest[PATRON_B, MARCH] = 1.0, world.pop("stake", 0.2)
    return decision(**({"stance": stance, "interest": interest} | world))
