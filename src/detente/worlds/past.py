"""What the record of deaths says of a rivalry on the as-of day: remembered incidents, scars, a rivalry's own rate.

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
from detente.numerics.portable import LN2, exp_array, log_, log_array

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LONG = 360  # months looked back
WATCHED = 60  # published months that inform the rivalry's own incident rate
DEATHS_PER_INCIDENT = 4.0  # deaths of a month are read as this many to an incident (assumption)
MOST_INCIDENTS = 10.0
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

    def incidents(self) -> Floats:
        """Deaths read as incidents, month by month; a month not yet published has at least the usual number."""
        told = np.minimum(np.ceil(self.deaths / DEATHS_PER_INCIDENT), MOST_INCIDENTS)
        watched = told[self._watched()]
        usual = watched.mean() if watched.size else 0.0
        return np.where(self.published, told, np.maximum(told, usual))

    def memory(self, rho: Floats) -> Floats:
        """Incidents a month, recent ones weighing most, (draws,): sum of (1 - rho) rho^(j-1) N_j."""
        total, keep = np.zeros(rho.size), 1.0 - rho
        for n in self.incidents():
            total = total + keep * n
            keep = keep * rho
        return total

    def scars(self, half_life: Floats) -> Floats:
        """Decayed deaths of one side, (draws,): half of all deaths, halved again every half-life."""
        total = np.zeros(half_life.size)
        fade = exp_array(-LN2 / half_life)
        keep = np.full(half_life.size, 0.5)
        for n in self.deaths:
            total = total + keep * n
            keep = keep * fade
        return total

    def own_rate(self, usual: Floats, s_mu: Floats) -> tuple[Floats, Floats]:
        """Mean and sd of the log of the rivalry's rate of fatal incidents over its class's, (draws,) each.

        ``usual`` is the class's rate of fatal incidents, a month. Gamma-Poisson shrinkage: with a = 1 / s_mu^2 and n
        fatal incidents in T published months, (a + n) / (a + usual T), with sd 1 / sqrt(a + n). Only whether anybody
        died in a month is trusted to the count, so n is the number that would leave as many months without.
        """
        watched = self.deaths[self._watched()]
        months, quiet = watched.size, float((watched == 0).sum())
        n = months * log_((months + 1.0) / (quiet + 1.0)) if months else 0.0
        a = 1.0 / (s_mu * s_mu)
        return log_array((a + n) / (a + usual * months)), 1.0 / np.sqrt(a + n)

    def _watched(self) -> NDArray[np.int64]:
        return np.flatnonzero(self.published)[:WATCHED]


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
