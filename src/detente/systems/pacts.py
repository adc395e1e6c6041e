"""Pacts as of a day: the ledger of truces and agreements, and the scope of guarantees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.names.catalogue import parse_day_range
from detente.systems.catalogue import truces
from detente.systems.known import Known, Now, Said
from detente.systems.terms import TERMS, Term, terms


@dataclass(frozen=True, slots=True)
class Pact:
    """One pact: in force or not, from when to when as far as is told, with its type, terms, members and scope.

    ``sides`` are those between whom it is a truce by the case, and empty for other pacts.
    """

    id: str
    in_force: Now | None
    from_: date | None
    to: date | None
    type: Now | None
    terms: tuple[Term, ...]
    violations: tuple[Said, ...]
    members: tuple[Now, ...]
    sides: tuple[str, ...]
    covers: tuple[Now, ...]
    reliability: Now | None


def ledger(known: Known) -> tuple[Pact, ...]:
    """Truces of which anything is known, and every other pact with a known term."""
    told = set(known.subjects("in_force", "type", "start")) & truces(known.case)
    return _pacts(known, told | set(known.subjects(*TERMS, "violations")))


def scope(known: Known) -> tuple[Pact, ...]:
    """Pacts of which anybody says whom or what they cover, and alliances."""
    members = set(known.subjects("member", "reliability")) - truces(known.case)
    return _pacts(known, members | set(known.subjects("covers")))


def _pacts(known: Known, names: set[str]) -> tuple[Pact, ...]:
    found = [_pact(known, name) for name in sorted(names)]
    return tuple(sorted(found, key=lambda pact: (_since(pact), pact.id)))


def _since(pact: Pact) -> date:
    """When it began, else when the first of its terms was told to be agreed."""
    agreed = (c.event_time[0] for term in pact.terms for said in term.said for c in said.claims if c.event_time)
    return pact.from_ or min(agreed, default=date.max)


def _pact(known: Known, pact: str) -> Pact:
    in_force = known.told(f"{pact}.in_force")
    begun, ended = _period(known, pact, in_force)
    return Pact(
        pact,
        in_force,
        begun,
        ended,
        known.told(f"{pact}.type"),
        terms(known, pact),
        known.said(f"{pact}.violations"),
        _told(known, "member", pact),
        tuple(side for r in known.case.file.rivalries if pact in r.truces for side in r.sides),
        _told(known, "covers", pact),
        known.told(f"{pact}.reliability"),
    )


def _told(known: Known, attribute: str, pact: str) -> tuple[Now, ...]:
    found = (known.told(slot) for slot in known.slots(attribute, subject=pact))
    return tuple(now for now in found if now is not None)


def _period(known: Known, pact: str, in_force: Now | None) -> tuple[date | None, date | None]:
    """First and last day: what is believed of its start and end, else when claims first have it in or out of force."""
    slot = f"{pact}.in_force"
    since = [claim.event_time[0] for claim in known.beliefs.claims.get(slot, ()) if claim.event_time]
    first = {said.first.value.key(): said for said in known.said(slot)}
    begins = [c.event_time[0] for c in first["yes"].claims if c.event_time] if "yes" in first else []
    begun = _day(known.told(f"{pact}.start")) or min(begins, default=None)
    ended = _day(known.told(f"{pact}.end"))
    if ended is None and begun is not None and in_force is not None and in_force.word == "no":
        ended = min(since, default=None)
    return begun, ended if begun is None or ended is None or ended >= begun else None


def _day(now: Now | None) -> date | None:
    days = parse_day_range(now.word) if now is not None and now.word else None
    return days[0] if days else None
