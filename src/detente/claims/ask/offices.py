"""Who held the office that a question asks for: dated public facts of the case, listed beside the claims."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from detente.claims.ask.question import Question, days_in
from detente.claims.ask.words import words
from detente.claims.model import Claim
from detente.claims.offices import begun
from detente.names.catalogue import match_address, parse_day_range
from detente.names.entities import Entities
from detente.names.offices import Held, holders

ALWAYS = (date.min, date.max)


def offices_asked(text: str, question: Question, entities: Entities, as_of: date | None = None) -> tuple[Held, ...]:
    """Who held the offices named in ``text`` of the states and bodies named in it, in the time it names.

    As of a day nobody knows who came to an office later, nor when whoever holds it will leave.
    """
    said = f" {' '.join(words(text))} "
    offices = begun(entities.offices, as_of)
    known = {(held.office, held.of) for each in offices.values() for held in each}
    asked = [(office, of) for office, of in sorted(known) if of in question.entities and _said(office, said)]
    longest = [one for one in asked if not any(one != other and one[0] in other[0] for other in asked)]
    first, last = _time(text)
    found = (held for office, of in longest for held in holders(offices, office, of, first, last))
    return _known(found, as_of)


def _known(found: Iterable[Held], as_of: date | None) -> tuple[Held, ...]:
    return tuple(found) if as_of is None else tuple(held.known(as_of) for held in found)


def _said(office: str, said: str) -> bool:
    return f" {office.replace('_', ' ')} " in said


def _time(text: str) -> tuple[date, date]:
    named = [parse_day_range(day.partition(":")[2]) for day in days_in(text)]
    exact = min((days for days in named if days), key=lambda days: days[1] - days[0], default=None)
    return exact or ALWAYS


def rightful(claim: Claim, entities: Entities, as_of: date | None = None) -> tuple[Held, ...] | None:
    """Who held an office that a claim gives to somebody who did not hold it then; None where there is no fault.

    Empty where the case knows no holder of that time. Of those who held it only what was known ``as_of`` is told.
    """
    address = match_address(claim.slot)
    if address is None or address.attribute != "office" or not address.key or claim.stance == "disputes":
        return None
    offices = begun(entities.offices, as_of)
    office = claim.value.words[0] if claim.value.words else ""
    if address.subject not in offices or not holders(offices, office, address.key, *ALWAYS):
        return None  # the case knows nothing of the person or of the office
    found = holders(offices, office, address.key, *(claim.event_time or ALWAYS))
    return None if any(held.person == address.subject for held in found) else _known(found, as_of)
