"""Who held which office when: public facts of a case, so that a text that gives a wrong office can be noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from detente.names.catalogue import parse_day_range
from detente.names.faults import Faults, Keys

FIELDS = ("office", "of", "from", "to")


@dataclass(frozen=True, slots=True)
class Office:
    """An office held from ``start`` to ``end``, both included; ``end`` is None while it lasts.

    ``of`` is the entity whose office it is: a state, a body, an alliance.
    """

    office: str
    of: str
    start: date
    end: date | None = None

    def during(self, first: date, last: date) -> bool:
        """Whether it was held on some day of the period."""
        return self.start <= last and (self.end is None or first <= self.end)


@dataclass(frozen=True, slots=True)
class Held:
    """A person and an office of theirs."""

    person: str
    office: Office

    def known(self, as_of: date) -> Held:
        """The same as it could be known on a day: without an end that lay ahead."""
        ahead = self.office.end is not None and self.office.end > as_of
        return replace(self, office=replace(self.office, end=None)) if ahead else self


def holders(offices: Mapping[str, Iterable[Office]], office: str, of: str, first: date, last: date) -> tuple[Held, ...]:
    """Who held the office during a period, in the order in which they came to it."""
    found = [
        Held(person, held)
        for person, list_ in offices.items()
        for held in list_
        if (held.office, held.of) == (office, of) and held.during(first, last)
    ]
    return tuple(sorted(found, key=lambda one: (one.office.start, one.person)))


def read_offices(raw: object, keys: Keys, faults: Faults) -> tuple[Office, ...]:
    """Offices of one person from a list of mappings; what is wrong is noted in ``faults``."""
    if not isinstance(raw, list):
        faults.add(keys, "offices must be a list", "Write [{office: president, of: armenia, from: 2008-04-09}].")
        return ()
    read = (_office(item, (*keys, number), faults) for number, item in enumerate(raw))
    return tuple(office for office in read if office is not None)


def _office(raw: Any, keys: Keys, faults: Faults) -> Office | None:
    remedy = "Write {office: president, of: armenia, from: 2008-04-09, to: 2018-04-09}."
    if not isinstance(raw, Mapping) or not set(raw) <= set(FIELDS):
        faults.add(keys, "not an office", remedy, str(raw))
        return None
    named = [raw.get(name) for name in ("office", "of")]
    start, end = _day(raw.get("from")), _day(raw.get("to", raw.get("from")))
    if not all(isinstance(name, str) and name for name in named) or start is None or end is None or end < start:
        faults.add(keys, "an office needs its name, whose it is, and days in order", remedy, str(dict(raw)))
        return None
    return Office(str(named[0]), str(named[1]), start, end if "to" in raw else None)


def _day(raw: object) -> date | None:
    found = parse_day_range(raw.isoformat() if isinstance(raw, date) else raw if isinstance(raw, str) else "")
    return found[0] if found and found[0] == found[1] else None
