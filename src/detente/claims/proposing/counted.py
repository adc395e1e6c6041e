"""What a number counts: the unit or the noun that follows it, in the same clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from detente.claims.proposing.lexicon import any_of, lexicon
from detente.claims.proposing.numbers import NUMBER

_LEXICON: dict[str, Any] = lexicon("quantities")
_CURRENCIES = [(code, any_of(words[-1:])) for code, words in _LEXICON["currencies"].items()]
_UNITS: list[tuple[str, float, str]] = [
    *((code, 1.0, words) for code, words in _CURRENCIES),
    *((unit, float(factor), any_of([words])) for unit, factor, words in _LEXICON["units"]),
]
_UNIT = re.compile(
    "|".join(f"(?P<u{n}>(?<![A-Za-z’'])(?:{words}))(?![\\w²³])" for n, (_, _, words) in enumerate(_UNITS))
    + rf"|(?P<code>(?<![A-Za-z])(?=[A-Z]{{3}}\b)(?:{any_of([_LEXICON['codes']])}))\b"
    + rf"|(?P<peoples>\b{_LEXICON['peoples']}\b)"
)
_NOUN = re.compile(rf"(?<![\w-])(?:[a-z][\w-]*(?:[^\Wsui]s|ies|ives)|[A-Z]{{2,}}s|{_LEXICON['plurals']})(?![\w-])")
_NO_NOUN = re.compile(rf"(?:{_LEXICON['no_nouns']})\Z")
_UNMEASURED = re.compile(rf"(?:{_LEXICON['unmeasured']})\Z", re.IGNORECASE)
_STOP = re.compile(
    rf"(?<!\bsq)\.|[,;:()\[\]–—“”\"!?|\n]|(?<=\s)--?(?=\s)"
    rf"|\b(?:{any_of([_LEXICON['pauses']])})\b|(?<!\w){NUMBER}".replace(" ", r"\s"),
    re.IGNORECASE,
)
_PEOPLE = re.compile(rf"\b(?:{any_of([_LEXICON['units'][-1][2]])}|(?:death\s)?toll|fled|strength)\b")
BACK = 160  # characters back to the people whom a number without a noun may count
NEAR = 60  # characters in which the noun must follow


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit or noun that ends at ``end``; ``factor`` turns the number into the unit."""

    end: int
    unit: str
    factor: float
    noun: str


def counted(text: str, at: int, stop: int) -> Counted | None:
    """The first unit or plural noun within four words after ``at``; None where a pause comes first."""
    limit = _limit(text, at, min(stop, at + NEAR))
    unit = _UNIT.search(text, at, limit)
    noun = _noun(text, at, limit)
    found = _as_unit(unit) if unit and (noun is None or unit.start() <= noun.start()) else _as_count(noun)
    return found if found and text.count(" ", at, found.end) <= 4 else None


def people_before(text: str, at: int) -> str:
    """``persons`` where a number without a noun follows people: "How many fled? The UN counted 300."."""
    return "persons" if _PEOPLE.search(text, max(0, at - BACK), at) else ""


def is_measured(noun: str) -> bool:
    """Whether a number before the noun says how much: "two sides" and "three reasons" don't."""
    return not _UNMEASURED.match(noun)


def _limit(text: str, at: int, stop: int) -> int:
    pause = _STOP.search(text, at, stop)
    if not pause:
        return stop
    longer = _UNIT.match(text, pause.start())  # "per cent" begins like a pause
    return longer.end() if longer else pause.start()


def _as_unit(found: re.Match[str]) -> Counted:
    if found.lastgroup == "peoples":
        return Counted(found.end(), "persons", 1.0, found[0])
    if found.lastgroup == "code":
        return Counted(found.end(), found[0].lower(), 1.0, found[0])
    unit, factor, _ = _UNITS[int((found.lastgroup or "u0")[1:])]
    return Counted(found.end(), unit, factor, found[0])


def _as_count(noun: re.Match[str] | None) -> Counted | None:
    return Counted(noun.end(), "count", 1.0, noun[0]) if noun else None


def _noun(text: str, at: int, limit: int) -> re.Match[str] | None:
    nouns = _NOUN.finditer(text, at, limit)
    return next((noun for noun in nouns if not _NO_NOUN.match(noun[0])), None)
