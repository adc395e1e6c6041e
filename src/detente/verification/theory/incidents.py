"""Self-exciting incidents: stable below a branching ratio of 1, with the means of the closed form."""

from __future__ import annotations

from functools import cache

import numpy as np

from detente.verification.check import Check, computed
from detente.verification.rivalry import Floats, worlds
from detente.verification.simulated import incidents
from detente.worlds.kernel.twin import plain
from detente.worlds.mechanisms import border

HAWKES = "Hawkes 1971, Biometrika 58(1), in discrete time"
MU, RHO = 0.1, 0.7
RIVALRIES, MONTHS = 5000, 96
SETTLED = 48  # months after which the rate has settled, at branching ratios up to .6


@cache
def counts(alpha: float) -> Floats:
    """Incidents of many like rivalries, (rivalries, months), lived by the compiled model with nothing else going on."""
    return incidents(worlds(RIVALRIES, mu=MU, rho=RHO, alpha=alpha, b_gb=0.0), MONTHS, seed=5)


def expected(alpha: float, month: int) -> float:
    """Mean of a month from 1: the memory's mean grows by the factor rho + (1 - rho) alpha a month, plus new ones."""
    memory = 0.0
    for _ in range(month - 1):
        memory = (RHO + (1.0 - RHO) * alpha) * memory + (1.0 - RHO) * MU
    return MU + alpha * memory


def settled(alpha: float) -> float:
    """Mean once the start is forgotten."""
    return float(counts(alpha)[:, SETTLED:].mean())


def variance(rate: float, steps: int = 20_000) -> float:
    """Variance of a month's count at a rate, over an even grid of uniforms."""
    found = np.array([plain(border.count_incidents)(rate, (i + 0.5) / steps) for i in range(steps)])
    return float(found.var())


def _stable(alpha: float, tolerance: float) -> Check:
    what = f"incidents a month at branching ratio {alpha:g}: {MU:g} / (1 - {alpha:g}); 4 standard errors"
    got = computed(lambda: settled(alpha))
    return Check(f"incidents-stable-{alpha:g}", what, HAWKES, round(MU / (1.0 - alpha), 6), tolerance, got)


CHECKS = (
    _stable(0.0, 0.0028),
    _stable(0.3, 0.0048),
    _stable(0.6, 0.0116),
    Check(
        "incidents-explosive", "incidents in month 12 at branching ratio 1.2, growing 6 % a month; 4 standard errors",
        HAWKES, round(expected(1.2, 12), 4), 0.125, computed(lambda: float(counts(1.2)[:, 11].mean())),
    ),
    Check(
        "incidents-dispersion", "variance of a month's count at rate .5, dispersion 1: .5 + .5²",
        "negative binomial distribution", 0.75, 0.01, computed(lambda: variance(0.5)),
    ),
)  # fmt: skip
