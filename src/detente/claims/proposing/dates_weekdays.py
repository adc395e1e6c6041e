"""Days of the week and weekends: before or after the publication by tense, "the following Monday" by what was told."""

from __future__ import annotations

import re

from detente.claims.proposing import periods
from detente.claims.proposing.dating import GUESSED, LEXICON, RELATIVE, WEEKDAYS, Dated, Near, Rules, dated, undated
from detente.claims.proposing.lexicon import any_of
from detente.claims.proposing.tense import tense

_TIME_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night))?"
_NO_DAY_BEFORE = re.compile(rf"\b(?:{LEXICON['named_days']}|(?i:{LEXICON['any_day']}))\s\Z")
_NAME_AFTER = re.compile(rf"\s(?:{LEXICON['names_of_papers']})\b|[-\s]prayers\b")


def _weekday(match: re.Match[str], near: Near) -> Dated | None:
    before = near.text[max(0, match.start() - 10) : match.start()]
    if _NO_DAY_BEFORE.search(before) or _NAME_AFTER.match(near.text, match.end()):
        return None
    which = (match["which"] or "").lower().split()
    if which[:1] == ["the"] and which[-1] != "coming":
        return _told(match, near, -1 if which[-1] in ("previous", "preceding") else 1)
    of = near.published
    if of is None:
        return undated(match, RELATIVE)
    back = (of.weekday() - WEEKDAYS.index(match["weekday"])) % 7
    shift = _shift(back, " ".join(which), near, match)
    return Dated(match.start(), match.end(), periods.around(of, "day", shift), RELATIVE)


def _shift(back: int, which: str, near: Near, match: re.Match[str]) -> int:
    """How many days on from the publication, where the last such day lay ``back`` days ago."""
    when = tense(near.text, match.start(), match.end())
    if which in ("next", "the coming", "this coming") or (which == "this" and when != "behind"):
        return (7 - back) if back or which != "this" else 0
    if which != "last" and (when in ("ahead", "perhaps ahead") or (when == "nearest" and back > 3)):
        return (7 - back) % 7
    return -(back or (7 if which == "last" else 0))


def _told(match: re.Match[str], near: Near, way: int) -> Dated | None:
    """The first such day after the date before it in the text, or the last before it."""
    held = near.before.days if near.before else None
    if held is None or (held[1] - held[0]).days > 31:
        return None
    edge = held[1] if way > 0 else held[0]
    ahead = (way * (WEEKDAYS.index(match["weekday"]) - edge.weekday())) % 7 or 7
    return dated(match, periods.around(edge, "day", way * ahead), GUESSED)


def _weekend(match: re.Match[str], near: Near) -> Dated | None:
    of = near.published
    if of is None:
        return undated(match, RELATIVE)
    has_begun = of.weekday() >= 5 or tense(near.text, match.start(), match.end()) in ("ahead", "perhaps ahead")
    week = periods.week(of, 0 if has_begun else -1)
    return dated(match, periods.join(periods.around(week[1], "day", -1), week) if week else None, RELATIVE)


RULES: Rules = (
    (
        re.compile(
            r"\b(?:(?P<which>[Ll]ast|[Tt]his(?:\scoming)?|[Nn]ext|[Tt]he\s(?:coming|following|next|previous|preceding))\s)?"
            rf"(?P<weekday>{any_of(WEEKDAYS)})\b{_TIME_OF_DAY}"
        ),
        _weekday,
    ),
    (
        re.compile(
            r"(?:(?<=\bover\s)|(?<=\bat\s)|(?<=\bduring\s)|(?<=\bon\s))the\sweekend\b(?!\sof\s(?:the\s)?\d)", re.I
        ),
        _weekend,
    ),
)
