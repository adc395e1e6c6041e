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

from detente.beliefs.pool import middle, surely
from detente.claims.model import Claim
from detente.names.catalogue import catalogue

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LONG = 360  # months looked back
WATCHED = 60  # published months that inform the rivalry's own incident rate
VIOLENT = 25.0  # deaths of a month in which somebody may have attacked
DEATHS = ".deaths"  # what the name of every slot read here has in it
OWN = "[own="  # what follows it where a slot holds one side's own losses
OWNS, ENEMYS = "own=", "enemy_of="  # in what follows a month's: a side's own losses, and its word on its enemy's

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
    """Totals by month, or where nobody gives one both sides' own losses; of what was revised the latest."""
    totals: dict[tuple[int, int], float] = {}
    owns: dict[tuple[int, int], float] = {}
    start = border + DEATHS
    for slot, group in claims.items():
        if slot.startswith(start) and (found := _month(key := slot.removeprefix(start))) and ENEMYS not in key:
            months = owns if OWNS in key else totals
            months[found] = months.get(found, 0.0) + sum(map(deaths_in, _latest(group)))
    return owns | totals


def _latest(group: tuple[Claim, ...]) -> list[Claim]:
    """What was said last of a total, in a list; of what was said on one day the middle."""
    last = max(claim.known_from for claim in group)
    return _middle([claim for claim in group if claim.known_from == last and is_likely(claim)])


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

    Where several origins give a number, the middle one speaks.
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
    return _middle([claim for claim in group if claim.event_time and is_likely(claim)])


def _middle(claims: Collection[Claim]) -> list[Claim]:
    """The middle claim of the middle ones of each origin, in a list, the higher of two: repeating changes nothing."""
    origins: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: (deaths_in(claim), claim.id)):
        origins.setdefault(claim.origin, []).append(claim)
    each = sorted((one[len(one) // 2] for one in origins.values()), key=lambda claim: (deaths_in(claim), claim.id))
    return each[len(each) // 2 : len(each) // 2 + 1]


def is_likely(claim: Claim) -> bool:
    """Whether what a claim says is held likelier than not: a toll is one number, and no world may doubt it."""
    return claim.modality.class_ != "possible" and surely(claim.modality) >= 0.5


def deaths_in(claim: Claim) -> float:
    """How many died by a claim on deaths, its bound read as beliefs read it."""
    return middle(claim.value, catalogue()["deaths"])
