"""Dates that count from the day of publication: "yesterday", "late last year", "two weeks ago"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from detente.claims.proposing import periods
from detente.claims.proposing.dating import (
    FEW,
    MONTHS,
    PART,
    RELATIVE,
    UNIT,
    Dated,
    Near,
    Rule,
    Rules,
    how_many,
    part_of,
    undated,
)
from detente.claims.proposing.lexicon import any_of
from detente.claims.proposing.periods import Period
from detente.claims.proposing.tense import tense

_SHIFTS = {"this": 0, "the": 0, "next": 1}
_SUPPOSED = re.compile(r"\bif\b", re.IGNORECASE)
_OPENS = re.compile(r"[.!?]\s\Z|\n\Z")
_STATE = re.compile(r",?\s(?:[\w’'-]+\s){1,6}?(?:is|are|has|have|remains?)\s(?!to\b|being\b|been\b|\w+(?:ed|en)\b)")
_WOULD = re.compile(r"\b(?:would|could|might)\b|['’]d\b")


def _relative(resolve: Callable[[re.Match[str], date], Period | None]) -> Rule:
    """A rule for dates that count from the day of publication."""

    def rule(match: re.Match[str], near: Near) -> Dated | None:
        days = resolve(match, near.published) if near.published else None
        return Dated(match.start(), match.end(), days, RELATIVE)

    return rule


def _named_day(match: re.Match[str], near: Near) -> Dated | None:
    """A day beside today; none where "today" means our times, or "tomorrow" is only supposed."""
    word = match["word"].lower()
    if "day after" in word or "day before" in word:
        days = periods.around(near.published, "day", 2 if "after" in word else -2) if near.published else None
        return Dated(match.start(), match.end(), days, RELATIVE)
    if word == "today" and _is_nowadays(near.text, match):
        return None
    if word == "tomorrow" and _is_supposed(near.text, match.start(), match.end()):
        return None
    if near.published is None:
        return undated(match, RELATIVE)
    first = -1 if word in ("yesterday", "last night", "overnight") else int(word == "tomorrow")
    days = periods.around(near.published, "day", first)
    if word == "overnight":
        days = periods.join(days, periods.around(near.published, "day", 0))
    return Dated(match.start(), match.end(), days, RELATIVE)


def _is_nowadays(text: str, match: re.Match[str]) -> bool:
    opens = _OPENS.search(text, max(0, match.start() - 3), match.start()) or not match.start()
    return bool(opens and _STATE.match(text, match.end())) or tense(text, match.start(), match.end()) == "unsaid"


def _is_supposed(text: str, start: int, end: int) -> bool:
    sentence = (
        re.split(r"[.!?]\s|\n", text[max(0, start - 300) : start])[-1] + re.split(r"[.!?\n]", text[end:][:200])[0]
    )
    return bool(_SUPPOSED.search(sentence) and _WOULD.search(sentence))


def _named_unit(match: re.Match[str], of: date) -> Period | None:
    shift, unit = _SHIFTS.get(match["which"].lower(), -1), match["unit"].lower()
    if unit == "weekend":
        week = periods.week(of, shift)
        return periods.join(periods.around(week[1], "day", -1), week) if week else None
    days, edge = periods.around(of, unit, shift), (match["edge"] or "").lower()
    if days and edge and shift == 0:
        return periods.join((days[0], days[0]), (of, of)) if edge == "earlier" else periods.join((of, of), days)
    part = part_of(match)
    if not days or not part or unit == "decade":
        return days
    if unit == "week":
        return (days[1], days[1]) if part == "end" else days
    return (
        periods.month(days[0].year, days[0].month, part)
        if unit == "month"
        else periods.years(days[0].year, days[0].year, part)
    )


def _year_end(match: re.Match[str], of: date) -> Period | None:
    return periods.years(of.year, of.year, "end")


def _rolling(match: re.Match[str], of: date) -> Period | None:
    count = how_many(match["count"]) if match["count"] else 1
    ahead = match["which"].lower() in ("next", "coming")
    there = periods.moved(of, match["unit"].lower(), count if ahead else -count) if count else None
    return periods.join((of, of), (there, there)) if ahead and there else (there, of) if there else None


def _past_hours(match: re.Match[str], of: date) -> Period | None:
    days = -(-how_many(match["count"]) // 24)
    there = periods.moved(of, "day", -days) if days else None
    return (there, of) if there else None


def _ago(match: re.Match[str], of: date) -> Period | None:
    """A unit so far back; the very day, week or month in it where that is said: "two years ago today"."""
    count, unit = how_many(match["count"]), match["unit"].lower()
    if unit == "decade":
        count, unit = 10 * count, "year"
    there = periods.moved(of, unit, -count) if count else None
    finer = {"today": "day", "this week": "week", "this month": "month"}.get((match["when"] or "").lower(), unit)
    return periods.around(there, finer, 0) if there else None


def _fortnight(match: re.Match[str], of: date) -> Period | None:
    there = periods.moved(of, "week", -2)
    return periods.around(there, "week", 0) if there else None


def _from_now(match: re.Match[str], of: date) -> Period | None:
    count = how_many(match["count"])
    return periods.around(of, match["unit"].lower(), count) if count else None


def _before_last(match: re.Match[str], of: date) -> Period | None:
    return periods.around(of, match["unit"].lower(), -2 if match["which"].lower() == "before last" else 2)


def _into(match: re.Match[str], near: Near) -> Dated | None:
    """Now, unless it tells of the past: "nineteen months into the war"."""
    if near.published is None or not how_many(match["count"]):
        return None
    if tense(near.text, match.start(), match.end()) == "behind":
        return None
    days = periods.around(near.published, match["unit"].lower(), 0)
    return Dated(match.start(), match.end(), days, RELATIVE)


RULES: Rules = (
    (
        re.compile(
            r"\b(?P<word>the day before yesterday|the day after tomorrow|yesterday|today(?!['’]s)|tonight|tomorrow"
            r"|overnight|last night|this (?:morning|afternoon|evening))\b",
            re.I,
        ),
        _named_day,
    ),
    (
        re.compile(
            rf"\b(?:(?P<edge>earlier|later)\s(?:in\s)?|{PART})"
            r"(?P<which>last|this|next|previous|(?<=of\s)the|(?<=earlier\sin\s)the|(?<=later\sin\s)the)"
            r"\s(?P<unit>weekend|week|month|year|decade)\b",
            re.I,
        ),
        _relative(_named_unit),
    ),
    (re.compile(r"\b(?:the\s)?(?:year(?:['’]s[\s-]|-)end|end-year)\b", re.I), _relative(_year_end)),
    (
        re.compile(
            rf"\b(?:the\s)(?P<which>past|last|previous(?!\s(?:day|week|month|year|decade)\b)|next|coming)\s{FEW}?{UNIT}(?:s(?(count)|(?!)))?\b(?!\sof\s(?:{any_of(MONTHS)}))",
            re.I,
        ),
        _relative(_rolling),
    ),
    (re.compile(rf"\b(?:the\s)(?:past|last|previous)\s{FEW}hours\b", re.I), _relative(_past_hours)),
    (re.compile(r"fortnight\sago\b"), _relative(_fortnight)),
    (re.compile(rf"\b{FEW}{UNIT}s?\sago\b(?:\s(?P<when>today|this\s(?:week|month))\b)?", re.I), _relative(_ago)),
    (
        re.compile(rf"\b{FEW}{UNIT}(?:s?\sfrom\s(?:now|today)|(?:['’]s|s['’])\stime)\b", re.I),
        _relative(_from_now),
    ),
    (
        re.compile(r"\bthe\s(?P<unit>week|month|year)\s(?P<which>before\slast|after\snext)\b", re.I),
        _relative(_before_last),
    ),
    (re.compile(rf"\b{FEW}{UNIT}s?\sinto\b(?=\s(?:the|its|his|her|their|this|that|a)\b)", re.I), _into),
)
