"""What the record of deaths says of a rivalry on the as-of day: remembered incidents, scars, a rivalry's own rate.

Monthly totals count as far as they were published; fighting since then counts by its dated events, and quiet months
since then are taken to have been as usual, not as nothing. Nothing of the current month's totals is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from detente.claims.model import Claim
from detente.numerics.portable import exp_array, log_, log_array

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LONG = 360  # months looked back
WATCHED = 60  # published months that inform the rivalry's own incident rate
DEATHS_PER_INCIDENT = 4.0  # deaths of a month are read as this many to an incident (assumption)
MOST_INCIDENTS = 10.0
REMEMBERED = 60  # months that may still stir
DEATHS = ".deaths"  # what the name of every slot read here has in it
LN2 = 0.6931471805599453


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
        """Remembered incidents, (draws,): sum of (1 - rho) rho^(j-1) N_j."""
        total, keep = np.zeros(rho.size), 1.0 - rho
        for n in self.incidents()[:REMEMBERED]:
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


def past(claims: Mapping[str, tuple[Claim, ...]], border: str, as_of: date) -> Past:
    """Collect what was known of deaths on the border: the series, then dated events after it."""
    months = _series(claims, border)
    deaths, published = np.zeros(LONG), np.zeros(LONG, bool)
    for (year, month), number in months.items():
        age = (as_of.year - year) * 12 + as_of.month - month - (0 if as_of.day > 15 else 1)
        if 0 <= age < LONG:
            deaths[age] += number
            published[age] = True
    for claim in _events(claims, max(months, default=(0, 0))):
        end = claim.event_time[1] if claim.event_time else as_of
        age = max(0, (as_of - end).days // 30)
        if age < LONG:
            deaths[age] += _middle(claim)
    return Past(deaths, published)


def _series(claims: Mapping[str, tuple[Claim, ...]], border: str) -> dict[tuple[int, int], float]:
    wanted = re.compile(re.escape(border) + r"\.deaths\[(?:[a-z_]+=[^,\]]+,)*month=(\d{4})-(\d\d)(?:,[^\]]*)?\]")
    months: dict[tuple[int, int], float] = {}
    for slot, group in claims.items():
        if not slot.startswith(border + DEATHS):
            continue
        if found := wanted.fullmatch(slot):
            key = int(found[1]), int(found[2])
            months[key] = months.get(key, 0.0) + _middle(group[0])
    return months


def _events(claims: Mapping[str, tuple[Claim, ...]], last: tuple[int, int]) -> list[Claim]:
    """Dated events that the series does not cover yet: their total, or else each side's own losses.

    Where several claims give one number, the middle one speaks.
    """
    totals: dict[str, list[Claim]] = {}
    by_side: dict[str, list[Claim]] = {}
    for slot, group in claims.items():
        subject, _, rest = slot.partition(DEATHS)
        if not rest and slot.endswith(DEATHS):
            totals[subject] = _dated(group, last)
        elif rest.startswith("[own="):
            by_side.setdefault(subject, []).extend(_dated(group, last))
    sides = [c for subject, found in by_side.items() if not totals.get(subject) for c in found]
    return [c for found in totals.values() for c in found] + sides


def _dated(group: tuple[Claim, ...], last: tuple[int, int]) -> list[Claim]:
    after = [c for c in group if c.event_time and (c.event_time[1].year, c.event_time[1].month) > last]
    return sorted(after, key=_middle)[len(after) // 2 : len(after) // 2 + 1]


def _middle(claim: Claim) -> float:
    return 0.5 * ((claim.value.low or 0.0) + (claim.value.high or 0.0))
