"""What a forecast must beat: seven probabilities from what was published on the day, none from the engine.

``blind`` months lie between the last one on record and the window: the record comes out late. All frequencies are
(k + 1/2) / (n + 1), which is never 0 or 1; where nothing was seen yet the constant speaks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.reference import over, reference_rate, reference_rates
from detente.cases.model import Outcome
from detente.findings.baseline import baseline
from detente.numerics.logistic import log_odds, logistic, regress
from detente.scores.record import Record

Floats = NDArray[np.float64]
State = tuple[int, ...]  # what the coded facts say of a day

BASELINES: Final = (
    "constant", "climatology", "climatology_10y", "persistence", "reference_class", "logistic", "step", "trend",
)  # fmt: skip
DECADE: Final = 120
CLASS: Final = "rivalry.contiguous.1946-2010."
LADDER: Final = {1: "fatal", 100: "deaths100", 1000: "war"}  # rows of the class by deaths a year
PRECISION: Final = 1.0  # of the prior on each coefficient of a fit
PULL: Final = 12.0  # past days that the climatology is worth beside those in one state
SLOW: Final = 36  # months of the longer memory of the logistic


@dataclass(frozen=True, slots=True)
class Asked:
    """A target: ``deaths`` or more within ``months``, from the ``blind + 1``-th month after the last on record."""

    deaths: int
    months: int
    blind: int


def constant(deaths: int, months: int) -> float:
    """A number fixed beforehand: the rate of land-contiguous territorial rivals.

    Between the bars of its rows the rate's logarithm runs straight in the logarithm of deaths.
    """
    rates = [reference_rate(CLASS + name).rate for name in LADDER.values()]
    a_year = float(np.exp(np.interp(np.log(deaths), np.log(list(LADDER)), np.log(rates))))
    return float(over(a_year, months))


def baselines(record: Record, asked: Asked, states: Sequence[tuple[int, State]], now: State) -> dict[str, float | None]:
    """Each baseline's probability. ``states``: earlier days' coded facts by their month; ``now``: this day's."""
    fixed = constant(asked.deaths, asked.months)
    happened = record.happened(asked.months, asked.deaths)
    climatology = _share(happened, fixed)
    return {
        "constant": fixed,
        "climatology": climatology,
        "climatology_10y": _share(happened[-max(1, DECADE - asked.months + 1) :], fixed),
        "persistence": _persistence(happened, asked, climatology),
        "reference_class": _reference(record, asked),
        "logistic": _logistic(record, happened, asked, fixed),
        "step": _step(record, happened, asked, states, now, climatology),
        "trend": _trend(happened, asked, fixed),
    }


def _share(happened: Floats, otherwise: float) -> float:
    known = happened[~np.isnan(happened)]
    return float((known.sum() + 0.5) / (known.size + 1.0)) if known.size else otherwise


def _persistence(happened: Floats, asked: Asked, otherwise: float) -> float:
    """How often the next window had what this one had: frequencies after a window like the last."""
    if not happened.size or np.isnan(happened[-1]):
        return otherwise
    ahead = asked.months + asked.blind
    after = happened[ahead:][happened[: happened.size - ahead] == happened[-1]] if happened.size > ahead else ()
    return _share(np.asarray(after), otherwise)


def _reference(record: Record, asked: Asked) -> float | None:
    """Country-months of the world with as many deaths in the last year; None for a bar that the table hasn't got."""
    names = [f"deaths.after-*.{span}m.{asked.deaths}" for span in ((3, 12) if asked.months <= 12 else (12,))]
    if any(name.replace("*", "0") not in reference_rates() for name in names):
        return None
    last_year = float(np.nansum(record.deaths[-12:]))
    return baseline(Outcome("", "", {}, tuple(names)), asked.months, last_year)


def _logistic(record: Record, happened: Floats, asked: Asked, fixed: float) -> float:
    """On log deaths of the last 12 and 36 months; fitted to all windows that had ended, pulled to the constant."""
    x = np.log1p(np.column_stack([record.back(12), record.back(SLOW)])) if record.deaths.size else np.zeros((0, 2))
    return _fitted(x, happened, asked, fixed)


def _trend(happened: Floats, asked: Asked, fixed: float) -> float:
    """On nothing but time: what a rising line alone would have said."""
    size = happened.size + asked.months - 1 if happened.size else 0
    return _fitted(np.arange(size, dtype=np.float64)[:, None] / DECADE, happened, asked, fixed)


def _fitted(x: Floats, happened: Floats, asked: Asked, fixed: float) -> float:
    first = asked.blind + 1  # months from the last one seen to the first of the window
    y = happened[first:]
    seen = ~np.isnan(y)
    centre = np.array([float(log_odds(fixed)), *np.zeros(x.shape[1])])
    design = np.column_stack([np.ones(len(x)), x])
    beta = regress(design[: y.size][seen], y[seen], PRECISION, centre)
    return float(logistic(design[-1] @ beta if len(x) else beta[0]))


def _step(
    record: Record,
    happened: Floats,
    asked: Asked,
    states: Sequence[tuple[int, State]],
    now: State,
    climatology: float,
) -> float:
    """After days on which the coded facts were as they are now, pulled to the climatology."""
    starts = [day + 1 - record.first for day, state in states if state == now]
    after = happened[[n for n in starts if 0 <= n < happened.size]] if happened.size else happened
    known = after[~np.isnan(after)]
    return float((known.sum() + PULL * climatology) / (known.size + PULL))


def shares(found: Mapping[str, float | None]) -> dict[str, float]:
    """Those that have an answer."""
    return {name: p for name, p in found.items() if p is not None}
