"""The shape in which systems leave the program: names and meaning of fields are a contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from detente.claims.values import raw_value
from detente.names.catalogue import parse_address
from detente.systems.known import Known, Now, Said
from detente.systems.overview import Overview, View
from detente.systems.pacts import Pact, ledger, scope
from detente.systems.tables import Format, Route, displaced, formats, routes
from detente.systems.terms import Term


def overview_to_json(found: Overview, views: Iterable[View]) -> dict[str, Any]:
    """Systems as plain JSON values; what is unknown is null or empty, never absent."""
    terms = found.known.beliefs.terms
    return {
        "as_of": terms.as_of.isoformat(),
        "vintage": terms.vintage,
        "systems": [_view(view, found.known) for view in views],
        "voices_absent": list(found.known.case.voices_absent),
        "unfilled": found.unfilled,
    }


def _view(view: View, known: Known) -> dict[str, Any]:
    files = [{"file": f"{name}.py", "role": role.role, "measured": role.measured} for name, role in view.roles.items()]
    return {
        "id": view.system.id,
        "name": view.system.name,
        "state": {now.slot: _now(now) for now in view.state},
        "claims": [claim.id for claim in view.claims],
        "sources": list(view.sources),
        "mechanism": {"file": files[0]["file"] if files else None, "role": view.role},
        "mechanisms": files,
        "frame": view.system.frame,
        "questions": list(view.questions),
        "questions_through_others": list(view.through),
        "feeds": list(view.feeds),
        "feeds_by": {name: list(what) for name, what in view.feeds.items()},
        "tables": {name: _TABLES[name](known) for name in view.system.tables},
    }


def _now(now: Now | None) -> dict[str, Any] | None:
    if now is None:
        return None
    return {
        "word": now.word,
        "words": dict(now.words) or None,
        "median": now.median,
        "range": None if now.low is None else [now.low, now.high],
        "unit": now.unit,
        "claims": list(now.won),
        "on_claims": now.claimed,
    }


def _said(said: Iterable[Said]) -> list[dict[str, Any]]:
    return [
        {
            "slot": one.slot,
            "value": raw_value(one.first.value),
            "claims": [claim.id for claim in one.claims],
            "denied_by": [claim.id for claim in one.denied],
        }
        for one in said
    ]


def _pact(pact: Pact) -> dict[str, Any]:
    return {
        "pact": pact.id,
        "in_force": _now(pact.in_force),
        "from": pact.from_.isoformat() if pact.from_ else None,
        "to": pact.to.isoformat() if pact.to else None,
        "type": _now(pact.type),
        "members": _by_key(pact.members),
    }


def _ledger(known: Known) -> list[dict[str, Any]]:
    return [
        {**_pact(pact), "terms": [_term(term) for term in pact.terms], "violations": _said(pact.violations)}
        for pact in ledger(known)
    ]


def _term(term: Term) -> dict[str, Any]:
    return {
        "term": term.id,
        "addressee": term.addressees[0] if term.addressees else None,
        "addressees": list(term.addressees),
        "deadline": term.deadline.isoformat() if term.deadline else None,
        "moved_from": [day.isoformat() for day in term.moved],
        "overdue": term.overdue,
        "said": _said(term.said),
        "kept": term.word,
        "disputed": term.disputed,
        "by_whose_word": {word: list(who) for word, who in term.words},
        "state": _now(term.state),
        "kept_said": _said(term.kept),
    }


def _scope(known: Known) -> list[dict[str, Any]]:
    return [
        {
            **_pact(pact),
            "covers": _by_key(pact.covers),
            "reliability": _now(pact.reliability),
        }
        for pact in scope(known)
    ]


def _by_key(found: Iterable[Now]) -> dict[str, Any]:
    return {parse_address(now.slot).key or "": _now(now) for now in found}


def _formats(known: Known) -> list[dict[str, Any]]:
    return [_format(one) for one in formats(known)]


def _format(one: Format) -> dict[str, Any]:
    last = one.last
    return {
        "format": one.id,
        "status": _now(one.status),
        "said": _said(one.said),
        "mediators": list(one.mediators),
        "participants": _said(one.participants),
        "last_meeting": {"date": [day.isoformat() for day in last.when], "claim": last.claim.id} if last else None,
    }


def _routes(known: Known) -> list[dict[str, Any]]:
    return [_route(one) for one in routes(known)]


def _route(one: Route) -> dict[str, Any]:
    return {
        "route": one.id,
        "state": _now(one.state),
        "controller": _now(one.controller),
        "regime": _now(one.regime),
        "said": _said(one.said),
        "serves": list(one.serves),
    }


def _displaced(known: Known) -> dict[str, Any]:
    found = displaced(known)
    hosts = [
        {"host": host, "settles": _now(settles), "unsettled": _by_key(waiting)}
        for host, settles, waiting in found.hosts
    ]
    return {"events": _said(found.events), "hosts": hosts}


_TABLES: Mapping[str, Any] = {
    "terms": _ledger,
    "scope": _scope,
    "formats": _formats,
    "routes": _routes,
    "displaced": _displaced,
}
