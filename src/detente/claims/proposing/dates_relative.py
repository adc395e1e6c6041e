"""Dates that count from the day of publication, or from the date before them in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from detente.claims.proposing import periods
from detente.claims.proposing.dating import (
    AHEAD,
    GUESSED,
    LEXICON,
    MONTH,
    MONTHS,
    RELATIVE,
    WEEKDAYS,
    YEAR,
    Dated,
    Near,
    Rule,
    Rules,
    dated,
    ordinal,
    sentence_before,
    undated,
)
from detente.claims.proposing.lexicon import any_of
from detente.claims.proposing.numbers import NUMBER, read_number
from detente.claims.proposing.periods import Period

_SEASONS: dict[str, list[int]] = LEXICON["seasons"]

_UNIT = r"(?P<unit>day|week|month|year|decade)"
_FEW = r"(?:(?P<count>\d+(?:\.\d+)?|[A-Za-z-]+(?:\sand\sa\shalf)?)\s)"
_TIME_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night))?"


def _relative(resolve: Callable[[re.Match[str], date], Period | None]) -> Rule:
    """A rule for dates that count from the day of publication."""

    def rule(match: re.Match[str], near: Near) -> Dated | None:
        days = resolve(match, near.published) if near.published else None
        return Dated(match.start(), match.end(), days, RELATIVE)

    return rule


def _named_day(match: re.Match[str], of: date) -> Period | None:
    shift = {"yesterday": -1, "tomorrow": 1, "last night": -1}.get(match["word"].lower(), 0)
    return periods.around(of, "day", shift)


def _named_unit(match: re.Match[str], of: date) -> Period | None:
    shift = {"this": 0, "the": 0, "next": 1}.get(match["which"].lower(), -1)
    if match["unit"] == "weekend":
        week = periods.week(of, shift)
        return periods.join(periods.around(week[1], "day", -1), week) if week else None
    days = periods.around(of, match["unit"].lower(), shift)
    if days and match["ending"]:
        return days[1], days[1]
    edge = (match["edge"] or "").lower()
    if days and edge and shift == 0:
        return periods.join((days[0], days[0]), (of, of)) if edge == "earlier" else periods.join((of, of), days)
    return days


def _rolling(match: re.Match[str], of: date) -> Period | None:
    count = _count(match["count"]) if match["count"] else 1
    ahead = match["which"].lower() in ("next", "coming")
    there = periods.moved(of, match["unit"].lower(), count if ahead else -count) if count else None
    return periods.join((of, of), (there, there)) if ahead and there else (there, of) if there else None


def _ago(match: re.Match[str], of: date) -> Period | None:
    count = _count(match["count"])
    return periods.around(of, match["unit"].lower(), -count) if count else None


def _count(words: str) -> int:
    """The number in words; 0 where they are none ("some years ago")."""
    if words.lower() in ("a", "an"):
        return 1
    number = read_number(words) if re.fullmatch(NUMBER, words, re.IGNORECASE) else 0.0
    return round(number) if number < 10_000 else 0


def _weekday(match: re.Match[str], near: Near) -> Dated | None:
    of, which = near.published, (match["which"] or "").lower()
    if of is None:
        return undated(match, RELATIVE)
    back = (of.weekday() - WEEKDAYS.index(match["weekday"])) % 7
    ahead = which == "next" or (which != "last" and AHEAD.search(sentence_before(near.text, match.start())[-60:]))
    shift = (7 - back if back else 7) if ahead else -(back or (7 if which == "last" else 0))
    return Dated(match.start(), match.end(), periods.around(of, "day", shift), RELATIVE)


def _last_month(match: re.Match[str], near: Near) -> Dated | None:
    of, number = near.published, MONTHS[match["month"]]
    if of is None:
        return undated(match, RELATIVE)
    which = match["which"].lower()
    shift = {"last": -(number >= of.month), "next": int(number <= of.month)}.get(which, 0)
    return dated(match, periods.month(of.year + shift, number), RELATIVE)


def _season(match: re.Match[str], near: Near) -> Dated | None:
    span, which = _SEASONS[match["season"].lower()], (match["which"] or "").lower()
    if match["year"]:
        return dated(match, periods.season(int(match["year"]), *span))
    if not near.published:
        return undated(match, RELATIVE)
    year = near.published.year
    if which == "last" and (span[0] > near.published.month or span[1] >= near.published.month):
        year -= 1
    if which == "next" and span[0] <= near.published.month:
        year += 1
    return dated(match, periods.season(year, *span), RELATIVE)


def _day_after(match: re.Match[str], near: Near) -> Dated | None:
    """The next or the same day: counted from the date before it in the text."""
    word = match["which"].lower()
    shift = {"next": 1, "following": 1, "previous": -1, "same": 0}[word]
    held = near.before.days if near.before else None
    single = held is not None and held[0] == held[1]
    if held is None or not single:
        return undated(match, GUESSED) if word != "same" else None
    return Dated(match.start(), match.end(), periods.around(held[0], "day", shift), GUESSED)


def _day_in_month(match: re.Match[str], near: Near) -> Dated | None:
    """A mere day, "on the 14th", is of the month of the date before it in the text."""
    held = near.before.days if near.before else None
    same = held is not None and (held[0].year, held[0].month) == (held[1].year, held[1].month)
    days = periods.day(held[0].year, held[0].month, ordinal(match["day"])) if held and same else None
    return dated(match, days, GUESSED)


RULES: Rules = (
    (
        re.compile(
            rf"\b(?:(?i:the|early|late)\s)?(?:(?P<which>(?i:this|last|next))\s)?(?P<season>(?i:spring|summer|autumn|fall|winter))"
            rf"(?:\s(?:of\s)?(?P<year>{YEAR}))?(?!\w)(?(which)|(?(year)|(?!)))"
        ),
        _season,
    ),
    (
        re.compile(
            r"\b(?P<word>yesterday|today|tonight|tomorrow|last night|this (?:morning|afternoon|evening))\b(?!['’]s)",
            re.I,
        ),
        _relative(_named_day),
    ),
    (
        re.compile(
            r"\b(?:(?P<edge>earlier|later)\s|(?P<ending>(?:the\s)?end\sof\s))?"
            r"(?P<which>last|this|next|previous|(?<=end\sof\s)the)\s(?P<unit>weekend|week|month|year|decade)\b",
            re.I,
        ),
        _relative(_named_unit),
    ),
    (re.compile(r"\b(?:the\s)(?P<which>next|following|previous|same)\sday\b", re.I), _day_after),
    (
        re.compile(
            rf"\b(?:the\s)?(?P<which>past|last|previous|next|coming)\s{_FEW}?{_UNIT}(?:s(?(count)|(?!)))?\b", re.I
        ),
        _relative(_rolling),
    ),
    (re.compile(rf"\b{_FEW}{_UNIT}s?\sago\b", re.I), _relative(_ago)),
    (
        re.compile(
            rf"\b(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s)?(?P<weekday>{any_of(WEEKDAYS)})\b(?!['’]s){_TIME_OF_DAY}"
        ),
        _weekday,
    ),
    (re.compile(rf"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s{MONTH}(?!\s\d)"), _last_month),
    (
        re.compile(r"(?<=\b[Oo]n\s)the\s(?P<day>\d{1,2}(?:st|nd|rd|th))(?=[\s,.;])(?!\s(?:century|of|[A-Z]))"),
        _day_in_month,
    ),
)
