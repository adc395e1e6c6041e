"""Numbers in running text with bounds and units: "half a million" is 500,000, and a year is no number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.claims.model import Bound


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as said at ``[start, end)``: range, bound and unit, and the noun it counts (``displaced``)."""

    start: int
    end: int
    low: float
    high: float
    bound: Bound
    unit: str
    noun: str


_SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "mln": 1e6}
_WORDS = {
    word: float(number)
    for number, word in enumerate(
        re.findall(
            r"\w+",
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
            " seventeen eighteen nineteen twenty",
        ),
        1,
    )
} | {
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
    "sixty": 60.0,
    "seventy": 70.0,
    "eighty": 80.0,
    "ninety": 90.0,
}
_VAGUE = {
    "hundreds of thousands of": (200_000.0, 999_999.0),
    "tens of thousands of": (20_000.0, 99_999.0),
    "tens of thousands": (20_000.0, 99_999.0),
    "hundreds of thousands": (200_000.0, 999_999.0),
    "thousands": (2_000.0, 9_999.0),
    "hundreds": (200.0, 999.0),
    "dozens": (24.0, 99.0),
    "scores": (40.0, 99.0),
    "half a million": (500_000.0, 500_000.0),
    "quarter of a million": (250_000.0, 250_000.0),
    "half a billion": (5e8, 5e8),
    "two dozen": (24.0, 24.0),
    "a dozen": (12.0, 12.0),
}
_BOUNDS: tuple[tuple[Bound, str], ...] = (
    (
        "at_most",
        r"as many as|up to|no more than|not more than|at most|fewer than|less than|under|below|just under",
    ),
    (
        "at_least",
        r"well over|over|more than|at least|no fewer than|no less than|upwards of|exceeding|in excess of",
    ),
    (
        "about",
        r"around|about|roughly|approximately|some|nearly|almost|close to|an estimated|estimated|circa|~",
    ),
)
_PEOPLE = (
    r"people|persons?|soldiers?|troops?|servicemen|personnel|officers?|peacekeepers?|fighters?"
    r"|mercenar(?:y|ies)|insurgents?|civilians?|residents?|inhabitants?|refugees?|IDPs?|deaths?|dead|casualties"
    r"|killed|displaced|wounded|injured|volunteers?|protesters?|demonstrators?|prisoners?|hostages|militants?"
    r"|(?:Armen|Russ|Iran|Syr|Georg)ians|Azerbaijanis|Azeris|Turks|Kurds|men"
)
_UNITS: tuple[tuple[str, float, str], ...] = (
    ("persons", 1.0, _PEOPLE),
    ("share", 0.01, r"%|percent|per cent|percentage points"),
    ("days", 7.0, r"weeks?"),
    ("days", 1.0, r"days?"),
    ("days", 30.4, r"months?"),
    ("square_km", 2.59, r"square[ -]miles?"),
    ("square_km", 1.0, r"square[ -]kilomet(?:er|re)s?|km2|km²"),
    ("km", 1.609, r"miles?"),
    ("km", 1.0, r"kilomet(?:er|re)s?|km"),
    ("billion_m3", 1e-9, r"cubic met(?:er|re)s|m3"),
    ("billion_m3", 1.0, r"bcm"),
    ("ratio", 1.0, r"times"),
    ("usd", 1.0, r"dollars|USD"),
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALES = "|".join(_SCALE)
_ONE = rf"(?:{_DIGITS}|\b(?:{'|'.join(_WORDS)})\b|\ba(?= (?:{_SCALES})\b))(?:[ -](?:{_SCALES})\b)?"
_NUMBER = re.compile(
    rf"(?:(?P<bound>{'|'.join(f'(?P<{bound}>{words})' for bound, words in _BOUNDS)})\s+)?(?P<dollar>US)?"
    rf"(?P<sign>[$€£])?(?:(?P<vague>\b(?:{'|'.join(_VAGUE)})\b)|(?P<low>{_ONE})(?:(?:\s*[–-]\s*|\s+to\s+)\$?"
    rf"(?P<high>{_ONE}))?)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    "|".join(f"(?P<u{n}>(?<![A-Za-z])(?:{words}))(?![A-Za-z])" for n, (_, _, words) in enumerate(_UNITS))
)
_BETWEEN = re.compile(rf"between (?P<low>{_ONE}) and (?P<high>{_ONE})", re.IGNORECASE)
_OR_MORE = re.compile(r"\s*(?:or more\b|\+)")
_STOP = re.compile(r"[.;:()\[\]–—]|,\s|\b(?:and|with|to|as|in|by|at|on|for|from|that|than)\b")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SHARED = re.compile(rf" (?:and|or) (?={_ONE})")
_LOSS = re.compile(r"\b(?:lost|killed|losing|killing)\s+$")


def quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """Every quantity with a unit in ``text[start:end]``; years and footnote marks are none."""
    stop = len(text) if end is None else end
    at = start
    while found := _next(text, at, stop):
        quantity = _quantity(text, found, stop)
        at = quantity.end if quantity else found.end()
        if quantity:
            yield quantity


def _next(text: str, at: int, stop: int) -> re.Match[str] | None:
    found = _NUMBER.search(text, at, stop)
    between = _BETWEEN.search(text, at, stop)
    return between if between and found and between.start() <= found.start() else found


def _quantity(text: str, found: re.Match[str], stop: int) -> Quantity | None:
    groups = found.groupdict()
    before = text[found.start() - 1 : found.start()] if found.start() else ""
    if before.isalnum() or before in {"[", ".", "-"} or _YEAR.fullmatch(found[0]):
        return None
    low, high = _ends(groups)
    bound: Bound = next((name for name, _ in _BOUNDS if groups.get(name)), "exact")
    end = found.end()
    if more := _OR_MORE.match(text, end):
        bound, end = "at_least", more.end()
    if low != high:
        bound = "exact"
    if groups.get("sign") == "$":
        return Quantity(found.start(), end, low, high, bound, "usd", "dollars")
    return _with_unit(text, Quantity(found.start(), end, low, high, bound, "", ""), stop)


def _with_unit(text: str, bare: Quantity, stop: int) -> Quantity | None:
    unit = _unit_after(text, bare.end, stop)
    end = unit.end() if unit else bare.end
    if unit is None and (shared := _SHARED.match(text, bare.end, stop)):
        following = _NUMBER.match(text, shared.end(), stop)  # "31 and 90 soldiers": both count soldiers
        unit = _unit_after(text, following.end(), stop) if following else None
    if unit is None:
        lost = _LOSS.search(text, max(0, bare.start - 12), bare.start)
        return replace(bare, unit="persons") if lost else None
    name, factor, _ = _UNITS[int((unit.lastgroup or "u0")[1:])]
    return replace(bare, end=end, low=bare.low * factor, high=bare.high * factor, unit=name, noun=unit[0])


def _unit_after(text: str, end: int, stop: int) -> re.Match[str] | None:
    """The first unit within three words, in the same clause."""
    pause = _STOP.search(text, end, stop)
    limit = pause.start() if pause else stop
    unit = _UNIT.search(text, end, limit)
    gap = text[end : unit.start()] if unit else ""
    near = len(gap.split()) <= 3 and not any(letter.isdigit() for letter in gap)
    return unit if unit and near else None


def _ends(groups: dict[str, str | None]) -> tuple[float, float]:
    vague = groups.get("vague")
    if vague:
        return _VAGUE[vague.lower()]
    low, high = groups["low"] or "", groups.get("high")
    if not high:
        return _number(low), _number(low)
    last = _number(high)
    scale = next((factor for word, factor in _SCALE.items() if high.lower().endswith(word)), 1.0)
    first = _number(low) * (scale if not any(low.lower().endswith(word) for word in _SCALE) else 1.0)
    return (first, last) if first <= last else (last, last)


def _number(words: str) -> float:
    parts = re.split(r"[ -]", words.lower().strip())
    head = parts[0].replace(",", "")
    base = 1.0 if head == "a" else _WORDS.get(head)
    if base is None:
        base = float(head)
    return base * (_SCALE.get(parts[-1], 1.0) if len(parts) > 1 else 1.0)
