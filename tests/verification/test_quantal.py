"""Quantal response: other people's equilibria, and what an equilibrium is."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.verification.check import Shared, run
from detente.verification.quantal import CHECKS, HIGH, LOW, intervention, ochs, ochs_loglik, ochs_precision


def test_all_are_true() -> None:
    assert [check.id for check in CHECKS if not run(check, Shared()).passed] == []


def test_another_precision_is_seen() -> None:
    assert intervention(2.99) != pytest.approx(intervention(3.0), abs=1e-6)
    assert intervention(0.0) == pytest.approx((0.5, 0.5, 0.5))


@given(st.floats(0, 50))
def test_each_answers_the_other(lam: float) -> None:
    row, column = ochs(lam)
    assert row == pytest.approx(1 / (1 + math.exp(lam * (LOW * (1 - column) - HIGH * column))), abs=1e-9)
    assert column == pytest.approx(1 / (1 + math.exp(lam * (HIGH * row - HIGH * (1 - row)))), abs=1e-9)


def test_without_error_it_is_nash() -> None:
    """Row mixes evenly, column so that row doesn't care."""
    assert ochs(3000.0) == pytest.approx((0.5, LOW / (LOW + HIGH)), abs=1e-3)


@given(st.floats(0, 6))
def test_no_precision_is_likelier(lam: float) -> None:
    assert ochs_loglik(lam) <= ochs_loglik(ochs_precision()) + 1e-9
