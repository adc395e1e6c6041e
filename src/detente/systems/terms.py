"""The terms of a pact as of a day: what each says, whom it binds, by when, and by whose word it was kept or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.claims.model import Claim
from detente.names.catalogue import parse_address, parse_day_range
from detente.systems.known import Known, Now, Said

TERMS = ("term", "term_kept", "addressee", "deadline")
KEPT = {"yes": "kept", "no": "not kept", "partly": "partly kept", "open": "open"}
UNTOLD = "nobody says"


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a pact: what it says, whom it binds, by when, and whether it was kept.

    ``said`` are wordings of it, ``kept`` the claims on whether it was; denials stand with what they deny. ``moved`` are
    deadlines that no longer hold, ``words`` who says now that it was kept or not, by value, and ``disputed`` whether
    they contradict one another.
    """

    id: str
    addressees: tuple[str, ...]
    deadline: date | None
    moved: tuple[date, ...]
    said: tuple[Said, ...]
    state: Now | None
    kept: tuple[Said, ...]
    words: tuple[tuple[str, tuple[str, ...]], ...]
    disputed: bool
    overdue: bool

    @property
    def word(self) -> str:
        """Kept, not kept, partly kept, open, or that nobody says."""
        return KEPT.get(self.state.word or "", UNTOLD) if self.state else UNTOLD


def terms(known: Known, pact: str) -> tuple[Term, ...]:
    """Every term of which anything is known. What its key says of the addressee may stand before its name."""
    keys = sorted({key for slot in known.slots(*TERMS, subject=pact) if (key := parse_address(slot).key)})
    told = {key for key in keys if known.said(f"{pact}.term[{key}]")}
    fates = {_bare(known, key)[1] or key: key for key in told}
    loose = {key: fates[key] for key in keys if key not in told and key in fates}  # told of under the bare name
    return tuple(_term(known, pact, key, loose) for key in keys if key not in loose)


def _term(known: Known, pact: str, key: str, loose: dict[str, str]) -> Term:
    names = [key, *(bare for bare, full in loose.items() if full == key)]
    state = _any(known, pact, "term_kept", names)
    kept = tuple(said for name in names for said in known.said(f"{pact}.term_kept[{name}]"))
    words = _words(known, pact, names)
    due, moved = _deadlines(known, pact, names)
    settled = state is not None and state.word in ("yes", "no")
    return Term(
        key,
        _addressees(known, pact, names),
        due,
        moved,
        known.said(f"{pact}.term[{key}]"),
        state,
        kept,
        words,
        _disputed(words, kept),
        bool(due and due < known.day and not settled),
    )


def _addressees(known: Known, pact: str, names: list[str]) -> tuple[str, ...]:
    """Whom claims in force say that a term binds, else whom its key names."""
    told = {claim.value.key() for claim in _in_force(known, pact, "addressee", names)}
    named, _ = _bare(known, names[0])
    return tuple(sorted(told)) or ((named,) if named else ())


def _deadlines(known: Known, pact: str, names: list[str]) -> tuple[date | None, tuple[date, ...]]:
    """By when a term is to be done, and the days of which that was said before."""
    now = _any(known, pact, "deadline", names)
    due = _last(now.word) if now is not None and now.word else None
    ever = (said.first for name in names for said in known.said(f"{pact}.deadline[{name}]") if said.claims)
    days = {_last(claim.value.key()) for claim in ever}
    return due, tuple(sorted(day for day in days if day is not None and due is not None and day != due))


def _last(days: str) -> date | None:
    found = parse_day_range(days)
    return found[1] if found else None


def _words(known: Known, pact: str, names: list[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who says what now of whether a term was kept."""
    told: dict[str, dict[str, None]] = {}
    for claim in _in_force(known, pact, "term_kept", names):
        told.setdefault(claim.value.key(), {})[claim.asserted_by] = None
    return tuple((word, tuple(told[word])) for word in KEPT if word in told)


def _disputed(words: tuple[tuple[str, tuple[str, ...]], ...], kept: tuple[Said, ...]) -> bool:
    """Whether one says yes and another no, or somebody denies what is said now."""
    told = {word for word, _ in words}
    return {"yes", "no"} <= told or any(one.denied and one.first.value.key() in told for one in kept)


def _in_force(known: Known, pact: str, attribute: str, names: list[str]) -> list[Claim]:
    return [claim for name in names for claim in known.beliefs.claims.get(f"{pact}.{attribute}[{name}]", ())]


def _any(known: Known, pact: str, attribute: str, names: list[str]) -> Now | None:
    found = (known.told(f"{pact}.{attribute}[{name}]") for name in names)
    return next((now for now in found if now is not None), None)


def _bare(known: Known, key: str) -> tuple[str | None, str]:
    """The actor with whose id a term's key begins, and the rest of the key."""
    starts = [actor for actor in known.actors if key == actor or key.startswith(actor + "_")]
    actor = max(starts, key=len, default=None)
    return actor, key.removeprefix(actor or "").lstrip("_")
