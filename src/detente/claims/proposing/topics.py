"""What a number is about: the attribute of the slot it may belong to, guessed from the words around it."""

from __future__ import annotations

import re
from typing import Any

from detente.claims.proposing.gapped import counts_on, head_of
from detente.claims.proposing.lexicon import any_of, lexicon
from detente.claims.proposing.quantities import Quantity
from detente.claims.proposing.spotting import ONE
from detente.names.catalogue import catalogue, check_value

ANY, TROOPS = "account", "troops"  # the first takes what fits no other slot
FAR = 400  # characters to either side that may still tell what a number is about

_LEXICON: dict[str, Any] = lexicon("topics")
_FATES: list[tuple[str, re.Pattern[str]]] = [(fate, re.compile(form)) for fate, form in _LEXICON["fates"].items()]
_TOPICS: list[tuple[str, str, re.Pattern[str]]] = [(*slot, re.compile(form)) for *slot, form in _LEXICON["topics"]]
_ARMED, _HAS = re.compile(_LEXICON["armed"]), re.compile(rf"\b(?:{_LEXICON['has']})\b")
_HOW_MANY = rf"(?:(?:{any_of(lexicon('quantities')['bounds'].values())}|another|a\stotal\sof)\s)*{ONE}(?!\w)"
_ANY_FATE = re.compile(
    "|".join(f"(?P<{fate}>{form})" for fate, form in _LEXICON["fates"].items()).replace(" $", rf"\s(?={_HOW_MANY})")
)
_COUNTED = r"(?:\s(?!(?:were|was|had|have|has|are|is|and|who|which|that|but)\b)[A-Za-z][\w-]*)"
_HELPERS = r"\s(?:(?:were|was|are|is|have|had|has|been|also|all|reportedly|[a-z]+ly)\s)*"
_LISTED = re.compile(
    rf"(?:{_COUNTED}{{0,3}}(?:\sand{_COUNTED}{{1,3}})?(?:,|,?\sand)\s{_HOW_MANY}{_COUNTED}{{1,4}}?"
    rf"(?:\sand{_COUNTED}{{1,3}}?)?)+?{_HELPERS}(?={_ANY_FATE.pattern})"
)
_ASIDE = re.compile(rf"{_COUNTED}{{0,3}},\s[^,;:.]{{3,90}},{_HELPERS}(?={_ANY_FATE.pattern})")
_OPENS_LIST = re.compile(rf"(?:[,;:–—]\s|\b(?:that|and|{any_of([lexicon('quantities')['told']])})\s)\Z")
_OWN_NOUN = re.compile(r"\b(?:number|total|strength|share|size)\sof\b[^.;]*\Z")  # "the number of regulars at 9,000"
_PUT = re.compile(r"\bputs?\s(?!(?:it|them|this|that|the\s(?:figure|number|total))(?:\s\w+)?\sat\b)[^.;]{0,50}\sat\s\Z")
_LIST_NEAR = 200  # characters in which a list of people ends with what befell them
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
    is_strength, is_armed = _is_strength(text, start, end, quantity), bool(_ARMED.search(own))
    near = text[max(start, quantity.start - 60) : min(end, quantity.end + 40)]
    around = text[max(start, quantity.start - FAR) : min(end, quantity.end + FAR)]
    for words in (own, near, around):
        for unit, attribute, pattern in _TOPICS:
            fits = is_strength if attribute == TROOPS else attribute != "residents" or words is own or not is_armed
            if unit == quantity.unit and fits and pattern.search(words):
                return attribute
    return ANY


def _is_strength(text: str, start: int, end: int, quantity: Quantity) -> bool:
    """Whether people counted bear arms and are told of as a strength, not in a sentence about losses."""
    own = text[quantity.start : quantity.end]
    if quantity.noun and not _ARMED.search(own):
        return False
    near = text[max(start, quantity.start - 60) : min(end, quantity.end + 40)]
    return not _ANY_FATE.search(text, start, end) or bool(_HAS.search(near))


def _fate(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """What happened to the people counted: the nearest word that says so, else that of the list that they stand in."""
    return _nearest_fate(text, start, end, quantity) or _fate_of_list(text, start, end, quantity)


def _nearest_fate(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """The nearest word that says what happened to them, not past another number."""
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


def _fate_of_list(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """The fate behind a list or an aside ("20 soldiers, 12 of them boys, died"), of the sum before a colon, of those
    whom a bare number goes on to count ("Ukraine lost 107 men, Russia 40").
    """
    stop = min(end, quantity.end + _LIST_NEAR)
    opens = _OPENS_LIST.search(text, max(start, quantity.start - 24), quantity.start)
    if opens or not text[start : quantity.start].strip(' “"'):
        behind = _LISTED.match(text, quantity.end, stop) or _ASIDE.match(text, quantity.end, stop)
        if behind and (fate := _ANY_FATE.match(text, behind.end(), end)):
            return fate.lastgroup
    head = head_of(text, start, quantity.start)
    if head is None and (quantity.noun or not counts_on(text, quantity.start, quantity.end, end)):
        return None
    if head is None and (
        _OWN_NOUN.search(text, max(start, quantity.start - 80), quantity.start)
        or _PUT.search(text, max(start, quantity.start - 60), quantity.start)
    ):
        return None
    first, last = (start, head) if head is not None else (max(0, quantity.start - _LIST_NEAR), quantity.start)
    fates = [found.lastgroup for found in _ANY_FATE.finditer(text, first, last)]
    return fates[-1] if fates else None
