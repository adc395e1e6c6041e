"""Fits on the years to 1990 and scores the years after, once: the game beside the logistics and the constant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from detente.panel.circumstances import Circumstances, circumstances
from detente.panel.design import CHOSEN, LOGISTICS, RIVALS, TRAINED_TO, Design
from detente.panel.fit import at_least, chances, ended, fit, weights
from detente.panel.gates import gates
from detente.panel.logistic import forecast
from detente.panel.rows import LEVELS, Bools, Floats, Ints, Rows, came
from detente.panel.scores import LEVEL, brier, calibration_slope, expected_over_observed, log_score, mean

# By number, states between whom the alliance data read a treaty of the CIS as a defence pact.
DOUBTED_PACTS = ((371, 373),)


def evaluate(rows: Rows, design: Design = CHOSEN) -> dict[str, Any]:
    """Coefficients, scores and gates; what ``estimates.json`` holds besides where it is from."""
    train = rows.year <= TRAINED_TO
    at = circumstances(rows, design.memory_years, design.grievance_years)
    weight = weights(rows.year[train], design.fading)
    b = fit(at[train], ended(rows[train]), weight, design)
    share = war_share(rows[train], weight)
    test, p = rows[~train], game_forecasts(at[~train], b, share, design)
    others = {target: baselines(at, rows, target, weight) for target in p}
    targets = [target_row(target, test, p[target], others[target]) for target in p]
    struck = circumstances(without_pacts(rows), design.memory_years, design.grievance_years)
    return {
        "coefficients": coefficients(b, design),
        "war_share": share,
        "targets": targets,
        "gates": gates(targets),
        "doubted_pacts": {
            target: float(log_score(q, came(test, target)).mean())
            for target, q in game_forecasts(struck[~train], b, share, design).items()
        },
    }


def game_forecasts(at: Circumstances, b: Floats, share: float, design: Design) -> dict[str, Floats]:
    """P of each target; a war is a share of the disputes of over 100 deaths."""
    levels = at_least(chances(at, b, design))
    return dict(zip(LEVELS, levels, strict=True)) | {"war": share * levels[-1]}


def war_share(rows: Rows, weight: Floats) -> float:
    """Share of the disputes of over 100 deaths that are coded as war."""
    return float(weight[rows.over_100 & rows.war].sum() / weight[rows.over_100].sum())


def baselines(at: Circumstances, rows: Rows, target: str, weight: Floats) -> dict[str, Floats]:
    """P of the target in the years after training, by each logistic regression."""
    train = rows.year <= TRAINED_TO
    happened = came(rows, target)[train]
    return {name: forecast(at[train], happened, weight, at[~train], *told) for name, told in LOGISTICS.items()}


def without_pacts(rows: Rows) -> Rows:
    """The same rows with the doubted pacts struck."""
    doubted = np.zeros_like(rows.onset)
    for pair in DOUBTED_PACTS:
        doubted |= (rows.states == pair).all(1)
    return replace(rows, pact=np.where(doubted, 0.0, rows.pact))


def target_row(target: str, rows: Rows, p: Floats, others: Mapping[str, Floats]) -> dict[str, Any]:
    """Scores of one target, with the intervals of the differences to each baseline (above 0: the game is better)."""
    y, clusters = came(rows, target), (rows.pair, rows.year)
    log = -float(log_score(p, y).mean())
    gain = {name: mean(log_score(p, y) - log_score(q, y), *clusters) for name, q in others.items()}
    slope, ratio = calibration_slope(p, y, *clusters), expected_over_observed(p, y, *clusters)
    return {
        "target": target,
        "horizon": 12,
        "n": y.size,
        "events": int(y.sum()),
        "runs": runs(y, *clusters),
        "brier": float(brier(p, y).mean()),
        "log": log,
        "level": LEVEL,
        "difference": {name: one.value for name, one in gain.items()},
        "interval": {name: [one.low, one.high] for name, one in gain.items()},
        "skill": {name: 1.0 - log / -float(log_score(q, y).mean()) for name, q in others.items()},
        "calibration": {
            "slope": slope.value,
            "interval": [slope.low, slope.high],
            "baselines": {name: list(calibration_slope(others[name], y, *clusters)) for name in RIVALS},
        },
        "expected_over_observed": {"ratio": ratio.value, "interval": [ratio.low, ratio.high]},
    }


def runs(happened: Bools, pair: Ints, year: Ints) -> int:
    """Events, those of one pair in years on end counted as one."""
    follows = (np.diff(pair) == 0) & (np.diff(year) == 1) & happened[:-1]
    return int((happened & ~np.r_[False, follows]).sum())


def coefficients(b: Floats, design: Design) -> list[dict[str, Any]]:
    """Each estimate with what it belongs to and its prior."""
    named = [(index, name) for index, names in design.terms().items() for name in names]
    return [
        {"utility": index, "covariate": name, "value": float(value), "prior_mean": prior.mean, "prior_sd": prior.sd}
        for (index, name), value, prior in zip(named, b, design.priors(), strict=True)
    ]
