"""The race that picks each world's value on a slot, and remembers which claim it came from.

In each world every origin is trusted or not. The trusted ones and the always-trusted prior race with exponential
times E = -ln(u) / weight; the smallest wins, and within the winner its values race likewise. Given trust this is
the linear opinion pool, and because every time is keyed by (world, slot, origin), striking a claim out changes
only the worlds in which it had won.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from detente.beliefs import keys
from detente.beliefs.pool import OriginPool, SlotPool, Ticket
from detente.beliefs.priors import Prior, priors
from detente.beliefs.scales import DEFAULT_SCALE, measures, phrase_quantile
from detente.numerics.ids import stable_id
from detente.numerics.philox import uniforms
from detente.numerics.portable import log_array

Floats = NDArray[np.float64]
Ints = NDArray[np.signedinteger[Any]]
Bools = NDArray[np.bool_]

# Of one origin: its label and value, in every world or the same in all, and where a hedged value holds (None: in all).
_Within = tuple[Ints | int, Floats | float, Bools | None]

FEW = 1000  # worlds whose dice are worth keeping
POSSIBLE = 0.25  # the share of its wins that a bare possibility keeps


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Draw:
    """A slot's value in every world. ``winner[b]`` indexes ``labels``: claim ids joined by +, or prior:, assumption:.

    Numbers are in ``numbers``; words as indices into ``words``. Exactly one of the two is meant.
    """

    slot: str
    labels: tuple[str, ...]
    winner: Ints
    numbers: Floats
    words: tuple[str, ...] = ()

    def word(self, b: int) -> str:
        """The word that world ``b`` believes."""
        return self.words[int(self.numbers[b])]

    def same_values(self, other: Draw) -> bool:
        """Whether every world believes the same, whoever's word it is."""
        return self.words == other.words and np.array_equal(self.numbers, other.numbers, equal_nan=True)

    def small(self) -> Draw:
        """The same in little memory: labels are few, and of most slots all worlds believe the same."""
        labels = np.min_scalar_type(-len(self.labels))
        return Draw(self.slot, self.labels, _once(self.winner, labels), _once(self.numbers), self.words)

    def first(self, worlds: int) -> Draw:
        """The same slot in the first so many worlds."""
        return Draw(self.slot, self.labels, self.winner[:worlds], self.numbers[:worlds], self.words)

    def at(self, worlds: NDArray[Any]) -> Draw:
        """The same slot in the worlds of these numbers."""
        return Draw(self.slot, self.labels, _some(self.winner, worlds), _some(self.numbers, worlds), self.words)


def _once(values: NDArray[Any], kind: DTypeLike = np.float64) -> NDArray[Any]:
    """The same array, not to be written to; where it holds one value over and over, this is kept once."""
    bits = values.view(f"u{values.itemsize}")
    if not values.size or (values.strides != (0,) and (bits[0] != bits[-1] or (bits != bits[0]).any())):
        return values.astype(kind, copy=False)
    return _same(values[:1], values.size, kind)


def _same(value: Any, worlds: int, kind: DTypeLike = np.float64) -> NDArray[Any]:
    """One value for every world, kept once and not to be written to."""
    values: NDArray[Any] = np.ndarray(worlds, kind, np.array(value, kind, ndmin=1), strides=(0,))
    values.flags.writeable = False
    return values


def _some(values: NDArray[Any], worlds: NDArray[Any]) -> NDArray[Any]:
    return values[: worlds.size] if values.strides == (0,) else values[worlds]


@dataclass(frozen=True, slots=True)
class Dice:
    """Keyed uniforms of ``n`` worlds: the same for a thing and purpose, whatever else is drawn."""

    seed: int
    n: int

    def of(self, name: str, purpose: int) -> Floats:
        """(n,) uniforms, not to be written to."""
        throw = _thrown if self.n <= FEW else _thrown.__wrapped__
        return throw(self.seed, self.n, name, purpose)

    def trusts(self, origin: str, trust: float) -> Bools:
        """(n,) whether each world trusts an origin that is trusted with this probability; not to be written to."""
        return _trusts(self, origin, trust)


@dataclass(frozen=True, slots=True)
class Placed(Dice):
    """The same dice, but every value lies at the same place of its range, from 0 (the least) to 1 (the most)."""

    place: float

    def of(self, name: str, purpose: int) -> Floats:
        """(n,) uniforms, not to be written to."""
        if purpose in (keys.VALUE, keys.PRIOR):
            return _same(self.place, self.n)
        return Dice.of(self, name, purpose)


@lru_cache(maxsize=1024)  # at most 8 MB: what is believed without a source, or a month later, throws the same again
def _thrown(seed: int, worlds: int, name: str, purpose: int) -> Floats:
    return uniforms(seed, worlds, 0, 0, stable_id(name), purpose)


@lru_cache(maxsize=64)  # an origin has one trust, and many slots ask for it
def _trusts(dice: Dice, origin: str, trust: float) -> Bools:
    found = dice.of(origin, keys.TRUST) < trust
    found.flags.writeable = False
    return found


def race(pool: SlotPool, dice: Dice, scale: str = DEFAULT_SCALE) -> Draw:
    """Run the race on a slot in every world. Dice that decide nothing are not thrown: all are keyed apart."""
    if not pool.origins:
        return _unsaid(pool, dice)
    labels, words = _labels(pool), _words(pool)
    each = [_within(pool, origin, dice, labels, words, scale) for origin in pool.origins]
    if pool.prior is None and len(each) == 1:  # nobody to race with, and somebody's word has to do
        place, value, _ = each[0]
        return Draw(pool.slot, labels, _every(place, dice, np.int64), _every(value, dice), words)
    winner, numbers = _raced(pool, each, dice)
    if pool.prior is None and (winner < 0).any():  # a matter of record that no trusted origin speaks of
        first = max(range(len(each)), key=lambda o: (pool.origins[o].trust, pool.origins[o].origin))
        place, value, _ = each[first]
        numbers, winner = np.where(winner < 0, value, numbers), np.where(winner < 0, place, winner)
    if pool.prior is not None:
        numbers = np.where(winner == 0, prior_values(pool.prior, pool.slot, dice, words), numbers)
    return Draw(pool.slot, labels, winner, numbers, words)


