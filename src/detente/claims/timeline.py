"""Dated events and terms in the order in which they happened, with the claims that tell of them.

Claims are one event where they name the same event, or say the same of the same slot at times that meet; never
because words are alike. Dates that can't both be right stand beside one another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from detente.claims.contested.pairs import NOTHING, Background
from detente.claims.model import Claim
from detente.claims.parties import Record, Said, address_of, said
from detente.names.catalogue import Address, match_address, parse_day_range
from detente.names.entities import Entities

Period = tuple[date, date]
Precision = Literal["day", "month", "year", "period"]

TOLD = frozenset({"event", "fact", "measure"})  # kinds that tell what happened in an event
CHANGES = frozenset({"date", "end", "founded", "in_office_since", "meeting", "start", "term"})
"""Attributes whose facts happen on a day; other facts are states, which an analysis dates loosely."""
BOUNDARIES = ("date", "happened", "start", "end")  # claims that tell when the event was, before others that mention it
TELLING = ("start", "date", "happened", "end", "in_force", "member", "term_kept", "term", "deadline")
"""Of the claims on a pact, those that tell what happened, in this order; before whom it binds and what it covers."""
CONFIRMED = 2  # up to this credibility another voice adds nothing


@dataclass(frozen=True, slots=True)
class OtherDate:
    """Another time that some claims give to an event."""

    date: Period
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened when. ``date`` holds the first and last day it may name, both included.

    ``others`` are times that don't agree with it. ``what`` is the event's neutral name, or our paraphrase of
    the claims that tell it and of those that deny them. ``actors``, who took part, and ``place`` are ids of
    entities and a matter of record; ``said`` is who is said to have begun and to have won it.
    """

    date: Period
    what: str
    actors: tuple[str, ...]
    place: str | None
    claims: tuple[Claim, ...]
    others: tuple[OtherDate, ...] = ()
    said: tuple[Said, ...] = ()

    @property
    def precision(self) -> Precision:
        """How exactly the time is known."""
        return precision(self.date)


def precision(period: Period) -> Precision:
    """Whether a period is one day, one whole month, one whole year, or some other stretch."""
    first, last = period
    after = last + timedelta(days=1)
    if first == last:
        return "day"
    if first.day == after.day == 1 and (after.year * 12 + after.month) - (first.year * 12 + first.month) == 1:
        return "month"
    whole = (first.month, first.day, after.month, after.day) == (1, 1, 1, 1)
    return "year" if whole and after.year - first.year == 1 else "period"


def timeline(
    claims: Sequence[Claim],
    entities: Entities,
    asked: Callable[[Period], bool] = lambda when: True,
    known: Background = NOTHING,
) -> list[Event]:
    """The events of the times ``asked`` for that the claims tell of, by date; without a word on that, all of them.

    Claims without a time, proposed or rejected are left out. ``known`` tells contradictions from the look of them.
    """
    groups: dict[tuple[str, ...], list[Claim]] = {}
    by_slot: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.id):
        address = match_address(claim.slot)
        if address is not None and claim.status == "accepted" and claim.weight > 0:
            by_slot.setdefault(claim.slot, []).append(claim)
            key = _event_of(claim, address, entities) if _dates(claim) else None
            if key is not None:
                groups.setdefault(key, []).append(claim)
    record = Record(by_slot, entities, known)
    found = [event for key, group in groups.items() for event in _events(key, group, record, asked)]
    return sorted(found, key=lambda event: (event.date, event.what))


def _event_of(claim: Claim, address: Address, entities: Entities) -> tuple[str, ...] | None:
    """What the claim tells of: a named event, or something that its slot and value say happened; None for neither."""
    known = entities.get(address.subject)
    if known is not None and known.kind == "event" and claim.kind in TOLD:
        return (address.subject,)
    happened = claim.kind == "event" or (claim.kind == "fact" and _is_change(claim, address))
    if known is not None and known.kind == "pact" and happened:
        return (address.subject, "pact")
    return (address.subject, claim.slot, claim.value.key()) if happened else None


def _display(name: str, entities: Entities) -> str:
    return entities[name].display or entities[name].name


def _is_change(claim: Claim, address: Address) -> bool:
    dated = claim.event_time is not None and claim.event_time[0] == claim.event_time[1]
    return address.attribute in CHANGES or (dated and claim.at is None)


def _events(
    key: tuple[str, ...], group: Sequence[Claim], record: Record, asked: Callable[[Period], bool]
) -> Iterable[Event]:
    if len(key) == 1:
        when, others = _when(group)
        if asked(when):
            yield _event(group, group, record, _display(key[0], record.entities), when, others)
        return
    named = f"{_display(key[0], record.entities)}: " if len(key) == 2 else ""
    for run in _meeting(group):
        if asked(when := _narrowest(run)):
            telling = _telling(run)
            yield _event(run, telling, record, named + _words(telling), when)


