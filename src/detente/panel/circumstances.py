"""What was known of a rivalry at the turn of the year: its past, and the sides' standing in the year before.

Nothing of the year itself enters, but for a pair's first row, which has no year before: there the standing (strength,
pacts, status: slow things) is the year's own. Memory halves with age, as grievance does in the model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from detente.panel.rows import Bools, Floats, Ints, Rows


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Strengths of both sides, (rows, 2), and named covariates, (rows,)."""

    strength: Floats
    named: Mapping[str, Floats]

    def design(self, *names: str) -> Floats:
        """Covariates as columns, (rows, names); ``one`` is the constant."""
        return np.column_stack([self.named[name] for name in names])

    def __getitem__(self, rows: Bools) -> Circumstances:
        return Circumstances(self.strength[rows], {name: x[rows] for name, x in self.named.items()})


def circumstances(rows: Rows, memory_years: float, grievance_years: float) -> Circumstances:
    """Covariates of every row; half-lives in years."""
    before = year_before(rows)
    at = np.where(before >= 0, before, np.arange(before.size))
    strength, allies = rows.strength[at], rows.allies[at]
    return Circumstances(
        strength,
        {
            "one": np.ones(rows.year.size),
            "quiet": np.log1p(years_since(rows, rows.under_way)),
            "memory": remembered(rows, rows.onset, memory_years),
            "grievance": remembered(rows, rows.fatal, grievance_years),
            "last": np.where(before >= 0, rows.under_way[before], 0.0),
            "land": rows.land,
            "pact": rows.pact[at],
            "major": rows.major[at],
            "age": np.log1p(np.maximum(rows.year - rows.begun, 0.0)),
            "spatial": rows.spatial,
            "allies": np.log1p(allies.sum(1)),
            "lopsided": np.abs(np.log(strength[:, 0] / strength[:, 1])),
        },
    )


def year_before(rows: Rows) -> Ints:
    """Where the same pair's year before stands, -1 where it isn't in the panel."""
    place = {key: i for i, key in enumerate(zip(rows.pair.tolist(), rows.year.tolist(), strict=True))}
    return np.array([place.get((pair, year - 1), -1) for pair, year in place])


def remembered(rows: Rows, flag: Bools, half_life: float) -> Floats:
    """Flagged years of the pair's past, last year's counting 1 and older ones half as much every ``half_life``."""
    return _of_each_pair(rows, flag, lambda age: (0.5 ** ((age - 1.0) / half_life)).sum(1))


def years_since(rows: Rows, flag: Bools) -> Floats:
    """Years since the pair's last flagged year, or since the panel first saw the pair."""
    last = _of_each_pair(rows, flag, lambda age: age.min(1))
    first = _of_each_pair(rows, np.ones_like(flag), lambda age: np.where(np.isfinite(age), age, 0.0).max(1))
    return np.asarray(np.where(np.isfinite(last), last, first))


def _of_each_pair(rows: Rows, flag: Bools, of: Callable[[Floats], Floats]) -> Floats:
    """Apply ``of`` to the ages of a pair's flagged years at each of its rows: inf for years that aren't its past."""
    found = np.empty(flag.size)
    for pair in np.unique(rows.pair):
        mine = np.flatnonzero(rows.pair == pair)
        age = (rows.year[mine, None] - rows.year[mine]).astype(np.float64)
        found[mine] = of(np.where((age > 0) & flag[mine], age, np.inf))
    return found
