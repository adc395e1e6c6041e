"""Benchmarks of the VIEWS prediction challenge 2023/24, scored again from what happened.

Hegre et al. (2025), "The 2023/24 VIEWS Prediction Challenge: Predicting the number of fatalities in armed conflict,
with uncertainty", Journal of Peace Research. Country-months of a calendar year, forecast with data to October of the
year before; "conflictology" is the country's last twelve months as an ensemble, the same for each month of the year.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from detente.verification.check import Check, Shared
from detente.verification.columns import Floats, numbers, read_columns
from detente.verification.crps import crps

ACTUALS = "data/views_cm_actuals_2018_2024.csv"
SOURCE = "VIEWS prediction challenge 2023/24, published benchmark scores"
BLIND = 2  # months between the last known one and the first forecast
YEAR = 12
PUBLISHED = {
    "conflictology": {2020: 21.339, 2021: 76.849, 2022: 123.995, 2023: 50.357},
    "zero": {2020: 32.041, 2021: 87.339, 2022: 120.968, 2023: 53.543},
}


def actuals(shared: Shared) -> tuple[Floats, int]:
    """Deaths by country and month, (countries, months), and the year whose January comes first."""
    table = numbers(read_columns(shared.file(ACTUALS)), "country_id", "year", "month", "outcome")
    countries, row = np.unique(table[:, 0], return_inverse=True)
    first = int(table[:, 1].min())
    month = ((table[:, 1] - first) * YEAR + table[:, 2] - 1).astype(int)
    deaths = np.full((countries.size, month.max() + 1), np.nan)
    deaths[row, month] = table[:, 3]
    return deaths, first


def conflictology(deaths: Floats, start: int) -> Floats:
    """The twelve months to the last known one before ``start``, (countries, 12)."""
    return deaths[:, start - BLIND - YEAR : start - BLIND]


def zero(deaths: Floats, _: int) -> Floats:
    """Nobody dies: one member of 0, (countries, 1)."""
    return np.zeros((deaths.shape[0], 1))


def mean_crps(forecast: Callable[[Floats, int], Floats], year: int, shared: Shared) -> float:
    """Mean score over countries and the months of ``year``."""
    deaths, first = actuals(shared)
    start = (year - first) * YEAR
    happened = deaths[:, start : start + YEAR]
    return float(crps(forecast(deaths, start)[:, None, :], happened).mean())


def _check(name: str, forecast: Callable[[Floats, int], Floats], year: int, expected: float) -> Check:
    what = f"mean CRPS of the benchmark “{name}” over the country-months of {year}"
    return Check(f"views-{name}-{year}", what, SOURCE, expected, 5e-4, lambda s: mean_crps(forecast, year, s))


CHECKS = tuple(
    _check(name, forecast, year, expected)
    for name, forecast in (("conflictology", conflictology), ("zero", zero))
    for year, expected in PUBLISHED[name].items()
)
