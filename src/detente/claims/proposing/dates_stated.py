"""Dates as stated: days, months and years, whole or in part."""

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
    ordinal,
    part_of,
    undated,
)
from detente.claims.proposing.lexicon import any_of
from detente.claims.proposing.periods import Period
from detente.claims.proposing.years import placed

_NAMED_DAY = rf"(?:(?:{any_of(WEEKDAYS)}),?\s)?"
_D = r"\d{1,2}(?:st|nd|rd|th)?(?![\w,.:]*\d)"
_YEAR_AFTER = rf"(?:,?\s(?:of\s|in\s)?(?P<year>{YEAR})|,?\s(?:of\s)?(?P<which>(?:last|this|next)\syear)"
_YEAR_AFTER += (
    r"|,?\s(?:of|in)\s(?P<told>(?:that|(?:that|the)\ssame|the\s(?:following|next|previous|preceding))\syear))?"
)
_NAME_AFTER = re.compile(rf"[”’\"]?\s(?:{any_of(LEXICON['names_after'])})\b")
_BEFORE_MONTH = re.compile(rf"(?:\b(?:{any_of([LEXICON['before_month']])})|[(–-])\s?(?:the\s)?\Z", re.IGNORECASE)
_COUNTED = re.compile(rf"\s(?:\w+\s)?(?:{any_of([LEXICON['counted_after']])})\b")
_CLOCK = re.compile(rf"\s(?:{LEXICON['clock_after']})\b")
_DETERMINED = re.compile(r"(?:\b(?:the|its|their|his|her|that|this|in|of|since)|['’]s)\s\Z", re.IGNORECASE)
_BOUNDED = re.compile(
    rf"(?<!since\s)(?<!until\s)(?<!to\s)(?<!from\s)\b(?:{any_of([LEXICON['bounded_before']])})\s\Z", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:://|www\.|@)\S*\Z")
_SURNAME_AFTER = re.compile(rf"\s(?!(?:{any_of(WEEKDAYS)})\b)[A-Z][a-z]+")
_NAME_OF = re.compile(rf"\b(?:{LEXICON['named_months']})\s\Z")
_NAMED = re.compile(
    rf"(?i:\b(?:{any_of([LEXICON['numbered_before']])})\s)(?:\d+(?:\s\(\d{{4}}\))?(?:,\s|,?\s(?:and|or|to)\s))*\Z"
)
# an author's work: "(see Author and Other, 1997, p. 3)", "Author (1997)", "Author et al. 1997"
_CITED = re.compile(
    r"(?:\((?:[^()\d]{0,60}\d{4}[a-z]?(?:,\s?(?:pp?\.\s?)?[\d–-]+)?;\s?)*(?:[a-z]\w*\.?,?\s){0,3}"
    r"(?:[A-Z][\w.’'-]+(?:,?\s(?:and\s|&\s|et\sal\.)?|,?\s?\Z)){1,6}|\bal\.,?\s\(?)\Z"
)
_CITATION_ENDS = re.compile(r"[a-z]?(?:[,:]\s?(?:pp?\.|paras?\.?|chs?\.|n\.)?\s?\d+(?:[–-]\d+)?)*\s?[;)]")
_NAME_BEFORE = re.compile(r"(?<!\bin\s)(?<!\bat\s)\b[A-Z][\w’'-]+\s\(\Z")
_STROKES = re.compile(r"(?<![\w./])(?P<dd>\d{1,2})([./])(?P<mm>\d{1,2})\2(?P<year>(?:1[5-9]|20)\d\d)(?![\w/])")
_PAGE_AFTER = re.compile(r"[a-z]?,\s?(?:pp?\.|paras?\.?)?\s?\d+|[a-z]?:\s?\d+")


def _day_of_month(match: re.Match[str], near: Near) -> Dated | None:
    if not match["year"] and _NAME_AFTER.match(near.text, match.end()):
        return None
    number, first, last = MONTHS[match["month"]], ordinal(match["day"]), ordinal(match["to"] or match["day"])

    def days(year: int) -> Period | None:
        return periods.join(periods.day(year, number, first), periods.day(year, number, last))

    return placed(match, near, days)


def _month(match: re.Match[str], near: Near) -> Dated | None:
    name, part = match["month"], part_of(match)
    alone = not (match["year"] or match["which"] or part)
    behind = _BEFORE_MONTH.search(near.text, max(0, match.start() - 16), match.start())
    if alone and (_is_somebody(near.text, match, bool(behind)) or _NAME_AFTER.match(near.text, match.end())):
        return None
    return placed(match, near, lambda year: periods.month(year, MONTHS[name], part))


def _is_somebody(text: str, match: re.Match[str], behind: bool) -> bool:
    """Whether the month's word is a name or a verb: "Mrs May", "April Lee said", "they may"."""
    before = text[max(0, match.start() - 16) : match.start()]
    if _NAME_OF.search(before) or re.search(r"\baccording\sto\s\Z", before):
        return True
    if match["month"] in LEXICON["ambiguous_months"]:
        return not behind
    opens = re.search(r"(?:\A|[.!?:“\"]\s?|\n|\b[A-Z]\w+\s)\Z", before) and not behind
    return bool(opens and _SURNAME_AFTER.match(text, match.end()))


def _numeric(match: re.Match[str], near: Near) -> Dated | None:
    """A date in digits; with strokes it may be the day or the month that comes first, as elsewhere in the text."""
    year, month, day = int(match["year"]), int(match["mm"]), int(match["dd"])
    first, second = periods.day(year, month, day), periods.day(year, day, month)
    if "/" in match[0] and first and second and month != day and not match[0].startswith(match["year"]):
        orders = {
            int(one["mm"]) > 12 for one in _STROKES.finditer(near.text) if max(int(one["mm"]), int(one["dd"])) > 12
        }
        if len(orders) != 1:
            return undated(match, "day and month can't be told apart")
        return dated(match, second if orders == {True} else first)
    return dated(match, first or second)


def _year(match: re.Match[str], near: Near) -> Dated | None:
    before = near.text[max(0, match.start() - 120) : match.start()].rpartition("\n")[2]
    if _is_number(before, match, near.text) or _is_cited(before, near.text, match.end()):
        return None
    first = int(match["year"])
    last = match["to"]
    if last is None:
        return dated(match, periods.years(first, first, part_of(match)))
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return dated(match, periods.years(first, end))


def _is_number(before: str, match: re.Match[str], text: str) -> bool:
    """Whether it counts, is part of a name or an address, or is a time of day."""
    if _NAMED.search(before) or _ADDRESS.search(before) or _CLOCK.match(text, match.end()):
        return True
    counts = _BOUNDED.search(before) or _COUNTED.match(text, match.end())
    return bool(counts) and not (match["part"] or match["to"] or _DETERMINED.search(before))


def _is_cited(before: str, text: str, end: int) -> bool:
    """Whether the year is that of an author's work."""
    if _CITED.search(before) and _CITATION_ENDS.match(text, end):
        return True
    return bool(_NAME_BEFORE.search(before)) and (text.startswith(")", end) or bool(_PAGE_AFTER.match(text, end)))


RULES: Rules = (
    (re.compile(r"(?<![\w./-])(?P<year>(?:1[5-9]|20)\d\d)([-./])(?P<mm>\d\d)\2(?P<dd>\d\d)(?![\w/-])"), _numeric),
    (_STROKES, _numeric),
    (
        re.compile(rf"\b(?:the\s)?(?P<day>(?i:{any_of(LEXICON['ordinals'])}))\s(?P<to>)of\s{MONTH}{_YEAR_AFTER}"),
        _day_of_month,
    ),
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
    (re.compile(rf"\b{PART}{MONTH}{_YEAR_AFTER}"), _month),
    (re.compile(rf"\b{PART}(?P<year>{YEAR})(?:\s?[–/-]\s?(?P<to>(?:1[5-9]|20)\d\d|\d\d)(?!\d))?(?![\w%])"), _year),
)
