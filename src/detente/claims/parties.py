"""Who took part in an event and where it was, as a matter of record; and who is only said to have begun or won it.

A value counts where it is on record, nobody denies it and no other claim contradicts it. Who began an event and who won
it is never a matter of record: it stands with those who say so, with those who deny it, and with what the accused says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from detente.claims.contested.pairs import NOTHING, Background, compare, opposing
from detente.claims.model import Claim
from detente.claims.speakers import is_own, speaks_for, told_by
from detente.names.catalogue import Address, catalogue, match_address
from detente.names.entities import Entities

ACTING = frozenset({"actor", "person", "force"})
JUDGED = ("initiator", "victor")  # somebody's judgement, whoever says it
LOSSES = frozenset({"deaths", "wounded"})
PARTIES = frozenset({"participants", "member", "addressee"})  # what names the parties of an event or a pact


@dataclass(frozen=True, slots=True)
class Said:
    """Who is said to have begun or won an event: by which claims, and which deny it.

    ``beside`` is what else speaks against it: the account of whoever is said to have begun it, and claims linked so.
    """

    attribute: str
    value: str
    claims: tuple[Claim, ...]
    denials: tuple[Claim, ...]
    beside: tuple[Claim, ...] = ()


def said(group: Iterable[Claim], record: Record) -> tuple[Said, ...]:
    """What is said of who began and who won; by name, so that no side comes first for being named more often."""
    found: dict[tuple[int, str], tuple[list[Claim], list[Claim]]] = {}
    for claim in group:
        attribute = address_of(claim).attribute
        if attribute in JUDGED and is_flat(claim):
            for word in claim.value.words:
                sides = found.setdefault((JUDGED.index(attribute), word), ([], []))
                sides[claim.stance == "disputes"].append(claim)
    return tuple(
        Said(JUDGED[number], word, tuple(claims), tuple(denials), record.against(JUDGED[number], word, claims))
        for (number, word), (claims, denials) in sorted(found.items(), key=lambda one: one[0])
    )


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known: ``by_slot`` holds the claims that may contradict one another."""

    by_slot: Mapping[str, Sequence[Claim]]
    entities: Entities
    known: Background = NOTHING

    def actors(self, group: Iterable[Claim]) -> tuple[str, ...]:
        """Who took part: the parties that undisputed records name, and the sides of which two or more had losses.

        What only authors say, or only one party, is no record. The losses of one side alone tell who suffered: they
        would make it the actor of what was done to it.
        """
        plain = [claim for claim in group if address_of(claim).attribute not in JUDGED]
        if told_by(plain, self.entities):
            return ()
        heard = [claim for claim in plain if self._is_recorded(claim) and not self._is_denied(claim)]
        parties = {name for claim in heard for name in self._parties(claim)}
        losing = {name for claim in heard for name in self._losing(claim)}
        return tuple(sorted(self._of_kind(parties | (losing if len(losing) > 1 else set()), ACTING)))

    def place(self, group: Iterable[Claim], telling: Iterable[Claim]) -> str | None:
        """Where it was: what undisputed claims on the place say, else the place that the ``telling`` claims name most.

        What a pact covers is where it applies, not where anything happened.
        """
        placed = [claim for claim in group if address_of(claim).attribute == "place" and not self._is_denied(claim)]
        stated = Counter(word for claim in placed if is_flat(claim) for word in claim.value.words)
        others = (claim for claim in telling if address_of(claim).attribute not in ("covers", "place"))
        names = (name for claim in others for name in names_in(claim))
        told = self._known(stated) or Counter(self._of_kind(names, frozenset({"place"})))
        return min(told, key=lambda name: (-told[name], name)) if told else None

    def against(self, attribute: str, word: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """What speaks against claims on who began or won, besides denials of the same: by day, then by name."""
        beside = {one.id: one for one in opposing(claims, chain.from_iterable(self.by_slot.values()))}
        if attribute == JUDGED[0]:
            subjects = {address_of(claim).subject for claim in claims}
            beside |= {one.id: one for one in self._accounts(subjects) if speaks_for(one, self.entities) == word}
        answers = (one for one in beside.values() if address_of(one).attribute not in JUDGED)
        return tuple(sorted(answers, key=lambda claim: (claim.known_from, claim.id)))

    def _accounts(self, subjects: Collection[str]) -> Iterator[Claim]:
        """What is told of how things came about."""
        for slot, group in self.by_slot.items():
            if ".account" in slot and (address := address_of(group[0])).attribute == "account":
                yield from group if address.subject in subjects else ()

    def _known(self, words: Counter[str]) -> Counter[str]:
        """Words as the entities they name: by id, or by the one that is spelt so in any case of letters."""
        found: Counter[str] = Counter()
        for word, number in words.items():
            spelt = word.replace("_", " ").casefold()
            named = [one for one in self.entities.values() if spelt in map(str.casefold, (one.name, *one.variants))]
            one = word if word in self.entities else named[0].id if len(named) == 1 else None
            if one is not None:
                found[one] += number
        return found

    def _parties(self, claim: Claim) -> list[str]:
        """Whom a claim names as having had a part; on an event or a pact only where it speaks of the parties."""
        address = address_of(claim)
        contradicted = any(self._contradicts(claim, other) for other in self.by_slot.get(claim.slot, ()))
        if contradicted and address.attribute in PARTIES:
            return []
        if self._kind(address.subject) not in ("event", "pact"):
            names = names_in(claim)
            return names[: -len(claim.value.words)] if contradicted and claim.value.words else names
        if address.attribute == "member":
            return [address.key or ""] if claim.value.words == ("yes",) else []
        return list(claim.value.words) if address.attribute in PARTIES and not self._binds_by_denied(address) else []

    def _is_recorded(self, claim: Claim) -> bool:
        """Whether it is said flatly, and neither in an author's text nor by an analyst of the case."""
        return claim.at is None and not is_own(claim) and is_flat(claim)

    def _losing(self, claim: Claim) -> list[str]:
        address = address_of(claim)
        whose, _, name = (address.key or "").rpartition("=")
        return self._of_kind([name], ACTING) if address.attribute in LOSSES and whose in ("", "own") else []

    def _kind(self, name: str) -> str | None:
        return self.entities[name].kind if name in self.entities else None

    def _contradicts(self, claim: Claim, other: Claim) -> bool:
        attribute = catalogue().get(address_of(claim).attribute)
        verdict = compare(claim, other, attribute, self.known) if attribute else None
        return verdict is not None and verdict.real

    def _is_denied(self, claim: Claim) -> bool:
        """Whether it is a denial or somebody denies it; of an event, which is one, whatever day the denial is of."""
        denials = [other for other in self.by_slot.get(claim.slot, ()) if other.stance == "disputes"]
        once = self._kind(address_of(claim).subject) == "event"
        return claim.stance == "disputes" or any(
            other.value.key() == claim.value.key() and (once or self._contradicts(claim, other)) for other in denials
        )

    def _binds_by_denied(self, address: Address) -> bool:
        """Whether it says whom a term binds that somebody denies."""
        terms = self.by_slot.get(f"{address.subject}.term[{address.key}]", ())
        return address.attribute == "addressee" and any(term.stance == "disputes" for term in terms)

    def _of_kind(self, names: Iterable[str], kinds: Collection[str]) -> list[str]:
        return [name for name in names if self._kind(name) in kinds]


def by_slot(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """The claims that count, by slot; those proposed, rejected or of no weight are left out."""
    found: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.id):
        if claim.status == "accepted" and claim.weight > 0 and match_address(claim.slot) is not None:
            found.setdefault(claim.slot, []).append(claim)
    return found


def address_of(claim: Claim) -> Address:
    """The address of a claim whose slot is known to have one."""
    address = match_address(claim.slot)
    assert address is not None
    return address


def names_in(claim: Claim) -> list[str]:
    """Whatever a claim names: its subject, its key and its words."""
    address = address_of(claim)
    return [address.subject, *(address.key or "").split("="), *claim.value.words]


def is_flat(claim: Claim) -> bool:
    """Whether it is said without an if or a perhaps."""
    return claim.condition is None and claim.modality.class_ != "possible"
