"""What speaks against a claim that is found stands right below it: nobody is accused without an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.claims.ask.ranking import Ranked
from detente.claims.contested.pairs import compare, opposing
from detente.claims.model import Claim
from detente.claims.parties import JUDGED, Record, address_of
from detente.names.catalogue import catalogue


@dataclass(frozen=True, slots=True)
class Row:
    """A claim to be shown; ``beside`` is the id of the claim that it belongs with, None for one found itself."""

    ranked: Ranked
    beside: str | None = None


def with_answers(found: Iterable[Ranked], record: Record) -> tuple[Row, ...]:
    """Each claim found, followed by what stands against it, whether found or not; every claim once.

    What stands beside a claim has its score, so that the rows are still in order.
    """
    linked = [claim for group in record.by_slot.values() for claim in group if claim.links]
    rows: dict[str, Row] = {}
    for ranked in found:
        rows.setdefault(ranked.claim.id, Row(ranked))
        for claim in _answers(ranked.claim, record, linked):
            rows.setdefault(claim.id, Row(Ranked(claim, ranked.score), ranked.claim.id))
    return tuple(rows.values())


def _answers(claim: Claim, record: Record, linked: Sequence[Claim]) -> list[Claim]:
    """What contradicts it, is linked, or is said by whoever it accuses; then who else takes part in the dispute."""
    found = {one.id: one for one in _contradicting(claim, record)}
    links = {to for _, to in claim.links}
    slots = (one for group in record.by_slot.values() for one in group if one.id in links) if links else ()
    found |= {one.id: one for one in opposing([claim], (*linked, *slots))}
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
