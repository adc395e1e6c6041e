"""Generic rivalries with the shipped levels show the rates they were accepted for, and most of those they never saw.

A small sample of sets and rivalries, so the bounds are the record's interval widened by the sample's own error;
`make reference` makes the whole comparison (docs/reference-class.md).
"""

from __future__ import annotations

import numpy as np
import pytest

from detente.beliefs.priors import priors, reference_class
from detente.reference.ensemble import Shown, check
from detente.reference.targets import levels

SETS, RIVALRIES = 30, 100


@pytest.fixture(scope="module")
def rates() -> list[Shown]:
    every = max(1, len(next(iter(reference_class().values()))) // SETS)
    return check({name: np.array(value[::every]) for name, value in reference_class().items()}, RIVALRIES, 5)


def test_there_are_at_least_fifty_sets_of_every_level() -> None:
    assert {len(value) for value in reference_class().values()} == {len(next(iter(reference_class().values())))}
    assert len(next(iter(reference_class().values()))) >= 50
    assert set(reference_class()) == set(levels()) == {n for n, p in priors().coefficients.items() if p.reference_class}


def test_levels_lie_in_the_ranges_of_the_search() -> None:
    shipped = reference_class()
    for name, level in levels().items():
        wholes = shipped[level.of] if level.of else [1.0] * len(shipped[name])
        shares = [value / whole for value, whole in zip(shipped[name], wholes, strict=True)]
        assert level.low * 0.999 <= min(shares) <= max(shares) <= level.high * 1.001, name


def test_fitted_rates_are_the_records(rates: list[Shown]) -> None:
    for row in rates:
        low, high = row.target.interval
        slack = 2.0 * np.sqrt(row.rate * (1.0 - row.rate) / (RIVALRIES * 2))
        assert row.held_out or low - slack <= row.rate <= high + slack, row


def test_of_the_rates_no_fit_has_seen_half_are_right(rates: list[Shown]) -> None:
    held = [row for row in rates if row.held_out]
    assert len(held) >= 6
    assert sum(row.inside for row in held) >= 4
