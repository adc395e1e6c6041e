"""Dated events and terms in the order in which they happened, with the claims that tell of them.

Claims are one event where they name the same event, or say the same of the same slot at times that meet; never
because words are alike. A level, as of unrest, may be reached twice and is no event: only a record of the day on which
it changed is told, with the event whose record it is or by itself. Dates that can't both be right stand beside one
another, the record's first. What only authors say, or only one party, is told as theirs, and what speaks against it
stands with it. What lay ahead when it was said is no event, unless it was said as planned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from detente.claims.contested.judged import Judged
from detente.claims.contested.pairs import NOTHING, Background, meets
from detente.claims.model import Claim
from detente.claims.opposing import Opposition
from detente.claims.parties import JUDGED, Record, Said, address_of, by_slot, said
from detente.claims.speakers import is_record, sentence, told_by
from detente.names.catalogue import Address, catalogue, parse_day_range
from detente.names.entities import Entities

Period = tuple[date, date]
Precision = Literal["day", "month", "year", "period"]

TOLD = frozenset({"event", "fact", "measure"})  # kinds that tell what happened in an event
CHANGES = frozenset({"date", "end", "founded", "in_office_since", "meeting", "start", "term"})
"""Attributes whose facts happen on a day; other facts are states, which an analysis dates loosely."""
DATED = ("date", "happened")  # claims that tell when the event was as a whole
BOUNDARIES = (*DATED, "start", "end")  # claims that tell when the event was, before others that mention it
PLANNED = frozenset({"deadline", "mandate_end", "term"})  # attributes that say what is to come
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

    ``others`` are times that don't agree with it. ``what`` is the neutral name of the event ``subject``, or our
    paraphrase of the claims that tell it and of those that deny them, after the names of those whose word it is.
    ``actors``, who took part, are ids of entities and a matter of record, ``place`` is one too where any record
    tells of it; ``said`` is who is said to have begun and to have won it. ``told_by`` are those whose word all of
    it is, but for what answers them; it is empty for what is on record, and ``alone`` tells that nobody else speaks
    of it. ``opposed`` are claims that stand against one another, or against ``what``, and aren't told in ``said``.
    """

    date: Period
    what: str
    actors: tuple[str, ...]
    place: str | None
    claims: tuple[Claim, ...]
    others: tuple[OtherDate, ...] = ()
    said: tuple[Said, ...] = ()
    told_by: tuple[str, ...] = ()
    subject: str | None = None
    opposed: tuple[Claim, ...] = ()
    alone: bool = False

    @property
    def planned(self) -> bool:
        """Whether it lay ahead for all who tell of it."""
        return all(_lies_ahead(claim) for claim in self.claims)

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
    judged: Sequence[Judged] = (),
) -> list[Event]:
    """The events of the times ``asked`` for that the claims tell of, by date; without a word on that, all of them.

    Claims without a time, proposed or rejected are left out. ``known`` tells contradictions from the look of them, and
    ``judged`` are those that a reader has found.
    """
    groups: dict[tuple[str, ...], list[Claim]] = {}
    slots = by_slot(claims)
    roots = _roots(slots, entities)
    for claim in (claim for group in slots.values() for claim in group):
        address = address_of(claim)
        key = _event_of(claim, address, entities, roots) if _dates(claim) and _may_be_told(claim, address) else None
        if key is not None:
            groups.setdefault(key, []).append(claim)
    known_of = Known(Record(slots, entities, known), judged)
    found = [event for key, group in groups.items() for event in _events(key, group, known_of, asked)]
    return sorted(found, key=lambda event: (event.date, event.what))


class Known:
    """All that is known: the record, what stands against what, and who speaks of what."""

    def __init__(self, record: Record, judged: Sequence[Judged]) -> None:
        self.record = record
        self.entities = record.entities
        self.opposition = Opposition(record, judged)
        self._voices: dict[str, set[str]] = {}
        for group in record.by_slot.values():
            address = address_of(group[0])
            for name in (address.subject, *(address.key or "").split("=")):
                self._voices.setdefault(name, set()).update(claim.asserted_by for claim in group)

    def is_alone(self, subject: str | None, told_by_: Collection[str]) -> bool:
        """Whether all that is said of a named event is the word of those who tell of it."""
        return subject is not None and bool(told_by_) and self._voices.get(subject, set()) <= set(told_by_)


def _roots(slots: Mapping[str, Sequence[Claim]], entities: Entities) -> dict[str, list[Claim]]:
    """The dated claims of record on named events, by their origin."""
    found: dict[str, list[Claim]] = {}
    for slot, group in slots.items():
        known = entities.get(slot.partition(".")[0])
        for claim in group if known is not None and known.kind == "event" else ():
            if claim.at is None and claim.kind in TOLD and _dates(claim):
                found.setdefault(claim.origin, []).append(claim)
    return found


