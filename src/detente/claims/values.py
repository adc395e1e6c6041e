"""A claim's value: from what the file says to a typed value, and back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from detente.claims.model import Bound, Value, ValueType
from detente.names.catalogue import Attribute, check_value

BOUNDS: Mapping[Bound, str] = {"exact": "", "about": "about ", "at_least": "at least ", "at_most": "at most "}
LONGEST = 120  # characters of a free word; longer ones are prose and belong in the paraphrase


def parse_value(
    raw: object,
    attribute: Attribute,
    bound: Bound = "exact",
    unit: str | None = None,
    original: str | None = None,
) -> Value | str:
    """The value, or the reason why the slot can't have it.

    ``raw`` is a number, a pair ``[low, high]``, a word, a day or ``{order: [best, …]}``, as YAML reads it.
    """
    plain = _plain(raw)
    if plain is None:
        return _misread(raw)
    reason = check_value(attribute, plain, unit)
    if reason is not None:
        return reason
    if isinstance(plain, str) or (isinstance(plain, tuple) and isinstance(plain[0], str)):
        return _of_words(plain, attribute, bound, unit, original)
    low, high = plain if isinstance(plain, tuple) else (plain, plain)
    kind: ValueType = "point" if low == high else "interval"
    return Value(kind, float(low), float(high), bound=bound, unit=unit, original=original)


def _plain(raw: object) -> float | tuple[float, float] | str | tuple[str, ...] | None:
    if isinstance(raw, str):
        return raw if 0 < len(raw) <= LONGEST else None
    if isinstance(raw, date):
        return raw.isoformat()
    if _is_number(raw):
        return _float(raw)
    if isinstance(raw, list) and len(raw) == 2 and all(_is_number(part) for part in raw):
        return (_float(raw[0]), _float(raw[1]))
    if isinstance(raw, dict) and set(raw) == {"order"} and isinstance(raw["order"], list):
        words = tuple(raw["order"])
        return words if len(words) > 1 and all(isinstance(word, str) and word for word in words) else None
    return None


def _is_number(raw: object) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool)


def _float(raw: Any) -> float:
    try:
        return float(raw)
    except OverflowError:
        return math.inf


def _misread(raw: object) -> str:
    if isinstance(raw, bool):
        return 'an unquoted yes or no; write "yes" or "no" in quotes'
    if isinstance(raw, str):
        return "an empty word" if not raw else f"a word of more than {LONGEST} characters"
    return "not a number, [low, high], word, day or {order: [best, next]}"


def _of_words(
    words: str | tuple[str, ...], attribute: Attribute, bound: Bound, unit: str | None, original: str | None
) -> Value | str:
    if bound != "exact" and attribute.type != "date":
        return f"a word can't be {bound}"
    if isinstance(words, tuple):
        return Value("order", words=words, unit=unit, original=original)
    known = words in attribute.words or words in attribute.readings
    if words == "unknown" and not known:
        return Value("unknown", unit=unit, original=original)
    if words == "none" and not known:
        return Value("none", unit=unit, original=original)
    return Value("category", words=(words,), bound=bound, unit=unit, original=original)


def raw_value(value: Value) -> object:
    """What the file says for ``value``: the inverse of :func:`parse_value` for its ``value`` field."""
    if value.type == "point":
        return _number(value.low)
    if value.type == "interval":
        return [_number(value.low), _number(value.high)]
    if value.type == "order":
        return {"order": list(value.words)}
    return value.words[0] if value.words else value.type


def _number(number: float | None) -> float | int:
    assert number is not None, "a point and an interval have numbers"
    return int(number) if float(number).is_integer() else number


def value_words(value: Value) -> str:
    """A value as one reads it: number with its bound and unit, or the word."""
    if value.words:
        return " > ".join(value.words)
    if value.low is None or value.high is None:
        return value.type
    ends = [f"{end:,.12g}" for end in (value.low, value.high)]
    number = ends[0] if value.low == value.high else f"{ends[0]} to {ends[1]}"
    return f"{BOUNDS[value.bound]}{number} {(value.unit or '').replace('_', ' ')}".strip()
