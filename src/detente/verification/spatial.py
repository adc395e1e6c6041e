"""Published openings of spatial bargaining models, computed again with `detente.bargain`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from detente.bargain.positions import weighted_mean, weighted_median
from detente.bargain.spatial import Outlook, outlook
from detente.verification.check import Check, computed
from detente.verification.columns import Floats, numbers, own_table

KTAB = "KAPSARC Toolkit for Behavioral Analysis (2015), reference output {}, turn 0"
ISSUES = {"ktab_7.csv": 3, "ktab_13.csv": 2}
BDM = "Bueno de Mesquita 1994, European Community Decision Making, ch. 4; round 0 in dmasad's replication"


@cache
def opening(table: str) -> Outlook:
    """Our first turn for a table of actors."""
    columns, issues = own_table(table), range(1, ISSUES[table] + 1)
    position, salience = (numbers(columns, *(f"{what}_{d}" for d in issues)) for what in ("position", "salience"))
    return outlook(numbers(columns, "power")[:, 0], position, salience)


def risk_error(table: str) -> float:
    """Largest distance of a risk attitude from the published one."""
    return float(np.abs(opening(table).risk - numbers(own_table(table), "risk")[:, 0]).max())


def eu_emissions(meet: Callable[[Floats, Floats], float]) -> float:
    """Where the members of 1994 meet, years: weights are capability times salience."""
    capability, position, salience = numbers(own_table("eu_emissions.csv"), "capability", "position", "salience").T
    return meet(position, capability * salience)


def _chance(table: str, actor: int) -> Callable[[], float]:
    return lambda: float(opening(table).chance[actor])


def _ktab(name: str, table: str, title: str) -> list[Check]:
    """A check for each actor's chance to prevail, printed to four decimals, and one for all attitudes to risk."""
    source = KTAB.format(title)
    published = numbers(own_table(table), "chance")[:, 0]
    found = [
        Check(f"{name}-{i + 1}", f"chance that actor {i + 1}'s position prevails", source, float(p), 5e-5, got)
        for i, p in enumerate(published)
        for got in [computed(_chance(table, i))]
    ]
    what = f"largest error of {published.size} attitudes to risk, printed to three decimals"
    return [*found, Check(f"{name}-risk", what, source, 0.0, 5e-4, computed(lambda: risk_error(table)))]


CHECKS = (
    *_ktab("ktab-7", "ktab_7.csv", "dummyData_3Dim"),
    *_ktab("ktab-13", "ktab_13.csv", "SOE-Pol-Comp"),
    Check(
        "eu-emissions-mean", "weighted mean of ten states' positions, years", BDM, 7.38996, 5e-6,
        computed(lambda: eu_emissions(weighted_mean)),
    ),
    Check(
        "eu-emissions-median", "weighted median of the same, years", BDM, 7.0, 0.0,
        computed(lambda: eu_emissions(weighted_median)),
    ),
)  # fmt: skip