def _event_of(
    claim: Claim, address: Address, entities: Entities, roots: Mapping[str, Sequence[Claim]]
) -> tuple[str, ...] | None:
    """What the claim tells of: a named event, or something that its slot and value say happened; None for neither."""
    known = entities.get(address.subject)
    if known is not None and known.kind == "event" and (claim.kind in TOLD or _is_judgement(claim, address)):
        return (address.subject,)
    if catalogue()[address.attribute].readings:
        return _level(claim, roots)
    happened = claim.kind == "event" or (claim.kind == "fact" and _is_change(claim, address))
    if known is not None and known.kind == "pact" and happened:
        return (address.subject, "pact")
    return (address.subject, claim.slot, claim.value.key()) if happened else None


def _is_judgement(claim: Claim, address: Address) -> bool:
    """Whether it says who began or won, be it as an opinion: it is told as theirs in any case."""
    return claim.kind == "opinion" and address.attribute in JUDGED


def _level(claim: Claim, roots: Mapping[str, Sequence[Claim]]) -> tuple[str, ...] | None:
    """The event of whose record a level is part; itself where a record dates it to a day; None for what else it is."""
    if claim.kind not in TOLD or claim.at is not None or claim.event_time is None:
        return None
    own = [one for one in roots.get(claim.origin, ()) if meets(_dates(one)[0], claim.event_time)]
    if own:
        return (address_of(own[0]).subject,)
    return (claim.slot, claim.value.key(), claim.id) if claim.event_time[0] == claim.event_time[1] else None


def _may_be_told(claim: Claim, address: Address) -> bool:
    """Whether it tells of what had begun, or of what was planned: a forecast is no event."""
    return not _lies_ahead(claim) or address.attribute in PLANNED or claim.modality.class_ == "intent"


def _lies_ahead(claim: Claim) -> bool:
    return all(period[0] > claim.known_from for period in _dates(claim))


def _display(name: str, entities: Entities) -> str:
    return entities[name].display or entities[name].name


def _is_change(claim: Claim, address: Address) -> bool:
    dated = claim.event_time is not None and claim.event_time[0] == claim.event_time[1]
    return address.attribute in CHANGES or (dated and claim.at is None)


def _events(
    key: tuple[str, ...], group: Sequence[Claim], known: Known, asked: Callable[[Period], bool]
) -> Iterable[Event]:
    if len(key) == 1:
        when, others = _when(group, known.entities)
        if asked(when):
            yield replace(_event(group, group, known, (when, key[0])), others=others)
        return
    named = f"{_display(key[0], known.entities)}: " if len(key) == 2 else ""
    for run in _meeting(group):
        if asked(when := _narrowest(run)):
            telling = _telling(run, known.entities)
            words = dict.fromkeys(sentence(claims, known.entities) for claims in telling)
            told = [claim for claims in telling for claim in claims]
            yield replace(_event(run, told, known, (when, None)), what=named + " ".join(words))


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


def _event(group: Sequence[Claim], telling: Sequence[Claim], known: Known, at: tuple[Period, str | None]) -> Event:
    """The event ``at`` a time and, where it has a name, of that name; else what the ``telling`` claims say is told."""
    when, subject = at
    told = tuple(sorted(group, key=lambda claim: (claim.known_from, claim.source, claim.slot, claim.id)))
    answers = known.opposition.answers(group)
    by = told_by(_affirming([one for one in group if one.id not in answers]), known.entities)
    judgements = said(told, known.record)
    heard = {one.id for each in judgements for one in (*each.claims, *each.denials, *each.beside)}
    heard |= {one.id for one in telling} if subject is None else set()
    first = sorted(told, key=lambda claim: claim.id in answers)  # an answer follows what it answers
    opposed = _opposed(first, heard, known.opposition)
    return Event(
        date=when,
        what=_display(subject, known.entities) if subject is not None else "",
        actors=known.record.actors(group),
        place=known.record.place(group, telling),
        claims=told,
        said=judgements,
        told_by=by,
        subject=subject,
        opposed=opposed,
        alone=known.is_alone(subject, by) and all(one.asserted_by in by for one in opposed),
    )


def _opposed(group: Sequence[Claim], heard: Collection[str], opposition: Opposition) -> tuple[Claim, ...]:
    """The claims that stand against one another, each followed by what answers it, but for those told already.

    A claim is told again where what answers it would otherwise stand alone.
    """
    found: dict[str, Claim] = {}
    for claim in group:
        against = [one for one in opposition.of(claim) if one.id not in heard and one.id not in found]
        if against and claim.id not in heard:
            found[claim.id] = claim
        found |= {one.id: one for one in against}
    return tuple(found.values())


def _affirming(group: Sequence[Claim]) -> list[Claim]:
    return [claim for claim in group if claim.stance != "disputes"] or list(group)


def _narrowest(group: Sequence[Claim]) -> Period:
    return min((_dates(claim)[0] for claim in group), key=lambda period: (period[1] - period[0], period))


