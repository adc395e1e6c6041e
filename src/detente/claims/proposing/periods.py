"""Periods of the calendar: a first and a last day, both included."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

Period = tuple[date, date]
Yearly = Callable[[int], Period | None]  # the days of something in a year: of 3 May, of spring

_THIRDS = {"early": 0, "mid": 1, "late": 2}
_SEASONS_OF_A_YEAR = {  # first month, how many
    "early": (1, 3),
    "mid": (5, 4),
    "late": (10, 3),
    "first half": (1, 6),
    "second half": (7, 6),
}


def day(year: int, month: int, number: int) -> Period | None:
    """One day, or None where the calendar has no such day."""
    try:
        return (date(year, month, number),) * 2
    except ValueError:
        return None


def month(year: int, number: int, part: str = "") -> Period | None:
    """A month, its early, mid or late third, a half of it, or its end; a 13th month is January of the next year."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    if not 1 <= year <= 9998:
        return None
    first, after = date(year, number, 1), date(year + number // 12, number % 12 + 1, 1)
    last = after - timedelta(1)
    parts = {
        "": (first, last),
        "early": (first, first.replace(day=10)),
        "mid": (first.replace(day=11), first.replace(day=20)),
        "late": (first.replace(day=21), last),
        "end": (last, last),
        "first half": (first, first.replace(day=15)),
        "second half": (first.replace(day=16), last),
    }
    return parts[part]


def years(first: int, last: int, part: str = "") -> Period | None:
    """Whole years, the early, mid or late part of them, a half, or their end."""
    if not 1 <= first <= last <= 9998:
        return None
    if part in ("", "end"):
        return (date(first, 1, 1) if not part else date(last, 12, 31)), date(last, 12, 31)
    if first == last:
        return _months(first, *_SEASONS_OF_A_YEAR[part])
    length = last - first + 1
    if part.endswith("half"):
        middle = first + length // 2
        return years(first, middle - 1) if part == "first half" else years(middle, last)
    starts = [first + round(length * third) for third in (0, 0.4, 0.7)]
    ends = [first + round(length * third) - 1 for third in (0.4, 0.7, 1)]
    return date(starts[_THIRDS[part]], 1, 1), date(ends[_THIRDS[part]], 12, 31)


def _months(year: int, first: int, count: int) -> Period | None:
    return join(month(year, first), month(year, first + count - 1))


def quarter(year: int, number: int) -> Period | None:
    """A quarter of a year, from 1."""
    return _months(year, 3 * number - 2, 3)


def half(year: int, number: int) -> Period | None:
    """A half of a year, from 1."""
    return _months(year, 6 * number - 5, 6)


def season(year: int, first: int, last: int) -> Period | None:
    """The months of a season; winter runs into the next year."""
    return _months(year, first, last - first + 1)


def join(first: Period | None, last: Period | None) -> Period | None:
    """From the first day of one to the last day of the other; None where that runs backwards."""
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def week(of: date, shift: int = 0) -> Period | None:
    """Monday to Sunday of the week that holds the day, ``shift`` weeks on."""
    monday = moved(of, "day", 7 * shift - of.weekday())
    return join((monday, monday), _single(moved(monday, "day", 6))) if monday else None


def _single(of: date | None) -> Period | None:
    return (of, of) if of else None


def moved(of: date, unit: str, count: int) -> date | None:
    """The day ``count`` days, weeks, months, years or decades on; None beyond the calendar."""
    days = {"day": 1, "week": 7}.get(unit)
    try:
        if days:
            return of + timedelta(days * count)
        months = of.year * 12 + of.month - 1 + {"month": 1, "year": 12, "decade": 120}[unit] * count
        found = month(months // 12, months % 12 + 1)
        return found[0].replace(day=min(of.day, found[1].day)) if found else None
    except (OverflowError, ValueError):
        return None


def around(of: date, unit: str, count: int) -> Period | None:
    """The day, week, month, year or decade that lies ``count`` of them away."""
    there = moved(of, unit, count)
    if there is None:
        return None
    if unit == "week":
        return week(there)
    if unit == "month":
        return month(there.year, there.month)
    if unit == "year":
        return years(there.year, there.year)
    if unit == "decade":
        return years(max(1, there.year // 10 * 10), there.year // 10 * 10 + 9)
    return there, there
