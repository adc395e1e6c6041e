"""Forecasts of five-year windows from the years before them: where every choice was made, inside the training years."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from detente.panel.circumstances import circumstances
from detente.panel.design import CHOSEN, LOGISTICS, TRAINED_TO, Design
from detente.panel.fit import at_least, chances, ended, fit, weights
from detente.panel.gates import FLOORS
from detente.panel.logistic import forecast
from detente.panel.rows import LEVELS, Bools, Floats, Rows, came
from detente.panel.scores import calibration_slope, log_score

STARTS = range(1961, TRAINED_TO + 1, 5)


def windows(rows: Rows) -> Iterator[tuple[Bools, Bools]]:
    """Rows to train on and rows to forecast."""
    for start in STARTS:
        yield rows.year < start, (rows.year >= start) & (rows.year < start + 5)


def game_forecasts(rows: Rows, design: Design) -> Floats:
    """P of a dispute, a fatal one, and one of over 100 deaths, (3, rows); nan for years before the first window."""
    at, seen = circumstances(rows, design.memory_years, design.grievance_years), ended(rows)
    p = np.full((3, rows.year.size), np.nan)
    for train, test in windows(rows):
        weight = weights(rows.year[train], design.fading)
        p[:, test] = at_least(chances(at[test], fit(at[train], seen[train], weight, design), design))
    return p


def logistic_forecasts(rows: Rows, names: tuple[str, ...], ridge: float, design: Design = CHOSEN) -> Floats:
    """The same by a logistic regression for each target, on the same rows with the same weights."""
    at = circumstances(rows, design.memory_years, design.grievance_years)
    p = np.full((3, rows.year.size), np.nan)
    for train, test in windows(rows):
        weight = weights(rows.year[train], design.fading)
        p[:, test] = [
            forecast(at[train], came(rows, target)[train], weight, at[test], names, ridge) for target in LEVELS
        ]
    return p


def mean_scores(rows: Rows, p: Floats) -> dict[str, float]:
    """Mean log score of each target over all windows."""
    asked = ~np.isnan(p[0])
    pairs = zip(LEVELS, p, strict=True)
    return {target: float(log_score(q[asked], came(rows, target)[asked]).mean()) for target, q in pairs}


def mean_slopes(rows: Rows, p: Floats) -> dict[str, list[float]]:
    """Calibration slope of each gated target over all windows, with its interval."""
    asked = ~np.isnan(p[0])
    seen, pairs = rows[asked], zip(LEVELS, p[:, asked], strict=True)
    return {
        target: list(calibration_slope(q, came(seen, target), seen.pair, seen.year))
        for target, q in pairs
        if target in FLOORS
    }


def of_logistics(rows: Rows) -> dict[str, Floats]:
    """Forecasts of every logistic regression over the windows."""
    return {name: logistic_forecasts(rows, *told) for name, told in LOGISTICS.items()}
