from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.panel.making import empty

from detente.panel.circumstances import circumstances
from detente.panel.rows import Rows

YEARS = 12


def one_rivalry(disputes: set[int], fatal: set[int], skip: int | None = None) -> Rows:
    """Twelve years with disputes in the years numbered."""
    rows = empty(1, YEARS, np.random.default_rng(1))
    for i in disputes | fatal:
        rows.onset[i] = rows.under_way[i] = True
        rows.deaths[i] = 1.0 if i in fatal else 0.0
    return rows if skip is None else rows[np.arange(YEARS) != skip]


def test_memory_halves() -> None:
    at = circumstances(one_rivalry({2}, {4}), memory_years=1.0, grievance_years=2.0)
    assert at.named["memory"][:8].tolist() == [0, 0, 0, 1, 0.5, 1.25, 0.625, 0.3125]
    assert at.named["grievance"][5:8] == pytest.approx([1.0, 0.5**0.5, 0.5])


def test_quiet_years_count_from_the_last_dispute_or_the_first_sight() -> None:
    at = circumstances(one_rivalry({2}, set()), 4.0, 8.0)
    assert np.expm1(at.named["quiet"][:6]) == pytest.approx([0, 1, 2, 1, 2, 3])


def test_last_year_is_the_year_before_not_the_row_before() -> None:
    at = circumstances(one_rivalry({4}, set(), skip=5), 4.0, 8.0)
    assert at.named["last"].sum() == 0.0
    assert at.named["memory"][5] == pytest.approx(0.5**0.25)  # memory bridges the gap


@given(st.sets(st.integers(0, YEARS - 1)), st.sets(st.integers(0, YEARS - 1)), st.integers(0, YEARS - 1))
def test_nothing_of_the_year_or_later_is_known(disputes: set[int], fatal: set[int], now: int) -> None:
    later = set(range(now, YEARS))
    rows = one_rivalry(disputes, fatal)
    other = replace(
        one_rivalry(disputes ^ later, fatal ^ later),
        strength=np.where(np.arange(YEARS)[:, None] < now, rows.strength, 0.5),
        pact=np.where(np.arange(YEARS) < now, rows.pact, 1.0 - rows.pact),
    )
    one, two = circumstances(rows, 4.0, 8.0), circumstances(other, 4.0, 8.0)
    for name in one.named:
        if now or name not in ("pact", "lopsided"):  # the first row has no year before
            assert one.named[name][now] == two.named[name][now], name
