"""The race as its description reads: every die is thrown in every world, whether it decides anything or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.beliefs import keys
from detente.beliefs.pool import OriginPool, SlotPool, Ticket
from detente.beliefs.priors import priors
from detente.beliefs.race import POSSIBLE
from detente.beliefs.scales import measures, phrase_quantile
from detente.numerics.ids import stable_id
from detente.numerics.philox import uniform
from detente.numerics.portable import log_


class World(NamedTuple):
    """One world's dice."""

    seed: int
    number: int

    def of(self, name: str, purpose: int) -> float:
        return float(uniform(self.seed, self.number, 0, 0, stable_id(name), purpose))

    def time(self, name: str, purpose: int, weight: float) -> float:
        return float(-log_(self.of(name, purpose)) / weight)


def race(pool: SlotPool, seed: int, worlds: int) -> tuple[list[str], NDArray[np.float64]]:
    """By world the claims that won, and the number or the word's place among the words."""
    each = [_believed(pool, World(seed, number)) for number in range(worlds)]
    return [label for label, _ in each], np.array([number for _, number in each])


def _believed(pool: SlotPool, world: World) -> tuple[str, float]:
    trusted = [o for o in pool.origins if world.of(o.origin, keys.TRUST) < o.trust]
    if not trusted and pool.prior is None:
        if not pool.origins:
            return "", np.nan
        trusted = [max(pool.origins, key=lambda o: (o.trust, o.origin))]
    racing = [(world.time(f"{pool.slot}#{o.origin}", keys.RACE, o.weight), n, o) for n, o in enumerate(trusted)]
    if pool.prior is not None:
        start = world.time(pool.slot, keys.PRIOR_RACE, priors().prior_weight)
        if all(time >= start for time, _, _ in racing):
            return _ours(pool, world)
    _, _, winner = min(racing)
    ticket, name = min(_tickets(pool, winner, world))[2:]
    if pool.prior is not None and not _holds(ticket, name, world):
        return _ours(pool, world)
    return "+".join(ticket.claims), _value(pool, ticket, name, world)


def _tickets(pool: SlotPool, origin: OriginPool, world: World) -> Iterator[tuple[float, int, Ticket, str]]:
    for n, ticket in enumerate(origin.tickets):
        name = f"{pool.slot}#{origin.origin}#{ticket.key}"
        yield world.time(name, keys.WITHIN, ticket.weight), n, ticket, name


def _holds(ticket: Ticket, name: str, world: World) -> bool:
    aged = world.of(name, keys.AGE) >= ticket.lasts
    if ticket.possible:
        return not aged and world.of(name, keys.HEDGE) < POSSIBLE
    if ticket.phrase is not None and measures(ticket.phrase):
        chance = phrase_quantile(ticket.phrase, world.of(name, keys.PHRASE))
        return not aged and world.of(name, keys.HEDGE) < chance
    return not aged


def _value(pool: SlotPool, ticket: Ticket, name: str, world: World) -> float:
    if ticket.word is not None:
        return float(_words(pool).index(ticket.word))
    return ticket.low + (ticket.high - ticket.low) * world.of(name, keys.VALUE)


def _ours(pool: SlotPool, world: World) -> tuple[str, float]:
    """What the prior says; it must be even, or a word."""
    assert pool.prior is not None
    if pool.prior.word is not None:
        return f"prior:{pool.slot}", float(_words(pool).index(pool.prior.word))
    low, high = pool.prior.low, pool.prior.high
    return f"prior:{pool.slot}", low + (high - low) * world.of(pool.slot, keys.PRIOR)


def _words(pool: SlotPool) -> list[str]:
    said = {t.word for o in pool.origins for t in o.tickets if t.word is not None}
    return sorted(said | ({pool.prior.word} if pool.prior is not None and pool.prior.word is not None else set()))