def _meeting(group: Sequence[Claim]) -> list[list[Claim]]:
    """Claims in runs of times that meet: the same thing said of other times happened again."""
    runs: list[list[Claim]] = []
    reached = date.min
    for claim in sorted(group, key=lambda claim: (_dates(claim)[0], claim.id)):
        period = _dates(claim)[0]
        if not runs or period[0] > reached:
            runs.append([])
        runs[-1].append(claim)
        reached = max(reached, period[1])
    return runs


def _event(
    group: Sequence[Claim],
    telling: Sequence[Claim],
    record: Record,
    what: str,
    when: Period,
    others: tuple[OtherDate, ...] = (),
) -> Event:
    told = tuple(sorted(group, key=lambda claim: (claim.known_from, claim.source, claim.slot, claim.id)))
    return Event(when, what, record.actors(group), record.place(group, telling), told, others, said(told))


def _narrowest(group: Sequence[Claim]) -> Period:
    return min((_dates(claim)[0] for claim in group), key=lambda period: (period[1] - period[0], period))


def _when(group: Sequence[Claim]) -> tuple[Period, tuple[OtherDate, ...]]:
    """The time most claims give, the narrower first, and those that disagree with it."""
    bounds = [claim for claim in group if _attribute(claim) in BOUNDARIES] or list(group)
    told = Counter(period for claim in bounds for period in _dates(claim))
    ends = _ends(bounds)
    if ends is not None:
        told[ends] += len(bounds)
    first = min(told, key=lambda period: (-told[period], period[1] - period[0], period))
    others = sorted(period for period in {one for claim in group for one in _dates(claim)} if _disagree(period, first))
    return first, tuple(
        OtherDate(period, tuple(claim for claim in group if period in _dates(claim))) for period in others
    )


def _ends(group: Sequence[Claim]) -> Period | None:
    """From the earliest beginning to the latest end that are told of."""
    starts = [_dates(claim)[0] for claim in group if _attribute(claim) == "start"]
    ends = [_dates(claim)[0] for claim in group if _attribute(claim) == "end"]
    return (min(starts)[0], max(ends)[1]) if starts and ends and min(starts)[0] <= max(ends)[1] else None


def _disagree(one: Period, other: Period) -> bool:
    """Whether two times of one event can't both be right: neither within the other, a month or year apart from that."""
    if one[0] >= other[0] and one[1] <= other[1]:
        return False
    contains = one[0] <= other[0] and one[1] >= other[1]
    return not (contains and precision(one) in ("month", "year"))


def _dates(claim: Claim) -> tuple[Period, ...]:
    """The time a claim gives: its value where that is a day, else the time it is said of."""
    days = _days(claim.value.words[0]) if claim.value.words else None
    told = days if days is not None and claim.stance != "disputes" else claim.event_time
    return (told,) if told is not None else ()


@lru_cache(maxsize=1 << 14)  # a run asks for the events before each of its days, and most of them are the same
def _days(word: str) -> Period | None:
    return parse_day_range(word)


def _attribute(claim: Claim) -> str:
    return address_of(claim).attribute


def _telling(group: Sequence[Claim]) -> list[Claim]:
    """The claims that tell best what happened, the earliest known first, each followed by what denies it.

    They say when it was, or else what became of a pact, and are the most credible. What is not confirmed is told by
    all who say so; what is, once.
    """
    affirming = [claim for claim in group if claim.stance != "disputes"] or list(group)
    best = min(_rank(claim) for claim in affirming)
    found: dict[tuple[str, ...], Claim] = {}
    for claim in sorted(affirming, key=lambda claim: (claim.known_from, claim.slot, claim.id)):
        if _rank(claim) == best:
            voice = (claim.asserted_by,) if claim.credibility > CONFIRMED else ()
            dated = _attribute(claim) in BOUNDARIES  # the other dates are shown beside it, or in what follows
            found.setdefault(("", "", *voice) if dated else (claim.slot, claim.value.key(), *voice), claim)
    said_of = {(claim.slot, claim.value.key()) for claim in found.values()}
    denials = [one for one in group if one.stance == "disputes" and (one.slot, one.value.key()) in said_of]
    return [*found.values(), *(one for one in denials if one not in found.values())]


def _rank(claim: Claim) -> tuple[int, int]:
    """How well a claim tells what happened: by what it speaks of, then by its credibility."""
    attribute = _attribute(claim)
    return (TELLING.index(attribute) if attribute in TELLING else len(TELLING), claim.credibility)


def _words(telling: Iterable[Claim]) -> str:
    return " ".join(dict.fromkeys(claim.paraphrase for claim in telling))
