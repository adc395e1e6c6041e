"""The race that picks each world's value on a slot, and remembers which claim it came from.

In each world every origin is trusted or not. The trusted ones and the always-trusted prior race with exponential
times E = -ln(u) / weight; the smallest wins, and within the winner its values race likewise. Given trust this is
the linear opinion pool, and because every time is keyed by (world, slot, origin), striking a claim out changes
only the worlds in which it had won.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.beliefs import keys
from detente.beliefs.pool import OriginPool, SlotPool, Ticket
from detente.beliefs.priors import Prior, priors
from detente.beliefs.scales import DEFAULT_SCALE, measures, phrase_quantile
from detente.numerics.ids import stable_id
from detente.numerics.philox import uniforms
from detente.numerics.portable import log_array

Floats = NDArray[np.float64]
Ints = NDArray[np.signedinteger[Any]]

POSSIBLE = 0.25  # the share of its wins that a bare possibility keeps


@dataclass(frozen=True, slots=True)
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
        return replace(self, winner=_once(self.winner.astype(labels)), numbers=_once(self.numbers))

    def first(self, worlds: int) -> Draw:
        """The same slot in the first so many worlds."""
        return replace(self, winner=self.winner[:worlds], numbers=self.numbers[:worlds])


def _once(values: NDArray[Any]) -> NDArray[Any]:
    """The same array, not to be written to; where it holds one value over and over, this is kept once."""
    bits = values.view(f"u{values.itemsize}")
    return np.broadcast_to(values[:1].copy(), values.shape) if (bits == bits[:1]).all() else values


@dataclass(frozen=True, slots=True)
class Dice:
    """Keyed uniforms of ``n`` worlds: the same for a thing and purpose, whatever else is drawn."""

    seed: int
    n: int

    def of(self, name: str, purpose: int) -> Floats:
        """(n,) uniforms."""
        return uniforms(self.seed, self.n, 0, 0, stable_id(name), purpose)


def race(pool: SlotPool, dice: Dice, scale: str = DEFAULT_SCALE) -> Draw:
    """Run the race on a slot in every world."""
    labels, words = _labels(pool), _words(pool)
    if pool.prior is not None and not pool.origins:  # nobody to race with
        return Draw(
            pool.slot, labels, np.zeros(dice.n, np.int64), prior_values(pool.prior, pool.slot, dice, words), words
        )
    best = np.full(dice.n, np.inf)
    winner = np.full(dice.n, -1, np.int64)
    numbers = np.full(dice.n, np.nan)
    if pool.prior is not None:
        best = -log_array(dice.of(pool.slot, keys.PRIOR_RACE)) / priors().prior_weight
        winner[:] = 0
    for origin in pool.origins:
        place, value, holds = _within(pool, origin, dice, labels, words, scale)
        time = -log_array(dice.of(f"{pool.slot}#{origin.origin}", keys.RACE)) / origin.weight
        trusted = dice.of(origin.origin, keys.TRUST) < origin.trust
        won = trusted & (time < best)
        best = np.where(won, time, best)
        kept = won & (holds | (pool.prior is None))
        winner = np.where(kept, place, np.where(won, 0, winner))
        numbers = np.where(kept, value, np.where(won, np.nan, numbers))
    if pool.prior is None and pool.origins:  # a matter of record that no trusted origin speaks of
        first = max(pool.origins, key=lambda o: (o.trust, o.origin))
        place, value, _ = _within(pool, first, dice, labels, words, scale)
        numbers, winner = np.where(winner < 0, value, numbers), np.where(winner < 0, place, winner)
    if pool.prior is not None:
        numbers = np.where(winner == 0, prior_values(pool.prior, pool.slot, dice, words), numbers)
    return Draw(pool.slot, labels, winner, numbers, words)


def prior_values(prior: Prior, slot: str, dice: Dice, words: Sequence[str]) -> Floats:
    """The prior's value in every world; not a number where it is derived from other slots."""
    if prior.derived is not None:
        return np.full(dice.n, np.nan)
    if prior.word is not None:
        return np.full(dice.n, float(words.index(prior.word)))
    return prior.quantile(dice.of(slot, keys.PRIOR))


def _within(
    pool: SlotPool, origin: OriginPool, dice: Dice, labels: Sequence[str], words: Sequence[str], scale: str
) -> tuple[Ints, Floats, NDArray[np.bool_]]:
    """Race an origin's values: label, value, and whether a hedged value holds, in every world."""
    best = np.full(dice.n, np.inf)
    place = np.zeros(dice.n, np.int64)
    value = np.zeros(dice.n)
    holds = np.ones(dice.n, np.bool_)
    for ticket in origin.tickets:
        name = f"{pool.slot}#{origin.origin}#{ticket.key}"
        time = -log_array(dice.of(name, keys.WITHIN)) / ticket.weight
        won = time < best
        best = np.where(won, time, best)
        place = np.where(won, labels.index(_label(ticket)), place)
        if ticket.word is not None:
            value = np.where(won, float(words.index(ticket.word)), value)
        else:
            value = np.where(won, ticket.low + (ticket.high - ticket.low) * dice.of(name, keys.VALUE), value)
        holds = np.where(won, _holds(ticket, name, dice, scale), holds)
    return place, value, holds


def _holds(ticket: Ticket, name: str, dice: Dice, scale: str) -> NDArray[np.bool_]:
    """Worlds in which a hedged or aged value holds; in the others the prior speaks.

    A hedge that the scale doesn't measure is no probability: the value stands, and its credibility says how far.
    """
    holds = np.ones(dice.n, np.bool_)
    if ticket.possible:
        holds = dice.of(name, keys.HEDGE) < POSSIBLE
    elif ticket.phrase is not None and measures(ticket.phrase, scale):
        holds = dice.of(name, keys.HEDGE) < phrase_quantile(ticket.phrase, dice.of(name, keys.PHRASE), scale)
    return holds if ticket.lasts >= 1.0 else holds & (dice.of(name, keys.AGE) < ticket.lasts)


def _label(ticket: Ticket) -> str:
    return "+".join(ticket.claims)


def _labels(pool: SlotPool) -> tuple[str, ...]:
    return (f"prior:{pool.slot}", *(_label(t) for o in pool.origins for t in o.tickets))


def _words(pool: SlotPool) -> tuple[str, ...]:
    found = {t.word for o in pool.origins for t in o.tickets if t.word is not None}
    if pool.prior is not None and pool.prior.word is not None:
        found.add(pool.prior.word)
    return tuple(sorted(found))
