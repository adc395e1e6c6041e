"""Parts and multiples in words: "a third of", "one in five", "nine-tenths", "double the", "tenfold"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente.claims.proposing.lexicon import any_of, lexicon
from detente.claims.proposing.numbers import NUMBER, read_number

_LEXICON: dict[str, Any] = lexicon("quantities")
_PARTS: dict[str, float] = _LEXICON["fractions"]
_MAJORITIES: dict[str, list[float]] = _LEXICON["majorities"]
_MULTIPLES: dict[str, float] = _LEXICON["multiples"]

_WHOLE = r"(?=\s+(?:of|the|its|their|his|her|our|as|that|those|a\s+(?:century|decade))\b|\s*[.,;:!?)]|\s*\Z)"
_PART = (
    rf"(?P<count>an?|{NUMBER})[\s-](?P<part>{any_of(word for word in _PARTS if word not in ('half', 'halves'))})\b"
    rf"(?:(?<=s)|(?<=-\w{{5}})|{_WHOLE})"
)
_NOT_HALF = "an?|hours?|way|brothers?|sisters?|time|empty|full|century|year|day|decade|open"
_HALF = rf"(?<!first\s)(?<!second\s)(?<!other\s)(?P<half>one[\s-]half|half)(?![\w-]|\s(?:{_NOT_HALF})\b)"
_ONE_IN = rf"(?P<some>{NUMBER})\s(?:in|out\sof)\s(?:every\s)?(?P<all>{NUMBER})(?!\s*(?:per\s?cent|%))"
_FOLD = rf"(?P<fold>{any_of(_LEXICON['numbers'])}|{NUMBER}(?=[\s-]))[\s-]?fold\b"
_MULTIPLE = rf"(?P<multiple>{any_of(_MULTIPLES)})(?=\s(?!digit|standard|agent|role|game|page)\w|[.,;])"
_END = rf"(?:(?:an?|{NUMBER})[\s-](?:{any_of(_PARTS)})|half)\b"
_BETWEEN = rf"(?P<between>between\s(?P<from>{_END})\sand\s(?P<till>{_END}))"
_BETWEEN += r"(?!\sa\s(?:century|decade|year|hour|day|[a-z]+illion))"
_MAJORITY = rf"(?:the\s|an\s)?(?P<majority>{any_of(_MAJORITIES)})(?=\sof\b)".replace(" ", r"\s")
_SHARE = re.compile(
    rf"(?<![\w-])(?:{_BETWEEN}|{_FOLD}|{_PART}|{_HALF}|{_ONE_IN}|{_MULTIPLE}|{_MAJORITY})", re.IGNORECASE
)
_HINT = re.compile(
    rf"fold\b|\b(?:{any_of([*_PARTS, *_MULTIPLES, *(word.split()[-1] for word in _MAJORITIES)])})\b"
    rf"|\s(?:in|out\sof)\s(?:every\s)?(?:\d{{1,3}}\b(?![,.]\d)|(?:{any_of(_LEXICON['numbers'])})\b)",
    re.IGNORECASE,
)


def shares(text: str, start: int, stop: int) -> Iterator[tuple[int, int, float, float, str]]:
    """Every part or multiple: start, end, low, high and the unit, ``share`` or ``ratio``."""
    if not _HINT.search(text, start, stop):  # most sentences have none, and the whole pattern is slow
        return
    for found in _SHARE.finditer(text, start, stop):
        read = _read({name: words for name, words in found.groupdict().items() if words})
        if read is not None:
            yield (found.start(), found.end(), *read)


def _read(groups: dict[str, str]) -> tuple[float, float, str] | None:
    if "between" in groups:
        low, high = (_part(groups[end].lower()) for end in ("from", "till"))
        return (low, high, "share") if low < high <= 1 else None
    if "fold" in groups:
        return (*_twice(read_number(groups["fold"])), "ratio")
    if "multiple" in groups:
        return (*_twice(float(_MULTIPLES[groups["multiple"].lower()])), "ratio")
    if "majority" in groups:
        low, high = _MAJORITIES[re.sub(r"\s", " ", groups["majority"].lower())]
        return float(low), float(high), "share"
    if "half" in groups:
        return 0.5, 0.5, "share"
    return _ratio(groups)


def _part(words: str) -> float:
    """The share that the words mean: "a fifth", "two-thirds", "half"."""
    count, _, part = words.replace("-", " ").rpartition(" ")
    return (1.0 if count in ("", "a", "an") else read_number(count)) / float(_PARTS[part])


def _ratio(groups: dict[str, str]) -> tuple[float, float, str] | None:
    if "part" in groups:
        count = groups["count"].lower()
        some, whole = 1.0 if count in ("a", "an") else read_number(count), float(_PARTS[groups["part"].lower()])
    else:
        some, whole = read_number(groups["some"]), read_number(groups["all"])
    return (*_twice(some / whole), "share") if some < whole <= 1000 else None


def _twice(number: float) -> tuple[float, float]:
    return number, number
