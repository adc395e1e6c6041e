"""Dates as stated: days, months, years and the parts of them, decades, centuries."""

from __future__ import annotations

import re
from datetime import date

from detente.claims.proposing import periods
from detente.claims.proposing.dating import (
    AHEAD,
    GUESSED,
    LEXICON,
    MONTH,
    MONTHS,
    RELATIVE,
    STATED,
    WEEKDAYS,
    YEAR,
    Dated,
    Near,
    Rules,
    dated,
    ordinal,
    sentence_before,
    undated,
)
from detente.claims.proposing.lexicon import any_of

_ORDINALS: dict[str, int] = LEXICON["ordinals"]
_NINETIES: dict[str, int] = LEXICON["decades"]

_NAMED_DAY = rf"(?:(?:{any_of(WEEKDAYS)}),?\s)?"
_D = r"\d{1,2}(?:st|nd|rd|th)?(?![\w,.:]*\d)"
_PART = r"(?:(?i:the\s)?(?P<part>(?i:early|mid|late|beginning|start|middle|end))(?:[\s-]|\sof\s(?:the\s(?:year\s)?)?))?"
_YEAR_AFTER = rf"(?:,?\s(?:of\s)?(?P<year>{YEAR})|\s(?P<which>(?:last|this|next)\syear))?"
_UNTIL = re.compile(r"\b(?:until|till|by)\s(?:at\sleast\s|the\s)?\Z")
_AHEAD_AFTER = re.compile(r"[^.!?\n]{0,60}?\b(?:will|could|may|might|is due|is scheduled|is to|are to)\b")
_PARTS = {"beginning": "early", "start": "early", "middle": "mid"}
_NAME_AFTER = re.compile(rf"[”’\"]?\s(?:{any_of(LEXICON['names_after'])})\b")
_BEFORE_MONTH = re.compile(rf"(?:\b(?:{any_of([LEXICON['before_month']])})|[(–-])\s?(?:the\s)?\Z", re.IGNORECASE)
_COUNTED = re.compile(rf"\s(?:\w+\s)?(?:{any_of([LEXICON['counted_after']])})\b")
_NAMED = re.compile(r"(?i:\b(?:resolutions?|no\.|article|law|directive|flight|unscr)\s)\Z")
_CITED = re.compile(r"(?:[A-Z]\w+|\bal\.|\d)\s\(\Z")


def _part(match: re.Match[str]) -> str:
    word = (match["part"] or "").lower()
    return _PARTS.get(word, word)


def _day_of_month(match: re.Match[str], near: Near) -> Dated | None:
    number = MONTHS[match["month"]]
    year, basis = _full_year(match, near, number)
    if year is None:
        return undated(match, basis)
    first = periods.day(year, number, ordinal(match["day"]))
    last = periods.day(year, number, ordinal(match["to"])) if match["to"] else first
    return dated(match, periods.join(first, last), basis)


def _month(match: re.Match[str], near: Near) -> Dated | None:
    name, stated = match["month"], match["year"] or match["which"]
    alone = not stated and not _part(match)
    behind = _BEFORE_MONTH.search(near.text, max(0, match.start() - 16), match.start())
    if alone and ((name in LEXICON["ambiguous_months"] and not behind) or _NAME_AFTER.match(near.text, match.end())):
        return None
    year, basis = _full_year(match, near, MONTHS[name])
    if year is None:
        return undated(match, basis)
    return dated(match, periods.month(year, MONTHS[name], _part(match)), basis)


def _full_year(match: re.Match[str], near: Near, month: int) -> tuple[int | None, str]:
    """The year as stated, as shared with the next date, as said in the sentence, or the nearest that fits."""
    stated = match["year"] or near.following_year
    if stated:
        return int(stated), STATED
    of, which = near.published, match["which"]
    if which and of:
        return of.year + {"last": -1, "this": 0, "next": 1}[which.split()[0]], RELATIVE
    held = near.before.days if near.before else None
    if held and (of is None or _is_said_before(match, near)):
        return held[0].year, GUESSED
    return (_nearest_year(match, near.text, of, month) if of else None), GUESSED


def _is_said_before(match: re.Match[str], near: Near) -> bool:
    """Whether a date with its year stands before in the same sentence."""
    since = match.start() - len(sentence_before(near.text, match.start()))
    return near.before is not None and near.before.start >= since and near.before.basis == STATED


