"""What the rules for dates share: what they give, what they may lean on, and the parts of their patterns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from detente.claims.proposing.lexicon import any_of, lexicon
from detente.claims.proposing.periods import Period

STATED, RELATIVE, GUESSED = "stated", "counted from the publication date", "year inferred from its surroundings"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at ``[start, end)``: its first and last day, where they are known, and what they rest on."""

    start: int
    end: int
    days: Period | None
    basis: str = STATED


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
YEAR = r"(?<![\d,.$€£#/])(?<!\d-)(?:1[5-9]|20)\d\d(?![\d/]|,\d|\.\d|%|\s?(?:percent|per cent))"
AHEAD = re.compile(
    r"\b(?:will|would|due|scheduled|planned|plans?|expected|likely|next|upcoming|to be|is set|may|might|could)\b"
)


def dated(match: re.Match[str], days: Period | None, basis: str = STATED) -> Dated | None:
    """A date at the match, or None where the calendar has no such days."""
    return Dated(match.start(), match.end(), days, basis) if days else None


def undated(match: re.Match[str], basis: str) -> Dated:
    """A date whose days nobody knows."""
    return Dated(match.start(), match.end(), None, basis)


def sentence_before(text: str, at: int) -> str:
    """The sentence up to ``at``, or its last 300 characters."""
    return re.split(r"[.!?]\s|\n", text[max(0, at - 300) : at])[-1]


def ordinal(words: str) -> int:
    """The number of "21st"."""
    return int(re.sub(r"\D", "", words))
