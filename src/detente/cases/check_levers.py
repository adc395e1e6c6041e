"""What the levers of ``case.yaml`` get wrong: names, slots, values, and measures for one side alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from detente.beliefs.draws import Assumed, check_assumed
from detente.cases.check_numbers import absurd
from detente.cases.found import Found
from detente.cases.model import Case, Lever
from detente.cases.near import near
from detente.errors import DetenteError
from detente.names.catalogue import catalogue, match_address
from detente.names.entities import KINDS
from detente.names.faults import Keys

FILE = "case.yaml"


def check_levers(case: Case, found: Found, unread: Mapping[str, Collection[str]] | None = None) -> None:
    """Levers that can't be pulled. ``unread``: by lever, its slots that the model reads on no day asked about."""
    actors = {name for name, entity in case.entities.items() if entity.kind == "actor"}
    for n, lever in enumerate(case.file.levers):
        here = ("levers", n)
        if not found.once("lever", lever.id):
            found.add(FILE, (*here, "id"), "two levers have this id", "Give each its own.", lever.id)
        for keys, reason, remedy, value in _wrong(case, actors, lever, here):
            found.add(FILE, keys, reason, remedy, value)
        for slot in sorted((unread or {}).get(lever.id, ())):
            remedy = "Drop the slot, and say in `why` that the model can't express it."
            found.add(
                FILE, (*here, "assume", slot), "the model doesn't read this slot in this case", remedy, slot, "warning"
            )
    for kind, side, other in _one_sided(case):
        remedy = f"Add the same measure for {other}, or let one measure hold for both."
        reason = f"measures of the kind {kind} for one side alone"
        found.add(FILE, ("levers",), reason, remedy, side, "warning")


def _wrong(case: Case, actors: Collection[str], lever: Lever, here: Keys) -> Iterator[tuple[Keys, str, str, str]]:
    """Where, why, what to do, and what it is about."""
    if not lever.by:
        yield (*here, "by"), "nobody is said to be able to take it", "Name who could.", lever.id
    for name in lever.by:
        if name not in actors:
            yield (*here, "by"), "no such actor", f"{near(name, actors)} Or add it to entities.yaml.", name
    if not lever.assume:
        yield (*here, "assume"), "a lever that assumes nothing", "Give at least one slot and its value.", lever.id
    for each in lever.assumed():
        for reason, remedy, value in _unfit(case, each):
            yield (*here, "assume", each.slot), reason, remedy, value


def _unfit(case: Case, assumed: Assumed) -> Iterator[tuple[str, str, str]]:
    """Why a slot can't be assumed to have this value, or is nobody's in this case."""
    if assumed.slot.startswith("model."):
        remedy = "Assume slots of the case; `--assume` tries other coefficients."
        yield "a measure can't change the model's own coefficients", remedy, assumed.slot
        return
    try:
        check_assumed(assumed)
    except DetenteError as error:
        yield from ((fault.reason, fault.remedy, fault.value or assumed.slot) for fault in error.faults)
        return
    if why := beyond_belief(assumed):
        yield why, "Correct the number.", f"{assumed.low:g}"
        return
    for name in named(assumed):
        if name is None:
            yield "the slot needs a key", "Write in brackets whom or what it concerns.", assumed.slot
        elif name not in case.entities:
            yield "not among the entities", near(name, case.entities), name


def beyond_belief(assumed: Assumed) -> str | None:
    """Why no slot of this kind can have the number that is assumed, or None where one may, or a word is assumed."""
    address = match_address(assumed.slot)
    if address is None or assumed.word is not None or address.attribute not in catalogue():
        return None
    return absurd(address.attribute, catalogue()[address.attribute].unit, assumed.low, assumed.high)


def named(assumed: Assumed) -> Iterator[str | None]:
    """Names in a slot and its value that must be the case's own; None for a key that is missing."""
    address = match_address(assumed.slot)
    assert address is not None, "what is no address was refused"
    attribute = catalogue()[address.attribute]
    yield address.subject
    if attribute.key in KINDS:
        yield address.key
    if attribute.words_from is not None and assumed.word not in attribute.words:
        yield assumed.word


def _one_sided(case: Case) -> Iterator[tuple[str, str, str]]:
    """Kinds of measures that speak of one side of a rivalry and not of the other: kind, side, other."""
    for kind in sorted({lever.kind for lever in case.file.levers}):
        named = {name for lever in case.file.levers if lever.kind == kind for name in _subjects(lever)}
        for one, two in (rivalry.sides for rivalry in case.file.rivalries):
            if (one in named) != (two in named):
                yield (kind, one, two) if one in named else (kind, two, one)


def _subjects(lever: Lever) -> Iterator[str]:
    """Whom a lever's slots are about, or whom they concern."""
    for slot in lever.assume:
        if address := match_address(slot):
            yield from (address.subject, *([address.key] if address.key else []))
