from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from tests.panel.making import simulated

from detente.panel.circumstances import circumstances
from detente.panel.design import CHOSEN, Design, Prior
from detente.panel.fit import UNKNOWN, at_least, chances, ended, fit, loglik, weights
from detente.panel.rows import Floats, Rows

DESIGN = Design(push=("quiet", "memory", "major"), force=("grievance",), slope=Prior(0.0, 1.0))
TRUE = np.array([1.5, 4.5, 3.5, 4.5, 0.0, -0.4, 0.3, 0.8, 0.5])


@cache
def panel() -> Rows:
    return simulated(DESIGN, TRUE, pairs=150, years=20, seed=3)


@cache
def found() -> Floats:
    rows = panel()
    at = circumstances(rows, DESIGN.memory_years, DESIGN.grievance_years)
    return fit(at, ended(rows), np.ones(rows.year.size), DESIGN)


def test_slopes_are_recovered() -> None:
    assert found()[5:] == pytest.approx(TRUE[5:], abs=0.25)


def test_probabilities_are_recovered() -> None:
    rows = panel()
    at = circumstances(rows, DESIGN.memory_years, DESIGN.grievance_years)
    assert np.abs(chances(at, found(), DESIGN) - chances(at, TRUE, DESIGN)).mean() < 0.01


def test_it_is_the_top() -> None:
    rows = panel()
    at, seen, priors = circumstances(rows, 4.0, 8.0), ended(rows), DESIGN.priors()

    def height(b: Floats) -> float:
        off = [(x - prior.mean) / prior.sd for x, prior in zip(b, priors, strict=True)]
        return float(loglik(chances(at, b, DESIGN), seen).sum() - 0.5 * np.square(off).sum())

    top = height(found())
    assert top >= height(TRUE)
    for i in range(TRUE.size):
        for by in (-0.02, 0.02):
            assert height(found() + by * np.eye(TRUE.size)[i]) < top


def test_a_tight_prior_keeps_its_mean() -> None:
    rows = panel()
    tight = Design(push=DESIGN.push, force=DESIGN.force, slope=Prior(0.2, 1e-4))
    at = circumstances(rows, tight.memory_years, tight.grievance_years)
    assert fit(at, ended(rows), np.ones(rows.year.size), tight)[5:] == pytest.approx([0.2] * 4, abs=1e-3)


def test_what_a_year_brought() -> None:
    rows = panel()
    rows = rows[np.arange(rows.year.size) < 4]
    rows.onset[:], rows.deaths[:] = [False, True, True, True], [np.nan, np.nan, 2.0, 3.0]
    assert ended(rows).tolist() == [0, UNKNOWN, 2, 3]


def test_unknown_deaths_say_that_there_was_a_dispute() -> None:
    p = np.array([[0.7], [0.2], [0.06], [0.04]])
    assert np.exp(loglik(p, np.array([UNKNOWN]))) == pytest.approx([0.3])
    assert np.exp(loglik(p, np.array([2]))) == pytest.approx([0.06])
    assert at_least(p)[:, 0] == pytest.approx([0.3, 0.1, 0.04])


def test_years_fade() -> None:
    assert weights(np.array([1970, 1980, 1990]), 10.0) == pytest.approx([0.25, 0.5, 1.0])
    assert weights(np.array([1970, 1990]), float("inf")).tolist() == [1.0, 1.0]


def test_a_design_names_each_coefficient_once() -> None:
    assert len(CHOSEN.priors()) == sum(map(len, CHOSEN.terms().values()))
