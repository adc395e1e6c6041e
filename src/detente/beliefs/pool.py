"""Claims on one slot as tickets in a race: origins with their trust, values with their weight, and the prior.

An origin is a group of claims that go back to one root. It has one trust, wherever it speaks, and one weight on
a slot, whichever of its claims are there; repeating it changes nothing. Within it, equal values share a ticket.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.beliefs.priors import Prior, priors
from detente.claims.model import Claim, Value
from detente.names.catalogue import Attribute, catalogue, parse_address
from detente.sources.model import Source

ABOUT = 0.1  # "about x" is read as x plus or minus a tenth
BEYOND = 1.5  # "at least x" as x to half as much again, "at most x" as two thirds of x to x (assumption)


@dataclass(frozen=True, slots=True)
class Ticket:
    """One value of one origin, and the claims that say it."""

    key: str
    claims: tuple[str, ...]
    weight: float
    low: float = 0.0
    high: float = 0.0
    word: str | None = None
    phrase: str | None = None  # graded: the value holds with the probability the phrase means
    possible: bool = False  # bare possibility: never more than a quarter of its weight


@dataclass(frozen=True, slots=True)
class OriginPool:
    """An origin's tickets on a slot, and the probability that a world trusts it."""

    origin: str
    trust: float
    tickets: tuple[Ticket, ...]


@dataclass(frozen=True, slots=True)
class SlotPool:
    """Everything that competes for a slot. ``prior`` is None for matters of record, which have none."""

    slot: str
    attribute: Attribute
    origins: tuple[OriginPool, ...]
    prior: Prior | None


def trust_of(origin: str, sources: Mapping[str, Source]) -> float:
    """Probability that a world trusts the origin: its source's, 1 for open data and dated public record.

    An origin belongs to the source that has its name, or whose name or declared prefix it starts with. A root
    that no source of the case stands for cannot be judged.
    """
    table = priors().trust
    best = max((s for s in sources.values() if _stands_for(s, origin)), key=lambda s: len(s.id), default=None)
    if best is None:
        return table["F"]
    return 1.0 if best.kind in ("series", "record") else table[best.reliability]


def _stands_for(source: Source, origin: str) -> bool:
    return origin == source.id or origin.startswith((source.id + "-", *source.origins))


def pool(slot: str, claims: Sequence[Claim], sources: Mapping[str, Source], prior: Prior | None) -> SlotPool:
    """Group the claims on a slot by origin and value; order never depends on the order of the claims."""
    attribute = catalogue()[parse_address(slot).attribute]
    groups: dict[str, dict[str, list[Claim]]] = {}
    for claim in claims:
        groups.setdefault(claim.origin, {}).setdefault(claim.value.key(), []).append(claim)
    origins = tuple(
        OriginPool(
            origin,
            trust_of(origin, sources),
            tuple(_ticket(key, groups[origin][key], attribute) for key in sorted(groups[origin])),
        )
        for origin in sorted(groups)
    )
    return SlotPool(slot, attribute, origins, prior)


def _ticket(key: str, claims: Sequence[Claim], attribute: Attribute) -> Ticket:
    best = min(claims, key=lambda c: (c.modality.class_ == "possible", c.credibility % 6, c.id))
    low, high, word = reading(best.value, attribute)
    graded = best.modality.phrase if best.modality.class_ == "graded" else None
    return Ticket(
        key,
        tuple(sorted(c.id for c in claims)),
        max(priors().credibility[c.credibility] for c in claims),
        low,
        high,
        word,
        graded,
        all(c.modality.class_ == "possible" for c in claims),
    )


def reading(value: Value, attribute: Attribute) -> tuple[float, float, str | None]:
    """A claim's value as a range in the slot's unit, or as a word."""
    if value.type == "category":
        word = value.words[0]
        low, high = attribute.readings.get(word, (0.0, 0.0))
        return low, high, None if word in attribute.readings else word
    low, high = value.low or 0.0, value.high or 0.0
    if value.bound == "about":
        low, high = low * (1 - ABOUT), high * (1 + ABOUT)
    elif value.bound == "at_least":
        high = high * BEYOND
    elif value.bound == "at_most":
        low = low / BEYOND
    if attribute.min is not None:
        low = max(low, attribute.min)
    if attribute.max is not None:
        high = min(high, attribute.max)
    return low, max(low, high), None
