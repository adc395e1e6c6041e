"""What ``case.yaml`` says of who, where and what is asked that no conflict can be.

It is read with the file, so that every command refuses it: a model of it would be of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from detente.cases.check_given import suppositions
from detente.cases.check_places import places, routes
from detente.cases.check_size import size
from detente.cases.model import CaseFile, Rivalry
from detente.cases.near import near
from detente.cases.whole import Wrong, actors, circle, repeated, sides
from detente.names.faults import Faults, Keys

_NAME = re.compile(r"[a-z0-9_]+")  # as in the address of a slot


def check_conflict(case: CaseFile, faults: Faults) -> None:
    """Note in ``faults`` what can't be of the rivalries, actors, places and suppositions of a case."""
    for rule in (size, _ids, _names, _rivalries, _clients, _acting, places, routes, _winter, suppositions):
        for keys, reason, remedy, value in rule(case):
            faults.add(keys, reason, remedy, value)


# --- names that stand twice


def _ids(case: CaseFile) -> Iterator[Wrong]:
    for what in ("rivalries", "outsiders", "places", "questions"):
        for n, name in repeated(each.id for each in getattr(case, what)):
            yield (what, n, "id"), f"two {what} have this id", "Give each its own, or drop one.", name
    for n, rivalry in enumerate(case.rivalries):
        here = ("rivalries", n)
        for k, name in repeated(rivalry.truces):
            yield (*here, "truces", k), "this truce stands twice", "Keep one.", name
        for k, name in repeated(each.format for each in rivalry.formats):
            remedy = "Keep one, with all its mediators: two would count as rival tables."
            yield (*here, "formats", k, "format"), "this format stands twice", remedy, name


def _names(case: CaseFile) -> Iterator[Wrong]:
    """Names that no slot could be about: claims on them, and what the model asks of them, have no address."""
    told: set[str] = set()
    for keys, name in _spoken_of(case):
        if not _NAME.fullmatch(name) and name not in told:
            told.add(name)
            yield keys, "not a name that a slot could have", "Use lower-case letters, digits and _.", name


def _spoken_of(case: CaseFile) -> Iterator[tuple[Keys, str]]:
    for n, rivalry in enumerate(case.rivalries):
        here = ("rivalries", n)
        yield from (((*here, "sides", k), side) for k, side in enumerate(rivalry.sides))
        yield from (((*here, name), getattr(rivalry, name)) for name in ("border", "talks"))
        yield from (((*here, "truces", k), pact) for k, pact in enumerate(rivalry.truces))
        yield from (((*here, "formats", k, "format"), each.format) for k, each in enumerate(rivalry.formats))
        if rivalry.keepers:
            yield (*here, "keepers", "force"), rivalry.keepers.force
    yield from ((("outsiders", n, "id"), outsider.id) for n, outsider in enumerate(case.outsiders))
    for n, place in enumerate(case.places):
        yield ("places", n, "id"), place.id
        if place.route:
            yield ("places", n, "route", "name"), place.route.name


# --- rivalries and who acts in them


def _rivalries(case: CaseFile) -> Iterator[Wrong]:
    known, pairs = actors(case), set()
    for n, border in repeated(rivalry.border for rivalry in case.rivalries):
        reason = "two rivalries have this border: each death on it would count twice"
        yield ("rivalries", n, "border"), reason, "Give each its own, with the deaths between its sides.", border
    for n, rivalry in enumerate(case.rivalries):
        one, other = rivalry.sides
        if one == other:
            yield ("rivalries", n, "sides"), "a rivalry of an actor with itself", "Name two sides.", one
        elif frozenset(rivalry.sides) in pairs:
            remedy = "Merge the two: one rivalry holds all truces and formats of its sides."
            yield ("rivalries", n, "sides"), "two rivalries of the same sides", remedy, f"{one}, {other}"
        pairs.add(frozenset(rivalry.sides))
        yield from _mediators(rivalry, ("rivalries", n, "formats"), known)


def _mediators(rivalry: Rivalry, here: Keys, known: set[str]) -> Iterator[Wrong]:
    for k, each in enumerate(rivalry.formats):
        for m, name in enumerate(each.mediators):
            if name not in known:
                yield (*here, k, "mediators", m), "no such actor", near(name, known), name


def _clients(case: CaseFile) -> Iterator[Wrong]:
    for client in case.clients:
        if way := circle(client, case.clients):
            remedy = "Name the one whose side it takes."
            yield ("clients", client), "what one holds can't count as its own client's", remedy, " → ".join(way)
        elif client in sides(case):
            yield ("clients", client), "a side holds for itself", "Drop it from clients, or from the sides.", client


def _acting(case: CaseFile) -> Iterator[Wrong]:
    """Names that must be a side or an outsider."""
    known = actors(case)
    for keys, name in chain(_patrons(case), _providers(case)):
        if name not in known:
            yield keys, "neither a side nor an outsider", f"One of {', '.join(sorted(known))}.", name
    for n, outsider in enumerate(case.outsiders):
        if outsider.id in sides(case):
            remedy = "Drop it from the outsiders: they are everybody else."
            yield ("outsiders", n, "id"), "a side of a rivalry is no outsider", remedy, outsider.id
        if outsider.consent == outsider.id:
            yield ("outsiders", n, "consent"), "its own consent is no condition", "Drop consent.", outsider.id


def _patrons(case: CaseFile) -> Iterator[tuple[Keys, str]]:
    yield from ((("clients", client), patron) for client, patron in case.clients.items())
    yield from ((("places", n, "home"), place.home) for n, place in enumerate(case.places) if place.home)
    yield from ((("outsiders", n, "consent"), o.consent) for n, o in enumerate(case.outsiders) if o.consent)


def _providers(case: CaseFile) -> Iterator[tuple[Keys, str]]:
    for n, rivalry in enumerate(case.rivalries):
        if rivalry.keepers:
            yield ("rivalries", n, "keepers", "provider"), rivalry.keepers.provider


def _winter(case: CaseFile) -> Iterator[Wrong]:
    for k, month in enumerate(case.winter):
        if not 1 <= month <= 12:
            yield ("winter", k), "no month", "Write months as 1 to 12.", month
