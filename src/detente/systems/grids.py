"""What is kept of a system besides its slots, as tables of words for any face."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from detente.names.catalogue import parse_address
from detente.systems.known import Known
from detente.systems.pacts import Pact, ledger, scope
from detente.systems.tables import Format, Route, displaced, formats, routes, subject
from detente.systems.terms import KEPT, Term
from detente.systems.words import FEW, denials, keys_with, now_words, said_words, told

IN_FORCE = {"yes": "in force", "no": "not in force"}
MEMBER = {"yes": "", "frozen": " (frozen)", "leaving": " (leaving)"}


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: what it is of, its columns, its rows."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def grids(known: Known, name: str) -> tuple[Grid, ...]:
    """The tables of that name; those without a row are left out."""
    return tuple(grid for grid in _GRIDS[name](known) if grid.rows)


def _terms(known: Known) -> Iterable[Grid]:
    pacts = ledger(known)
    yield Grid(
        "Truces and agreements",
        ("pact", "now", "from", "to", "type", "parties", "violations told"),
        tuple((*_agreement(pact, known), said_words(pact.violations)) for pact in pacts),
    )
    yield Grid(
        "Ledger of terms",
        ("pact", "term", "binds", "by", "says", "kept", "by whose word", "claims on that", "denied"),
        tuple(row for pact in pacts for row in _ledger(pact, known)),
    )


def _agreement(pact: Pact, known: Known) -> tuple[str, ...]:
    """A pact's name, whether it is in force, from when to when, its type and its parties."""
    word = pact.in_force.word if pact.in_force else None
    days = (day.isoformat() if day else "" for day in (pact.from_, pact.to))
    in_force = IN_FORCE.get(word or "", "not told")
    return known.display(pact.id), in_force, *days, now_words(pact.type), _members(pact, known)


def _ledger(pact: Pact, known: Known) -> Iterable[tuple[str, ...]]:
    for term in pact.terms:
        bound = ", ".join(known.display(name) for name in term.addressees)
        yield (
            known.display(pact.id), term.id.replace("_", " "), bound, _due(term), said_words(term.said), _kept(term),
            _whose(term, known), said_words(term.kept), denials((*term.said, *term.kept), known, KEPT),
        )  # fmt: skip


def _due(term: Term) -> str:
    notes = [f"first {term.moved[0]}"] if term.moved else []
    notes += ["past"] if term.overdue else []
    said = f" ({', '.join(notes)})" if notes else ""
    return f"{term.deadline or ''}{said}"


def _kept(term: Term) -> str:
    share = term.state.words[0][1] if term.state and term.state.words else 1.0
    word = term.word if share > 1 - FEW else f"{term.word} in {share:.0%} of worlds"
    return f"{word}, disputed" if term.disputed else word


def _whose(term: Term, known: Known) -> str:
    """Who says so; by value where they differ."""
    names = [(KEPT[word], ", ".join(known.display(name) for name in who)) for word, who in term.words]
    return names[0][1] if len(names) == 1 else "; ".join(f"{word}: {who}" for word, who in names)


def _scope(known: Known) -> Iterable[Grid]:
    head = ("pact", "now", "from", "to", "type", "members", "covers", "doesn't cover", "reliability")
    yield Grid("Scope of pacts", head, tuple(_scoped(pact, known) for pact in scope(known)))


def _scoped(pact: Pact, known: Known) -> tuple[str, ...]:
    return (
        *_agreement(pact, known),
        keys_with(pact.covers, known, "yes"),
        keys_with(pact.covers, known, "no"),
        now_words(pact.reliability),
    )


def _members(pact: Pact, known: Known) -> str:
    """The sides of a truce, and whoever is believed to be a member, or to be leaving."""
    told = {parse_address(now.slot).key for now in pact.members if now.word in MEMBER}
    names = [(keys_with(pact.members, known, word), note) for word, note in MEMBER.items()]
    sides = ", ".join(known.display(side) for side in pact.sides if side not in told)
    return "; ".join(name + note for name, note in ((sides, ""), *names) if name)


def _formats(known: Known) -> Iterable[Grid]:
    head = ("format", "now", "said to be", "mediators", "at the table", "last meeting told", "denied")
    yield Grid("Formats of talks", head, tuple(_format(one, known) for one in formats(known)))


def _format(one: Format, known: Known) -> tuple[str, ...]:
    mediators = ", ".join(known.display(name) for name in one.mediators)
    last = f"{_when(one.last.when)} ({one.last.claim.id})" if one.last else ""
    status, table = now_words(one.status, "not told"), said_words(one.participants)
    return known.display(one.id), status, said_words(one.said), mediators, table, last, denials(one.said, known)


def _when(period: tuple[object, object]) -> str:
    first, last = (str(day) for day in period)
    return first if first == last else f"{first} to {last}"


def _routes(known: Known) -> Iterable[Grid]:
    head = ("route", "now", "controlled by", "regime", "claims now", "serves", "denied")
    yield Grid("Routes", head, tuple(_route(one, known) for one in routes(known)))


def _route(one: Route, known: Known) -> tuple[str, ...]:
    ids = [claim for now in (one.state, one.controller, one.regime) if now for claim in now.won]
    words = one.controller.words if one.controller else ()
    who = ", ".join(known.display(word) + ("" if len(words) == 1 else f" {share:.0%}") for word, share in words)
    serves = ", ".join(known.display(place) for place in one.serves)
    state, regime = now_words(one.state, "not told"), now_words(one.regime)
    return known.display(one.id), state, who, regime, ", ".join(dict.fromkeys(ids)), serves, denials(one.said, known)


def _displaced(known: Known) -> Iterable[Grid]:
    found = displaced(known)
    events = []
    for one in found.events:
        event, key = subject(one)
        group = (key or "all").replace("_", " ")
        ids = ", ".join(claim.id for claim in one.claims)
        events.append((known.display(event), group, told(one), ids, denials([one], known)))
    yield Grid("Displaced", ("event", "who", "how many", "claims", "denied"), tuple(events))
    hosts = [
        (known.display(host), now_words(settles), "; ".join(f"{now.slot} {now_words(now)}" for now in waiting))
        for host, settles, waiting in found.hosts
    ]
    yield Grid("Hosts", ("host", "lets them settle", "not settled, thousand"), tuple(hosts))


_GRIDS: Mapping[str, Callable[[Known], Iterable[Grid]]] = {
    "terms": _terms,
    "scope": _scope,
    "formats": _formats,
    "routes": _routes,
    "displaced": _displaced,
}
