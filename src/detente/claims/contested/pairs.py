"""Two claims on one slot: whether they contradict one another, or only seem to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from detente.claims.contested.values import clash
from detente.claims.model import Claim
from detente.claims.offices import begun
from detente.names.catalogue import Attribute, match_address, parse_day_range
from detente.names.offices import Office


class Verdict(NamedTuple):
    """Whether two claims contradict one another, and why or why not."""

    real: bool
    why: str


@dataclass(frozen=True, slots=True)
class Background:
    """What a case knows that tells a contradiction from the look of one.

    ``clients`` act as part of another actor: what one holds counts as the other's. ``offices`` are those that
    people have held. ``kinds`` are those of the entities; where they aren't known, a slot speaks of one thing.
    """

    clients: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    offices: Mapping[str, tuple[Office, ...]] = field(default_factory=lambda: MappingProxyType({}))
    kinds: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


NOTHING = Background()
OPPOSES = frozenset({"contradicts", "denies"})  # links between claims of which one speaks against the other


def opposing(claims: Iterable[Claim], among: Iterable[Claim]) -> Iterator[Claim]:
    """Claims ``among`` others that a link, of theirs or of ``claims``, says speak against one of ``claims``."""
    asked = {claim.id: claim for claim in claims}
    named = {to for claim in asked.values() for how, to in claim.links if how in OPPOSES}
    for one in among:
        if one.id in named or any(how in OPPOSES and to in asked for how, to in one.links):
            yield one


def compare(first: Claim, second: Claim, attribute: Attribute, known: Background = NOTHING) -> Verdict | None:
    """What stands between two claims on one slot; None where they agree or speak past one another.

    A denial contradicts the value it denies. Values clash when their ranges don't meet, roundings taken into
    account, or their words exclude one another. Clashing claims under other conditions, of other times, or that
    only leave something possible do not contradict one another.
    """
    if first.id == second.id:
        return None
    if (first.stance == "disputes") != (second.stance == "disputes"):
        return _denial(first, second)
    found = None if first.stance == "disputes" else clash(first.value, second.value, attribute)
    if found is None or _of_many_events(first, attribute, known):
        return None
    apart = _apart(first, second)
    if found != "clash":
        return Verdict(False, found) if apart is None else None
    return Verdict(False, apart) if apart else _clash(first, second, attribute, known)


def _of_many_events(claim: Claim, attribute: Attribute, known: Background) -> bool:
    """Whether the slot holds days of many events: an actor or a place has more than one date."""
    address = match_address(claim.slot)
    assert address is not None
    dated = attribute.name == "date" and address.key is None
    return dated and known.kinds.get(address.subject, "event") not in ("event", "pact")


def _denial(first: Claim, second: Claim) -> Verdict | None:
    if first.value.key() != second.value.key() or _times_apart(first, second):
        return None
    return Verdict(True, "somebody denies it")


def _clash(first: Claim, second: Claim, attribute: Attribute, known: Background) -> Verdict:
    words = [known.clients.get(word, word) for claim in (first, second) for word in claim.value.words[:1]]
    if len(words) == 2 and words[0] == words[1]:
        return Verdict(False, "one acts as part of the other")
    if attribute.type == "number" and _is_revised(first, second):
        return Verdict(False, "a later count of the same asserter")
    if attribute.name == "office" and _held_both(first, second, known):
        return Verdict(False, "both offices were held, one after the other")
    return Verdict(True, "")


def _is_revised(first: Claim, second: Claim) -> bool:
    """Whether one asserter came out with another count on another day."""
    return (
        first.asserted_by == second.asserted_by
        and first.origin != second.origin
        and first.known_from != second.known_from
    )


def _held_both(first: Claim, second: Claim, known: Background) -> bool:
    """Offices taken up after the later of the two was said don't count: then nobody knew of them."""
    address = match_address(first.slot)
    assert address is not None
    theirs = begun(known.offices, max(first.known_from, second.known_from)).get(address.subject, ())
    held = {office.office for office in theirs if address.key in (None, office.of)}
    return {*first.value.words, *second.value.words} <= held


def _apart(first: Claim, second: Claim) -> str | None:
    """Why two claims speak of different things although they name one slot; None where they don't."""
    if first.condition != second.condition:
        return "under other conditions"
    if _times_apart(first, second):
        return "of other times"
    return "only called possible" if "possible" in (first.modality.class_, second.modality.class_) else None


def _times_apart(first: Claim, second: Claim) -> bool:
    one, other = first.event_time, second.event_time
    if one is None or other is None or _tells_its_time(first) or _tells_its_time(second):
        return False
    return one[1] < other[0] or other[1] < one[0]


def _tells_its_time(claim: Claim) -> bool:
    """Whether the value is a day and the claim's own time says no more than that: two such days are one dispute."""
    days = parse_day_range(claim.value.words[0]) if claim.value.words else None
    return days is not None and claim.event_time is not None and meets(days, claim.event_time)


def meets(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Whether two periods share a day."""
    return one[0] <= other[1] and other[0] <= one[1]
