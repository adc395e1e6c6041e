"""What is known of a case on a day: claims by slot, what is believed of a slot now, who says it and who denies it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from detente.beliefs.current import by_slot
from detente.beliefs.draws import Beliefs
from detente.beliefs.report import slot_belief
from detente.cases.model import Case
from detente.claims.model import Claim
from detente.claims.vintage import counts
from detente.names.catalogue import catalogue, parse_address

RANGE = (0.05, 0.5, 0.95)  # quantiles shown, as `detente beliefs` shows them: the median, the ends of the central 90 %
SHOWN_LABEL = 0.05  # a claim that fewer worlds believe is not named as what a value rests on


@dataclass(frozen=True, slots=True)
class Now:
    """What is believed of a slot: median and central 90 % of a number, or the likeliest word and its share of worlds.

    ``words`` are all words with their shares; ``won`` the claims that worlds take it from, ``claimed`` the share of
    worlds that take it from any claim and not from a prior or an assumption.
    """

    slot: str
    unit: str | None
    median: float | None
    low: float | None
    high: float | None
    words: tuple[tuple[str, float], ...]
    won: tuple[str, ...]
    claimed: float

    @property
    def word(self) -> str | None:
        """The likeliest word."""
        return self.words[0][0] if self.words else None


@dataclass(frozen=True, slots=True)
class Said:
    """One value that claims give to a slot, and the claims that deny it; ``claims`` is empty where all do."""

    slot: str
    claims: tuple[Claim, ...]
    denied: tuple[Claim, ...]

    @property
    def first(self) -> Claim:
        """The claim known first, whose value stands for all."""
        return (self.claims or self.denied)[0]


@dataclass(frozen=True)
class Known:
    """A case as it could be known on the day of its beliefs."""

    case: Case
    beliefs: Beliefs

    @property
    def day(self) -> date:
        """The as-of day."""
        return self.beliefs.terms.as_of

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Accepted claims that were known and weigh something, but for the months and years of series."""
        terms, sources = self.beliefs.terms, self.case.sources
        heard = (c for c in self.case.claims if c.status == "accepted" and c.weight > 0)
        known = (c for c in heard if sources[c.source].kind != "series" and counts(c, terms.as_of, terms.vintage))
        return tuple(sorted(known, key=lambda c: (c.slot, c.known_from, c.source, c.id)))

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """Ids of all actors of the case."""
        return tuple(entity.id for entity in self.case.entities.values() if entity.kind == "actor")

    @cached_property
    def by_slot(self) -> dict[str, tuple[Claim, ...]]:
        """Those claims by slot."""
        return by_slot(self.claims)

    @cached_property
    def _by_attribute(self) -> dict[str, list[tuple[str, str]]]:
        """Slots and what they are about, by attribute."""
        found: dict[str, list[tuple[str, str]]] = {}
        for slot in self.by_slot:
            address = parse_address(slot)
            found.setdefault(address.attribute, []).append((slot, address.subject))
        return found

    def slots(self, *attributes: str, subject: str | None = None) -> Iterator[str]:
        """Slots with a known claim that have one of the attributes."""
        found = (each for attribute in attributes for each in self._by_attribute.get(attribute, ()))
        yield from sorted(slot for slot, about in found if subject in (None, about))

    def subjects(self, *attributes: str) -> list[str]:
        """What any known claim with one of the attributes is about, by id."""
        return sorted({parse_address(slot).subject for slot in self.slots(*attributes)})

    def said(self, slot: str) -> tuple[Said, ...]:
        """The values that known claims give to a slot, the first known first; denials stand with what they deny."""
        values: dict[str, tuple[list[Claim], list[Claim]]] = {}
        for claim in self.by_slot.get(slot, ()):
            told, denied = values.setdefault(claim.value.key(), ([], []))
            if claim.stance == "disputes":
                denied.append(claim)
            elif _tells(claim):
                told.append(claim)
        return tuple(Said(slot, tuple(told), tuple(denied)) for told, denied in values.values() if told or denied)

    def now(self, slot: str) -> Now | None:
        """What is believed of a slot; None where nothing is."""
        draw = self.beliefs.draw(slot)
        numbers = draw.numbers[np.isfinite(draw.numbers)]
        if (draw.winner < 0).all() or not numbers.size:
            return None
        belief = slot_belief(self.beliefs, slot)
        low, median, high = map(float, np.quantile(numbers, RANGE)) if belief.quantiles else (None, None, None)
        by_claim = [(label, share) for label, share in belief.won if label.startswith("c-")]
        won = tuple(part for label, share in by_claim if share >= SHOWN_LABEL for part in label.split("+"))
        unit = catalogue()[parse_address(slot).attribute].unit
        return Now(slot, unit, median, low, high, belief.words, won, sum(share for _, share in by_claim))

    def told(self, slot: str) -> Now | None:
        """What is believed of a slot of which claims in force speak; None where none does."""
        return self.now(slot) if slot in self.beliefs.claims else None

    def display(self, name: str) -> str:
        """How an id reads: both names where one would signal a side."""
        entities = self.case.entities
        return entities[name].display or entities[name].name if name in entities else name.replace("_", " ")


def _tells(claim: Claim) -> bool:
    return claim.condition is None and claim.kind not in ("prediction", "characterisation", "alias")
