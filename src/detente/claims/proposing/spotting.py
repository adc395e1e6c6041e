"""Numbers in running text with the bound before them, not yet with what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.claims.model import Bound
from detente.claims.proposing.lexicon import any_of, lexicon
from detente.claims.proposing.numbers import NUMBER, VAGUE, is_scaled, read_number, read_vague
from detente.claims.proposing.shares import shares


@dataclass(frozen=True, slots=True)
class Spotted:
    """A number whose words end at ``end``: with its bound it starts at ``start``, itself at ``number``.

    ``unit`` is set where the number brings its own: a currency sign, a share, a ratio.
    """

    start: int
    number: int
    end: int
    low: float
    high: float
    bound: Bound
    unit: str = ""
    words: str = ""
    is_vague: bool = False


_LEXICON: dict[str, Any] = lexicon("quantities")
_BEFORE: dict[Bound, str] = _LEXICON["bounds"]
_SIGNS = {code: any_of(words[:-1]) for code, words in _LEXICON["currencies"].items() if len(words) > 1}
_CODE = rf"(?=(?-i:[A-Z]){{3}}\s?\d)(?-i:{any_of([_LEXICON['codes']])})"
_SIGN = rf"(?:{'|'.join(_SIGNS.values())}|{_CODE})"
ONE = rf"(?:{VAGUE}|{NUMBER})"
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

_NUMBER = re.compile(
    rf"(?P<between>between\s|ranging\sfrom\s|ranged\sfrom\s)?(?P<sign>(?<![A-Za-z]){_SIGN}\s?)?(?<![\w#])"
    rf"(?P<low>(?P<vague>{VAGUE})|{NUMBER})"
    rf"(?:(?P<to>\s?[–—-]\s?|[\s-]to[\s-]|\sor\s|\sand\s)(?:{_SIGN}\s?)?(?P<high>{NUMBER}))?",
    re.IGNORECASE,
)
_BOUND = re.compile(
    rf"(?<![\w-])(?:{'|'.join(f'(?P<{bound}>{any_of([words])})' for bound, words in _BEFORE.items())})"
    r"(?:\s(?:an?|the|another|an\sadditional|a\stotal\sof|a\sfurther|its|their|some|around|about))?\s*\Z",
    re.IGNORECASE,
)
_ONE_UNIT = re.compile(
    rf"\b(?:(?P<half>half\san?|(?:a\s)?half)(?=[\s-](?:century|decade|year|month|day|hour|mile|kilomet)\w*)"
    rf"|an?(?=\s(?:{any_of(_LEXICON['single_units'])})\b))",
    re.IGNORECASE,
)
_FIRST = re.compile(NUMBER, re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3},000")
# behind one of these a bound says the opposite: "does not exceed", "never fewer than", "at no time were more than"
_DENIED = re.compile(
    rf"\b(?:(?:{any_of([_LEXICON['never']])}|\w+n[’']t)(?:\s(?!(?:{any_of([_LEXICON['no_longer_denied']])})\b)[\w’'-]+){{0,2}}"
    rf"|(?:{any_of([_LEXICON['at_no_time']])})(?:\s[\w’'-]+){{0,4}})\s\Z",
    re.IGNORECASE,
)
_TURNS = re.compile(rf"(?:{any_of([_LEXICON['turned']])})\b", re.IGNORECASE)
_OPPOSITE: dict[Bound, Bound] = {"at_least": "at_most", "at_most": "at_least"}


def spotted(text: str, start: int, stop: int) -> Iterator[Spotted]:
    """Numbers, parts and multiples in their order; of two readings of the same words the longer."""
    found = [*_numbers(text, start, stop), *_shares(text, start, stop), *_single(text, start, stop)]
    reached = start
    for one in sorted(found, key=lambda one: (one.number, -one.end)):
        if one.number >= reached:
            reached = one.end
            yield one


def number_at(text: str, at: int, stop: int) -> int | None:
    """Where the number that begins at ``at`` ends, or None."""
    found = _NUMBER.match(text, at, stop)
    return found.end() if found else None


def _shares(text: str, start: int, stop: int) -> Iterator[Spotted]:
    for first, last, low, high, unit in shares(text, start, stop):
        bound, begin = _bound_before(text, start, first)
        yield Spotted(begin, first, last, low, high, bound, unit, text[first:last])


def _single(text: str, start: int, stop: int) -> Iterator[Spotted]:
    """Half a unit, or a whole one that is bounded: "less than a year", "half a century"."""
    for found in _ONE_UNIT.finditer(text, start, stop):
        bound, begin = _bound_before(text, start, found.start())
        number = 0.5 if found["half"] else 1.0
        by = text[max(start, found.start() - 3) : found.start()] == "by "  # longer by a month
        if found["half"] or bound != "exact" or by:
            yield Spotted(begin, found.start(), found.end(), number, number, bound, "", found[0])


def _numbers(text: str, start: int, stop: int) -> Iterator[Spotted]:
    at = start
    while found := _NUMBER.search(text, at, stop):
        one = _number(text, found, start)
        at = max(one.end, at + 1)
        yield one


def _number(text: str, found: re.Match[str], start: int) -> Spotted:
    low, high, end = _ends(found)
    is_range = found["high"] is not None and end == found.end()
    first = found.start() if is_range or not found["between"] else found.end("between")
    bound, begin = _bound_before(text, start, first)
    number = found.start("sign") if found["sign"] else found.start("low")
    words, is_vague = text[found.start("low") : end], low != high and not is_range
    return Spotted(begin, number, end, low, high, bound, _currency(found["sign"]), words, is_vague)


def _currency(sign: str | None) -> str:
    word = (sign or "").strip()
    known = (code for code, signs in _SIGNS.items() if word and re.fullmatch(signs, word, re.IGNORECASE))
    return next(known, word.lower() if word.isalpha() else "")


def _ends(found: re.Match[str]) -> tuple[float, float, int]:
    """The range and where it ends; a second number that makes no range with the first is left alone."""
    first, second = found["low"], found["high"]
    if found["vague"]:
        return (*read_vague(first), found.end("low"))
    low = read_number(first)
    if second is None or not _is_range(found):
        return low, low, found.end("low")
    high = read_number(second)
    shares = _THOUSANDS.fullmatch(second) and first.isdigit() and not found["to"].strip().isalpha()
    if shares and low < high / 1000 <= 3 * low:
        low *= 1000  # 7-8,000
    elif low < high and is_scaled(second) and not is_scaled(first):
        low *= _scale(second, high)
    return (low, high, found.end()) if low < high else (low, low, found.end("low"))


def _scale(words: str, number: float) -> float:
    """What the scale at the end of ``words`` multiplies by: "2 to 3 million" are both millions."""
    first = _FIRST.match(words.split()[0]) if " " in words else None
    return number / read_number(first[0]) if first else 1.0


def _is_range(found: re.Match[str]) -> bool:
    joint = found["to"].strip().lower().strip("-")
    if joint == "and":
        return (found["between"] or "").lower().startswith("between")
    if joint == "to":  # "from 90 to 30" says two numbers
        return bool(found["between"]) or found.string[max(0, found.start() - 5) : found.start()].lower() != "from "
    if joint == "or":
        return bool(found["high"][0].isdigit() == found["low"][0].isdigit())
    return not YEAR.fullmatch(found["low"])


def _bound_before(text: str, start: int, at: int) -> tuple[Bound, int]:
    bound: Bound = "exact"
    for _ in range(2):  # "at least some 300": the first word decides
        found = _BOUND.search(text, max(start, at - 40), at)
        if not found:
            break
        bound, at = next(name for name in _BEFORE if found[name]), found.start()
        if _TURNS.match(text, at) and _DENIED.search(text, max(start, at - 50), at):
            bound = _OPPOSITE.get(bound, bound)
    return bound, at
