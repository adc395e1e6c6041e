"""What belongs with a claim that is found stands right below it: nobody is accused without an answer.

What speaks against it comes first; then, of a state of affairs that has changed since, how it is by the latest record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from detente.claims.ask.ranking import Ranked
from detente.claims.contested.judged import Judged
from detente.claims.contested.pairs import compare
from detente.claims.contested.values import SIDE_BY_SIDE
from detente.claims.model import Claim
from detente.claims.opposing import Opposition
from detente.claims.parties import JUDGED, Record, address_of, is_flat
from detente.claims.speakers import is_own
from detente.names.catalogue import Attribute, catalogue

TELLING = frozenset({"fact", "event", "relation", "measure"})  # kinds that tell how things were, and no opinion of them
LASTING = frozenset({"mandate_end"})  # a day that may be put off is a state of affairs too
SAID = frozenset({"makes", "used", "mediated"})  # what words say that is no state


@dataclass(frozen=True, slots=True)
class Row:
    """A claim to be shown; ``beside`` is the id of the claim that it belongs with, None for one found itself.

    It stands there because it speaks ``against`` that claim, or tells what became of it ``later``.
    """

    ranked: Ranked
    beside: str | None = None
    how: Literal["against", "later"] | None = None


def with_answers(found: Iterable[Ranked], record: Record, judged: Sequence[Judged] = ()) -> tuple[Row, ...]:
    """Each claim found, followed by what stands against it and what came later, found or not; every claim once.

    What stands beside a claim has its score, so that the rows are still in order. ``judged`` are contradictions that a
    reader has found.
    """
    opposition = Opposition(record, judged)
    rows: dict[str, Row] = {}
    for ranked in found:
        claim = ranked.claim
        rows.setdefault(claim.id, Row(ranked))
        later = newest(claim, record)
        for other in _answers(claim, record, opposition):
            if other != later:
                rows.setdefault(other.id, Row(Ranked(other, ranked.score), claim.id, "against"))
        if later is not None:
            rows.setdefault(later.id, Row(Ranked(later, ranked.score), claim.id, "later"))
    return tuple(rows.values())


def newest(claim: Claim, record: Record) -> Claim | None:
    """What the latest record says of a state of affairs, where it has changed since the time that a claim tells of."""
    attribute = catalogue().get(address_of(claim).attribute)
    if attribute is None or not _is_state(attribute) or claim.kind not in TELLING:
        return None
    recorded = [one for one in record.by_slot.get(claim.slot, ()) if _is_recorded(one)]
    latest = max(recorded, key=lambda one: (_when(one), one.known_from, one.id), default=None)
    changed = latest is not None and _when(latest) > _when(claim) and latest.value.key() != claim.value.key()
    return latest if changed else None


def _is_state(attribute: Attribute) -> bool:
    """Whether it is of something that is one way at a time and may change."""
    graded = attribute.type == "category" or bool(attribute.readings)
    one_at_a_time = not attribute.many and not attribute.done and attribute.name not in SIDE_BY_SIDE | SAID
    return attribute.name in LASTING or attribute.name == "status" or (graded and one_at_a_time)


def _is_recorded(claim: Claim) -> bool:
    return claim.at is None and not is_own(claim) and is_flat(claim) and claim.stance != "disputes"


def _when(claim: Claim) -> date:
    """The day from which it was so, by what is told; else the day on which it was said."""
    return claim.event_time[0] if claim.event_time is not None else claim.known_from


def _answers(claim: Claim, record: Record, opposition: Opposition) -> list[Claim]:
    """What contradicts it, is linked, or is said by whoever it accuses; then who else takes part in the dispute."""
    found = {one.id: one for one in _contradicting(claim, record)}
    found |= {one.id: one for one in (*opposition.of(claim), *opposition.across(claim))}
    attribute = address_of(claim).attribute
    for word in claim.value.words if attribute in JUDGED and claim.stance != "disputes" else ():
        found |= {one.id: one for one in record.against(attribute, word, [claim])}
    others = {one.id: one for other in _contradicting(claim, record) for one in _contradicting(other, record)}
    others = {key: one for key, one in others.items() if key not in found and key != claim.id}
    return [
        one for group in (found, others) for one in sorted(group.values(), key=lambda one: (one.known_from, one.id))
    ]


def _contradicting(claim: Claim, record: Record) -> list[Claim]:
    """The claims on the same slot that contradict it."""
    attribute = catalogue().get(address_of(claim).attribute)
    verdicts = (
        (other, compare(claim, other, attribute, record.known) if attribute else None)
        for other in record.by_slot.get(claim.slot, ())
    )
    return [other for other, verdict in verdicts if verdict is not None and verdict.real]
