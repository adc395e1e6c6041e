"""Days as people write them."""

from __future__ import annotations

from datetime import date

FIRST, LAST = date(100, 1, 1), date(2999, 12, 31)


def parse_day(text: str) -> date:
    """The day that an ISO text names.

    Raises ValueError for anything else, and outside the years 100 to 2999: what stands for "unknown" or "without end"
    elsewhere must not pass for a day.
    """
    return reachable(date.fromisoformat(text))


def reachable(day: date) -> date:
    """The same day. Raises ValueError for one outside the years 100 to 2999."""
    if not FIRST <= day <= LAST:
        raise ValueError(f"no day of the years 100 to 2999: {day}")
    return day
