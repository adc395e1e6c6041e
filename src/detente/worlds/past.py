"""The record of deaths of a rivalry as of a day: what is known of every month before it.

Monthly totals count as far as they were published, and dated events where they know of more than the total of their
month; quiet months since the last total are taken to have been as usual, not as nothing. Nothing of the current
month's totals is known.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.pool import middle
from detente.claims.model import Claim
from detente.names.catalogue import catalogue

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LONG = 360  # months looked back
WATCHED = 60  # published months that inform the rivalry's own incident rate
VIOLENT = 25.0  # deaths of a month in which somebody may have attacked
DEATHS = ".deaths"  # what the name of every slot read here has in it
OWN = "[own="  # what follows it where a slot holds one side's own losses

_TOTAL = re.compile(r"\[(?:[a-z_]+=[^,\]]+,)*month=(\d{4})-(\d\d)(?:,[^\]]*)?\]")  # what follows it for a month


@dataclass(frozen=True, slots=True)
class Past:
    """Deaths by age: ``deaths[j]`` died between j and j + 1 months before the as-of day, as far as was known.

    ``published[j]`` says whether that month's total was out; where it wasn't, ``deaths`` holds dated events alone.
    """

    deaths: Floats
    published: Bools

    @property
    def last_year(self) -> float:
        """Deaths of the last twelve months."""
        return float(self.deaths[:12].sum())

    def everyday(self) -> Floats:
        """Deaths by age as incidents bring them: of months of fighting, and not yet published ones, as many as usual.

        In a month of fighting a history counts no incidents either.
        """
        peaceful = np.where(self.deaths < VIOLENT, self.deaths, 0.0)
        watched = self.watched()
        usual = peaceful[watched].mean() if watched.size else 0.0
        told = np.where(self.deaths < VIOLENT, self.deaths, usual)
        return np.where(self.published, told, np.maximum(told, usual))

    def watched(self) -> NDArray[np.int64]:
        """Ages of the newest published months without fighting, newest first: by them a rivalry is judged."""
        return np.flatnonzero(self.published & (self.deaths < VIOLENT))[:WATCHED]


def past(
    claims: Mapping[str, tuple[Claim, ...]], border: str, as_of: date, events: Collection[str] | None = None
) -> Past:
    """Collect what was known of deaths on the border: the series, and what dated events add to it.

    ``events`` are the events that belong to this border; None means every event of the case.
    """
    months = _series(claims, border)
    deaths, published = np.zeros(LONG), np.zeros(LONG, bool)
    for (year, month), number in months.items():
        age = (as_of.year - year) * 12 + as_of.month - month - (0 if as_of.day > 15 else 1)
        if 0 <= age < LONG:
            deaths[age] += number
            published[age] = True
    for (year, month), number in _by_month(_events(claims, events), max(months, default=(0, 0))).items():
        age = max(0, (as_of.year - year) * 12 + as_of.month - month - (0 if as_of.day > 15 else 1))
        if age < LONG:
            deaths[age] += max(0.0, number - months.get((year, month), 0.0))
    return Past(deaths, published)


def _series(claims: Mapping[str, tuple[Claim, ...]], border: str) -> dict[tuple[int, int], float]:
    """Totals by month; of a total that was revised the latest one."""
    months: dict[tuple[int, int], float] = {}
    start = border + DEATHS
    for slot, group in claims.items():
        if slot.startswith(start) and (month := _month(slot.removeprefix(start))):
            months[month] = months.get(month, 0.0) + deaths_in(max(group, key=lambda claim: claim.known_from))
    return months


@lru_cache(maxsize=1 << 13)  # a series has the same months whatever is believed
def _month(key: str) -> tuple[int, int] | None:
    found = _TOTAL.fullmatch(key)
    return (int(found[1]), int(found[2])) if found else None


def _by_month(events: Iterable[Claim], last: tuple[int, int]) -> dict[tuple[int, int], float]:
    """Deaths of events by the month of their end: within one month, or after the last total.

    A longer event that the series covers stands in several of its months already.
    """
    found: dict[tuple[int, int], float] = {}
    for claim in events:
        if claim.event_time is None:
            continue
        (first, final) = ((day.year, day.month) for day in claim.event_time)
        if first == final or final > last:
            found[final] = found.get(final, 0.0) + deaths_in(claim)
    return found


def _events(claims: Mapping[str, tuple[Claim, ...]], events: Collection[str] | None) -> list[Claim]:
    """Dated events: their total, or else each side's own losses.

    Where several claims give one number, the middle one speaks.
    """
    totals: dict[str, list[Claim]] = {}
    by_side: dict[str, list[Claim]] = {}
    for slot, group in claims.items():
        if not slot.endswith(DEATHS) and DEATHS + OWN not in slot:  # by far the most: a month of a series
            continue
        subject, _, rest = slot.partition(DEATHS)
        if events is not None and subject not in events:
            continue
        if not rest and slot.endswith(DEATHS):
            totals[subject] = _dated(group)
        elif rest.startswith(OWN):
            by_side.setdefault(subject, []).extend(_dated(group))
    sides = [c for subject, found in by_side.items() if not totals.get(subject) for c in found]
    return [c for found in totals.values() for c in found] + sides


def _dated(group: tuple[Claim, ...]) -> list[Claim]:
    dated = [c for c in group if c.event_time]
    return sorted(dated, key=deaths_in)[len(dated) // 2 : len(dated) // 2 + 1]


def deaths_in(claim: Claim) -> float:
    """How many died by a claim on deaths, its bound read as beliefs read it."""
    return middle(claim.value, catalogue()["deaths"])
