"""What comes every year: seasons, holidays of a fixed day, and "last May"."""

from __future__ import annotations

import re

from detente.claims.proposing import periods
from detente.claims.proposing.dating import (
    GUESSED,
    LEXICON,
    MONTH,
    MONTHS,
    RELATIVE,
    YEAR,
    Dated,
    Near,
    Rules,
    dated,
    undated,
)
from detente.claims.proposing.lexicon import any_of
from detente.claims.proposing.years import placed

_SEASONS: dict[str, list[int]] = LEXICON["seasons"]
_HOLIDAYS: dict[str, list[int]] = LEXICON["holidays"]
_BEFORE_SEASON = re.compile(rf"\b(?:{any_of([LEXICON['before_season']])})\s(?:the\s)?\Z", re.IGNORECASE)
_FALL_OF = re.compile(r"\sof\s|\sin\b|\sfrom\b")


def _season(match: re.Match[str], near: Near) -> Dated | None:
    name, which = match["season"].lower(), (match["which"] or "").lower()
    first, last = _SEASONS[name]
    if not match["year"] and not which:
        named = _BEFORE_SEASON.search(near.text, max(0, match.start() - 20), match.start())
        falls = name == "fall" and _FALL_OF.match(near.text, match.end())
        if match["season"][0].isupper() or not named or falls:
            return None
        return placed(match, near, lambda year: periods.season(year, first, last))
    if match["year"]:
        return dated(match, periods.season(int(match["year"]), first, last))
    if not near.published:
        return undated(match, RELATIVE)
    year, month = near.published.year, near.published.month
    if which == "last" and (first > month or last >= month):
        year -= 1
    if which == "next" and first <= month:
        year += 1
    return dated(match, periods.season(year, first, last), RELATIVE)


def _holiday(match: re.Match[str], near: Near) -> Dated | None:
    month, day = _HOLIDAYS[re.sub(r"\s", " ", match["name"].replace("’", "'"))]
    return placed(match, near, lambda year: periods.day(year, month, day))


def _last_month(match: re.Match[str], near: Near) -> Dated | None:
    of, number = near.published, MONTHS[match["month"]]
    if of is None:
        return undated(match, RELATIVE)
    shift = {"last": -(number >= of.month), "next": int(number <= of.month)}.get(match["which"].lower(), 0)
    return dated(match, periods.month(of.year + shift, number), RELATIVE)


def _told(match: re.Match[str], near: Near) -> Dated | None:
    """One of the year of the date before, or the one next to that date: "that summer", "the following March"."""
    held, which = near.before.days if near.before else None, match["which"].lower().removeprefix("the ")
    if held is None or (held[1] - held[0]).days > 366:
        return None
    span = _SEASONS[match["season"].lower()] if match["season"] else [MONTHS[match["month"]]] * 2
    found = [days for year in range(held[0].year - 1, held[1].year + 2) if (days := periods.season(year, *span))]
    if which == "that":
        return dated(match, next((days for days in found if days[0].year == held[0].year), None), GUESSED)
    if which in ("previous", "preceding"):
        return dated(match, next((days for days in reversed(found) if days[1] < held[0]), None), GUESSED)
    return dated(match, next((days for days in found if days[0] > held[1]), None), GUESSED)


RULES: Rules = (
    (
        re.compile(
            rf"\b(?P<which>That|that(?=\s\w+[,.;)])|[Tt]he\s(?:following|next|previous|preceding))"
            rf"\s(?:{MONTH}|(?P<season>spring|summer|autumn|winter))(?!\s\d)\b"
        ),
        _told,
    ),
    (
        re.compile(
            rf"\b(?:(?i:the|early|late|mid)[\s-])?(?:(?P<which>(?i:this|last|next))\s)?(?P<season>(?i:spring|summer|autumn|fall|winter))"
            rf"(?:\s(?:of\s)?(?P<year>{YEAR})(?:[/–-]\d\d(?:\d\d)?\b)?)?(?!\w)"
        ),
        _season,
    ),
    (
        re.compile(
            rf"\b(?P<name>{any_of(_HOLIDAYS)})(?:,?\s(?P<year>{YEAR}))?(?!\w)".replace("'", "['’]").replace(" ", r"\s")
        ),
        _holiday,
    ),
    (re.compile(rf"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s{MONTH}(?!\s\d)"), _last_month),
)
