"""Rivalry-years read from the user's own copy of the panel; nothing of it is kept.

Rivalries after Thompson, Sakuwa & Suhas (2021), disputes after Gibler, Miller & Little (2016), strength, contiguity
and status after the Correlates of War project, pacts after ATOP. One row a rivalry and year.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.errors import Fault, InputError
from detente.names.yamlfile import read_text

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

FIRST, LAST = 1946, 2010  # GML's disputes end in 2010
DEATHS_OVER_100 = 3  # fatality levels: 1 to 25, to 100, to 250, to 500, to 999, more
WAR = 5  # hostility level
LEVELS = ("dispute_onset", "fatal_onset", "over_100_deaths")  # each within the one before
MANY = 20  # faults shown
# what a cell may hold; "empty" where there may be nothing
RANGES: Mapping[str, tuple[float, float, bool]] = {
    "ccode1": (1, 999, False), "ccode2": (1, 999, False), "year": (1800, 2100, False),
    "riv_start": (1400, 2100, False), "spatial": (0, 1, False), "gml_ongoing": (0, 1, False),
    "gml_onset": (0, 1, False), "gml_onset_fatlev": (0, 6, True), "gml_onset_hostlev": (1, 5, True),
    "rivals_defense_pact": (0, 1, False), "n_def_allies1": (0, 300, False), "n_def_allies2": (0, 300, False),
    "cinc1": (1e-9, 1, False), "cinc2": (1e-9, 1, False), "land_contig": (0, 1, False), "major1": (0, 1, False),
    "major2": (0, 1, False),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """The panel by column, (rows,), in order of pair and year.

    ``states`` are the Correlates of War's numbers, (rows, 2). ``pair`` numbers pairs of states: two rivalries of the
    same states share a memory. ``deaths`` and ``hostility`` are the levels of the worst dispute that began, nan
    where none began or the level is unknown.
    """

    states: Ints
    pair: Ints
    year: Ints
    begun: Floats  # year in which the rivalry began
    strength: Floats  # (rows, 2), share of the world's capabilities
    allies: Floats  # (rows, 2), how many each has a defence pact with
    land: Floats  # 1 where they share a border on land
    pact: Floats  # 1 where the rivals have a defence pact with each other
    major: Floats  # 1 where either is a major power
    spatial: Floats  # 1 where they contend over territory
    under_way: Bools  # a dispute at any time of the year
    onset: Bools
    deaths: Floats
    hostility: Floats

    def __getitem__(self, which: Bools) -> Rows:
        return Rows(*(getattr(self, field.name)[which] for field in fields(self)))

    @property
    def fatal(self) -> Bools:
        """A dispute began that killed; where deaths are unknown, not known to."""
        return np.nan_to_num(self.deaths) >= 1

    @property
    def over_100(self) -> Bools:
        """A dispute began that killed more than 100."""
        return np.nan_to_num(self.deaths) >= DEATHS_OVER_100

    @property
    def war(self) -> Bools:
        """A dispute began that is coded as war."""
        return np.nan_to_num(self.hostility) >= WAR


def came(rows: Rows, target: str) -> Bools:
    """Whether each row's year brought it: one of `LEVELS`, or ``war``."""
    found = dict(zip((*LEVELS, "war"), (rows.onset, rows.fatal, rows.over_100, rows.war), strict=True))
    return found[target]


def read_rows(path: Path, first: int = FIRST, last: int = LAST) -> Rows:
    """Rows of the years ``first`` to ``last``. Raises InputError with every fault found, at most `MANY`."""
    reader = csv.DictReader(io.StringIO(read_text(path)))
    absent = [name for name in RANGES if name not in (reader.fieldnames or ())]
    if absent:
        raise InputError(*(Fault("the column is missing", "Add it, or name it so.", str(path), 1, n) for n in absent))
    rows, faults = [], []
    for cells in reader:
        wrong = list(_faults(cells, ("year",), str(path), reader.line_num))
        if not wrong and not first <= float(cells["year"]) <= last:
            continue  # years that aren't asked for may have gaps
        wrong = wrong or list(_faults(cells, RANGES, str(path), reader.line_num))
        if not wrong:
            rows.append({name: float(cells[name] or "nan") for name in RANGES})
        faults += wrong
    faults += _twice(rows, str(path)) if not faults else ()
    if not rows and not faults:
        faults.append(Fault(f"no rows of {first} to {last}", "Pass the panel of rivalry-years.", str(path)))
    if faults:
        raise InputError(*faults[:MANY])
    return _columns(sorted(rows, key=_key))


def _faults(cells: Mapping[str, str | None], names: Iterable[str], file: str, line: int) -> Iterator[Fault]:
    for name in names:
        (low, high, may_be_empty), cell = RANGES[name], cells[name]
        if cell == "" and may_be_empty:
            continue
        try:
            number = float(cell or "")
        except ValueError:
            number = math.nan
        if not low <= number <= high:
            remedy = f"Write a number from {low:g} to {high:g}" + (" or nothing." if may_be_empty else ".")
            yield Fault("not a number in its range", remedy, file, line, name, repr(cell))


def _key(row: Mapping[str, float]) -> tuple[float, float, float]:
    return row["ccode1"], row["ccode2"], row["year"]


def _twice(rows: list[dict[str, float]], file: str) -> list[Fault]:
    """Pairs of states with two rows in a year: a memory needs one past."""
    keys = sorted(map(_key, rows))
    again = [a for a, b in pairwise(keys) if a == b]
    text = [f"{one:g} and {two:g} in {year:g}" for one, two, year in again]
    return [Fault("two rows of one pair in one year", "Keep one.", file, 0, "year", which) for which in text]


def _columns(rows: list[dict[str, float]]) -> Rows:
    def column(*names: str) -> Floats:
        return np.array([[row[name] for name in names] for row in rows])

    states = column("ccode1", "ccode2").astype(np.int64)
    _, pair = np.unique(states, axis=0, return_inverse=True)
    return Rows(
        states=states,
        pair=pair.reshape(-1).astype(np.int64),
        year=column("year")[:, 0].astype(np.int64),
        begun=column("riv_start")[:, 0],
        strength=column("cinc1", "cinc2"),
        allies=column("n_def_allies1", "n_def_allies2"),
        land=column("land_contig")[:, 0],
        pact=column("rivals_defense_pact")[:, 0],
        major=column("major1", "major2").max(1),
        spatial=column("spatial")[:, 0],
        under_way=column("gml_ongoing")[:, 0] > 0,
        onset=column("gml_onset")[:, 0] > 0,
        deaths=column("gml_onset_fatlev")[:, 0],
        hostility=column("gml_onset_hostlev")[:, 0],
    )
