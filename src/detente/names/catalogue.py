"""What a claim can be about: typed slots, ``subject.attribute`` or ``subject.attribute[key]``."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from detente.errors import Fault, UsageError
from detente.names.days import reachable
from detente.names.yamlfile import parse_yaml

AttributeType = Literal["number", "category", "date"]
OPEN_WORDS = ("unknown", "none")  # a claim may always say that nobody knows, or that there is none

_ADDRESS = re.compile(r"([a-z0-9_]+)\.([a-z_]+)(?:\[([^\[\]]+)\])?")
_ID = re.compile(r"[a-z0-9_]+")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Address:
    """A slot of the case: whose, what, and of what kind where the attribute has a key."""

    subject: str
    attribute: str
    key: str | None = None

    def __str__(self) -> str:
        return f"{self.subject}.{self.attribute}" + (f"[{self.key}]" if self.key else "")


@dataclass(frozen=True, slots=True)
class Attribute:
    """The type of a slot: unit and range of a number, or the words it may take.

    ``readings`` turn a word into a range of the unit (our assumption, reported as such); ``words_from`` names
    the kind of entity whose ids are allowed; ``free`` allows any word; ``feeds`` names the mechanism that
    reads it; ``asked`` are words that people use when they ask about it. ``graded`` words
    stand in an order of degrees, of which neighbours are a matter of judgement. ``done`` is of what happened, which
    stays so, and not of a state of affairs. ``system`` names the system of the conflict it is shown under, by kind of
    subject. ``label`` says what it is in words that follow the subject's name,
    with ``{key}`` where the key's name belongs.
    """

    name: str
    type: AttributeType
    subject: str = "any"
    key: str | None = None
    unit: str | None = None
    min: float | None = None
    max: float | None = None
    words: tuple[str, ...] = ()
    words_from: str | None = None
    free: bool = False
    many: bool = False
    scored: bool = False
    readings: Mapping[str, tuple[float, float]] = field(default_factory=lambda: MappingProxyType({}))
    feeds: str | None = None
    note: str | None = None
    asked: str = ""
    graded: bool = False
    done: bool = False
    system: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    label: str = ""


def match_address(text: object) -> Address | None:
    """The address in ``text``, or None where it is not of the form ``subject.attribute[key]``."""
    return _matched(text) if isinstance(text, str) else None


@lru_cache(maxsize=1 << 16)  # the same few thousand slots are asked for again and again
def _matched(text: str) -> Address | None:
    found = _ADDRESS.fullmatch(text)
    return Address(found[1], found[2], found[3]) if found else None


def parse_address(text: str) -> Address:
    """The address in ``text``. Raises :class:`UsageError` where it is none, or its attribute is unknown."""
    address = match_address(text)
    if address is None:
        form = "Write subject.attribute or subject.attribute[key], e.g. russia.attention."
        raise UsageError(Fault("not the address of a slot", form, value=text))
    if address.attribute not in catalogue():
        raise UsageError(Fault("no slot has this attribute", suggest(address.attribute), value=text))
    return address


def suggest(attribute: str) -> str:
    """A remedy that names the nearest attribute of the catalogue."""
    import difflib

    near = difflib.get_close_matches(attribute, catalogue(), n=1, cutoff=0.5)
    return f"Did you mean {near[0]}?" if near else "See docs/reference/slots.md for what there is."


@cache
def catalogue() -> Mapping[str, Attribute]:
    """All attributes by name, in the order of ``slots.yaml``."""
    rows = parse_yaml(catalogue_text(), "slots.yaml")
    return MappingProxyType({name: _attribute(name, raw) for name, raw in rows.items()})


def catalogue_text() -> str:
    """``slots.yaml`` as it is written."""
    return files("detente.names").joinpath("slots.yaml").read_text(encoding="utf-8")


def _attribute(name: str, raw: dict[str, Any]) -> Attribute:
    raw = {key: value for key, value in raw.items() if key in Attribute.__dataclass_fields__}
    readings = {word: (float(low), float(high)) for word, (low, high) in raw.pop("readings", {}).items()}
    words = tuple(raw.pop("words", ()))
    system = raw.pop("system", {})
    shown = MappingProxyType(system if isinstance(system, dict) else {"any": system})
    return Attribute(name, words=words, readings=MappingProxyType(readings), system=shown, **raw)


def check_value(
    attribute: Attribute, value: float | tuple[float, float] | str | tuple[str, ...], unit: str | None = None
) -> str | None:
    """Why the slot can't have this value, or None where it can.

    A number or a pair is a quantity in ``unit``; a word is a category, reading or day; words are an order,
    best first.
    """
    if isinstance(value, str):
        return None if value in OPEN_WORDS else _check_word(attribute, value, unit)
    if isinstance(value, tuple):
        if any(isinstance(part, str) for part in value):
            return _check_order(attribute, tuple(str(part) for part in value))
        return _check_numbers(attribute, [float(part) for part in value], unit)
    return _check_numbers(attribute, [value], unit)


def _check_order(attribute: Attribute, words: tuple[str, ...]) -> str | None:
    if attribute.type == "date":
        return "days have no order of preference; give a day or a range of days"
    if len(set(words)) < len(words):
        return "a word stands twice in the order"
    return next((why for why in (_check_word(attribute, word, None) for word in words) if why), None)


def _check_numbers(attribute: Attribute, numbers: list[float], unit: str | None) -> str | None:
    if attribute.type != "number" and not attribute.free:
        return f"{attribute.name} takes a {'day' if attribute.type == 'date' else 'word'}, not a number"
    if not all(math.isfinite(number) for number in numbers):
        return "not a finite number"
    if numbers[0] > numbers[-1]:
        return "the low end lies above the high end"
    if attribute.type == "number" and unit != attribute.unit:
        return f"the unit of {attribute.name} is {attribute.unit}, not {unit}"
    low = -math.inf if attribute.min is None else attribute.min
    high = math.inf if attribute.max is None else attribute.max
    inside = all(low <= number <= high for number in numbers)
    return None if inside else f"outside the range of {attribute.name}, {low:g} to {high:g}"


def _check_word(attribute: Attribute, word: str, unit: str | None) -> str | None:
    if unit is not None and unit != attribute.unit:
        return f"a word of {attribute.name} has no unit {unit}"
    if attribute.type == "date":
        return None if parse_day_range(word) else "not a day (2020-11-10), month (2020-11), year or range a..b of them"
    if word in attribute.words or word in attribute.readings:
        return None
    if attribute.words_from is not None:
        return None if _ID.fullmatch(word) else f"not the id of an entity ({attribute.words_from})"
    if attribute.free:
        return None if word.strip() else "empty"
    known = ", ".join((*attribute.words, *attribute.readings))
    return f"{attribute.name} takes one of {known}" if known else f"{attribute.name} takes a number"


def parse_day_range(text: str) -> tuple[date, date] | None:
    """First and last day of ``2020-11-10``, ``2020-11``, ``2020`` or ``2020-11-09..2020-11-10``, or None."""
    first, _, last = text.partition("..")
    start, end = _days(first), _days(last or first)
    return (start[0], end[1]) if start and end and start[0] <= end[1] else None


def _days(text: str) -> tuple[date, date] | None:
    found = _DAY.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = reachable(date(year or 0, month or 1, day or 1))
        if day:
            return first, first
        after = date(first.year + 1, 1, 1) if not month or month == 12 else date(first.year, month + 1, 1)
        return first, date.fromordinal(after.toordinal() - 1)
    except ValueError:
        return None
