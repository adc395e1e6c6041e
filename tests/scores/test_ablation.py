"""What a mechanism's role takes: more than one look of many, and more than a figure shows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from detente.scores import ablation as of_ablation
from detente.scores.ablation import LEAST
from detente.scores.hindcast import Seen
from detente.scores.record import Record
from detente.scores.table import TARGETS

FIRST = 24_000
DAYS = range(FIRST, FIRST + 12 * 31, 12)
TRUTH = Record(FIRST - 12, np.zeros(12 * 40))


def role(gaps: np.ndarray[Any, np.dtype[np.float64]]) -> dict[str, Any]:
    """The row of a mechanism without which the log score of each day changes so: nothing ever happens."""
    p = 1 - np.exp(gaps - 2.0)
    whole = {day: Seen(day, dict.fromkeys(TARGETS, 1 - float(np.exp(-2.0))), (), {}) for day in DAYS}
    off = {day: Seen(day, dict.fromkeys(TARGETS, float(p[n])), (), {}) for n, day in enumerate(DAYS)}
    return of_ablation._row("any", whole, off, DAYS, TRUTH)


def test_a_mechanism_that_does_much_has_its_role_by_sign() -> None:
    noise = np.random.default_rng(1).normal(0, 0.02, 31)
    assert role(noise - 0.2)["role"] == "load-bearing"
    assert role(noise + 0.2)["role"] == "adverse"
    assert role(noise)["role"] == "descriptive"


@pytest.mark.parametrize("sign", [-1, 1])
def test_what_no_figure_shows_is_descriptive_however_sure(sign: int) -> None:
    found = role(sign * (LEAST / 5 + np.random.default_rng(1).normal(0, LEAST / 100, 31)))
    low, high = found["interval"]
    assert low * high > 0 and found["role"] == "descriptive"


def test_mechanisms_that_do_nothing_seldom_have_a_role() -> None:
    """A tenth of their intervals are clear of 0, so that of fifteen one or two would be."""
    rng = np.random.default_rng(1)
    rows = [role(rng.normal(0, 0.1, 31)) for _ in range(150)]
    assert sum(low > 0 or high < 0 for low, high in (row["interval"] for row in rows)) >= 8
    assert sum(row["role"] != "descriptive" for row in rows) <= 4
