"""What speaks against a claim: who denies it, what a link sets against it, and what a reader judged to exclude it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, permutations

from detente.claims.contested.judged import Judged
from detente.claims.contested.pairs import OPPOSES, meets
from detente.claims.contested.related import related
from detente.claims.model import Claim
from detente.claims.parties import Record, address_of
from detente.names.catalogue import catalogue


class Opposition:
    """Of all that is known, what stands against what; ``judged`` are the contradictions stored with the case.

    What answers a claim answers all that was said with it, by the same voice of the same thing.
    """

    def __init__(self, record: Record, judged: Sequence[Judged] = ()) -> None:
        self._record = record
        claims = list(chain.from_iterable(record.by_slot.values()))
        self._linked = _linked(claims)
        self._excluded = _excluded(claims, judged)
        self._statements: dict[tuple[str, str], list[Claim]] = {}
        for claim in claims:
            if claim.at is None:
                self._statements.setdefault((claim.origin, claim.asserted_by), []).append(claim)

    def of(self, claim: Claim) -> list[Claim]:
        """Whoever denies it, what is linked and what is judged to exclude it; by day, then by id."""
        linked = (other for one in (claim, *self._said_with(claim)) for other in self._linked.get(one.id, ()))
        every = (*linked, *self._denials(claim), *self._excluded.get(claim.id, ()))
        found = {one.id: one for one in every if one.id != claim.id}
        return sorted(found.values(), key=lambda one: (one.known_from, one.id))

    def across(self, claim: Claim) -> list[Claim]:
        """What contradicts it on other slots of the same subject, as a part that is larger than its whole."""
        start = f"{address_of(claim).subject}."
        same = [one for slot, group in self._record.by_slot.items() if slot.startswith(start) for one in group]
        pairs = [pair for pair in related(same, catalogue()) if pair.verdict.real]
        found = {two.id: two for a, b, _ in pairs for one, two in ((a, b), (b, a)) if one.id == claim.id}
        return sorted(found.values(), key=lambda one: (one.known_from, one.id))

    def answers(self, group: Sequence[Claim]) -> set[str]:
        """The ids of claims of a group that only answer others of it: linked by them alone, or said after them."""
        ids = {claim.id for claim in group}
        found = set()
        for claim in group:
            against = [one for one in self._linked.get(claim.id, ()) if one.id in ids]
            if against and all(_is_answer(claim, one) for one in against):
                found.add(claim.id)
        return found

    def _said_with(self, claim: Claim) -> Iterator[Claim]:
        """What the same voice said of the same thing in one breath, where it stands in no author's text."""
        here = address_of(claim)
        for one in self._statements.get((claim.origin, claim.asserted_by), ()) if claim.at is None else ():
            there = address_of(one)
            alike = there.subject == here.subject and (here.key is None or there.key in (None, here.key))
            if alike and one.stance == claim.stance and _at_one_time(one, claim):
                yield one

    def _denials(self, claim: Claim) -> Iterator[Claim]:
        """Denials of the same value on its slot; of a denial, what it denies."""
        subject = self._record.entities.get(address_of(claim).subject)
        once = subject is not None and subject.kind == "event"
        for one in self._record.by_slot.get(claim.slot, ()):
            opposed = (one.stance == "disputes") != (claim.stance == "disputes")
            if opposed and one.value.key() == claim.value.key() and (once or _at_one_time(one, claim)):
                yield one


def _linked(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """The claims that a link of either sets against a claim, by its id."""
    by_id = {claim.id: claim for claim in claims}
    found: dict[str, list[Claim]] = {}
    for claim in by_id.values():
        for other in (by_id.get(to) for how, to in claim.links if how in OPPOSES):
            if other is not None:
                found.setdefault(claim.id, []).append(other)
                found.setdefault(other.id, []).append(claim)
    return found


def _is_answer(claim: Claim, other: Claim) -> bool:
    """Whether a claim speaks against another that does not speak against it, or did so before."""
    names, named = (
        any(how in OPPOSES and to == two.id for how, to in one.links) for one, two in ((claim, other), (other, claim))
    )
    return names and (not named or claim.known_from > other.known_from)


def _excluded(claims: Sequence[Claim], judged: Iterable[Judged]) -> dict[str, list[Claim]]:
    """What stands on the other sides of the contradictions on one of whose sides a claim stands, by its id."""
    about: dict[str, list[Claim]] = {}
    for claim in claims:
        about.setdefault(address_of(claim).subject, []).append(claim)
    found: dict[str, list[Claim]] = {}
    for one in judged:
        subjects = {side.partition(".")[0] for group in one.sides for side in group}
        open_ = any("*" in name for name in subjects)
        near = claims if open_ else [claim for name in subjects for claim in about.get(name, ())]
        for side, other in permutations(one.claims_of(near), 2) if not one.apparent else ():
            for claim in side:
                found.setdefault(claim.id, []).extend(other)
    return found


def _at_one_time(one: Claim, other: Claim) -> bool:
    return one.event_time is None or other.event_time is None or meets(one.event_time, other.event_time)
