"""The monthly record of deaths as published by a day, and what it says of windows.

A death that the series can't place in a month makes the windows that cut through its span uncertain: they have
between none and all of such deaths. Where the bar lies between, nobody knows whether it was reached, and the window
is not scored.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from detente.cases.model import Case
from detente.claims.model import Claim
from detente.errors import Fault, InputError
from detente.scores.plan import Plan, Spread, month_index, month_name
from detente.worlds.past import deaths_in

Floats = NDArray[np.float64]
Key = tuple[int, str]  # month, and slot without its month


@dataclass(frozen=True, slots=True)
class Record:
    """Deaths by month from ``first`` on; nan where nothing was published. ``spread`` known by then."""

    first: int
    deaths: Floats
    spread: tuple[Spread, ...] = ()

    @property
    def last(self) -> int:
        """The last month on record."""
        return self.first + self.deaths.size - 1

    @property
    def gaps(self) -> list[str]:
        """Months between the first and the last of which nothing was published."""
        return [month_name(self.first + int(n)) for n in np.flatnonzero(np.isnan(self.deaths))]

    def sums(self, months: int) -> tuple[Floats, Floats]:
        """Fewest and most deaths of the window starting in each month, (windows,); nan across a gap."""
        size = max(0, self.deaths.size - months + 1)
        total = np.concatenate([[0.0], np.cumsum(np.nan_to_num(self.deaths))])
        gaps = np.concatenate([[0], np.cumsum(np.isnan(self.deaths))])
        low = np.where(gaps[months:][:size] > gaps[:size], np.nan, total[months:][:size] - total[:size])
        high = low.copy()
        start = self.first + np.arange(size)
        end = start + months - 1
        for item in self.spread:
            a, b = month_index(item.from_), month_index(item.to)
            if item.placed is not None:
                at = month_index(item.placed)
                held = item.deaths * ((start <= at) & (at <= end))
                low, high = low - held, high - held
            low = low + item.deaths * ((start <= a) & (b <= end))
            high = high + item.deaths * ((start <= b) & (a <= end))
        return low, high

    def happened(self, months: int, deaths: int) -> Floats:
        """Of the window starting in each month, (windows,): 1 if the bar was reached, 0 if not, nan if unknown."""
        low, high = self.sums(months)
        return np.where(low >= deaths, 1.0, np.where(high < deaths, 0.0, np.nan))

    def back(self, months: int) -> Floats:
        """Deaths of the last ``months`` to each month, fewer at the start; a gap counts as none."""
        total = np.concatenate([np.zeros(months), np.cumsum(np.nan_to_num(self.deaths))])
        return np.asarray(total[months:] - total[:-months])


@dataclass(frozen=True, slots=True)
class Reports:
    """Every publication of every month's number: (known from, deaths), earliest first.

    A month counts when all slots of the series have a number for it: what is missing is not zero.
    """

    values: Mapping[Key, tuple[tuple[date, float], ...]]
    spread: tuple[Spread, ...]

    def by(self, as_of: date | None = None) -> Record:
        """The record as published by a day, each number as last revised; None: as it is now."""
        known: dict[int, list[float]] = defaultdict(list)
        for (month, _), reports in self.values.items():
            known[month] += [deaths for day, deaths in reports if as_of is None or day <= as_of][-1:]
        slots = len({slot for _, slot in self.values})
        found = {month: sum(numbers) for month, numbers in known.items() if len(numbers) == slots}
        if not found:
            return Record(0, np.zeros(0))
        first, last = min(found), max(found)
        deaths = np.array([found.get(month, np.nan) for month in range(first, last + 1)])
        return Record(first, deaths, tuple(s for s in self.spread if month_index(s.to) <= last))


def read_reports(case: Case, plan: Plan) -> Reports:
    """The series of deaths between the case's rivals. Raises InputError without one, or where a month stands twice."""
    borders = "|".join(re.escape(rivalry.border) for rivalry in case.file.rivalries)
    wanted = re.compile(rf"(?:{borders})\.deaths\[(?:[a-z_]+=[^,\]]+,)*month=(\d{{4}}-\d\d)(?:,[^\]]*)?\]")
    series = {source.id for source in case.sources.values() if source.kind == "series"}
    found: dict[Key, list[Claim]] = defaultdict(list)
    for claim in case.claims:
        match = wanted.fullmatch(claim.slot) if claim.source in series else None
        if match:
            found[month_index(match[1]), claim.slot.replace(match[1], "")].append(claim)
    if not found:
        remedy = "Give it one in series/series.yaml; without a record nothing can be scored."
        raise InputError(Fault("the case has no monthly series of deaths between its rivals", remedy, str(case.path)))
    _check(found, case)
    left_out = {item.slot for item in plan.excluded}
    return Reports({key: _reports(claims, left_out) for key, claims in sorted(found.items())}, plan.spread)


def without_excluded(case: Case, plan: Plan) -> tuple[Claim, ...]:
    """The case's claims but for values that the plan leaves out: nobody is shown them."""
    left_out = {item.slot for item in plan.excluded}
    return tuple(claim for claim in case.claims if claim.slot not in left_out)


def _reports(claims: list[Claim], left_out: set[str]) -> tuple[tuple[date, float], ...]:
    ordered = sorted(claims, key=lambda claim: claim.known_from)
    return tuple((claim.known_from, 0.0 if claim.slot in left_out else deaths_in(claim)) for claim in ordered)


def _check(found: Mapping[Key, list[Claim]], case: Case) -> None:
    """A second number of the same day is no revision: one of the two is wrong."""
    faults = []
    for (month, _), claims in sorted(found.items()):
        slot = claims[0].slot
        if len({claim.known_from for claim in claims}) < len(claims):
            remedy = "Leave one of them; a revision has a later day of publication."
            where = f"{case.path}/series"
            faults.append(
                Fault("a month of the series stands twice", remedy, where, path=slot, value=month_name(month))
            )
        for claim in claims:
            if (claim.value.low or 0.0) < 0.0:
                remedy = "Correct the series, or leave the cell blank."
                faults.append(Fault("fewer than no deaths", remedy, f"{case.path}/series", path=slot))
    if faults:
        raise InputError(*faults)
