"""Dates that count from the date before them in the text: "the next day", "a month later", "that year"."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.claims.proposing import periods
from detente.claims.proposing.dating import (
    FEW,
    GUESSED,
    LAST_SPAN,
    RELATIVE,
    SPAN,
    UNIT,
    Dated,
    Near,
    Rules,
    dated,
    how_many,
    ordinal,
)
from detente.claims.proposing.periods import Period

_BOUNDED = re.compile(r"\b(?:than|over|nearly|almost|about|some|around|least)\s\Z", re.IGNORECASE)
_SHIFTS = {"next": 1, "following": 1, "previous": -1, "preceding": -1, "after": 1, "before": -1}
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366, "decade": 3660}


def _counted(match: re.Match[str], near: Near) -> Dated | None:
    """So many units from the date before: "two weeks later"."""
    count = how_many(match["count"])
    if _BOUNDED.search(near.text, max(0, match.start() - 14), match.start()):
        return None  # "more than two years later" is a length of time
    return _shifted(match, near, count if match["way"] == "later" else -count) if count else None


def _neighbour(match: re.Match[str], near: Near) -> Dated | None:
    """The unit next to the date before: "the following year", "the day before"; "the previous" one without any date
    before is that before the publication.
    """
    which = (match["which"] or match["way"]).lower()
    found = _shifted(match, near, _SHIFTS[which])
    if found or which != "previous" or near.published is None:
        return found
    return dated(match, periods.around(near.published, match["unit"].lower(), -1), RELATIVE)


def _same(match: re.Match[str], near: Near) -> Dated | None:
    """The unit of the date before: "that year", "later the same day"."""
    found = _shifted(match, near, 0)
    held = near.before.days if near.before else None
    if not (found and found.days and held and match["edge"]):
        return found
    edge = (held[0], held[0]) if match["edge"].lower() == "later" else (found.days[0], found.days[0])
    end = found.days if match["edge"].lower() == "later" else held
    return dated(match, periods.join(edge, end), GUESSED)


def _shifted(match: re.Match[str], near: Near, shift: int) -> Dated | None:
    """The unit so many away; None where the date before is missing, or longer than the unit."""
    held, unit = (near.before.days if near.before else None), match["unit"].lower()
    if held is None or (held[1] - held[0]).days >= _DAYS[unit]:
        return None
    return dated(match, periods.around(held[0], unit, shift), GUESSED)


def _day_in_month(match: re.Match[str], near: Near) -> Dated | None:
    """A mere day, "on the 14th", is of the month of the date before it in the text."""
    held = near.before.days if near.before else None
    same = held is not None and (held[0].year, held[0].month) == (held[1].year, held[1].month)
    days = periods.day(held[0].year, held[0].month, ordinal(match["day"])) if held and same else None
    return dated(match, days, GUESSED)


def _the_period(match: re.Match[str], near: Near) -> Dated | None:
    """A span named elsewhere: "the reporting period" is the text's first, "this period" the last before it."""
    return Dated(match.start(), match.end(), None, SPAN if match["which"].lower() == "the" else LAST_SPAN)


def with_spans(found: list[Dated]) -> list[Dated]:
    """The dates; those that mean a period with the days of the span meant, or left out where there is none."""
    spans: list[Period] = []
    kept: list[Dated] = []
    for one in found:
        if one.basis in (SPAN, LAST_SPAN):
            one = replace(one, days=spans[0 if one.basis == SPAN else -1] if spans else None, basis=SPAN)
        elif one.is_joined and one.days:
            spans.append(one.days)
        if one.days or one.basis != SPAN:
            kept.append(one)
    return kept


RULES: Rules = (
    (re.compile(rf"\b{FEW}{UNIT}s?\s(?P<way>later|earlier)\b", re.I), _counted),
    (re.compile(r"\bthe\s(?:very\s)?(?P<which>next|following|previous|preceding)\s(?P<unit>day)\b", re.I), _neighbour),
    (
        re.compile(
            r"\bthe\s(?:very\s)?(?P<which>following|preceding|previous)\s(?P<unit>week|month|year|decade)\b", re.I
        ),
        _neighbour,
    ),
    (re.compile(r"\bthe\s(?P<unit>day|week|month|year)\s(?P<way>before|after)(?P<which>)(?=[,.;])", re.I), _neighbour),
    (
        re.compile(
            r"\b(?:(?P<edge>earlier|later)\s)?(?:that|the\s(?:very\s)?same)\s(?P<unit>day|week|month|year|decade)"
            r"(?=[\s,.;)])(?!\s(?:that|when|of)\b)",
            re.I,
        ),
        _same,
    ),
    (
        re.compile(r"(?<=\b[Oo]n\s)the\s(?P<day>\d{1,2}(?:st|nd|rd|th))(?=[\s,.;])(?!\s(?:century|of|[A-Z]))"),
        _day_in_month,
    ),
    (
        re.compile(
            r"\b(?P<which>the|this|that)\s(?:(?:reporting|review|same)\speriod\b|period(?:\sunder\sreview\b|(?=[,.;])))",
            re.I,
        ),
        _the_period,
    ),
)
