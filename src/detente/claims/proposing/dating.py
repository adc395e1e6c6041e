"""What the rules for dates share: what they give, what they may lean on, and the parts of their patterns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from detente.claims.proposing.lexicon import any_of, lexicon
from detente.claims.proposing.numbers import NUMBER, read_number
from detente.claims.proposing.periods import Period

STATED, RELATIVE, GUESSED = "stated", "counted from the publication date", "inferred from the dates around it"
SPAN, LAST_SPAN = "the period that the text is about", "the period named last"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at ``[start, end)``: its first and last day, where they are known, and what they rest on.

    ``is_joined`` says that it was put together from two: "from 3 May to 6 June".
    """

    start: int
    end: int
    days: Period | None
    basis: str = STATED
    is_joined: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """What a date may lean on: the publication, the date before it, the year of one that follows at once."""

    text: str
    published: date | None
    before: Dated | None = None
    following_year: int | None = None


Rule = Callable[[re.Match[str], Near], Dated | None]
Rules = tuple[tuple[re.Pattern[str], Rule], ...]

LEXICON: dict[str, Any] = lexicon("dates")
MONTHS: dict[str, int] = {name: number for number, name in enumerate(LEXICON["months"], 1)} | LEXICON["short_months"]
WEEKDAYS: list[str] = LEXICON["weekdays"]

MONTH = rf"(?P<month>{any_of(MONTHS)})\b(?:(?<!May)(?<=\b\w{{3}})\.|(?<=Sept)\.)?"
_NOTED = r"\d{1,3}(?=\s+[A-Z“\"]|\s*\Z)"  # the mark of a footnote
YEAR = rf"(?<![\d,.$€£#/])(?<![\dA-Z]-)(?:1[5-9]|20)\d\d(?![\d/]|,\d{{3}}|\.(?!{_NOTED})\d|%|\s?(?:percent|per cent))"
# "to end in June" and "will start in May" name the month; "to the end of" and "to end of" its part
_VERBS_BEFORE = ("to", "will", "would", "may", "might", "could", "should", "must", "not")


def _noun(word: str) -> str:
    """The word where it is no verb; what it must not follow is looked at last, because it is rarely there."""
    return rf"{word}(?:{''.join(rf'(?<!{verb}.{word})' for verb in _VERBS_BEFORE)}|(?=\sof\b))"


PART = (
    rf"(?:(?i:the\s(?:very\s)?)?(?P<part>(?i:early|mid|late|beginning|middle|{_noun('start')}|{_noun('end')}|{_noun('close')}|(?:first|second|latter)\shalf"
    r"|(?:first|early|opening|initial|last|final|closing|late)\s(?:few\s)?(?:days|weeks|months|years)(?=\sof)))"
    r"(?:[\s-]|\s(?:of|in)\s(?:the\s(?:year\s)?(?=\S*\d|[A-Z]))?))?"
)
_PARTS = {
    **dict.fromkeys(("beginning", "start", "first", "opening", "initial"), "early"),
    **dict.fromkeys(("last", "final", "closing"), "late"),
    "middle": "mid",
    "close": "end",
}
UNIT = r"(?P<unit>day|week|month|year|decade)"
FEW = r"(?:(?P<count>\d+(?:\.\d+)?|[A-Za-z-]+(?:\sand\sa\shalf)?)\s)"


def dated(match: re.Match[str], days: Period | None, basis: str = STATED) -> Dated | None:
    """A date at the match, or None where the calendar has no such days."""
    return Dated(match.start(), match.end(), days, basis) if days else None


def undated(match: re.Match[str], basis: str) -> Dated:
    """A date whose days nobody knows."""
    return Dated(match.start(), match.end(), None, basis)


def part_of(match: re.Match[str]) -> str:
    """Which part of a period: ``early``, ``mid``, ``late``, its ``end`` or a half; empty for the whole."""
    words = (match["part"] or "").lower()
    if words.endswith("half"):
        return "first half" if words.startswith("first") else "second half"
    word = words.split()[0] if words else ""
    return _PARTS.get(word, word)


def how_many(words: str) -> int:
    """The number in words; 0 where they are none ("some years ago")."""
    if words.lower() in ("a", "an"):
        return 1
    number = read_number(words) if re.fullmatch(NUMBER, words, re.IGNORECASE) else 0.0
    return round(number) if number < 10_000 else 0


def ordinal(words: str) -> int:
    """The number of "21st" and "twenty-first"."""
    found: int | None = LEXICON["ordinals"].get(words.lower())
    return found or int(re.sub(r"\D", "", words))
