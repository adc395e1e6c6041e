"""Contradictions between slots that speak of one thing: a whole and its parts, two sides' dead, dates and length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, product
from typing import NamedTuple

from detente.claims.contested.pairs import Verdict
from detente.claims.contested.values import Range, meet, span, widened
from detente.claims.model import Claim
from detente.names.catalogue import Address, Attribute, match_address, parse_day_range

COUNTED = ("deaths", "wounded", "displaced")  # of which a whole has parts
EVERYBODY = (None, "both_sides", "all", "total")  # keys that stand for the whole
OUT_OF_PROPORTION = 5  # times a part above which the whole can't be its whole


class Pair(NamedTuple):
    """Two claims of different slots and what stands between them."""

    first: Claim
    second: Claim
    verdict: Verdict


def related(claims: Sequence[Claim], attributes: Mapping[str, Attribute]) -> Iterator[Pair]:
    """Pairs of claims that contradict one another across slots, or seem to; subjects in order."""
    by_subject: dict[str, list[tuple[Address, Claim]]] = {}
    for claim in claims:
        address = match_address(claim.slot)
        if address is not None and claim.stance != "disputes" and claim.modality.class_ != "possible":
            by_subject.setdefault(address.subject, []).append((address, claim))
    for _, group in sorted(by_subject.items()):
        for name in COUNTED:
            counted = [(at, claim) for at, claim in group if at.attribute == name and not claim.condition]
            yield from _counts(counted, attributes[name]) if name in attributes else ()
        yield from _lengths(group, attributes)
        yield from _silence(group)


def _counts(counted: Sequence[tuple[Address, Claim]], attribute: Attribute) -> Iterator[Pair]:
    ends = {claim.id: span(claim.value, attribute) for _, claim in counted}
    known = [(at, claim) for at, claim in counted if ends[claim.id] is not None]
    wholes = [claim for at, claim in known if at.key in EVERYBODY]
    parts = [(at.key or "", claim) for at, claim in known if at.key not in EVERYBODY and "month" not in (at.key or "")]
    sides = {key.partition("=")[2] for key, _ in parts if "=" in key}
    for whole, (key, part) in product(wholes, parts):
        yield from _whole_and_part(whole, part, key, ends)
    for one, two in combinations(wholes, 2):
        yield from _two_wholes(one, two, ends)
    yield from _sums(wholes, parts, ends)
    for (key, first), (other, second) in combinations(parts, 2):
        yield from _same_side(key, first, other, second, sides, ends)


def _two_wholes(one: Claim, two: Claim, ends: Mapping[str, Range | None]) -> Iterator[Pair]:
    """The whole under two keys; under one key they are compared as claims of one slot."""
    first, second = ends[one.id], ends[two.id]
    if one.slot != two.slot and first and second and not meet(widened(one.value, first), widened(two.value, second)):
        yield Pair(one, two, Verdict(True, ""))


def _whole_and_part(whole: Claim, part: Claim, key: str, ends: Mapping[str, Range | None]) -> Iterator[Pair]:
    """A part above its whole; a whole out of all proportion to a part that one asserter gives beside it."""
    all_, some = ends[whole.id], ends[part.id]
    if all_ is None or some is None:
        return
    if some[0] > widened(whole.value, all_)[1]:
        yield Pair(whole, part, Verdict(True, "a part is larger than the whole"))
    elif whole.asserted_by == part.asserted_by and all_[0] > OUT_OF_PROPORTION * some[1]:
        yield Pair(whole, part, Verdict(True, "the whole is out of proportion to a part"))


def _sums(
    wholes: Sequence[Claim], parts: Sequence[tuple[str, Claim]], ends: Mapping[str, Range | None]
) -> Iterator[Pair]:
    """A whole above the sum of what the two sides say of themselves."""
    own = [(key, claim) for key, claim in parts if key.startswith("own=")]
    for whole in wholes:
        for (one, first), (two, second) in combinations(own, 2):
            limits = ends[whole.id], ends[first.id], ends[second.id]
            if one == two or any(limit is None for limit in limits) or first.source != second.source:
                continue
            low, most = limits[0][0], limits[1][1] + limits[2][1]  # type: ignore[index]
            if low > most and whole.origin not in (first.origin, second.origin):
                why = "the whole is more than both sides say of themselves"
                yield from (Pair(whole, part, Verdict(True, why)) for part in (first, second))


def _same_side(
    key: str, first: Claim, other: str, second: Claim, sides: set[str], ends: Mapping[str, Range | None]
) -> Iterator[Pair]:
    """What a side says of its own dead beside what the other says of the same; two sides' counts are not compared."""
    said = {key.partition("=")[0]: key.partition("=")[2], other.partition("=")[0]: other.partition("=")[2]}
    if len(sides) != 2 or set(said) != {"own", "enemy_of"}:
        return
    ranges = ends[first.id], ends[second.id]
    if ranges[0] is None or ranges[1] is None or meet(ranges[0], ranges[1]):
        return
    if said["own"] == said["enemy_of"]:
        yield Pair(first, second, Verdict(False, "own dead and the enemy's dead"))
    else:
        yield Pair(first, second, Verdict(True, "each side counts otherwise"))


def _lengths(group: Sequence[tuple[Address, Claim]], attributes: Mapping[str, Attribute]) -> Iterator[Pair]:
    """A duration beside the time between a beginning and an end."""
    told: dict[str, list[Claim]] = {}
    for address, claim in group:
        if address.key is None and address.attribute in ("start", "end", "duration"):
            told.setdefault(address.attribute, []).append(claim)
    for start, end, long in product(*(told.get(name, ()) for name in ("start", "end", "duration"))):
        between, days = _between(start, end), span(long.value, attributes["duration"])
        if between is not None and days is not None and not meet(between, widened(long.value, days)):
            yield Pair(start, long, Verdict(True, "the dates don't give that length"))


def _between(start: Claim, end: Claim) -> Range | None:
    first, last = (_days(claim) for claim in (start, end))
    if first is None or last is None or last[1] < first[0]:
        return None
    return (float((last[0] - first[1]).days), float((last[1] - first[0]).days + 1))


def _days(claim: Claim) -> tuple[date, date] | None:
    return parse_day_range(claim.value.words[0]) if claim.value.words else None


def _silence(group: Sequence[tuple[Address, Claim]]) -> Iterator[Pair]:
    """Somebody who is said to have kept out of an event, and to have taken a side in it."""
    out = [(at, claim) for at, claim in group if at.attribute == "response" and claim.value.words == ("out",)]
    sided = [
        (at, claim)
        for at, claim in group
        if at.attribute in ("stance", "backs") and claim.value.words not in ((), ("neutral",), ("none",))
    ]
    for (where, silent), (at, loud) in product(out, sided):
        if where.key is not None and where.key == at.key:
            yield Pair(silent, loud, Verdict(True, "keeping out beside taking a side"))
