"""Published openings come out, and don't from other formulas."""

from __future__ import annotations

import numpy as np
import pytest

from detente.bargain.contests import condorcet, pairwise, values
from detente.bargain.positions import weighted_mean
from detente.verification import spatial
from detente.verification.check import Shared, run
from detente.verification.columns import numbers, own_table


def test_all_are_true() -> None:
    assert [check.id for check in spatial.CHECKS if not run(check, Shared()).passed] == []


@pytest.mark.parametrize("table", ["ktab_7.csv", "ktab_13.csv"])
def test_without_risk_they_dont(table: str) -> None:
    power, published = numbers(own_table(table), "power", "chance").T
    issues = range(1, spatial.ISSUES[table] + 1)
    position, salience = (numbers(own_table(table), *(f"{x}_{d}" for d in issues)) for x in ("position", "salience"))
    neutral = condorcet(pairwise(power, values(position, salience)))
    assert np.abs(neutral - published).max() > 0.01


def test_with_twins_counted_twice_they_dont() -> None:
    power, published = numbers(own_table("ktab_13.csv"), "power", "chance").T
    twice = condorcet(pairwise(power, spatial.opening("ktab_13.csv").utility))
    assert np.abs(twice - published).max() > 0.01


def test_salience_counts_in_the_mean() -> None:
    capability, position = numbers(own_table("eu_emissions.csv"), "capability", "position").T
    assert weighted_mean(position, capability) != pytest.approx(7.38996, abs=1e-3)
