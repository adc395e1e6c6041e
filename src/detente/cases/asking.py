"""A question put to a case: as its entry in ``case.yaml``, and why a question could never be settled by a history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from detente.cases.casefile import wrong_arguments
from detente.cases.expressions import LISTS, misuse
from detente.cases.expressions import names as names_in
from detente.cases.model import CaseFile
from detente.cases.near import FORMAT, near
from detente.cases.whole import actors, sides
from detente.claims.writing import scalar
from detente.errors import Fault, InputError
from detente.names.yamledit import add_entry
from detente.names.yamlfile import parse_yaml

COUNTS = ("deaths", "deaths_in_month")
MOST_DEATHS = 100_000_000  # that an outcome may ask for: more than the deadliest war


def with_question(text: str, fields: Mapping[str, Any], outcomes: Sequence[Mapping[str, Any]]) -> str:
    """``case.yaml`` with another question at the end of its list; fields that are None are left out."""
    lines = [f"{name}: {scalar(value)}" for name, value in fields.items() if value is not None]
    lines += ["outcomes:", *(f"- {scalar(dict(outcome))}" for outcome in outcomes)]
    return add_entry(text, "questions", lines)


def parse_expression(case: CaseFile, outcome: str, text: str) -> dict[str, Any]:
    """The expression in ``text``. Raises InputError where it is none, or can't come true or false in this case."""
    found: Any = parse_yaml(text, f"outcome {outcome}") if text.strip() else None
    wrong = list(misuse(found)) or list(wrong_arguments(found))
    faults = [Fault(why, FORMAT, path=f"outcome {outcome}", value=text) for why in wrong]
    for reason, remedy, value in () if faults else unsettled(case, found):
        faults.append(Fault(reason, remedy, path=f"outcome {outcome}", value=value))
    if faults:
        raise InputError(*faults)
    return dict(found)


def unsettled(case: CaseFile, when: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Why no history of this case can show whether the expression is true: reason, remedy, value."""
    ((word, rest),) = when.items()
    if word in LISTS:
        for part in rest:
            yield from unsettled(case, part)
        if word == "all_of":
            yield from _contradiction(rest)
        return
    known = {"place": {place.id for place in case.places}, "actor": actors(case)}
    strange = [(kind, name) for kind, name in names_in(when) if name not in known[kind]]
    for kind, name in strange:
        yield f"no such {kind} in the case", near(name, known[kind]), name
    if not strange:
        yield from _UNSETTLED.get(word, _nothing)(case, rest)


def _nothing(_: CaseFile, __: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    yield from ()


def _contradiction(parts: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Bounds of which no history keeps both: as many deaths as one asks for are more than another allows."""
    counts = [(word, rest) for word, rest in _all(parts) if word in COUNTS]
    floors = [(word, rest) for word, rest in counts if "at_least" in rest]
    for word, rest in (pair for pair in counts if "less_than" in pair[1]):
        for other, more in floors:
            within = other == word or word == "deaths"  # the worst month has no more deaths than the window
            if more is not rest and within and _inside(more, rest) and more["at_least"] >= rest["less_than"]:
                value = f"{other} of at least {more['at_least']:g}, {word} of less than {rest['less_than']:g}"
                yield "no history keeps both of these bounds", "Write any_of, or correct one of them.", value


def _inside(part: Mapping[str, Any], whole: Mapping[str, Any]) -> bool:
    """Whether the deaths of one expression are among those of the other; without places, they are anywhere."""
    return "places" not in whole or ("places" in part and set(part["places"]) <= set(whole["places"]))


def _all(parts: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every expression that has to hold."""
    for part in parts:
        ((word, rest),) = part.items()
        if word == "all_of":
            yield from _all(rest)
        else:
            yield word, rest


def _deaths(case: CaseFile, rest: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    low, high = rest.get("at_least", 0), rest.get("less_than")
    free = {place.id for place in case.places if place.home is None}
    for name in rest.get("places", ()):
        if name not in free:
            reason = "a home can't be fought over, so no deaths are counted there"
            yield reason, near(name, free) if free else "Add a place without `home`.", name
    if low > MOST_DEATHS:
        yield "no war has had so many deaths", f"Give a number up to {MOST_DEATHS:,}.", f"{low:g}"
    if high is not None and high <= low:
        yield "no number of deaths is within these bounds", "Give at_least below less_than.", f"{low} to {high}"
    elif low <= 0 and high is None:
        yield "every history has that many deaths", "Give at_least above 0.", str(low)


def _held(case: CaseFile, rest: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    free = {place.id for place in case.places if place.home is None}
    for name in rest.get("places", ()):
        if name not in free:
            yield "a home can't be fought over, so it never changes hands", near(name, free), name
    if not free:
        yield "the case has no place that can change hands", "Add one to its places.", ""


def _cut(case: CaseFile, _: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if not any(place.route for place in case.places):
        yield "no place of the case lives by a route that could be cut", "Give a place its route.", ""


def _survives(case: CaseFile, rest: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    polities = {place.id for place in case.places if place.polity}
    if rest["place"] not in polities:
        yield "no polity ends with the loss of this place", near(rest["place"], polities), rest["place"]


def _responds(case: CaseFile, rest: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    outsiders = {outsider.id: outsider for outsider in case.outsiders}
    for name in rest.get("actors", [rest.get("actor")]):
        if name not in outsiders:
            yield "only outsiders respond to an attack", near(name, outsiders), name
        elif set(rest["how"]) <= {"join", "join_attacker"} and not outsiders[name].troops:
            yield "an outsider without troops can't join", "Give it troops: true, or ask for another response.", name


def _stands(case: CaseFile, rest: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    outsiders = {outsider.id for outsider in case.outsiders}
    if rest["actor"] not in outsiders:
        yield "only an outsider's standing is recorded", near(rest["actor"], outsiders), rest["actor"]
    if rest["with"] not in sides(case):
        yield "standing is recorded with the sides of a rivalry", near(rest["with"], sides(case)), rest["with"]


_UNSETTLED = {
    "deaths": _deaths,
    "deaths_in_month": _deaths,
    "control_change": _held,
    "seized": _held,
    "blockade": _cut,
    "polity_survives": _survives,
    "responds": _responds,
    "standing_rises": _stands,
}
