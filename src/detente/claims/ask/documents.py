"""A claim as a document to be found: its fields with their weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from detente.claims.ask.naming import Spellings
from detente.claims.ask.words import stems
from detente.claims.model import Claim
from detente.names.catalogue import catalogue, match_address
from detente.names.entities import Entities

Field = tuple[float, Sequence[str]]
Period = tuple[date, date]

PARAPHRASE, SLOT, KEY, VALUE, SPEAKER, ANCHOR, NOTE = 1.0, 0.3, 1.0, 1.0, 0.5, 1.0, 0.4
ATTRIBUTE, DAY, CONDITION, MENTION, KIND = 1.5, 0.8, 0.5, 1.0, 0.5
AGAIN = 0.3  # of an entity that the slot names too
LONG = 400  # days from which on a period names no month


def fields(claim: Claim, entities: Entities, spellings: Spellings, events: Mapping[Period, str]) -> list[Field]:
    """The fields of a claim: what it says in our words, its slot, value, speaker, days, and the first words there."""
    address = match_address(claim.slot)
    assert address is not None, "loading refuses what is no address"
    attribute = catalogue()[address.attribute]
    key = (address.key or "").replace("_", " ").replace("=", " ")
    value = " ".join(claim.value.words).replace("_", " ")
    about = [address.subject, *_ids(address.key, entities), *_ids(value.replace(" ", "_"), entities)]
    speakers = [claim.asserted_by, *claim.attribution]
    said = [one for mention in spellings.find(claim.paraphrase) for one in sorted(mention.ids)]
    if claim.event_time is not None and claim.event_time in events:
        said.append(events[claim.event_time])
    return [
        (PARAPHRASE, stems(claim.paraphrase)),
        (SLOT, stems(_name(address.subject, entities))),
        (KIND, [entities[address.subject].kind] if address.subject in entities else []),
        (KEY, stems(key)),
        (VALUE, [*stems(value), *_number(claim)]),
        (ATTRIBUTE, [f"#{attribute.name}"]),
        (SLOT, [f"@{one}" for one in about]),
        (SPEAKER, [f"@{one}" for one in speakers]),
        (MENTION, [f"@{one}" for one in said if one not in about]),
        (AGAIN, [f"@{one}" for one in said if one in about]),
        (DAY, days_of(claim.event_time)),
        (CONDITION, stems((claim.condition or "").replace("_", " "))),
        (ANCHOR, stems(claim.at.anchor) if claim.at else []),
        (NOTE, stems(claim.note or "")),
    ]


def events_by_period(claims: Sequence[Claim], entities: Entities) -> dict[Period, str]:
    """Which event a period stands for: the one that most claims date so, where it lasted more than a day.

    What a text says about a war without naming it is often dated like the war.
    """
    dated: Counter[tuple[Period, str]] = Counter()
    for claim in claims:
        subject = claim.slot.partition(".")[0]
        if claim.event_time and claim.event_time[0] < claim.event_time[1] and subject in entities:
            dated[claim.event_time, subject] += entities[subject].kind == "event"
    found: dict[Period, str] = {}
    for (period, subject), number in sorted(dated.items(), key=lambda entry: (-entry[1], entry[0])):
        if number > 1:
            found.setdefault(period, subject)
    return found


def _ids(text: str | None, entities: Mapping[str, object]) -> list[str]:
    parts = (text or "").replace("=", " ").split()
    return [part for part in parts if part in entities]


def _name(subject: str, entities: Entities) -> str:
    words = subject.replace("_", " ")
    return f"{entities[subject].name} {words}" if subject in entities else words


def _number(claim: Claim) -> list[str]:
    ends = {claim.value.low, claim.value.high} - {None}
    return [f"{end:.12g}" for end in sorted(end for end in ends if end is not None)]


def days_of(period: tuple[date, date] | None) -> list[str]:
    """A period as terms: days, months and years of a short one, the years of the ends of a long one."""
    if period is None:
        return []
    first, last = period
    years = [f"year:{year}" for year in sorted({first.year, last.year})]
    if (last - first).days > LONG:
        return years
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    days = [f"day:{day}" for day in sorted({first, last})]
    return [*years, *(f"month:{month // 12}-{month % 12 + 1:02}" for month in months), *days]
