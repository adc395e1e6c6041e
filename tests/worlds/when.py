"""A month of a history by itself, with its luck, as the kernel would have reached it."""

from __future__ import annotations

from typing import Any

from detente.worlds.layout import MONTHS, YEAR, records
from detente.worlds.moment import Moment, enter


def when(setup: Any, month: int, life: int = 0, world: int = 0) -> Any:
    """Month ``month``, with the year's luck to which it belongs; a history's end doesn't count."""
    t, endless = records(Moment, 1)[0], setup.copy()
    endless.months = MONTHS
    enter(t, endless, world, life, month - (month - 1) % YEAR)
    enter(t, endless, world, life, month)
    return t
