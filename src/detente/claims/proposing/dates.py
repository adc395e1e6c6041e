"""Dates and spans of time in running text; relative ones are anchored to the day of publication.

"In May" is a month and "may" is none. A date whose anchor nobody knows keeps its place and has no days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from detente.claims.proposing import (
    dates_following,
    dates_parts,
    dates_relative,
    dates_stated,
    dates_weekdays,
    dates_yearly,
)
from detente.claims.proposing.dateline import is_in_dateline
from detente.claims.proposing.dates_joined import joined, opened
from detente.claims.proposing.dating import MONTHS, Dated, Near, Rule

_PARTS = (dates_following, dates_stated, dates_parts, dates_yearly, dates_weekdays, dates_relative)
_RULES = tuple(rule for part in _PARTS for rule in part.RULES)
_SHARED = re.compile(r"\s?(?:(?P<list>and|or|,)|to|till?|until|through|[–—-])\s?(?:the\s)?")
_BETWEEN = re.compile(r"\b[Bb]etween\s(?:the\s)?\Z")


def dates(text: str, published: date | None = None) -> tuple[Dated, ...]:
    """Every date in ``text``, in order, none within another."""
    found: list[Dated] = []
    before: Dated | None = None
    matches = list(_matches(text))
    for number, (rule, match) in enumerate(matches):
        following = matches[number + 1][1] if number + 1 < len(matches) else None
        dated = rule(match, Near(text, published, before, _year_of(match, following)))
        if dated is not None:
            before = dated if dated.days else before
            found.append(dated)
    spans = dates_following.with_spans(list(joined(found, text)))
    return tuple(opened(one, text, published) for one in spans if not is_in_dateline(text, one.start, one.end))


def _matches(text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """The longest match of any rule at each place."""
    every = [(rule, match) for pattern, rule in _RULES for match in pattern.finditer(text)]
    reached = 0
    for rule, match in sorted(every, key=lambda one: (one[1].start(), -one[1].end())):
        if match.start() >= reached and match[0]:
            reached = match.end()
            yield rule, match


def _year_of(match: re.Match[str], following: re.Match[str] | None) -> int | None:
    """The year of the next date, where it is shared: "February and March 1988"."""
    if following is None:
        return None
    between = match.string[match.end() : following.start()]
    year = following.groupdict().get("year")
    shared = _SHARED.fullmatch(between)
    months = [MONTHS[one["month"]] for one in (match, following) if one.groupdict().get("month")]
    if not (year and shared and len(months) == 2):
        return None
    runs = not shared["list"] or bool(_BETWEEN.search(match.string, max(0, match.start() - 14), match.start()))
    return int(year) - (runs and months[0] > months[1])
