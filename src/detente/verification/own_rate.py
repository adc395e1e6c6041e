"""A rivalry's own rate of incidents, put into the compiled model and read back from the deaths that it lived."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from detente.numerics.portable import exp_array
from detente.verification.check import Check, computed
from detente.verification.rivalry import Floats, setup, worlds
from detente.verification.simulated import only
from detente.worlds.incidence import LEVELS, incidence
from detente.worlds.kernel.history import live
from detente.worlds.past import LONG, Past

OURS = "simulated by detente"
RIVALRIES, MONTHS = 600, 120
SPREAD = 1.0  # of the logarithm of rivalries' effects, in the class that they are drawn from
MADE = {"mu": 0.05, "alpha": 0.3, "rho": 0.8, "pf": 0.25, "tail": 1.7, "b_gb": 0.4, "half_life": 82.0, "s_mu": SPREAD}


@cache
def away() -> Floats:
    """How far each effect lies from what is read, in standard deviations of that reading."""
    effect = SPREAD * np.random.default_rng(41).normal(size=RIVALRIES)
    w = worlds(RIVALRIES, **MADE)
    w.incident_effect[:, 0] = exp_array(effect)
    shape = setup(MONTHS, 41, **only("border") | {"on_narratives": 1})
    lived = live(shape, w, np.arange(RIVALRIES), 1).deaths.sum(2)
    found = [_read(deaths) for deaths in lived]
    return np.array([(read.effect - put_in) / read.spread for read, put_in in zip(found, effect, strict=True)])


def _read(lived: Floats) -> Any:
    deaths, published = np.zeros(LONG), np.zeros(LONG, bool)
    deaths[:MONTHS], published[:MONTHS] = lived[::-1], True
    return incidence(Past(deaths, published), {name: np.array([MADE[name]]) for name in LEVELS})[0]


_SIZE = f"{RIVALRIES} rivalries of {MONTHS} months, of the class they are drawn from"
CHECKS = (
    Check(
        "own-rate-mean", f"mean distance of a rivalry's own rate from its reading, {_SIZE}", OURS, 0.0, 0.2,
        computed(lambda: float(away().mean())),
    ),
    Check(
        "own-rate-spread", f"standard deviation of that distance, {_SIZE}", OURS, 1.0, 0.15,
        computed(lambda: float(away().std())),
    ),
)  # fmt: skip
