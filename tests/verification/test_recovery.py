"""What is put in is found again, by likelihoods that are the model's; with another's it is not."""

from __future__ import annotations

import numpy as np
import pytest

from detente.verification import equations, recovery
from detente.verification.check import Shared, run
from detente.verification.likelihood import maximise
from detente.verification.rivalry import worlds
from detente.verification.simulated import choices, incidents, rivals


def test_all_are_true() -> None:
    assert [check.id for check in recovery.CHECKS if not run(check, Shared()).passed] == []


def test_another_memory_is_seen() -> None:
    """Counts lived with a long memory, fitted without it, give another branching ratio."""
    counts = incidents(worlds(500, b_gb=0.0, mu=0.08, alpha=0.6, rho=0.9), 60, seed=31)
    one, nothing = np.ones((500, 1)), np.zeros(500)
    fit = maximise(lambda u: equations.incident_loglik(counts, np.exp(u[0]), u[1], nothing), [one] * 2, [-2.0, 0.1])
    assert abs(fit.coefficients[1] - 0.6) > 0.1


def test_counts_are_what_was_lived() -> None:
    w = rivals(3, lam=2.0)
    counts = choices(w, 400, seed=32)
    assert (counts.chosen.sum(1) == 400).all()
    assert (counts.resisted <= counts.chosen[:, 1:]).all()
    p = equations.chances(w, w.lam, w.cost_limited, w.cost_offensive, w.cost_target)
    error = np.sqrt(p.choice * (1 - p.choice) / 400)
    assert (np.abs(counts.chosen / 400 - p.choice) < 4.5 * error).all()


def test_a_wrong_equation_is_seen() -> None:
    """Costs of the target left out: precision is no longer what was put in."""
    counts, w = choices(rivals(24, **recovery.CHOICES), 1000, seed=12), rivals(24, **recovery.CHOICES)
    right = equations.choice_loglik(counts, w, w.lam, w.cost_limited, w.cost_offensive, w.cost_target).sum()
    wrong = equations.choice_loglik(counts, w, w.lam, w.cost_limited, w.cost_offensive, 0 * w.cost_target).sum()
    assert wrong < right - 20


def test_probabilities_are_probabilities() -> None:
    w = rivals(5)
    p = equations.chances(w, w.lam, w.cost_limited, w.cost_offensive, w.cost_target)
    assert p.choice.sum(1) == pytest.approx(np.ones(5))
    assert ((p.resist > 0) & (p.resist < 1)).all()
