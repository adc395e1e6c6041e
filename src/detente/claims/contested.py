"""Where claims contradict one another: stored and shown side by side, never resolved at reading."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from detente.claims.model import Claim, Value
from detente.names.catalogue import Attribute, match_address, parse_day_range

ABOUT = 0.1  # "about 100" is taken as 90 to 110
SIDE_BY_SIDE = frozenset({"account", "prediction", "called", "participants", "meeting", "term", "supplies", "intent"})
"""Attributes of which several values hold at once: another word there is no contradiction."""

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ContestedSlot:
    """A slot whose claims can't all be true.

    ``claims`` are those that contradict at least one other; ``origins`` counts the roots they go back to.
    ``disagreement`` runs from 0 to 1: how often two claims drawn from two origins, each origin weighing the
    same, contradict one another, as a share of the most that so many different values could.
    """

    slot: str
    claims: tuple[Claim, ...]
    origins: int
    disagreement: float
    note: str


def contested(claims: Sequence[Claim], attributes: Mapping[str, Attribute]) -> list[ContestedSlot]:
    """All contested slots, most disputed first. Claims rejected, proposed or of no weight are left out."""
    by_slot: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.status == "accepted" and claim.weight > 0:
            by_slot.setdefault(claim.slot, []).append(claim)
    found = (_contested(slot, group, attributes) for slot, group in by_slot.items() if len(group) > 1)
    return sorted((slot for slot in found if slot), key=lambda entry: (-entry.disagreement, entry.slot))


def contradict(first: Claim, second: Claim, attribute: Attribute) -> bool:
    """Whether two claims on one slot can't both be true.

    Values contradict when their ranges don't meet ("about 6 weeks" and 44 days do) or their words differ; a
    denial contradicts the value it denies. Claims under other conditions, of times that don't meet, or that
    only leave something possible don't.
    """
    if _apart(first, second) is not None:
        return False
    denies = (first.stance == "disputes") != (second.stance == "disputes")
    if denies:
        return first.value.key() == second.value.key()
    return incompatible(first.value, second.value, attribute)


def incompatible(first: Value, second: Value, attribute: Attribute) -> bool:
    """Whether the slot can't have both values."""
    if first.key() == second.key() or "unknown" in (first.type, second.type):
        return False
    if first.words and second.words:
        return _words_differ(first.words, second.words, attribute)
    ranges = (_range(first, attribute), _range(second, attribute))
    return ranges[0] is None or ranges[1] is None or not _meet(ranges[0], ranges[1])


def _contested(slot: str, group: Sequence[Claim], attributes: Mapping[str, Attribute]) -> ContestedSlot | None:
    address = match_address(slot)
    attribute = attributes.get(address.attribute) if address else None
    if attribute is None:
        return None
    pairs = [pair for pair in combinations(group, 2) if contradict(*pair, attribute)]
    if not pairs:
        return None
    involved = {claim.id for pair in pairs for claim in pair}
    chosen = tuple(claim for claim in group if claim.id in involved)
    origins = len({claim.origin for claim in chosen})
    return ContestedSlot(slot, chosen, origins, _disagreement(chosen, pairs), _note(group, chosen))


def _disagreement(claims: Sequence[Claim], pairs: Sequence[tuple[Claim, Claim]]) -> float:
    by_origin: dict[str, int] = {}
    for claim in claims:
        by_origin[claim.origin] = by_origin.get(claim.origin, 0) + 1
    shares = sum(1 / (by_origin[first.origin] * by_origin[second.origin]) for first, second in pairs)
    chance = 2 * shares / len(by_origin) ** 2
    values = len({(claim.value.key(), claim.stance == "disputes") for claim in claims})
    return min(1.0, chance / (1 - 1 / values)) if values > 1 else min(1.0, chance)


def _apart(first: Claim, second: Claim) -> str | None:
    """Why two claims speak of different things although they name one slot; None where they don't."""
    if first.condition != second.condition:
        return "condition"
    times = first.event_time, second.event_time
    if times[0] and times[1] and (times[0][1] < times[1][0] or times[1][1] < times[0][0]):
        return "time"
    return "possibility" if "possible" in (first.modality.class_, second.modality.class_) else None


def _note(group: Sequence[Claim], chosen: Sequence[Claim]) -> str:
    notes = []
    if len({claim.origin for claim in chosen}) == 1:
        notes.append("one source contradicts itself")
    if any(claim.stance == "disputes" for claim in chosen):
        notes.append("somebody denies it")
    reasons = {_apart(*pair) for pair in combinations(group, 2)} - {None}
    if "condition" in reasons:
        notes.append("claims under other conditions are not counted as contradictions")
    if "time" in reasons:
        notes.append("claims on other times are not counted as contradictions")
    if "possibility" in reasons:
        notes.append("what is only called possible is not counted as a contradiction")
    return "; ".join(notes)


def _words_differ(first: tuple[str, ...], second: tuple[str, ...], attribute: Attribute) -> bool:
    if len(first) > 1 or len(second) > 1:
        return _orders_differ(first, second)
    if attribute.type == "date":
        days = parse_day_range(first[0]), parse_day_range(second[0])
        return not (days[0] and days[1] and days[0][0] <= days[1][1] and days[1][0] <= days[0][1])
    if attribute.many or attribute.name in SIDE_BY_SIDE:
        return "none" in (first[0], second[0])
    return True


def _orders_differ(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if len(first) == 1 or len(second) == 1:
        word, order = (first[0], second) if len(first) == 1 else (second[0], first)
        return word != order[0]
    shared = [word for word in first if word in second]
    return shared != [word for word in second if word in first]


def _range(value: Value, attribute: Attribute) -> Range | None:
    """The numbers that a value allows; None for a word that stands for none."""
    if value.low is None or value.high is None:
        word = value.words[0] if value.words else value.type
        return (0.0, 0.0) if word == "none" and word not in attribute.readings else attribute.readings.get(word)
    if value.bound == "at_least":
        return (value.low, math.inf)
    if value.bound == "at_most":
        return (-math.inf, value.high)
    slack = ABOUT if value.bound == "about" else 0.0
    return (value.low - slack * abs(value.low), value.high + slack * abs(value.high))


def _meet(first: Range, second: Range) -> bool:
    return first[0] <= second[1] and second[0] <= first[1]
