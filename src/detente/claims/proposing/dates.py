"""Dates and spans of time in running text; relative ones are anchored to the day of publication.

"In May" is a month and "may" is none. A date whose anchor nobody knows keeps its place and has no days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from detente.claims.proposing import dates_following, dates_parts, dates_relative, dates_stated, dates_yearly, periods
from detente.claims.proposing.dating import Dated, Near, Rule

_RULES = tuple(
    rule for part in (dates_following, dates_stated, dates_parts, dates_yearly, dates_relative) for rule in part.RULES
)
_JOINT = re.compile(r"\s?[–—-]\s?|\s(?:to|until|till|through)\s(?:the\s)?")
_AND = re.compile(r"\sand\s(?:the\s)?")
_BETWEEN = re.compile(r"\b(?:[Bb]etween|[Ff]rom)\s(?:the\s)?\Z")
_SINCE = re.compile(r"\b[Ss]ince\s(?:the\s)?(?:end\sof\s)?\Z")


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
    joined = dates_following.with_spans(list(_joined(found, text)))
    return tuple(_since(dated, text, published) for dated in joined)


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
    shares = len(between) <= 6 and re.fullmatch(r"\s?(?:and|or|to|till?|until|,|[–—-])\s?", between.strip(" "))
    return int(year) if year and shares and "month" in following.groupdict() else None


def _joined(found: list[Dated], text: str) -> Iterator[Dated]:
    """Two dates with "to" or a dash between them, or "between … and …", are one span."""
    held: Dated | None = None
    for dated in found:
        if held is not None:
            between = text[held.end : dated.start]
            opened = _BETWEEN.search(text, max(0, held.start - 14), held.start)
            spanned = _JOINT.fullmatch(between) or (opened and _AND.fullmatch(between))
            days = periods.join(held.days, dated.days) if spanned else None
            if days:
                held = Dated(held.start, dated.end, days, max(held.basis, dated.basis, key=len), True)
                continue
            yield held
        held = dated
    if held is not None:
        yield held


def _since(dated: Dated, text: str, published: date | None) -> Dated:
    """A date behind "since" runs to the day of publication."""
    found = _SINCE.search(text, max(0, dated.start - 22), dated.start)
    if not found or not dated.days:
        return dated
    end = published if published and published >= dated.days[0] else dated.days[1]
    return replace(dated, start=found.start(), days=(dated.days[0], end))
