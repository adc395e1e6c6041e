"""Monthly deaths of single countries beside the benchmarks of the VIEWS challenge 2023/24.

A calendar year is forecast from 31 October of the year before, with what was published by then: a month of the
record less than the challenge's contestants had. Plain CRPS, as there. Where one month of the record holds the deaths
of several, and so most of every mean, each mean also stands without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from detente.cases.model import Case
from detente.errors import DetenteError
from detente.findings.study import Options
from detente.numerics.portable import exp_array, normal_quantile_array
from detente.scores.hindcast import lived
from detente.scores.plan import Challenge, Plan, Territory, last_day, month_index
from detente.scores.record import read_reports
from detente.verification.check import AbsentError, Shared
from detente.verification.columns import read_columns
from detente.verification.crps import crps, log1p_crps
from detente.verification.views import ACTUALS, YEAR

Floats = NDArray[np.float64]

AHEAD: Final = 2  # months between the as-of day and January
FIXED: Final = "2017-12"  # the last month that the static mixture saw
MEMBERS: Final = 1000


def views(case: Case, plan: Plan, options: Options, shared: Shared) -> dict[str, Any]:
    """Scores by country and year; ``countries`` null with a reason where there is nothing to score by."""
    challenge = plan.challenge
    if challenge is None:
        return {"countries": None, "reason": "the case names no countries of the challenge in scoring.yaml"}
    try:
        actuals = _actuals(challenge.countries, shared)
        published = _published(challenge, shared)
    except AbsentError as absent:
        return {"countries": None, "reason": str(absent)}
    years = sorted({month // YEAR for cells in actuals.values() for month in cells})
    ours = {year: _forecast(case, challenge.countries, year, options) for year in years}
    refused = [year for year, each in ours.items() if each is None]
    rows = [
        _country(place, challenge.artefact, actuals[place.name], ours, _past(case, plan, place), published, years)
        for place in challenge.countries
    ]
    return {
        "countries": rows,
        "reason": f"no forecast of {refused}" if refused else None,
        "as_of": "31 October before",
        "artefact": challenge.artefact,
    }


def _actuals(territories: Sequence[Territory], shared: Shared) -> dict[str, dict[int, float]]:
    table = read_columns(shared.file(ACTUALS))
    cells: dict[str, dict[int, float]] = {place.name: {} for place in territories}
    for name, year, month, deaths in zip(*(table[c] for c in ("name", "year", "month", "outcome")), strict=True):
        if name in cells:
            cells[name][int(year) * YEAR + int(month) - 1] = float(deaths)
    if not all(cells.values()):
        raise AbsentError(f"not every country of the case is in {ACTUALS}")
    return cells


def _published(challenge: Challenge, shared: Shared) -> dict[tuple[str, str, int], float]:
    """Published CRPS by model, country and year."""
    table = read_columns(shared.file(challenge.published))
    rows = zip(*(table[c] for c in ("model", "metric", "country", "window", "mean")), strict=True)
    return {(m, country, int(window)): float(mean) for m, metric, country, window, mean in rows if metric == "crps"}


def _forecast(case: Case, territories: Sequence[Territory], year: int, options: Options) -> dict[str, Floats] | None:
    """Deaths of each month of the year by territory, (months, histories)."""
    try:
        deaths, _ = lived(case, last_day(year * YEAR - AHEAD - 1), AHEAD + YEAR, replace(options, workers=1))
    except DetenteError:
        return None
    where = [place.id for place in case.file.places]
    return {
        place.name: deaths[:, AHEAD:, [where.index(name) for name in place.places]].sum(2).T.astype(np.float64)
        for place in territories
    }


def _past(case: Case, plan: Plan, place: Territory) -> dict[int, float]:
    """Deaths by month to 2017, from the case's own record."""
    chosen = tuple(c for c in case.claims if f"territory={place.territory}" in c.slot)
    record = read_reports(replace(case, claims=chosen), plan).by()
    first = month_index(plan.from_) if plan.from_ else record.first
    months = range(max(first, record.first), month_index(FIXED) + 1)
    found = {month: float(record.deaths[month - record.first]) for month in months if month <= record.last}
    return {month: deaths for month, deaths in found.items() if not np.isnan(deaths)}


def _static(past: Mapping[int, float]) -> Floats:
    """Zeros and a log-normal tail in the shares of the months to 2017, as quantiles: never updated."""
    deaths = np.array(list(past.values()))
    some = np.log(deaths[deaths > 0])
    u = (np.arange(MEMBERS) + 0.5) / MEMBERS
    share = 1.0 - some.size / deaths.size if deaths.size else 1.0
    tail = (u[u > share] - share) / (1.0 - share) if some.size else np.zeros(0)
    spread = some.std() if some.size > 1 else 1.0
    grown = exp_array(some.mean() + spread * normal_quantile_array(tail)) if some.size else tail
    return np.concatenate([np.zeros(MEMBERS - tail.size), np.round(grown)])


def _country(
    place: Territory,
    artefact: str | None,
    actual: Mapping[int, float],
    ours: Mapping[int, dict[str, Floats] | None],
    past: Mapping[int, float],
    published: Mapping[tuple[str, str, int], float],
    years: Sequence[int],
) -> dict[str, Any]:
    cells: list[dict[str, Any]] = []
    known, static = {**past, **actual}, _static(past)
    for year in years:
        ensembles = {"static_mixture": [static] * YEAR}
        before = [known.get(year * YEAR - AHEAD - n) for n in range(1, YEAR + 1)]
        if None not in before:
            ensembles["conflictology"] = [np.array(before, np.float64)] * YEAR
        said = ours[year]
        if said is not None:
            ensembles["detente"] = list(said[place.name])
        cells += _cells(actual, year, ensembles)
    models = sorted({model for model, country, _ in published if country == place.code})
    return {
        "country": place.name,
        "months": len(actual),
        "all": _means(cells),
        "without_artefact": _means(cells if artefact is None else _but(cells, month_index(artefact))),
        "years": [
            {
                "year": year,
                "crps": _means([c for c in cells if c["month"] // YEAR == year])["crps"],
                "published_crps": {model: published.get((model, place.code, year)) for model in models},
            }
            for year in years
        ],
    }


def _cells(actual: Mapping[int, float], year: int, said: Mapping[str, Sequence[Floats]]) -> list[dict[str, Any]]:
    """The months of the year that are known, each with the scores of every forecaster's ensemble."""
    return [
        {
            "month": month,
            "crps": {name: float(crps(each[n], actual[month])) for name, each in said.items()},
            "log1p_crps": {name: float(log1p_crps(each[n], actual[month])) for name, each in said.items()},
        }
        for n, month in enumerate(range(year * YEAR, (year + 1) * YEAR))
        if month in actual
    ]


def _but(cells: Sequence[Mapping[str, Any]], month: int) -> list[Mapping[str, Any]]:
    return [cell for cell in cells if cell["month"] != month]


def _means(cells: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, dict[str, float]]]:
    """Means by forecaster, each over its own cells, whose number stands beside."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for rule in ("crps", "log1p_crps"):
        names = sorted({name for cell in cells for name in cell[rule]})
        found[rule] = {}
        for name in names:
            scores = [cell[rule][name] for cell in cells if name in cell[rule]]
            found[rule][name] = {"mean": float(np.mean(scores)), "n": len(scores)}
    return found
