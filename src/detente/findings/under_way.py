"""Fighting that was under way on an answer's day, as far as was known: every history of the model begins in peace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from detente.beliefs.current import left_out_as
from detente.cases.model import Case, Rivalry
from detente.claims.model import Claim
from detente.claims.vintage import counts
from detente.findings.labels import name
from detente.findings.study import Study
from detente.names.catalogue import parse_address, parse_day_range

_OVER: Final = ("duration", "victor")  # what is said of fighting once it is over
_CAVEAT: Final = "The model begins each history in peace, so this answer is of what follows once it stops."


@dataclass(frozen=True, slots=True)
class _Fighting:
    """An event between two sides, the day on which it began, and the claims that say so."""

    event: str
    since: date
    claims: tuple[str, ...]


def under_way(study: Study) -> dict[str, Any] | None:
    """The fighting of which it was known that it had begun and not that it had ended; None where there is none.

    Told by the claims that the answer could hear. ``words`` says it, and what that means for the answer.
    """
    day, options = study.as_of, study.options
    heard = [
        claim
        for claim in study.case.claims
        if counts(claim, day, options.vintage) and left_out_as(claim).isdisjoint(options.left_out)
    ]
    found = [each for rivalry in study.case.file.rivalries for each in _fighting(rivalry, study.case, heard, day)]
    if not found:
        return None
    last = max(found, key=lambda each: (each.since, each.event))
    called = name(last.event, study.case)
    return {
        "event": last.event,
        "label": called,
        "since": str(last.since),
        "claims": list(last.claims),
        "words": f"Fighting was under way on that day: {called}, since {last.since}. {_CAVEAT}",
    }


def _fighting(rivalry: Rivalry, case: Case, heard: Sequence[Claim], day: date) -> Iterator[_Fighting]:
    """The events of a rivalry that began by a day and of which neither their end nor a truce since is known."""
    truces = [began for claim in heard if (began := _truce_from(claim, rivalry)) is not None and began <= day]
    for event in dict.fromkeys(parse_address(c.slot).subject for c in heard if c.slot.endswith(".start")):
        entity = case.entities.get(event)
        group = [claim for claim in heard if claim.slot.startswith(f"{event}.")]
        if entity is None or entity.kind != "event" or not any(_fought(claim, rivalry, case) for claim in group):
            continue
        starts = {claim.id: began for claim in group if (began := _first_day(claim, "start")) and began <= day}
        since = max(starts.values(), default=None)
        over = any(_ended(claim, day) for claim in group)
        if since and not over and not any(began >= since for began in truces):
            yield _Fighting(event, since, tuple(sorted(starts)))


def _fought(claim: Claim, rivalry: Rivalry, case: Case) -> bool:
    """Whether a claim makes its event fighting between two sides: one of them began it, or lost people in it."""
    address = parse_address(claim.slot)
    sides = {*rivalry.sides, *(who for who, side in case.file.clients.items() if side in rivalry.sides)}
    if address.attribute == "initiator":
        return not sides.isdisjoint(claim.value.words)
    if address.attribute != "deaths":
        return False
    return address.subject in rivalry.events or (address.key or "").removeprefix("own=") in sides


def _ended(claim: Claim, day: date) -> bool:
    """Whether a claim says of its event that it is over."""
    end = _first_day(claim, "end")
    return parse_address(claim.slot).attribute in _OVER or (end is not None and end <= day)


def _truce_from(claim: Claim, rivalry: Rivalry) -> date | None:
    """The day from which a claim says that a truce of the rivalry is in force; None where it says no such thing."""
    address = parse_address(claim.slot)
    if address.subject not in rivalry.truces:
        return None
    if address.attribute == "in_force" and "yes" in claim.value.words:
        return claim.event_time[0] if claim.event_time else claim.known_from
    return _first_day(claim, "start")


def _first_day(claim: Claim, attribute: str) -> date | None:
    """The first day that a claim on an attribute may mean; None of another attribute, or of no day."""
    if parse_address(claim.slot).attribute != attribute or not claim.value.words:
        return None
    days = parse_day_range(claim.value.words[0])
    return days[0] if days else None
