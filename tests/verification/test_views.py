"""Benchmarks of the VIEWS challenge."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from detente.verification import views
from detente.verification.check import Shared
from detente.verification.crps import crps


@pytest.fixture
def made(tmp_path: Path) -> Shared:
    """Two countries over two years; deaths are the number of the month."""
    rows = [f"{c},{1000 * c + 12 * y + m},{2018 + y},{m}" for c in (1, 2) for y in (0, 1) for m in range(1, 13)]
    file = tmp_path / views.ACTUALS
    file.parent.mkdir()
    file.write_text("country_id,outcome,year,month\n" + "\n".join(reversed(rows)) + "\n")
    return Shared(tmp_path)


def test_the_last_twelve_months_known(made: Shared) -> None:
    deaths, first = views.actuals(made)
    assert (first, deaths.shape) == (2018, (2, 24))
    assert deaths[1].tolist() == [2000 + month for month in range(1, 25)]
    assert views.conflictology(deaths, 14)[0].tolist() == [1000 + month for month in range(1, 13)]
    assert views.mean_crps(views.zero, 2019, made) == pytest.approx(1500 + 18.5)


def test_a_month_of_delay_or_the_fair_score_is_seen(shared: Shared) -> None:
    deaths, first = views.actuals(shared)
    start = (2021 - first) * 12
    happened, known = deaths[:, start : start + 12], views.conflictology(deaths, start)[:, None, :]
    later = deaths[:, start - 13 : start - 1][:, None, :]
    assert crps(known, happened).mean() == pytest.approx(76.849, abs=5e-4)
    assert abs(crps(later, happened).mean() - 76.849) > 0.01
    assert abs(crps(known, happened, fair=True).mean() - 76.849) > 0.01
    assert not np.isnan(deaths).any()
