"""Decades and centuries, and the quarters, halves, weeks and months of a year."""

from __future__ import annotations

import re

from detente.claims.proposing import periods
from detente.claims.proposing.dating import (
    LEXICON,
    MONTH,
    MONTHS,
    PART,
    WEEKDAYS,
    YEAR,
    Dated,
    Near,
    Rules,
    dated,
    how_many,
    ordinal,
    part_of,
)
from detente.claims.proposing.lexicon import any_of
from detente.claims.proposing.periods import Period
from detente.claims.proposing.years import placed

_ORDINALS: dict[str, int] = LEXICON["ordinals"]
_NINETIES: dict[str, int] = LEXICON["decades"]
_CENTURY = rf"\d\d?(?:st|nd|rd|th)|(?i:{any_of(_ORDINALS)})"
_NTH = r"(?P<nth>(?i:first|second|third|fourth|last|1st|2nd|3rd|4th))"
_OF_YEAR = rf"\s(?:of\s)?(?:(?P<year>{YEAR})|(?P<which>(?:this|last|next|the)\syear))\b"


def _decade(match: re.Match[str], near: Near) -> Dated | None:
    words = (match["nineties"] or "").lower()
    first = int(match["decade"]) if match["decade"] else 1900 + (_NINETIES.get(words) or int(words))
    length = 100 if first % 100 == 0 and first < 2000 else 10
    return dated(match, periods.years(first, first + length - 1, part_of(match)))


def _century(match: re.Match[str], near: Near) -> Dated | None:
    words = match["century"].lower()
    number = _ORDINALS.get(words) or ordinal(words)
    last = (_ORDINALS.get(match["to"].lower()) or ordinal(match["to"])) if match["to"] else number
    return dated(match, periods.years(100 * number - 99, 100 * last, part_of(match)))


def _fraction(match: re.Match[str], near: Near) -> Dated | None:
    of = periods.half if match["piece"] == "half" else periods.quarter
    number = int(match["q"]) if match["q"] else _nth(match, 2 if match["piece"] == "half" else 4)
    return _in_year(match, near, lambda year: of(year, number))


def _first_months(match: re.Match[str], near: Near) -> Dated | None:
    count = how_many(match["count"])
    if not 0 < count < 12:
        return None
    first = 1 if match["end"].lower() == "first" else 13 - count
    return _in_year(match, near, lambda year: periods.season(year, first, first + count - 1))


def _in_year(match: re.Match[str], near: Near, of: periods.Yearly) -> Dated | None:
    if match["which"] == "the year":
        return dated(match, of(near.published.year)) if near.published else None
    return placed(match, near, of)


def _of_month(match: re.Match[str], near: Near) -> Dated | None:
    """A day, week or half of a month: "the second week of March"."""
    if match["piece"] == "day":
        return placed(match, near, lambda year: _day_of_month(match, year))
    length = 15 if match["piece"] == "half" else 7
    number, month = _nth(match, 30 // length), MONTHS[match["month"]]

    def days(year: int) -> Period | None:
        whole = periods.month(year, month)
        first = periods.day(year, month, length * (number - 1) + 1)
        last = periods.day(year, month, length * number)
        is_last = match["nth"].lower() == "last" or length * number >= 30
        return periods.join(first, whole if is_last else last)

    return placed(match, near, days)


def _day_of_month(match: re.Match[str], year: int) -> Period | None:
    number = MONTHS[match["month"]]
    is_last = match["nth"].lower() == "last"
    return periods.month(year, number, "end") if is_last else periods.day(year, number, _nth(match, 1))


def _nth(match: re.Match[str], last: int) -> int:
    word = match["nth"].lower()
    return ordinal(word) if word[0].isdigit() else _ORDINALS.get(word, last)


def _long_ago(match: re.Match[str], near: Near) -> Dated | None:
    return Dated(match.start(), match.end(), None)


def _week_of(match: re.Match[str], near: Near) -> Dated | None:
    """The week that holds a day, or ends with it: "the week of 5 May"."""
    number, day = MONTHS[match["month"]], ordinal(match["day"])

    def days(year: int) -> Period | None:
        found = periods.day(year, number, day)
        if found and match["which"] == "ending":
            return periods.join(periods.around(found[0], "day", -6), found)
        return periods.week(found[0]) if found else None

    return placed(match, near, days)


RULES: Rules = (
    (
        re.compile(
            rf"\bthe\sweek\s(?P<which>of|beginning|starting|ending)\s(?:on\s)?(?:{any_of(WEEKDAYS)},?\s)?"
            rf"(?:(?P<day>\d\d?)\s{MONTH})(?:,?\s(?P<year>{YEAR}))?"
        ),
        _week_of,
    ),
    (re.compile(rf"\b{PART}(?:the\s)(?P<decade>)['’]?(?P<nineties>[2-9]0)['’]?s\b(?=[\s,.;])"), _decade),
    (re.compile(rf"\b{PART}(?:the\s)?(?P<decade>(?:1[5-9]|20)\d0)(?P<nineties>)(?:['’]?s)\b"), _decade),
    (
        re.compile(rf"\b{PART}(?P<decade>)(?P<nineties>(?i:{any_of(_NINETIES)}))(?<=ties)(?!\s\w+s\b)(?=[\s,.;])"),
        _decade,
    ),
    (
        re.compile(
            rf"\b{PART}(?:the\s)?(?P<century>{_CENTURY})(?:\sand\s(?:the\s)?(?P<to>{_CENTURY}))?[\s-]centur(?:y|ies)\b"
        ),
        _century,
    ),
    (
        re.compile(rf"\b(?:the\s)?(?:Q(?P<q>[1-4])|{_NTH}\s(?P<piece>quarter|half)){_OF_YEAR}"),
        _fraction,
    ),
    (
        re.compile(rf"(?<=\b[Ii]n\s)the\s(?P<q>){_NTH}\s(?P<piece>quarter)(?P<year>)(?P<which>)(?=[\s,.;])(?!\sof\b)"),
        _fraction,
    ),
    (re.compile(rf"\b(?:the\s)?(?P<end>first|last)\s(?P<count>\w+)\smonths{_OF_YEAR}"), _first_months),
    (
        re.compile(rf"\b(?:the\s)?{_NTH}\s(?P<piece>day|week|half)\sof\s{MONTH}(?:,?\s(?P<year>{YEAR}))?"),
        _of_month,
    ),
    (re.compile(r"\b\d+\s(?:BC|BCE|AD|CE)\b"), _long_ago),
)
