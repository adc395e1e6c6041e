"""Parameters put into the compiled model and found again in what it lived, by maximum likelihood.

The data come from the kernel with all its shortcuts, the likelihoods from the equations (`equations.py`), so that each
is checked against the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from detente.verification import equations
from detente.verification.check import Check, computed
from detente.verification.likelihood import maximise
from detente.verification.rivalry import Floats, decide, worlds
from detente.verification.simulated import choices, incidents, rivals

OURS = "simulated by detente"
INCIDENTS = {"mu": 0.08, "alpha": 0.4, "rho": 0.6}
CHOICES = {"lam": 6.0, "cost_limited": 0.5, "cost_offensive": 0.6, "cost_target": 0.7}
RIVALRIES, MONTHS = 1000, 60
KINDS, LIVES = 24, 1000  # rivalries of different balance and stakes, and decisions of each


@cache
def incident_estimates() -> dict[str, float]:
    """What is found of `INCIDENTS`; on the way mu is a logarithm, the others are log-odds."""
    counts = incidents(worlds(RIVALRIES, b_gb=0.0, **INCIDENTS), MONTHS, seed=11)

    def model(u: Sequence[Floats]) -> Floats:
        return equations.incident_loglik(counts, np.exp(u[0]), _share(u[1]), _share(u[2]))

    mu, alpha, rho = maximise(model, [np.ones((RIVALRIES, 1))] * 3, [np.log(0.2), 0.0, 0.0]).coefficients
    return {"mu": float(np.exp(mu)), "alpha": float(_share(alpha)), "rho": float(_share(rho))}


def _share(x: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-x)))


@cache
def choice_estimates() -> dict[str, float]:
    """What is found of `CHOICES`; on the way precision is a logarithm."""
    counts = choices(rivals(KINDS, **CHOICES), LIVES, seed=12)
    others = rivals(KINDS)

    def model(u: Sequence[Floats]) -> Floats:
        return equations.choice_loglik(counts, others, np.exp(u[0]), *u[1:])

    lam, *costs = maximise(model, [np.ones((KINDS, 1))] * 4, [np.log(4.0), 1.0, 1.0, 0.3]).coefficients
    return dict(zip(CHOICES, (float(np.exp(lam)), *map(float, costs)), strict=True))


def _check(name: str, tolerance: float) -> Check:
    known, found = (INCIDENTS, incident_estimates) if name in INCIDENTS else (CHOICES, choice_estimates)
    size = f"{RIVALRIES:,} rivalries of {MONTHS} months" if name in INCIDENTS else f"{KINDS * LIVES:,} decisions"
    what = f"{name.replace('_', ' ')}, estimated from {size}; 4 standard errors"
    got = computed(lambda: found()[name])
    return Check(f"recovered-{name.replace('_', '-')}", what, OURS, known[name], tolerance, got)


def mistaken_chance() -> float:
    """Largest distance between the kernel's chances of a decision and those of the equations."""
    w = rivals(KINDS, **CHOICES)
    p = equations.chances(w, w.lam, w.cost_limited, w.cost_offensive, w.cost_target)
    found = [decide(world) for world in w]
    choice, resist = np.array([d.choice for d in found]), np.array([d.resist for d in found])
    return float(max(np.abs(choice - p.choice).max(), np.abs(resist - p.resist).max()))


CHECKS = (
    Check(
        "equations", f"largest distance of the kernel's chances from the equations', {KINDS} rivalries",
        "the model's equations, written a second time", 0.0, 1e-12, computed(mistaken_chance),
    ),
    _check("mu", 0.0061), _check("alpha", 0.048), _check("rho", 0.058), _check("lam", 0.28),
    _check("cost_limited", 0.022), _check("cost_offensive", 0.02), _check("cost_target", 0.027),
)  # fmt: skip
