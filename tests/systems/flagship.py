"""The flagship case on a day: what it believes, and what the model makes of it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from detente.beliefs.draws import Assumed, Beliefs, Terms, believe
from detente.cases.model import Case, Made
from detente.cases.reader import load_case
from detente.verification import rivalry
from detente.worlds.fill import Filler
from detente.worlds.kernel.history import Record, live
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.setup import LIMITED
from detente.worlds.shape import dyads, places, shape
from detente.worlds.state import State, begin

DRAWS = 60
LIVES = 8


@cache
def case() -> Case:
    return load_case("south-caucasus")


class Day(NamedTuple):
    """Beliefs and worlds of one day."""

    beliefs: Beliefs
    filler: Filler

    @property
    def worlds(self) -> Any:
        return self.filler.worlds

    def knows(self, slot: str) -> bool:
        """Whether any claim in force speaks of the slot."""
        return slot in self.beliefs.claims

    def words(self, slot: str) -> tuple[str, ...]:
        """What the worlds believe of a slot that takes words."""
        draw = self.beliefs.draw(slot)
        return tuple(sorted({draw.words[int(n)] for n in draw.numbers}))

    def mean(self, slot: str) -> float:
        """What they believe of a number, on average."""
        return float(np.nanmean(self.beliefs.draw(slot).numbers))

    def pledge(self, challenger: str, power: str, place: str) -> float:
        """How far, on average, a power is bound to defend a place against a challenger."""
        actors, places = self.filler.actor, self.filler.place
        d = next(n for n, (one, _) in enumerate(dyads(case())) if one == challenger)
        return float(self.worlds.pledge[:, d, actors[power], places[place]].mean())


@cache
def day(when: str, *assumed: Assumed, draws: int = DRAWS) -> Day:
    """The case as of a day, in a few worlds, with what is assumed in place of all claims."""
    read = case()
    terms = Terms(date.fromisoformat(when), 1, draws, assumed=assumed)
    filler = Filler(read, believe(read.grounds, terms))
    filler.fill()
    return Day(filler.beliefs, filler)


def lived(when: str, months: int, *assumed: Assumed, made: Made | None = None, draws: int = 250) -> Record:
    """Histories of the case from a day on, ``LIVES`` of each world; ``made`` happens in the first month."""
    setup = shape(case(), date.fromisoformat(when), months, 1, made)
    return live(setup, day(when, *assumed, draws=draws).worlds, np.arange(draws), LIVES)


def acting(when: str, *assumed: Assumed) -> Any:
    """Each world's probability that a side acts in the first month, (worlds, dyads), without luck."""
    setup, worlds = shape(case(), date.fromisoformat(when), 1, 1), day(when, *assumed).worlds
    found = np.zeros((worlds.size, setup.dyads))
    for i in range(worlds.size):
        s = records(State, 1)[0]
        plain(begin)(s, setup, worlds[i])
        for d in range(setup.dyads):
            game, _, _ = rivalry.solve(s, setup, worlds[i], d)
            found[i, d] = 1.0 - game.choice[0]
    return found


def word(slot: str, value: str) -> Assumed:
    """A word assumed of a slot."""
    return Assumed(slot, word=value)


def dyad(challenger: str) -> int:
    """The directed dyad of a challenger."""
    return next(d for d, (one, _) in enumerate(dyads(case())) if one == challenger)


def actor(name: str) -> int:
    """An actor's index."""
    return case().actors.index(name)


def attacks(r: Record, challenger: str, *where: str) -> Any:
    """How many attacks a side made, by history: anywhere, or on the places named."""
    d = dyad(challenger)
    made = r.action[:, :, d] >= LIMITED
    if where:
        made &= np.isin(r.objective[:, :, d], [places(case()).index(place) for place in where])
    return made.sum(1)


def answered(r: Record, power: str, *how: int, to: str = "azerbaijan") -> Any:
    """Whether an outside power answered a side's first-month attack so, by history."""
    return np.isin(r.response[:, 0, dyad(to), actor(power)], how)
