"""Takes the fields of one raw claim, each checked for its type; faults are noted, never raised."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from detente.names.days import parse_day
from detente.names.faults import Faults, Keys


class Fields:
    """One mapping of a claim file. Every getter returns a default where the field is absent or wrong."""

    def __init__(self, raw: Mapping[str, Any], keys: Keys, faults: Faults) -> None:
        self.raw = raw
        self.keys = keys
        self.faults = faults

    def __contains__(self, name: str) -> bool:
        return name in self.raw

    def fault(self, name: str, reason: str, remedy: str) -> None:
        """Note a fault of one field."""
        self.faults.add((*self.keys, name), reason, remedy, self.raw.get(name, ""))

    def only(self, known: Collection[str]) -> None:
        """Note every field that the format doesn't have."""
        for name in self.raw:
            if name not in known:
                remedy = f"Remove it or use one of {', '.join(known)}."
                self.faults.add((*self.keys, name), "not a field here", remedy, str(name))

    def text(self, name: str, default: str | None = None, required: bool = False) -> str | None:
        """A non-empty text; a number is taken as written."""
        value = self.raw.get(name)
        if value is None:
            if required:
                self.faults.add(self.keys, f"{name} is missing", f"Add {name}.")
            return default
        if isinstance(value, int | float | date) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str) or not value.strip():
            self.fault(name, f"{name} must be a text", "Write words, in quotes if in doubt.")
            return default
        return value

    def choice(self, name: str, allowed: Collection[str], default: str) -> Any:
        """One of the allowed words."""
        value = self.raw.get(name, default)
        if isinstance(value, str) and value in allowed:
            return value
        self.fault(name, f"unknown {name}", f"Use one of {', '.join(allowed)}.")
        return default

    def number(self, name: str, low: float, high: float, default: float) -> float:
        """A number within [low, high]."""
        value = self.raw.get(name, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        self.fault(name, f"{name} must be a number from {low:g} to {high:g}", "Correct the number.")
        return default

    def integer(self, name: str, low: int, high: int, default: int) -> int:
        """A whole number within [low, high]."""
        value = self.raw.get(name, default)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.fault(name, f"{name} must be a whole number from {low} to {high}", "Correct the number.")
        return default

    def day(self, name: str, default: date) -> date:
        """A day, quoted or not."""
        value = self.raw.get(name, default)
        found = as_day(value)
        if found is None:
            self.fault(name, f"{name} must be a day", "Write it as 2020-11-10.")
        return found or default

    def period(self, name: str) -> tuple[date, date] | None:
        """A day (also as a list of one) or ``[first, last]``, both included."""
        value = self.raw.get(name)
        if value is None:
            return None
        ends = value * 2 if isinstance(value, list) and len(value) == 1 else value
        ends = ends if isinstance(ends, list) else [ends, ends]
        days = [as_day(end) for end in ends]
        if len(days) == 2 and days[0] and days[1] and days[0] <= days[1]:
            return (days[0], days[1])
        remedy = "Write 2020-11-10 or [2020-09-27, 2020-11-10], first day first."
        self.fault(name, f"{name} must be a day or two days in order", remedy)
        return None

    def words(self, name: str) -> tuple[str, ...]:
        """A list of words."""
        value = self.raw.get(name, [])
        if isinstance(value, list) and all(isinstance(word, str) and word for word in value):
            return tuple(value)
        self.fault(name, f"{name} must be a list of words", "Write [first, second].")
        return ()

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """A list of pairs of words."""
        value = self.raw.get(name, [])
        if isinstance(value, list) and all(_is_pair(pair) for pair in value):
            return tuple((first, second) for first, second in value)
        self.fault(name, f"{name} must be a list of pairs", "Write [[contradicts, c-0123456789ab]].")
        return ()

    def mappings(self, name: str) -> tuple[Fields, ...]:
        """A list of mappings."""
        value = self.raw.get(name, [])
        if isinstance(value, list) and all(isinstance(part, Mapping) for part in value):
            return tuple(Fields(part, (*self.keys, name, n), self.faults) for n, part in enumerate(value))
        self.fault(name, f"{name} must be a list of mappings", "Write [{field: value, …}, …].")
        return ()

    def within(self, name: str) -> Fields | None:
        """The mapping under ``name``."""
        value = self.raw.get(name)
        if value is None:
            return None
        if isinstance(value, Mapping):
            return Fields(value, (*self.keys, name), self.faults)
        self.fault(name, f"{name} must be a mapping", "Write {field: value, …}.")
        return None


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(part, str) for part in value)


def as_day(value: object) -> date | None:
    """The day a field holds, or None."""
    if isinstance(value, date):
        return value
    try:
        return parse_day(value) if isinstance(value, str) else None
    except ValueError:
        return None
