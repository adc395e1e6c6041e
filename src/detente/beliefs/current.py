"""Which claims speak about a slot as of a day.

A claim counts if the world could know it (``claims.vintage``), somebody accepted it, it weighs something, nobody
asked to leave it out, and it is not conditional, a denial, or a prediction. Of those that count, some speak of
the past: the public record opens regimes (a new holder, a war elsewhere, a truce), and what took effect before
the regime in force is superseded by date. It isn't contradicted; it is over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from detente.beliefs.theories import MAKES
from detente.claims.model import Claim
from detente.claims.vintage import Vintage, counts, known_on
from detente.names.catalogue import catalogue, parse_address

THEORY, ORIGIN = "theory:", "origin:"  # what stands before a source, or an origin, of which that alone is left out
PAST = timedelta(days=31)  # what had ended a month before it was known describes the past, not the present


def usable(claim: Claim, left_out: Collection[str]) -> bool:
    """Whether the claim may feed a belief at all; ``left_out`` holds names of `left_out_as`."""
    return heard(claim, left_out) and claim.value.type not in ("unknown", "none", "order")


def speaks(claim: Claim, records: Collection[str], left_out: Collection[str]) -> bool:
    """Whether the claim feeds a belief, or closes a regime of the public record."""
    return usable(claim, left_out) or (closes(claim, records) and heard(claim, left_out))


def heard(claim: Claim, left_out: Collection[str]) -> bool:
    """Whether the claim speaks of a state of affairs, accepted and unconditional, and nobody left it out."""
    return (
        claim.status == "accepted"
        and claim.weight > 0
        and claim.stance != "disputes"
        and claim.condition is None
        and claim.kind not in ("prediction", "characterisation", "alias")
        and not (left_out and left_out_as(claim).intersection(left_out))
    )


def left_out_as(claim: Claim) -> frozenset[str]:
    """The names under which the claim can be left out: its own, its source's, its origin's, its source's theory."""
    theory = {f"{THEORY}{claim.source}"} if claim.slot.endswith(MAKES) else set()
    return frozenset({claim.id, claim.source, f"{ORIGIN}{claim.origin}", *theory})


def feeds_model(slot: str) -> bool:
    """Whether a mechanism reads the slot."""
    return catalogue()[parse_address(slot).attribute].feeds is not None


def by_slot(claims: Iterable[Claim]) -> dict[str, tuple[Claim, ...]]:
    """Claims grouped by the slot they speak of, slots in order of first mention."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.slot].append(claim)
    return {slot: tuple(group) for slot, group in groups.items()}


def current(
    claims: Iterable[Claim],
    as_of: date,
    records: Collection[str],
    vintage: Vintage = "published",
    left_out: Collection[str] = (),
) -> Mapping[str, tuple[Claim, ...]]:
    """The claims in force on each slot on ``as_of``; ``records`` names the sources of public record."""
    known = by_slot(c for c in claims if counts(c, as_of, vintage) and speaks(c, records, left_out))
    return {slot: alive for slot, group in known.items() if (alive := in_force(group, as_of, records))}


def in_force(group: Iterable[Claim], as_of: date, records: Collection[str]) -> tuple[Claim, ...]:
    """Of the claims known on one slot, those that speak of the regime in force.

    A record of "unknown" closes a regime without opening another: what was said before no longer holds.
    """
    present = [c for c in group if (c.source in records or not is_past(c, as_of)) and starts(c, records) <= as_of]
    if len(present) < 2:  # by far the most: a month of a series
        return tuple(c for c in present if not closes(c, records))
    regime = max((starts(c, records) for c in present if c.source in records), default=date.min)
    return tuple(c for c in present if starts(c, records) >= regime and not closes(c, records))


def closes(claim: Claim, records: Collection[str]) -> bool:
    """Whether the public record says that from here on nobody knows."""
    return claim.source in records and claim.value.type == "unknown"


def is_past(claim: Claim, as_of: date) -> bool:
    """Whether the claim speaks of a state of affairs that was over when it was known.

    What is done stays so: how many died, and when it was, is no state that ends.
    """
    if claim.event_time is None or catalogue()[parse_address(claim.slot).attribute].done:
        return False
    return claim.event_time[1] < known_on(claim, as_of) - PAST


def starts(claim: Claim, records: Collection[str]) -> date:
    """From when the claim holds: a record from its event, an analysis up to the day it looks from."""
    if claim.event_time is None:
        return claim.known_from
    return claim.event_time[0] if claim.source in records else max(claim.event_time)
