"""What a number is about: the attribute of the slot it may belong to, guessed from the words around it."""

from __future__ import annotations

import re
from typing import Any

from detente.claims.proposing.lexicon import lexicon
from detente.claims.proposing.quantities import Quantity
from detente.names.catalogue import catalogue, check_value

ANY = "account"  # takes what fits no other slot
FAR = 400  # characters to either side that may still tell what a number is about

_LEXICON: dict[str, Any] = lexicon("topics")
_FATES: list[tuple[str, re.Pattern[str]]] = [(fate, re.compile(form)) for fate, form in _LEXICON["fates"].items()]
_TOPICS: list[tuple[str, str, re.Pattern[str]]] = [(*slot, re.compile(form)) for *slot, form in _LEXICON["topics"]]
_JOINED = re.compile(r"(?:\b\d[\d,.]*(?:\s[A-Z]\w+)?,?\s(?:and|or|to)\s)+\Z")  # lost 12 and 15 soldiers
_JOINS = re.compile(r"\A(?:\s[A-Z]\w+)?\s(?:and|or|to)\s\d[\d,.]*\s")
_FACTORS = {"billion_usd": 1e-9}  # from our unit to the slot's


def slot_value(text: str, start: int, end: int, quantity: Quantity) -> tuple[str, float, float, str | None]:
    """Attribute, low, high and unit of a quantity of the sentence ``text[start:end]``, as its slot takes them."""
    for attribute in (_topic(text, start, end, quantity), ANY):
        unit = catalogue()[attribute].unit or quantity.unit or None
        factor = _FACTORS.get(unit or "", 1.0)
        low, high = round(quantity.low * factor, 9), round(quantity.high * factor, 9)
        if check_value(catalogue()[attribute], (low, high), unit) is None:
            return attribute, low, high, unit
    raise ValueError(f"{ANY} takes any finite number")


def _topic(text: str, start: int, end: int, quantity: Quantity) -> str:
    fate = _fate(text, start, end, quantity) if quantity.unit == "persons" else None
    if fate is not None:
        return fate
    own = text[quantity.start : quantity.end]
    near = text[max(start, quantity.start - 60) : min(end, quantity.end + 40)]
    around = text[max(start, quantity.start - FAR) : min(end, quantity.end + FAR)]
    for words in (own, near, around):
        for unit, attribute, pattern in _TOPICS:
            if unit == quantity.unit and pattern.search(words):
                return attribute
    return ANY


def _fate(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """What happened to the people counted: the nearest word that says so, not past another number."""
    own = text[quantity.start : quantity.end]
    before = _JOINED.sub("", text[max(start, quantity.start - 40) : quantity.start])
    after = text[quantity.end : min(end, quantity.end + 50)]
    after = after if own.endswith(quantity.noun) else _JOINS.sub(" ", after)
    before, after = re.split(r"[\d;]", before)[-1], re.split(r"[\d;]", after)[0]
    found: list[tuple[int, str]] = []
    for attribute, pattern in _FATES:
        if pattern.search(own):
            found.append((0, attribute))
        found += [(1 + match.start(), attribute) for match in pattern.finditer(after)]
        found += [(1 + len(before) - match.end(), attribute) for match in pattern.finditer(before)]
    return min(found)[1] if found else None
