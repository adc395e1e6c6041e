"""Pacts as of a day: the ledger of terms of truces and agreements, and the scope of guarantees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.names.catalogue import parse_address, parse_day_range
from detente.systems.catalogue import truces
from detente.systems.known import Known, Now, Said

TERMS = ("term", "term_kept", "addressee", "deadline")
KEPT = {"yes": "kept", "no": "not kept", "partly": "partly kept", "open": "open"}
UNTOLD = "nobody says"


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a pact: what it says, whom it binds, by when, and whether it was kept.

    ``said`` are wordings of it, ``kept`` the claims on whether it was; denials stand with what they deny.
    """

    id: str
    addressee: str | None
    deadline: date | None
    said: tuple[Said, ...]
    state: Now | None
    kept: tuple[Said, ...]
    overdue: bool

    @property
    def word(self) -> str:
        """Kept, not kept, partly kept, open, or that nobody says."""
        return KEPT.get(self.state.word or "", UNTOLD) if self.state else UNTOLD


@dataclass(frozen=True, slots=True)
class Pact:
    """One pact: in force or not, from when to when as far as is told, with its type, terms, members and scope."""

    id: str
    in_force: Now | None
    from_: date | None
    to: date | None
    type: Now | None
    terms: tuple[Term, ...]
    violations: tuple[Said, ...]
    members: tuple[Now, ...]
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
    return tuple(sorted(found, key=lambda pact: (pact.from_ or date.max, pact.id)))


def _pact(known: Known, pact: str) -> Pact:
    in_force = known.told(f"{pact}.in_force")
    begun, ended = _period(known, pact, in_force)
    return Pact(
        pact,
        in_force,
        begun,
        ended,
        known.told(f"{pact}.type"),
        _terms(known, pact),
        known.said(f"{pact}.violations"),
        _told(known, "member", pact),
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


def _terms(known: Known, pact: str) -> tuple[Term, ...]:
    """Every term of which anything is known. What its key says of the addressee may stand before its name."""
    keys = sorted({key for slot in known.slots(*TERMS, subject=pact) if (key := parse_address(slot).key)})
    told = {key for key in keys if known.said(f"{pact}.term[{key}]")}
    fates = {_bare(known, key)[1] or key: key for key in told}
    loose = {key: fates[key] for key in keys if key not in told and key in fates}  # told of under the bare name
    return tuple(_term(known, pact, key, loose) for key in keys if key not in loose)


def _term(known: Known, pact: str, key: str, loose: dict[str, str]) -> Term:
    addressee, _ = _bare(known, key)
    names = [key, *(bare for bare, full in loose.items() if full == key)]
    state = _any(known, pact, "term_kept", names)
    bound = _any(known, pact, "addressee", names)
    due = _any(known, pact, "deadline", names)
    by = parse_day_range(due.word) if due is not None and due.word else None
    kept = tuple(said for name in names for said in known.said(f"{pact}.term_kept[{name}]"))
    settled = state is not None and state.word in ("yes", "no")
    return Term(
        key,
        bound.word if bound else addressee,
        by[1] if by else None,
        known.said(f"{pact}.term[{key}]"),
        state,
        kept,
        bool(by and by[1] < known.day and not settled),
    )


def _any(known: Known, pact: str, attribute: str, names: list[str]) -> Now | None:
    found = (known.told(f"{pact}.{attribute}[{name}]") for name in names)
    return next((now for now in found if now is not None), None)


def _bare(known: Known, key: str) -> tuple[str | None, str]:
    """The actor with whose id a term's key begins, and the rest of the key."""
    actors = [entity.id for entity in known.case.entities.values() if entity.kind == "actor"]
    starts = [actor for actor in actors if key == actor or key.startswith(actor + "_")]
    actor = max(starts, key=len, default=None)
    return actor, key.removeprefix(actor or "").lstrip("_")