def _when(group: Sequence[Claim], entities: Entities) -> tuple[Period, tuple[OtherDate, ...]]:
    """The time most claims give, from its beginning to its end where these are told, and times that disagree with it.

    Only claims on when the event was give it another date; others tell of a part of it, or of what came later.
    """
    bounds = [claim for claim in group if _bounds(claim)]
    if not bounds:
        return _most_told(group), ()
    first = _from_beginning_to_end(_as_recorded(bounds, entities))
    others = sorted(period for period in {one for claim in bounds for one in _dates(claim)} if _disagree(period, first))
    return first, tuple(
        OtherDate(period, tuple(claim for claim in bounds if period in _dates(claim))) for period in others
    )


def _as_recorded(bounds: Sequence[Claim], entities: Entities) -> list[Claim]:
    """The claims on when the event was, without those that the record of the same bound contradicts."""
    recorded: dict[str, list[Period]] = {}
    for claim in bounds:
        if is_record(claim, entities):
            recorded.setdefault(_bound(claim), []).extend(_dates(claim))
    return [
        claim
        for claim in bounds
        if is_record(claim, entities)
        or all(any(not _disagree(one, other) for other in recorded.get(_bound(claim), [one])) for one in _dates(claim))
    ]


def _bound(claim: Claim) -> str:
    """Which bound of the event it tells: its beginning, its end, or the whole."""
    return "whole" if _attribute(claim) in DATED else _attribute(claim)


def _bounds(claim: Claim, *attributes: str) -> bool:
    """Whether it tells when the event itself was, and of no part of it."""
    address = address_of(claim)
    return address.attribute in (attributes or BOUNDARIES) and address.key is None and claim.stance != "disputes"


def _most_told(group: Sequence[Claim]) -> Period:
    """The time that most claims give, the narrower first."""
    told = Counter(period for claim in group for period in _dates(claim))
    return min(told, key=lambda period: (-told[period], period[1] - period[0], period))


def _from_beginning_to_end(bounds: Sequence[Claim]) -> Period:
    """From the earliest beginning to the latest end that are told of; else the time that most claims give.

    Where nobody tells the beginning as such, the event began on the day it is dated.
    """
    starts, ends, dated = (
        [claim for claim in bounds if _bounds(claim, *names)] for names in (["start"], ["end"], DATED)
    )
    whole = _most_told(dated or bounds)
    first = min(_dates(claim)[0] for claim in starts) if starts else whole if dated else None
    last = max(_dates(claim)[0][1] for claim in ends) if ends else None
    if first is None or (last is not None and last < first[0]):
        return whole
    if last is not None:
        return first[0], last
    goes_on = whole[0] == first[0] and not is_coarse(whole)
    return whole if goes_on or not starts else first


def _disagree(one: Period, other: Period) -> bool:
    """Whether two times of one event can't both be right: neither within the other, whole months or years apart."""
    if one[0] >= other[0] and one[1] <= other[1]:
        return False
    contains = one[0] <= other[0] and one[1] >= other[1]
    return not (contains and is_coarse(one))


def is_coarse(period: Period) -> bool:
    """Whether it is of whole months: as exactly as the event could be dated, and no length of its own."""
    return period[0].day == 1 and (period[1] + timedelta(days=1)).day == 1


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


def _telling(group: Sequence[Claim], entities: Entities) -> list[list[Claim]]:
    """The claims that tell best what happened, the earliest known first, each wording followed by what denies it.

    They say when it was, or else what became of a pact, are on record if any are, and are the most credible. What is
    not confirmed is told by all who say so; what is, once. What is no record is told once, with all who say so.
    """
    affirming = sorted(_affirming(group), key=lambda claim: (claim.known_from, claim.slot, claim.id))
    ranks = {claim.id: _rank(claim, entities) for claim in affirming}
    best = min(ranks.values())
    found: dict[tuple[str, ...], list[Claim]] = {}
    for claim in affirming:
        if ranks[claim.id][:2] == best[:2] and (best[1] or ranks[claim.id] == best):
            voice = (claim.asserted_by,) if claim.credibility > CONFIRMED and not best[1] else ()
            dated = _attribute(claim) in BOUNDARIES and not best[1]  # the other dates stand beside it, or follow
            group_ = found.setdefault(("", "", *voice) if dated else (claim.slot, claim.value.key(), *voice), [])
            if best[1] or not group_:
                group_.append(claim)
    told = {claim.id for claims in found.values() for claim in claims}
    said_of = {(claim.slot, claim.value.key()) for claims in found.values() for claim in claims}
    denials = [one for one in group if one.stance == "disputes" and (one.slot, one.value.key()) in said_of]
    return [*found.values(), *([one] for one in denials if one.id not in told)]


def _rank(claim: Claim, entities: Entities) -> tuple[int, bool, int]:
    """How well a claim tells what happened: by what it speaks of, records first, then by its credibility."""
    attribute = _attribute(claim)
    theirs = not is_record(claim, entities)
    told = TELLING.index(attribute) if attribute in TELLING else 2 * len(TELLING)
    return told + theirs * len(TELLING), theirs, claim.credibility
