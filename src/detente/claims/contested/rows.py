"""Rows of ``contested``: claims that can't all be true, most disputed first; and those that only look so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from detente.claims.contested.judged import Judged
from detente.claims.contested.pairs import NOTHING, OPPOSES, Background, Verdict, compare
from detente.claims.contested.related import Pair, related
from detente.claims.model import Claim
from detente.names.catalogue import Attribute, match_address

SELF = "one source contradicts itself"
LINKED = "linked as speaking against one another"
DIGITS = 9  # of the disagreement, so that two thirds and a third make one


@dataclass(frozen=True, slots=True)
class ContestedSlot:
    """A slot whose claims can't all be true.

    ``claims`` are those that contradict at least one other, those of related slots among them; ``slots`` names
    all their slots. ``origins`` counts the roots they go back to. ``disagreement`` runs from 0 to 1: how often
    two claims drawn from two origins, each origin weighing the same, contradict one another, as a share of the
    most that so many different values could.
    """

    slot: str
    claims: tuple[Claim, ...]
    origins: int
    disagreement: float
    note: str
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Apparent:
    """Claims of one slot that differ and don't contradict one another, and why not."""

    slot: str
    claims: tuple[Claim, ...]
    why: str


def contested(
    claims: Sequence[Claim],
    attributes: Mapping[str, Attribute],
    known: Background = NOTHING,
    judged: Sequence[Judged] = (),
) -> list[ContestedSlot]:
    """All contested slots, most disputed first. Claims rejected, proposed or of no weight are left out."""
    groups = _joined(pair for pair in _pairs(claims, attributes, known, judged) if pair.verdict.real)
    return sorted((_row(pairs) for pairs in groups), key=lambda row: (-row.disagreement, row.slot))


def apparent(
    claims: Sequence[Claim],
    attributes: Mapping[str, Attribute],
    known: Background = NOTHING,
    judged: Sequence[Judged] = (),
) -> list[Apparent]:
    """What only looks like a contradiction, by slot and reason; claims as for :func:`contested`."""
    found: dict[tuple[str, str], set[Claim]] = {}
    for first, second, verdict in _pairs(claims, attributes, known, judged):
        if not verdict.real and (first.at or second.at):  # the record tells of changes, and every one looks so
            found.setdefault((min(first.slot, second.slot), verdict.why), set()).update((first, second))
    return [
        Apparent(slot, _ordered(group), why) for (slot, why), group in sorted(found.items(), key=lambda one: one[0])
    ]


def _pairs(
    claims: Sequence[Claim], attributes: Mapping[str, Attribute], known: Background, judged: Sequence[Judged]
) -> Iterator[Pair]:
    heard = [claim for claim in _ordered(claims) if claim.status == "accepted" and claim.weight > 0]
    stored = list(_judgements(heard, judged))
    seen = {frozenset((first.id, second.id)) for first, second, _ in stored}
    yield from stored
    by_slot: dict[str, list[Claim]] = {}
    for claim in heard:
        by_slot.setdefault(claim.slot, []).append(claim)
    for slot, group in by_slot.items():
        address = match_address(slot)
        attribute = attributes.get(address.attribute) if address else None
        for first, second in combinations(group, 2) if attribute else ():
            assert attribute is not None
            verdict = compare(first, second, attribute, known)
            if verdict is not None and frozenset((first.id, second.id)) not in seen:
                yield Pair(first, second, verdict)
    yield from related(heard, attributes)
    yield from _links(heard)


def _judgements(claims: Sequence[Claim], judged: Iterable[Judged]) -> Iterator[Pair]:
    for one in judged:
        for left, right in combinations(one.claims_of(claims), 2):
            for first in left:
                yield from (
                    Pair(first, second, Verdict(not one.apparent, one.why)) for second in right if second != first
                )


def _links(claims: Sequence[Claim]) -> Iterator[Pair]:
    """Claims that are linked as speaking against one another; of one slot they are compared as any others are."""
    by_id = {claim.id: claim for claim in claims}
    for claim in claims:
        others = (by_id.get(to) for how, to in claim.links if how in OPPOSES)
        yield from (Pair(claim, one, Verdict(True, LINKED)) for one in others if one and one.slot != claim.slot)


def _ordered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: (claim.slot, claim.known_from, claim.source, claim.id, claim.origin)))


def _joined(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Pairs in groups: those of one slot, and those that a pair across slots ties together."""
    root: dict[str, str] = {}

    def top(slot: str) -> str:
        while root.setdefault(slot, slot) != slot:
            slot = root[slot]
        return slot

    every = list(pairs)
    for first, second, _ in every:
        one, other = sorted((top(first.slot), top(second.slot)), key=lambda slot: (len(slot), slot))
        root[other] = one
    groups: dict[str, list[Pair]] = {}
    for pair in every:
        groups.setdefault(top(pair.first.slot), []).append(pair)
    return [groups[slot] for slot in sorted(groups)]


def _row(pairs: Sequence[Pair]) -> ContestedSlot:
    claims = _ordered({claim for pair in pairs for claim in pair[:2]})
    slots = tuple(sorted({claim.slot for claim in claims}, key=_first_of(claims)))
    origins = len({claim.origin for claim in claims})
    return ContestedSlot(slots[0], claims, origins, _disagreement(claims, pairs), _note(pairs), slots)


def _first_of(claims: Sequence[Claim]) -> Callable[[str], tuple[int, int, str]]:
    """The slot that names a row: the plainest of one attribute, else the one with most claims."""
    told = Counter(claim.slot for claim in claims)
    alike = len({slot.partition("[")[0] for slot in told}) == 1
    return lambda slot: (0 if alike else -told[slot], len(slot), slot)


def _disagreement(claims: Sequence[Claim], pairs: Sequence[Pair]) -> float:
    by_origin: dict[str, int] = {}
    for claim in claims:
        by_origin[claim.origin] = by_origin.get(claim.origin, 0) + 1
    different = {frozenset((first, second)): (first, second) for first, second, _ in pairs}
    shares = sum(1 / (by_origin[one.origin] * by_origin[two.origin]) for one, two in different.values())
    chance = 2 * shares / len(by_origin) ** 2
    values = len({(claim.slot, claim.value.key(), claim.stance == "disputes") for claim in claims})
    return round(min(1.0, chance / (1 - 1 / values) if values > 1 else chance), DIGITS)


def _note(pairs: Sequence[Pair]) -> str:
    notes = [verdict.why for _, _, verdict in pairs if verdict.why]
    if any(_speaks_twice(first, second) for first, second, _ in pairs):
        notes.insert(0, SELF)
    return "; ".join(dict.fromkeys(notes))


def _speaks_twice(first: Claim, second: Claim) -> bool:
    return (first.source, first.asserted_by, first.slot) == (second.source, second.asserted_by, second.slot)
