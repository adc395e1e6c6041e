"""Ranks are uniform where the likelihood is the model's, and aren't where it is another's."""

from __future__ import annotations

import numpy as np
import pytest

from detente.verification.calibration import (
    BINS,
    LIMIT,
    chi_square,
    incident_ranks,
    precision_ranks,
    ranks,
)


def test_with_the_models_likelihood_they_are_uniform() -> None:
    for rank in (*incident_ranks(), precision_ranks()):
        assert rank.min() >= 0
        assert rank.max() <= BINS - 1
        assert chi_square(rank) < LIMIT


def test_with_the_wrong_memory_or_costs_they_arent() -> None:
    assert chi_square(incident_ranks(rho=0.2)[0]) > LIMIT
    assert chi_square(precision_ranks(bias=1.3)) > LIMIT


def test_a_normal_mean_is_calibrated_and_an_overconfident_one_isnt() -> None:
    rng = np.random.default_rng(1)
    grid = np.linspace(-2, 2, 40)
    truth = rng.choice(grid, 2000)
    loglik = -0.5 * (truth[:, None] + rng.normal(size=(2000, 1)) - grid) ** 2
    assert chi_square(ranks(truth, grid, loglik, 2)) < LIMIT
    assert chi_square(ranks(truth, grid, 2 * loglik, 2)) > LIMIT


def test_chi_square_by_hand() -> None:
    assert chi_square(np.arange(BINS)) == 0.0
    assert chi_square(np.zeros(BINS, np.int64)) == pytest.approx(BINS * (BINS - 1))
