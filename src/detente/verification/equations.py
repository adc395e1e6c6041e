"""The model's likelihoods, written from its equations and from nothing of its code."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from detente.verification.rivalry import Floats

DISPERSION = 1.0  # of the counts: variance = mean + mean**2 / DISPERSION


def incident_loglik(counts: Floats, mu: Floats, alpha: Floats, rho: Floats) -> Floats:
    """Log-likelihood of each history of ``counts`` (histories, months), up to a constant.

    Negative binomial counts with mean mu + alpha * memory, where memory' = rho memory + (1 - rho) N; the parameters'
    shapes broadcast against (..., histories).
    """
    total, memory = 0.0 * (mu + alpha + rho), np.zeros(counts.shape[0])
    for n in counts.T:
        rate = mu + alpha * memory
        total = total + n * np.log(rate) - (n + DISPERSION) * np.log(rate + DISPERSION)
        memory = rho * memory + (1.0 - rho) * n
    return np.asarray(total)


class Counts(NamedTuple):
    """Decisions of rivalries, counted."""

    chosen: Floats  # (rivalries, 4): hold, coerce, limited attack, offensive
    resisted: Floats  # (rivalries, 3): of the last three


class Chances(NamedTuple):
    """Their probabilities, of the same shapes."""

    choice: Floats
    resist: Floats


def chances(w: Any, lam: Floats, cost_limited: Floats, cost_offensive: Floats, cost_target: Floats) -> Chances:
    """Agent quantal response of challenger and target over the march, of worlds ``w`` with nobody and nothing else.

    An attack gains its share with the contest's chance, coercion for certain; a target that concedes loses the share
    and is weaker at home, and the challenger has only mobilised.
    """
    one = np.ones(w.size)
    worth, lost, home = w.worth[:, 0, 2], w.worth[:, 1, 2], w.home_risk
    attacker, defender = w.strength[:, 0] ** w.m, (w.terrain * w.strength[:, 1]) ** w.m
    chance = np.array([one, attacker / (attacker + defender), attacker / (attacker + defender)])
    gain = np.array([w.gain_coerce, w.gain_limited, one])
    cost = np.array([w.cost_coerce, cost_limited * one, cost_offensive * one])
    suffered = np.array([0.0 * one, cost_target * one, cost_target * one])
    resist = 1.0 / (1.0 + np.exp(-lam * gain * (lost + home - chance * lost - suffered)))
    given = gain * worth - w.mobilise * cost
    fought = chance * gain * worth - cost
    weights = np.exp(lam * np.array([0.0 * one, *(given + resist * (fought - given))]))
    return Chances((weights / weights.sum(0)).T, resist.T)


def choice_loglik(
    counts: Counts, w: Any, lam: Floats, cost_limited: Floats, cost_offensive: Floats, cost_target: Floats
) -> Floats:
    """Log-likelihood of each rivalry's decisions, up to a constant."""
    p = chances(w, lam, cost_limited, cost_offensive, cost_target)
    conceded = counts.chosen[:, 1:] - counts.resisted
    answers = counts.resisted * np.log(p.resist) + conceded * np.log(1.0 - p.resist)
    return np.asarray((counts.chosen * np.log(p.choice)).sum(1) + answers.sum(1))
