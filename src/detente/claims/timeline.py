"""Dated events and terms in the order in which they happened, with the claims that tell of them.

Claims are one event where they name the same event, or say the same of the same slot at times that meet; never
because words are alike. Dates that can't both be right stand beside one another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from detente.claims.model import Claim
from detente.names.catalogue import Address, match_address, parse_day_range
from detente.names.entities import Entities

Period = tuple[date, date]
Precision = Literal["day", "month", "year", "period"]

TOLD = frozenset({"event", "fact", "measure"})  # kinds that tell what happened in an event
CHANGES = frozenset({"date", "end", "founded", "in_office_since", "meeting", "start", "term"})
"""Attributes whose facts happen on a day; other facts are states, which an analysis dates loosely."""
BOUNDARIES = ("date", "happened", "start", "end")  # claims that tell when the event was, before others that mention it
ACTING = frozenset({"actor", "person", "force"})


@dataclass(frozen=True, slots=True)
class OtherDate:
    """Another time that some claims give to an event."""

    date: Period
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened when. ``date`` holds the first and last day it may name, both included.

    ``others`` are times that don't agree with it. ``what`` is the event's neutral name, or our paraphrase of
    the claim that tells it; ``actors`` and ``place`` are ids of entities.
    """

    date: Period
    what: str
    actors: tuple[str, ...]
    place: str | None
    claims: tuple[Claim, ...]
    others: tuple[OtherDate, ...] = ()

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
    claims: Sequence[Claim], entities: Entities, asked: Callable[[Period], bool] = lambda when: True
) -> list[Event]:
    """The events of the times ``asked`` for that the claims tell of, by date; without a word on that, all of them.

    Claims without a time, proposed or rejected are left out.
    """
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.id):
        address = match_address(claim.slot)
        if address is not None and claim.status == "accepted" and claim.weight > 0 and _dates(claim):
            key = _event_of(claim, address, entities)
            if key is not None:
                groups.setdefault(key, []).append(claim)
    found = [event for key, group in groups.items() for event in _events(key, group, entities, asked)]
    return sorted(found, key=lambda event: (event.date, event.what))


def _event_of(claim: Claim, address: Address, entities: Entities) -> tuple[str, ...] | None:
    """What the claim tells of: a named event, or something that its slot and value say happened; None for neither."""
    known = entities.get(address.subject)
    if known is not None and known.kind == "event" and claim.kind in TOLD:
        return (address.subject,)
    happened = claim.kind == "event" or (claim.kind == "fact" and _is_change(claim, address))
    if known is not None and known.kind == "pact" and happened:
        return (address.subject, "pact")
    return (address.subject, claim.slot, claim.value.key(), claim.stance) if happened else None


def _display(name: str, entities: Entities) -> str:
    return entities[name].display or entities[name].name


def _is_change(claim: Claim, address: Address) -> bool:
    dated = claim.event_time is not None and claim.event_time[0] == claim.event_time[1]
    return address.attribute in CHANGES or (dated and claim.at is None)


def _events(
    key: tuple[str, ...], group: Sequence[Claim], entities: Entities, asked: Callable[[Period], bool]
) -> Iterable[Event]:
    named = f"{_display(key[0], entities)}: " if len(key) == 2 else ""
    if len(key) == 1:
        when, others = _when(group)
        if asked(when):
            yield _event(group, entities, _display(key[0], entities), when, others)
        return
    for run in _meeting(group):
        if asked(when := _narrowest(run)):
            yield _event(run, entities, named + _best(run).paraphrase, when)


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
    group: Sequence[Claim], entities: Entities, what: str, when: Period, others: tuple[OtherDate, ...] = ()
) -> Event:
    told = tuple(sorted(group, key=lambda claim: (claim.known_from, claim.source, claim.slot, claim.id)))
    return Event(when, what, _actors(group, entities), _place(group, entities), told, others)


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
    address = match_address(claim.slot)
    return address.attribute if address else ""


def _best(group: Sequence[Claim]) -> Claim:
    """The claim that tells best what happened: one that says when, the most credible, the earliest known."""
    return min(group, key=lambda one: (_attribute(one) not in BOUNDARIES, one.credibility, one.known_from, one.id))


def _named(claim: Claim) -> list[str]:
    address = match_address(claim.slot)
    assert address is not None
    return [address.subject, *(address.key or "").split("="), *claim.value.words]


def _actors(group: Sequence[Claim], entities: Entities) -> tuple[str, ...]:
    told = Counter(name for claim in group for name in _named(claim) if _is(name, ACTING, entities))
    return tuple(sorted(told, key=lambda name: (-told[name], name)))


def _place(group: Sequence[Claim], entities: Entities) -> str | None:
    """Where it was: what a claim on the place says, else the place that the claims name most."""
    stated = Counter(word for claim in group if _attribute(claim) == "place" for word in claim.value.words)
    named = Counter(name for claim in group for name in _named(claim) if _is(name, frozenset({"place"}), entities))
    told: Mapping[str, int] = stated or named
    return min(told, key=lambda name: (-told[name], name)) if told else None


def _is(name: str, kinds: frozenset[str], entities: Entities) -> bool:
    return name in entities and entities[name].kind in kinds