def _nearest_year(match: re.Match[str], text: str, published: date, month: int) -> int:
    """The last such day by the publication; the next where the sentence looks ahead; after "until" the nearer."""
    sentence = sentence_before(text, match.start())
    day = ordinal(match["day"]) if match.groupdict().get("day") else 1
    past = published.year - ((month, day) > (published.month, published.day))
    behind = 12 * (published.year - past) + published.month - month
    is_ahead = AHEAD.search(sentence[-70:]) or _AHEAD_AFTER.match(text, match.end())
    return past + bool(behind > 0 if is_ahead else _UNTIL.search(sentence) and behind > 6)


def _numeric(match: re.Match[str], near: Near) -> Dated | None:
    return dated(match, periods.day(int(match["year"]), int(match["mm"]), int(match["dd"])))


def _year(match: re.Match[str], near: Near) -> Dated | None:
    before = near.text[max(0, match.start() - 24) : match.start()]
    if _COUNTED.match(near.text, match.end()) or _NAMED.search(before):
        return None
    if _CITED.search(before) and near.text.startswith(")", match.end()):
        return None  # an author's work, or a resolution
    first = int(match["year"])
    last = match["to"]
    if last is None:
        return dated(match, periods.years(first, first, _part(match)))
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return dated(match, periods.years(first, end))


def _decade(match: re.Match[str], near: Near) -> Dated | None:
    first = int(match["decade"]) if match["decade"] else 1900 + _NINETIES[match["nineties"].lower()]
    length = 100 if first % 100 == 0 and first < 2000 else 10
    return dated(match, periods.years(first, first + length - 1, _part(match)))


def _century(match: re.Match[str], near: Near) -> Dated | None:
    words = match["century"].lower()
    number = _ORDINALS.get(words) or ordinal(words)
    return dated(match, periods.years(100 * number - 99, 100 * number, _part(match)))


def _fraction(match: re.Match[str], near: Near) -> Dated | None:
    number = int(match["q"]) if match["q"] else _ORDINALS.get(match["nth"].lower(), 4)
    of = periods.half if match["piece"] == "half" else periods.quarter
    return dated(match, of(int(match["year"]), number))


def _long_ago(match: re.Match[str], near: Near) -> Dated | None:
    return Dated(match.start(), match.end(), None)


RULES: Rules = (
    (re.compile(r"\b(?P<year>\d{4})-(?P<mm>\d\d)-(?P<dd>\d\d)\b"), _numeric),
    (re.compile(r"(?<![\d.])(?P<dd>\d{1,2})([./])(?P<mm>\d{1,2})\2(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"), _numeric),
    (
        re.compile(
            rf"\b(?<![\d,.$€£]){_NAMED_DAY}(?P<day>{_D})(?:\s?(?:[–-]|to|and)\s?(?P<to>{_D}))?\s(?:of\s)?{MONTH}{_YEAR_AFTER}"
        ),
        _day_of_month,
    ),
    (
        re.compile(
            rf"\b{_NAMED_DAY}{MONTH}\s(?:the\s)?(?P<day>{_D})(?:\s?(?:[–-]|to|and)\s?(?P<to>{_D})(?=[,.;)]|\s(?!\w+s\b)|\Z))?{_YEAR_AFTER}"
        ),
        _day_of_month,
    ),
    (re.compile(rf"\b{_PART}{MONTH}{_YEAR_AFTER}"), _month),
    (re.compile(rf"\b{_PART}(?P<year>{YEAR})(?:\s?[–/-]\s?(?P<to>(?:1[5-9]|20)\d\d|\d\d)(?!\d))?(?![\w%])"), _year),
    (re.compile(rf"\b{_PART}(?:the\s)?(?P<decade>(?:1[5-9]|20)\d0)(?:['’]?s)\b"), _decade),
    (
        re.compile(rf"\b{_PART}(?P<decade>)(?P<nineties>(?i:{any_of(_NINETIES)}))(?<=ties)(?!\s\w+s\b)(?=[\s,.;])"),
        _decade,
    ),
    (
        re.compile(rf"\b{_PART}(?:the\s)?(?P<century>\d\d?(?:st|nd|rd|th)|(?i:{any_of(_ORDINALS)}))[\s-]century\b"),
        _century,
    ),
    (
        re.compile(
            rf"\b(?:the\s)?(?:Q(?P<q>[1-4])|(?P<nth>(?i:first|second|third|fourth|last))\s(?P<piece>quarter|half))"
            rf"\s(?:of\s)?(?P<year>{YEAR})"
        ),
        _fraction,
    ),
    (re.compile(r"\b\d+\s(?:BC|BCE|AD|CE)\b"), _long_ago),
)
