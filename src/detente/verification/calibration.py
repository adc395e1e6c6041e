"""Simulation-based calibration: draw a parameter from its prior, let the model live, and infer it again.

Over many rounds the rank of the truth among draws of the posterior must be uniform, or the likelihood isn't that of
the model (Cook, Gelman & Rubin 2006; Talts et al. 2018). Priors are grids of equally likely values, so posteriors are
exact; ties are broken by lot, which keeps ranks uniform.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from detente.verification import equations
from detente.verification.check import Check, computed
from detente.verification.rivalry import Floats, worlds
from detente.verification.simulated import choices, incidents, rivals

TALTS = "Talts et al. 2018, Validating Bayesian inference algorithms with simulation-based calibration"
Ints = NDArray[np.int64]

BINS = 20  # ranks 0 to 19: draws of the posterior, and one
EXPECTED = BINS - 1.0  # mean of chi-square
LIMIT = 43.82  # its 99.9 % quantile at 19 degrees of freedom
ROUNDS = 800
MONTHS = 60
MU = np.geomspace(0.02, 0.4, 12)
ALPHA = np.linspace(0.0, 0.85, 12)
RHO = 0.6
LAM = np.geomspace(2.0, 12.0, 16)
DECISIONS = 25


def ranks(truth: Floats, values: Floats, loglik: Floats, seed: int) -> Ints:
    """Rank of each round's ``truth`` (rounds,) among draws of its posterior over ``values`` (grid,).

    ``loglik`` is (rounds, grid); every value is as likely beforehand as any other.
    """
    rng = np.random.default_rng(seed)
    weights = np.cumsum(np.exp(loglik - loglik.max(1, keepdims=True)), 1)
    u = rng.random((truth.size, BINS - 1)) * weights[:, -1:]
    drawn = values[(u[:, :, None] >= weights[:, None, :]).sum(2)]
    below, level = (drawn < truth[:, None]).sum(1), (drawn == truth[:, None]).sum(1)
    return np.asarray(below + rng.integers(0, level + 1))


def chi_square(rank: Ints) -> float:
    """Of the ranks against a uniform distribution: `EXPECTED` on average, beyond `LIMIT` once in 1,000."""
    seen = np.bincount(rank, minlength=BINS)
    even = rank.size / BINS
    return float(((seen - even) ** 2 / even).sum())


@cache
def incident_ranks(rho: float = RHO) -> tuple[Ints, Ints]:
    """Ranks of the background rate and of the branching ratio, inferred together, with memory taken to be ``rho``."""
    rng = np.random.default_rng(21)
    mu, alpha = rng.choice(MU, ROUNDS), rng.choice(ALPHA, ROUNDS)
    w = worlds(ROUNDS, b_gb=0.0, rho=RHO)
    w.mu[:], w.alpha[:] = mu, alpha
    counts = incidents(w, MONTHS, seed=22)
    loglik = equations.incident_loglik(counts, MU[:, None, None], ALPHA[None, :, None], np.array(rho))
    of_mu, of_alpha = (np.logaddexp.reduce(loglik, axis).T for axis in (1, 0))
    return ranks(mu, MU, of_mu, 23), ranks(alpha, ALPHA, of_alpha, 24)


@cache
def precision_ranks(bias: float = 1.0) -> Ints:
    """Ranks of the precision of choice, inferred from decisions, with costs taken to be ``bias`` times theirs."""
    lam = np.random.default_rng(25).choice(LAM, ROUNDS)
    w = rivals(ROUNDS, cost_limited=0.5, cost_offensive=0.6, cost_target=0.7)
    w.lam[:] = lam
    counts = choices(w, DECISIONS, seed=26)
    costs = bias * w.cost_limited, bias * w.cost_offensive, bias * w.cost_target
    loglik = np.array([equations.choice_loglik(counts, w, np.full(ROUNDS, value), *costs) for value in LAM]).T
    return ranks(lam, LAM, loglik, 27)


def _uniform(name: str, what: str, rank: Callable[[], Ints]) -> Check:
    title = f"chi-square of {ROUNDS} ranks of the {what} in {BINS} bins; up to {LIMIT} in 999 cases of 1,000"
    return Check(f"calibrated-{name}", title, TALTS, EXPECTED, LIMIT - EXPECTED, computed(lambda: chi_square(rank())))


CHECKS = (
    _uniform("mu", "incidents' background rate", lambda: incident_ranks()[0]),
    _uniform("alpha", "incidents' branching ratio", lambda: incident_ranks()[1]),
    _uniform("lam", "precision of choice", precision_ranks),
)
