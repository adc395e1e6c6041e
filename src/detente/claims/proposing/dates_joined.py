"""Two dates that are one span, "from 3 May to 6 June", and spans that are open at one end, "since May"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from detente.claims.proposing import periods
from detente.claims.proposing.dating import GUESSED, RELATIVE, Dated
from detente.claims.proposing.periods import Period

_JOINT = re.compile(r"\s?[–—-]\s?|\s(?:to|until|till|through)\s(?:the\s)?")
_AND = re.compile(r"\sand\s(?:the\s|on\s|in\s)?")
_BETWEEN = re.compile(r"\b(?:[Bb]etween|[Ff]rom)\s(?:the\s)?\Z")
_SINCE = re.compile(
    r"\b[Ss]ince\s(?:at\sleast\s|about\s|around\s|roughly\s|as\s(?:early|far\sback)\sas\s)?(?:the\s)?(?:end\sof\s)?\Z"
)
_ON = re.compile(r"\s(?:onwards?|and\s(?:after|later|beyond))\b|\son(?=[,.;])")
_TO_NOW = re.compile(r"(?:\s?[–—-]\s?|\s(?:to|until|till)\s)(?:the\s)?(?:present(?:\sday)?|date|now|this\sday)\b", re.I)
_AND_NOW = re.compile(r"\sand\s(?:now|today|the\spresent)\b")
_AGAIN = re.compile(r"\s\(")
_WHOLE = 31  # days; years in a row are named one by one, months and days as one span


def joined(found: list[Dated], text: str) -> Iterator[Dated]:
    """The dates; two with "to" or a dash between them, "between … and …", or next to each other, as one span."""
    held: Dated | None = None
    for dated in found:
        one = _one(held, dated, text) if held else None
        if held and not one:
            yield held
        held = one or dated
    if held is not None:
        yield held


def _one(held: Dated, dated: Dated, text: str) -> Dated | None:
    between = text[held.end : dated.start]
    if held.basis == RELATIVE and _AGAIN.fullmatch(between) and _is_day(dated) and _is_day(held):
        return replace(dated, start=held.start)  # "on Monday (3 May)"
    opened = _BETWEEN.search(text, max(0, held.start - 14), held.start)
    is_and = _AND.fullmatch(between)
    spans = _JOINT.fullmatch(between) or (opened and is_and)
    days = _span(held, dated) if spans else _row(held.days, dated.days) if is_and else None
    return Dated(held.start, dated.end, days, max(held.basis, dated.basis, key=len), bool(spans)) if days else None


def _is_day(dated: Dated) -> bool:
    return bool(dated.days and dated.days[0] == dated.days[1])


def _span(held: Dated, dated: Dated) -> Period | None:
    """From the first to the last; where guesses placed them so that it runs backwards, the first lies further back."""
    if not (held.days and dated.days) or held.days[0] <= dated.days[1]:
        return periods.join(held.days, dated.days)
    unit = {RELATIVE: "week", GUESSED: "year"}.get(held.basis)
    if unit is None or dated.basis != held.basis:
        return None
    first = periods.moved(held.days[0], unit, -1)
    return periods.join((first, first), dated.days) if first else None


def _row(first: Period | None, second: Period | None) -> Period | None:
    """Both where the second follows at once: "Friday and Saturday", "in May and June"."""
    if not (first and second) or second[0] - first[1] != timedelta(1):
        return None
    short = all((days[1] - days[0]).days <= _WHOLE for days in (first, second))
    return (first[0], second[1]) if short else None


def opened(dated: Dated, text: str, published: date | None) -> Dated:
    """A date behind "since" or before "onwards" runs to the day of publication."""
    if not dated.days:
        return dated
    end = published if published and published >= dated.days[0] else dated.days[1]
    since = _SINCE.search(text, max(0, dated.start - 40), dated.start)
    on = _TO_NOW.match(text, dated.end) or (_ON.match(text, dated.end) if not since else None)
    if _BETWEEN.search(text, max(0, dated.start - 14), dated.start):
        on = on or _AND_NOW.match(text, dated.end)
    if not (since or on) or (on and not published):
        return dated
    first = since.start() if since else dated.start
    return replace(dated, start=first, end=on.end() if on else dated.end, days=(dated.days[0], end))