def _unsaid(pool: SlotPool, dice: Dice) -> Draw:
    """What the prior says where nobody speaks, if there is one."""
    labels, words = _labels(pool), _words(pool)
    if pool.prior is None:
        return Draw(pool.slot, labels, _same(-1, dice.n, np.int64), _same(np.nan, dice.n), words)
    return Draw(pool.slot, labels, _same(0, dice.n, np.int64), prior_values(pool.prior, pool.slot, dice, words), words)


def _raced(pool: SlotPool, each: Sequence[_Within], dice: Dice) -> tuple[Ints, Floats]:
    """Race the origins, and the prior if there is one: each world's winning label and its value, but for the prior's.

    The label is -1 where nobody is trusted and there is no prior.
    """
    sure = pool.prior is None  # what no prior could replace holds, hedged or not
    best = np.full(dice.n, np.inf) if sure else -log_array(dice.of(pool.slot, keys.PRIOR_RACE)) / priors().prior_weight
    winner = np.full(dice.n, -1 if sure else 0, np.int64)
    numbers = np.full(dice.n, np.nan)
    for origin, (place, value, holds) in zip(pool.origins, each, strict=True):
        time = -log_array(dice.of(f"{pool.slot}#{origin.origin}", keys.RACE)) / origin.weight
        won = dice.trusts(origin.origin, origin.trust) & (time < best)
        best = np.where(won, time, best)
        if sure or holds is None:
            winner, numbers = np.where(won, place, winner), np.where(won, value, numbers)
        else:
            winner = np.where(won, np.where(holds, place, 0), winner)
            numbers = np.where(won, np.where(holds, value, np.nan), numbers)
    return winner, numbers


def prior_values(prior: Prior, slot: str, dice: Dice, words: Sequence[str]) -> Floats:
    """The prior's value in every world; not a number where it is derived from other slots."""
    if prior.derived is not None:
        return _same(np.nan, dice.n)
    if prior.word is not None:
        return _same(float(words.index(prior.word)), dice.n)
    return prior.quantile(dice.of(slot, keys.PRIOR))


def _within(
    pool: SlotPool, origin: OriginPool, dice: Dice, labels: Sequence[str], words: Sequence[str], scale: str
) -> _Within:
    """Race an origin's values."""
    replaced = pool.prior is not None  # where a hedged value doesn't hold
    names = [f"{pool.slot}#{origin.origin}#{ticket.key}" for ticket in origin.tickets]
    each = [
        (labels.index(_label(t)), _value(t, name, dice, words), _holds(t, name, dice, scale) if replaced else None)
        for t, name in zip(origin.tickets, names, strict=True)
    ]
    if len(each) == 1:
        return each[0]
    best, place, value, holds = np.full(dice.n, np.inf), np.zeros(dice.n, np.int64), np.zeros(dice.n), None
    for ticket, name, (label, said, lasts) in zip(origin.tickets, names, each, strict=True):
        time = -log_array(dice.of(name, keys.WITHIN)) / ticket.weight
        won = time < best
        best = np.where(won, time, best)
        place, value = np.where(won, label, place), np.where(won, said, value)
        if lasts is not None or holds is not None:
            holds = np.where(won, True if lasts is None else lasts, True if holds is None else holds)
    return place, value, holds


def _every(value: Any, dice: Dice, kind: DTypeLike = np.float64) -> NDArray[Any]:
    """A value a world, as it is or of one for all."""
    return value if isinstance(value, np.ndarray) else _same(value, dice.n, kind)


def _value(ticket: Ticket, name: str, dice: Dice, words: Sequence[str]) -> Floats | float:
    """What a ticket says: the same in every world, or a point of its range in each."""
    if ticket.word is not None:
        return float(words.index(ticket.word))
    width = ticket.high - ticket.low
    return ticket.low + (width * dice.of(name, keys.VALUE) if width else 0.0)


def _holds(ticket: Ticket, name: str, dice: Dice, scale: str) -> Bools | None:
    """Worlds in which a hedged or aged value holds; in the others the prior speaks. None: in all.

    A hedge that the scale doesn't measure is no probability: the value stands, and its credibility says how far.
    """
    holds = None
    if ticket.possible:
        holds = dice.of(name, keys.HEDGE) < POSSIBLE
    elif ticket.phrase is not None and measures(ticket.phrase, scale):
        holds = dice.of(name, keys.HEDGE) < phrase_quantile(ticket.phrase, dice.of(name, keys.PHRASE), scale)
    if ticket.lasts >= 1.0:
        return holds
    lasts = dice.of(name, keys.AGE) < ticket.lasts
    return lasts if holds is None else holds & lasts


def _label(ticket: Ticket) -> str:
    return "+".join(ticket.claims)


def _labels(pool: SlotPool) -> tuple[str, ...]:
    return (f"prior:{pool.slot}", *(_label(t) for o in pool.origins for t in o.tickets))


def _words(pool: SlotPool) -> tuple[str, ...]:
    found = {t.word for o in pool.origins for t in o.tickets if t.word is not None}
    if pool.prior is not None and pool.prior.word is not None:
        found.add(pool.prior.word)
    return tuple(sorted(found))
