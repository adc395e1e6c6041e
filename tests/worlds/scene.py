"""One decision of the generic rivalry, taken apart: everybody's probabilities at a state, without luck."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from hypothesis import settings
from tests.worlds import generic

from detente.verification import rivalry
from detente.verification.rivalry import ALONE, BETA, MARCH, OPTION, PATRON_B, change
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import Floats, records
from detente.worlds.setup import LIMITED, OFFENSIVE
from detente.worlds.state import State, begin, can_enter

law = settings(deadline=None, max_examples=60)  # of a property; the first game may have to load code


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
    s = records(State, 1)[0]
    plain(begin)(s, setup, w)
    change(s, state)
    for each in range(setup.dyads):
        s.enterable[each] = plain(can_enter)(s, setup, each)
    return Scene(setup, w, s, *rivalry.solve(s, setup, w, d, month))


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
