"""On what two sources differ, of all that the model reads, and what each difference does to an answer.

A first look comes from the worlds already lived. Among those that trust both sources, whose word holds on a slot is
decided by that slot's race alone; so the outcome's share where the second's word holds, less its share where the
first's does, is what that slot does, averaged over all other beliefs. Where one of them is silent, the worlds in which
no analyst's word holds stand for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.draws import Beliefs
from detente.beliefs.hearing import analysts, trusting
from detente.beliefs.race import Draw
from detente.beliefs.theories import theory_slots
from detente.claims.contested import Background, compare
from detente.claims.model import Claim
from detente.findings.estimate import Difference
from detente.names.catalogue import catalogue, parse_address

Bools = NDArray[np.bool_]
Shares = Mapping[str, NDArray[np.float64]]  # by outcome: the share of each draw's lives that have it
Said = tuple[tuple[Claim, ...], tuple[Claim, ...]]

FEWEST = 30  # worlds on each side below which nothing is said: the error of fewer is not to be trusted


@dataclass(frozen=True, slots=True)
class Premise:
    """A slot, or the sign of a mechanism, of which two sources don't say the same; one of them may be silent.

    ``moves`` says by outcome how much likelier it is where the second's word holds than where the first's does; None
    where too few worlds tell.
    """

    slot: str
    says: Said
    contested: bool
    moves: Mapping[str, Difference] | None

    @property
    def mechanism(self) -> bool:
        """Whether it is about a cause rather than a state of affairs."""
        return bool(theory_slots((self.slot,)))

    def weight(self, outcome: str) -> float:
        """What it surely moves of an outcome: the size of the move less its error."""
        found = (self.moves or {}).get(outcome)
        return abs(found.delta) - found.se if found else -math.inf


def premises(beliefs: Beliefs, one: str, two: str, shares: Shares, known: Background) -> list[Premise]:
    """All of them, in the order of their slots."""
    found = []
    for slot in sorted(beliefs.slots.keys() & (beliefs.touched_by(one) | beliefs.touched_by(two))):
        said = _said(beliefs, slot, one, two)
        if _differ(said) and (held := _held(beliefs, beliefs.slots[slot], said)):
            found.append(Premise(slot, said, _contradict(slot, said, known), _moves(held, shares)))
    return found


def _said(beliefs: Beliefs, slot: str, one: str, two: str) -> Said:
    group = sorted(beliefs.claims.get(slot, ()), key=lambda claim: claim.id)  # in whatever order files hold them
    return tuple(c for c in group if c.source == one), tuple(c for c in group if c.source == two)


def _differ(said: Said) -> bool:
    first, second = ({c.value.key() for c in claims} for claims in said)
    return first != second


def _contradict(slot: str, said: Said, known: Background) -> bool:
    attribute = catalogue()[parse_address(slot).attribute]
    found = (compare(first, second, attribute, known) for first in said[0] for second in said[1])
    return any(verdict is not None and verdict.real for verdict in found)


def _held(beliefs: Beliefs, draw: Draw, said: Said) -> tuple[Bools, Bools] | None:
    """Worlds in which each side's word holds, among those that trust both; None where these believe the same."""
    group = beliefs.claims.get(draw.slot, ())
    shared = {c.value.key() for c in said[0]} & {c.value.key() for c in said[1]}
    own = [tuple(c for c in claims if c.value.key() not in shared) for claims in said]
    trusted = trusting(beliefs, {c.origin for claims in said for c in claims})
    sides = [(_won(draw, claims) if claims else _nobody(draw, group, beliefs)) & trusted for claims in own]
    believed = draw.numbers[sides[0] | sides[1]]
    same = believed.size == 0 or bool((believed == believed[0]).all()) or bool(np.isnan(believed).all())
    return None if same else (sides[0], sides[1])


def _nobody(draw: Draw, group: tuple[Claim, ...], beliefs: Beliefs) -> Bools:
    """Worlds in which no analyst's word holds on the slot."""
    voices = analysts(group, beliefs)
    return ~_won(draw, (c for c in group if c.source in voices))


def _won(draw: Draw, claims: Iterable[Claim]) -> Bools:
    """Worlds in which one of the claims had won the slot."""
    names = {claim.id for claim in claims}
    theirs = np.array([not names.isdisjoint(label.split("+")) for label in draw.labels])
    won: Bools = theirs[draw.winner] & (draw.winner >= 0)
    return won


def _moves(held: tuple[Bools, Bools], shares: Shares) -> dict[str, Difference] | None:
    first, second = held
    if min(int(first.sum()), int(second.sum())) < FEWEST:
        return None
    return {name: _gap(share[first], share[second]) for name, share in shares.items()}


def _gap(first: NDArray[np.float64], second: NDArray[np.float64]) -> Difference:
    """The second's mean less the first's; the error is that of two independent means, each floored as none is known."""
    (low, one), (high, two) = (_mean_and_error(x) for x in (first, second))
    return Difference(high - low, math.sqrt(one + two))


def _mean_and_error(x: NDArray[np.float64]) -> tuple[float, float]:
    """The mean and its squared error; thousands are asked for, and NumPy's own variance takes thrice as long."""
    mean = x.sum() / x.size
    apart = x - mean
    variance = float((apart * apart).sum() / (x.size - 1))
    return float(mean), max(variance / x.size, 1.0 / (x.size + 2) ** 2)


def likelihood_ratios(beliefs: Beliefs, slot: str, claims: Iterable[Claim], shares: Shares) -> dict[str, float | None]:
    """How much more often a word holds in worlds with an outcome than in those without it, by outcome.

    None where fewer than `FEWEST` worlds hold the word, or another, or have the outcome, or lack it: of so few, a word
    that does nothing would show anything from half to twice.
    """
    won = _won(beliefs.slots[slot], claims)
    return {name: _ratio(won, share) for name, share in shares.items()}


def _ratio(won: Bools, share: NDArray[np.float64]) -> float | None:
    """P(its word holds | outcome) / P(its word holds | no outcome); None where that can't be told."""
    have, lack = float(share.sum()), float((1.0 - share).sum())
    with_it, without = float(share[won].sum()), float((1.0 - share[won]).sum())
    held = int(won.sum())
    enough = min(held, won.size - held, have, lack) >= FEWEST
    return with_it * lack / (have * without) if enough and without > 0 else None
