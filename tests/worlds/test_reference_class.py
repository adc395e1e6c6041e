"""Generic rivalries show the rates of the class whose levels they have.

Territorial, land-contiguous rivals 1946-2010: dispute .206 a year, fatal .091, over 100 deaths .021, war .017
(shared/data/base_rates.csv). The bounds are wide: this is a check of sanity, the fit is scored elsewhere.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.worlds import generic

from detente.beliefs.priors import priors, reference_class

RIVALRIES, YEARS = 4000, 10
BOUNDS = {"dispute": (0.15, 0.30), "fatal": (0.06, 0.14), "over 100 deaths": (0.006, 0.03), "war": (0.003, 0.02)}


def classlike(level: int) -> Any:
    """Varied rivalries with one set of the class's levels and everything else from its prior."""
    rng = np.random.default_rng(0)
    w = generic.varied(RIVALRIES)
    for name, sets in reference_class().items():
        w[name] = sets[level]
    for name, prior in priors().coefficients.items():
        if not prior.reference_class:
            w[name] = prior.quantile(rng.random(RIVALRIES))
    w.incident_effect[:, 0] = np.exp(w.s_mu * rng.normal(size=RIVALRIES))
    w.cost_effect[:, :2] = np.exp(w.s_cost[:, None] * rng.normal(size=(RIVALRIES, 2)))
    return w


def yearly(happened: Any) -> Any:
    """Whether it happened in each year, (rivalries, years), from (rivalries, months)."""
    return happened.reshape(RIVALRIES, YEARS, 12).any(2)


@pytest.mark.parametrize("level", [0, 1])
def test_yearly_rates_are_the_classs(level: int) -> None:
    r = generic.run(generic.setup(months=12 * YEARS), classlike(level))
    deaths = r.deaths.sum(2).reshape(RIVALRIES, YEARS, 12).sum(2)
    rates = {
        "dispute": yearly((r.incidents[:, :, 0] > 0) | (r.action > 0).any(2)).mean(),
        "fatal": (deaths > 0).mean(),
        "over 100 deaths": (deaths > 100).mean(),
        "war": (deaths >= 1000).mean(),
    }
    assert {name: low <= rates[name] <= high for name, (low, high) in BOUNDS.items()} == dict.fromkeys(BOUNDS, True), (
        rates
    )
