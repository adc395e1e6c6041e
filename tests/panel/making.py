"""Invented panels, and where a real one may be."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from detente.panel.circumstances import circumstances
from detente.panel.design import Design
from detente.panel.fit import chances
from detente.panel.game import Utilities
from detente.panel.rows import FIRST, RANGES, Floats, Rows

OWN_COPY = (
    Path(__file__).parents[3] / "shared" / "data" / "not-for-shipping" / "LOCAL_ONLY_rivalry_dyad_years_1946_2020.csv"
)
ROW = dict.fromkeys(RANGES, "0") | {
    "ccode1": "2", "ccode2": "20", "year": "1950", "riv_start": "1945", "cinc1": ".02", "cinc2": ".01",
    "gml_onset_fatlev": "", "gml_onset_hostlev": "",
}  # fmt: skip


def table(*rows: dict[str, str]) -> str:
    """A panel as a file holds it: the usual row with changes."""
    lines = [",".join((ROW | row).values()) for row in rows]
    return "\n".join([",".join(ROW), *lines]) + "\n"


def utilities(**values: float | Floats) -> Utilities:
    """One or more rows' utilities; what isn't named is an even rivalry's."""
    usual: dict[str, float | Floats] = {
        "worth": 3.0, "coerce": 4.0, "limited": 4.0, "offensive": 5.0, "resolve": 0.0, "push": 0.0, "force": 0.0,
    }  # fmt: skip
    return Utilities(*np.broadcast_arrays(*(np.atleast_1d(np.float64(x)) for x in (usual | values).values())))


def simulated(design: Design, b: Floats, pairs: int, years: int, seed: int) -> Rows:
    """A panel that the game itself brought forth, year after year, so that its memory is its own."""
    random = np.random.default_rng(seed)
    rows = empty(pairs, years, random)
    for year in range(years):
        now = rows.year == rows.year.min() + year
        p = chances(circumstances(rows, design.memory_years, design.grievance_years)[now], b, design)
        level = (random.random(pairs) > p.cumsum(0)[:3]).sum(0)
        rows.onset[now] = rows.under_way[now] = level > 0
        rows.deaths[now] = np.select([level == 0, level == 1, level == 2], [np.nan, 0.0, 1.0], 4.0)
    return rows


def empty(pairs: int, years: int, random: np.random.Generator) -> Rows:
    """Rivalries in which nothing has happened yet."""
    n = pairs * years
    fixed = [np.repeat(random.integers(0, 2, pairs), years).astype(np.float64) for _ in range(4)]
    pair, strength = np.repeat(np.arange(pairs), years), random.lognormal(0.0, 1.0, (pairs, 2)) / 100
    return Rows(
        states=np.column_stack([pair + 1, pair + 500]), pair=pair, year=np.tile(np.arange(FIRST, FIRST + years), pairs),
        begun=np.repeat(random.integers(1900, 1950, pairs), years).astype(np.float64),
        strength=np.repeat(strength, years, axis=0), allies=np.zeros((n, 2)), land=fixed[0], pact=fixed[1],
        major=fixed[2], spatial=fixed[3], under_way=np.zeros(n, bool), onset=np.zeros(n, bool),
        deaths=np.full(n, np.nan), hostility=np.full(n, np.nan),
    )  # fmt: skip


def as_table(rows: Rows) -> str:
    """The file that these rows would be read from."""
    return table(
        *(
            {
                "ccode1": str(rows.states[i, 0]), "ccode2": str(rows.states[i, 1]), "year": str(rows.year[i]),
                "riv_start": f"{rows.begun[i]:.0f}", "spatial": f"{rows.spatial[i]:.0f}",
                "gml_ongoing": str(int(rows.under_way[i])), "gml_onset": str(int(rows.onset[i])),
                "gml_onset_fatlev": "" if np.isnan(rows.deaths[i]) else f"{rows.deaths[i]:.0f}",
                "gml_onset_hostlev": "5" if rows.deaths[i] >= 4 else "4" if rows.onset[i] else "",
                "rivals_defense_pact": f"{rows.pact[i]:.0f}", "cinc1": f"{min(rows.strength[i, 0], 1.0):.6f}",
                "cinc2": f"{min(rows.strength[i, 1], 1.0):.6f}", "land_contig": f"{rows.land[i]:.0f}",
                "major1": f"{rows.major[i]:.0f}",
            }
            for i in range(rows.year.size)
        )
    )  # fmt: skip
