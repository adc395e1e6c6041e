"""What claims say that time forbids: two holders from one day, an end before its start, an event known too soon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from detente.beliefs.current import heard, starts
from detente.cases.check_claims import Placed, placed
from detente.cases.found import Found
from detente.cases.model import Case
from detente.claims.model import Claim
from detente.claims.vintage import DATED
from detente.names.catalogue import catalogue, parse_address, parse_day_range


def check_times(case: Case, found: Found) -> None:
    """Claims whose days can't be right, alone or beside another of their own source."""
    spoken = [one for one in placed(case) if heard(one[2], ())]
    records = case.records
    _check_holders(case, spoken, records, found)
    _check_ends(spoken, found)
    for file, keys, claim in placed(case):
        if claim.status == "accepted" and too_soon(claim, records):
            assert claim.event_time is not None
            remedy = f"It was known from {claim.known_from}: correct that or event_time, or call it a prediction."
            reason = "an event after the day on which it was known"
            found.add(file, (*keys, "event_time"), reason, remedy, str(claim.event_time[0]))


def too_soon(claim: Claim, records: frozenset[str]) -> bool:
    """Nobody knows what happened before it began; an analyst may tell of what is planned, or its day."""
    ahead = claim.modality.class_ == "intent" or catalogue()[parse_address(claim.slot).attribute].type == "date"
    if ahead and claim.source not in records:
        return False
    return claim.kind in DATED and claim.event_time is not None and claim.event_time[0] > claim.known_from


def _check_holders(case: Case, spoken: list[Placed], records: frozenset[str], found: Found) -> None:
    """The public record can't have two hold one place from the same day, or a home be another's."""
    homes = {place.id: place.home for place in case.file.places if place.home}
    holds: dict[tuple[str, date], str] = {}
    for file, keys, claim in spoken:
        address = parse_address(claim.slot)
        if address.attribute != "holder" or claim.source not in records or claim.value.type != "category":
            continue
        word, day = claim.value.words[0], starts(claim, records)
        first = homes.get(address.subject, holds.setdefault((address.subject, day), word))
        if case.file.clients.get(word, word) != case.file.clients.get(first, first):
            reason = f"two holders of one place: {first} holds it from the same day"
            if address.subject in homes:
                reason = f"two holders of one place: case.yaml has it as the home of {first}"
            found.add(file, (*keys, "value"), reason, "Keep one, or give the day on which it changed hands.", word)


def _check_ends(spoken: list[Placed], found: Found) -> None:
    """A source that dates both ends of something has it end no sooner than it starts."""
    begun: dict[tuple[str, str], date] = {}
    for _, _, first, claim in _dated(spoken, "start"):
        key = (claim.source, parse_address(claim.slot).subject)
        begun[key] = min(first[0], begun.get(key, first[0]))
    for file, keys, last, claim in _dated(spoken, "end"):
        start = begun.get((claim.source, parse_address(claim.slot).subject))
        if start and last[1] < start:
            reason = f"ends before it starts, on {start}"
            found.add(file, (*keys, "value"), reason, "Correct one of the two days.", claim.value.words[0])


def _dated(
    spoken: list[Placed], attribute: str
) -> Iterator[tuple[str, tuple[str | int, ...], tuple[date, date], Claim]]:
    for file, keys, claim in spoken:
        told = claim.value.words and parse_address(claim.slot).attribute == attribute
        if told and (days := parse_day_range(claim.value.words[0])):
            yield file, keys, days, claim
