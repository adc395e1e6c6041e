"""Claims on one slot as tickets in a race: origins with their trust, values with their weight, and the prior.

An origin is a group of claims that go back to one root. It has one trust, wherever it speaks, and one weight on
a slot, whichever of its claims are there; repeating it changes nothing. Within it, equal values share a ticket.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.beliefs.priors import Prior, priors
from detente.beliefs.scales import measures, phrase_quantile
from detente.claims.model import Claim, Modality, Value
from detente.claims.vintage import known_on
from detente.names.catalogue import Attribute, catalogue, parse_address
from detente.numerics.portable import LN2, exp_
from detente.sources.model import Source

ABOUT = 0.1  # "about x" is read as x plus or minus a tenth
NO_SIDE = "none"  # open data and public record
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
    lasts: float = 1.0  # probability that it still holds, at its age


@dataclass(frozen=True, slots=True)
class OriginPool:
    """An origin's tickets on a slot, the probability that a world trusts it, and its weight in the race."""

    origin: str
    trust: float
    tickets: tuple[Ticket, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class SlotPool:
    """Everything that competes for a slot. ``prior`` is None for matters of record, which have none."""

    slot: str
    attribute: Attribute
    origins: tuple[OriginPool, ...]
    prior: Prior | None


def trust_of(origin: str, sources: Mapping[str, Source]) -> float:
    """Probability that a world trusts the origin: its source's, 1 for open data and dated public record.

    A root that no source of the case stands for cannot be judged.
    """
    table, best = priors().trust, source_of(origin, sources)
    if best is None:
        return table["F"]
    return 1.0 if best.kind in ("series", "record") else table[best.reliability]


class Roster(dict[str, Source]):
    """Sources by id that remember whose each origin is: as few origins as there are speak of many slots."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        super().__init__(sources)
        self._roots: dict[str, Source | None] = {}

    def root(self, origin: str) -> Source | None:
        """As ``source_of``."""
        if origin not in self._roots:
            self._roots[origin] = _root(origin, self)
        return self._roots[origin]


def source_of(origin: str, sources: Mapping[str, Source]) -> Source | None:
    """The source an origin belongs to: the one that has its name, or whose name or declared prefix it starts with."""
    return sources.root(origin) if isinstance(sources, Roster) else _root(origin, sources)


def _root(origin: str, sources: Mapping[str, Source]) -> Source | None:
    """The closest name; of two as close, whatever order they are listed in, the one."""
    found = (s for s in sources.values() if _stands_for(s, origin))
    return max(found, key=lambda s: (s.id == origin, len(s.id), s.id), default=None)


def _stands_for(source: Source, origin: str) -> bool:
    return origin == source.id or origin.startswith((source.id + "-", *source.origins))


def pool(
    slot: str,
    claims: Sequence[Claim],
    sources: Mapping[str, Source],
    prior: Prior | None,
    as_of: date | None = None,
    balanced: bool = False,
) -> SlotPool:
    """Group the claims on a slot by origin and value; order never depends on the order of the claims.

    With ``as_of`` values age; ``balanced`` gives no standpoint more than half of the weight.
    """
    address = parse_address(slot)
    attribute = catalogue()[address.attribute]
    if not claims:
        return SlotPool(slot, attribute, (), prior)
    half_life = priors().half_life.get(address.attribute, 0.0) if as_of else 0.0
    groups: dict[str, dict[str, list[Claim]]] = {}
    for claim in claims:
        groups.setdefault(claim.origin, {}).setdefault(claim.value.key(), []).append(claim)
    weights = balance(groups, sources) if balanced else {}
    origins = tuple(
        OriginPool(
            origin,
            trust_of(origin, sources),
            tuple(
                _ticket(key, group, attribute, _lasts(group, as_of, half_life))
                for key, group in sorted(groups[origin].items())
            ),
            weights.get(origin, 1.0),
        )
        for origin in sorted(groups)
    )
    return SlotPool(slot, attribute, origins, prior)


def balance(origins: Iterable[str], sources: Mapping[str, Source]) -> dict[str, float]:
    """Weights of a slot's origins under which no standpoint outweighs the others and the prior together.

    Standpoint is the country a source's author writes from; where none is stated each source stands for itself. Open
    data and public record take no side, and keep their weight.
    """
    sides: dict[str, list[str]] = {}
    for origin in sorted(origins):
        sides.setdefault(standpoint(origin, sources), []).append(origin)
    total = float(sum(map(len, sides.values())))
    weights = {}
    for side, group in sides.items():
        others = total - len(group) + priors().prior_weight
        share = 1.0 if side == NO_SIDE else min(1.0, others / len(group))
        weights.update(dict.fromkeys(group, share))
    return weights


def standpoint(origin: str, sources: Mapping[str, Source]) -> str:
    """Where an origin speaks from: its source's country, itself where that isn't stated."""
    source = source_of(origin, sources)
    if source is None:
        return origin
    if source.kind in ("series", "record"):
        return NO_SIDE
    country = source.standpoint.country
    return source.id if country in (None, "not stated") else str(country)


def _lasts(claims: Iterable[Claim], as_of: date | None, half_life: float) -> float:
    """The probability that what was last said then still holds."""
    if as_of is None or half_life <= 0.0:
        return 1.0
    years = max(0, (as_of - max(known_on(c, as_of) for c in claims)).days) / 365.25
    return exp_(-LN2 * years / half_life)


def _ticket(key: str, claims: Sequence[Claim], attribute: Attribute, lasts: float) -> Ticket:
    """Of claims of one value the weightiest speaks, among equals the one that says it most surely."""
    weights = {c.id: priors().credibility[c.credibility] * c.weight for c in claims}
    best = min(claims, key=lambda c: (c.modality.class_ == "possible", -weights[c.id], -surely(c.modality), c.id))
    low, high, word = reading(best.value, attribute)
    graded = best.modality.phrase if best.modality.class_ == "graded" else None
    return Ticket(
        key,
        tuple(sorted(c.id for c in claims)),
        max(weights.values()),
        low,
        high,
        word,
        graded,
        all(c.modality.class_ == "possible" for c in claims),
        lasts,
    )


def surely(modality: Modality) -> float:
    """How probable a claim makes its value: what readers hear of its phrase, 1 where no phrase is measured."""
    if modality.class_ != "graded" or modality.phrase is None or not measures(modality.phrase):
        return 1.0
    return float(phrase_quantile(modality.phrase, 0.5))


def reading(value: Value, attribute: Attribute) -> tuple[float, float, str | None]:
    """A claim's value as a range in the slot's unit, or as a word; a bound below 0 is the mirror of one above."""
    if value.type == "category":
        word = value.words[0]
        low, high = attribute.readings.get(word, (0.0, 0.0))
        return low, high, None if word in attribute.readings else word
    low, high = value.low or 0.0, value.high or 0.0
    if value.bound == "about":
        low, high = low * (1 - ABOUT if low >= 0 else 1 + ABOUT), high * (1 + ABOUT if high >= 0 else 1 - ABOUT)
    elif value.bound == "at_least":
        high = high * BEYOND if high >= 0 else high / BEYOND
    elif value.bound == "at_most":
        low = low / BEYOND if low >= 0 else low * BEYOND
    if attribute.min is not None:
        low = max(low, attribute.min)
    if attribute.max is not None:
        high = min(high, attribute.max)
    return low, max(low, high), None


def middle(value: Value, attribute: Attribute) -> float:
    """The middle of the range that a claim's value is read as, where one number has to do."""
    low, high, _ = reading(value, attribute)
    return 0.5 * (low + high)
