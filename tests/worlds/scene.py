"""One decision of the generic rivalry, taken apart: everybody's probabilities at a state, without luck."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from hypothesis import settings
from tests.worlds import generic

from detente.worlds import stakes
from detente.worlds.kernel.game import Game, choose_option
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import Floats, records
from detente.worlds.setup import COERCE, LIMITED, OFFENSIVE, Moment
from detente.worlds.state import State, begin

law = settings(deadline=None, max_examples=60)  # of a property; the first game may have to load code
ALPHA, BETA, PATRON_A, PATRON_B = range(4)
MARCH = 2
OPTION = {COERCE: 0, LIMITED: 1, OFFENSIVE: 2}  # of the one place in reach
# Nothing but the two sides: no patrons, no shift of strength, no talks, no outside, no memory.
ALONE: dict[str, Any] = {
    "stance": 0.0,
    "interest": 0.0,
    "spending": 0.0,
    "delta": 0.0,
    "b_path": 0.0,
    "b_outside": 0.0,
    "b_grievance": 0.0,
    "b_recent": 0.0,
}


class Scene(NamedTuple):
    """A game that has been solved for dyad ``d``."""

    setup: Any
    w: Any
    s: Any
    g: Any
    options: int
    hold: float

    @property
    def choice(self) -> Floats:
        """Probabilities of hold and of each option."""
        return np.array(self.g.choice[: self.options + 1])

    def p(self, action: int) -> float:
        """Probability of an action on the march."""
        return float(self.g.choice[1 + OPTION[action]])

    @property
    def attack(self) -> float:
        """Probability of attacking at all."""
        return self.p(LIMITED) + self.p(OFFENSIVE)

    @property
    def fight(self) -> float:
        """Probability of an attack that is resisted."""
        return sum(self.p(action) * float(self.g.resist[OPTION[action]]) for action in (LIMITED, OFFENSIVE))

    def join(self, action: int, player: int = 0, history: int = 0) -> float:
        """Probability that a player joins after a history."""
        return float(self.g.join[OPTION[action], player, history])


def solve(setup: Any, w: Any, d: int = 0, month: int = 1, **state: Any) -> Scene:
    """Solve dyad ``d``'s decision of a month from the world's start, with ``state`` set by hand."""
    s, g = records(State, 1)[0], records(Game, 1)[0]
    plain(begin)(s, setup, w)
    generic.change(s, state)
    options = plain(stakes.list_options)(s, setup, d, g)
    around = plain(stakes.circumstances)(s, setup, w, d, Moment(setup.seed, 0, 0, month))
    hold = plain(stakes.hold_value)(plain(stakes.hold_terms)(s, setup, w, d))
    for n in range(options):
        plain(stakes.weigh)(s, setup, w, around, d, g, n, options)
    plain(choose_option)(g, options, hold, w.lam)
    return Scene(setup, w, s, g, options, hold)


def scene(d: int = 0, off: tuple[str, ...] = (), **world: Any) -> Scene:
    """The generic rivalry with ``world`` changed and the mechanisms in ``off`` switched off."""
    setup = generic.setup(**{f"on_{name}": 0 for name in off})
    return solve(setup, generic.worlds(1, **world)[0], d)


def alone(**world: Any) -> Scene:
    """The same with nobody else and nothing else in play."""
    return scene(**(ALONE | world))


def defended(**world: Any) -> Scene:
    """The same with the target's patron as the only outsider who cares."""
    stance, interest = np.zeros((4, 2)), np.zeros((4, 3))
    stance[PATRON_B, BETA], interest[PATRON_B, MARCH] = 1.0, 0.2
    return scene(**({"stance": stance, "interest": interest} | world))
