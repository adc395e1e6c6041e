"""Which year a date without one means: as said nearby, as in what was told before, or the nearest that fits."""

from __future__ import annotations

import re
from datetime import date, timedelta

from detente.claims.proposing.dating import GUESSED, RELATIVE, STATED, Dated, Near, dated, undated
from detente.claims.proposing.periods import Period, Yearly
from detente.claims.proposing.tense import Tense, tense

_SHIFTS = {"last": -1, "this": 0, "next": 1}
_SENTENCE = re.compile(r"[.!?]\s|\n")
_IN = re.compile(r"\b(?:in|by|until|since|of|from|during|after)\s\Z", re.IGNORECASE)  # not "the 1960 treaty"
_NEXT, _PREVIOUS = re.compile("following|next"), re.compile("previous|preceding")
_ASIDE = re.compile(r"[\s(](?:who|which|whom|whose|where)\b[^,;)]*\Z")  # not what is being told
_LONG_AGO = timedelta(365)
_FAR_AHEAD = timedelta(240)  # what only may lie ahead is rather behind than so far away
_JUST = timedelta(60)
_TOLD = 250  # characters back to a date whose story may go on


def placed(match: re.Match[str], near: Near, of: Yearly) -> Dated | None:
    """The date at the match in the year that it states, or in the one that it most likely means."""
    groups = match.groupdict()
    stated = groups.get("year") or near.following_year
    if stated:
        return dated(match, of(int(stated)), STATED)
    if groups.get("told"):
        return dated(match, _in_told_year(groups["told"].lower(), near, of), GUESSED)
    which, published = (groups.get("which") or "").lower().split()[:1], near.published
    if which and which[0] in _SHIFTS and published and "year" in groups["which"]:
        return dated(match, of(published.year + _SHIFTS[which[0]]), RELATIVE)
    when = tense(near.text, match.start(), match.end())
    told = _told(match, near, of, when)
    if told:
        return dated(match, told, GUESSED)
    return dated(match, nearest(of, published, when), GUESSED) if published else undated(match, GUESSED)


def _in_told_year(words: str, near: Near, of: Yearly) -> Period | None:
    """The days in the year of the date before, or the year next to it: "May of that year"."""
    held = near.before.days if near.before else None
    if held is None or held[1] - held[0] > _LONG_AGO:
        return None
    return of(held[0].year + (1 if _NEXT.search(words) else -1 if _PREVIOUS.search(words) else 0))


def nearest(of: Yearly, published: date, when: Tense) -> Period | None:
    """The last such days that have begun, or the first that are not over."""
    found = [days for year in range(published.year - 2, published.year + 3) if (days := of(year))]
    last = next((days for days in reversed(found) if days[0] <= published), None)
    following = next((days for days in found if days[1] >= published), None)
    if following and when == "ahead" and not (last and _is_just_over(last, following, published)):
        return following
    if following and last and when == "nearest":
        return following if following[0] - published < published - last[1] else last
    if following and when == "perhaps ahead" and following[0] - published <= _FAR_AHEAD:
        return following
    return last


def _is_just_over(last: Period, following: Period, published: date) -> bool:
    """Whether it has hardly passed and won't come for most of a year, so that nobody would leave the year out."""
    return published - last[1] < _JUST and following[0] - published > timedelta(365) - _JUST


def _told(match: re.Match[str], near: Near, of: Yearly, when: Tense) -> Period | None:
    """In the year of a date before it in the sentence; in an old story's paragraph the first such days from there."""
    held = near.before
    if held is None or held.days is None:
        return None
    between = near.text[held.end : match.start()]
    if near.published and between[:1] in (",", ")") and _ASIDE.search(near.text, max(0, held.start - 120), held.start):
        return None
    if (near.published is None or held.basis == STATED) and not _SENTENCE.search(between):
        return of(held.days[0].year)
    if near.published is None:
        return of(held.days[0].year)
    is_old = held.days[1] < near.published - _LONG_AGO and held.days[1] - held.days[0] <= _LONG_AGO
    is_name = held.end - held.start == 4 and not _IN.search(near.text, max(0, held.start - 8), held.start)
    if (
        is_name
        or when not in ("behind", "unsaid")
        or not is_old
        or len(between) > _TOLD
        or "\n" in between
        or len(_SENTENCE.findall(between)) > 1
    ):
        return None
    first = held.days[0].year
    goes_on = (days for year in (first, first + 1) if (days := of(year)) and days[1] >= held.days[0])
    found = next(goes_on, None)
    return found if found and found[0] <= near.published else None
