from __future__ import annotations

import numpy as np
import pytest
from tests.panel.making import empty

from detente.panel.circumstances import circumstances
from detente.panel.design import CHOSEN, LEVELS
from detente.panel.evaluation import DOUBTED_PACTS, game_forecasts, runs, war_share, without_pacts
from detente.panel.rows import Rows

B = np.array([1.0 if name == "worth" else 4.0 if name in LEVELS else 0.0 for name in CHOSEN.terms()][:5] + [0.2] * 9)


@pytest.fixture
def rows() -> Rows:
    return empty(3, 4, np.random.default_rng(2))


def test_only_the_doubted_pacts_are_struck(rows: Rows) -> None:
    rows.pact[:] = 1.0
    rows.states[4:8] = DOUBTED_PACTS[0]
    rows.states[8:, 0] = DOUBTED_PACTS[0][0]  # one of the two with somebody else
    assert without_pacts(rows).pact.tolist() == [1.0] * 4 + [0.0] * 4 + [1.0] * 4
    assert rows.pact.sum() == 12


def test_wars_are_a_weighted_share_of_what_kills_over_100(rows: Rows) -> None:
    rows.deaths[:3], rows.hostility[:3] = [4.0, 6.0, 1.0], [4.0, 5.0, 5.0]
    weight = np.ones(12)
    weight[1] = 3.0
    assert war_share(rows, weight) == pytest.approx(0.75)


def test_each_forecast_lies_within_the_one_before(rows: Rows) -> None:
    at = circumstances(rows, CHOSEN.memory_years, CHOSEN.grievance_years)
    p = game_forecasts(at, B, 0.6, CHOSEN)
    assert (p["dispute_onset"] > p["fatal_onset"]).all()
    assert (p["fatal_onset"] > p["over_100_deaths"]).all()
    assert p["war"] == pytest.approx(0.6 * p["over_100_deaths"])


def test_years_on_end_are_one_run() -> None:
    pair, year = np.array([0, 0, 0, 0, 1, 1]), np.array([1, 2, 3, 5, 5, 6])
    assert runs(np.array([True, True, False, True, True, True]), pair, year) == 3
    assert runs(np.array([False, True, True, True, True, False]), pair, year) == 3
