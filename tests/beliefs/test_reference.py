"""Reference rates: the table is whole and consistent, and spans convert as their hazards say."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.beliefs.reference import over, reference_rate, reference_rates, within
from detente.errors import UsageError

RATES = reference_rates()
RESTART = [reference_rate(f"restart.interstate.{years}y") for years in (2, 5, 10)]


@pytest.mark.parametrize("rate", RATES.values(), ids=RATES)
def test_rows_are_consistent(rate: object) -> None:
    row = dataclasses.asdict(rate)  # type: ignore[call-overload]
    assert 0 <= row["k"] <= row["n"]
    assert row["rate"] == pytest.approx(row["k"] / row["n"], abs=6e-5)
    assert 0.0 <= row["lo"] <= row["rate"] <= row["hi"] <= 1.0
    assert all(value != "" for value in row.values())


@pytest.mark.parametrize(
    ("id_", "k", "n", "months"),
    [
        ("rivalry.contiguous.1946-2010.war", 32, 1876, 12),
        ("rivalry.contiguous.1992-2010.deaths100", 8, 517, 12),
        ("deaths.after-1-24.12m.25", 1649, 7073, 12),
        ("deaths.after-25-99.3m.1000", 13, 4500, 3),
        ("deaths.after-1000-up.12m.1000", 3471, 4698, 12),
        ("restart.interstate.5y", 13, 69, 60),
        ("restart.territorial.10y", 110, 261, 120),
        ("joining.bilateral-war.1946-2010.1", 17, 33, None),
        ("ally.target.fatal.ally", 24, 1957, None),
        ("crisis.protracted.mediated.agreement", 59, 101, None),
        ("crisis.1992-2017.recurs", 42, 79, 60),
    ],
)
def test_pinned_rows(id_: str, k: int, n: int, months: int | None) -> None:
    rate = reference_rate(id_)
    assert (rate.k, rate.n, rate.months) == (k, n, months)


def test_licences_are_stated() -> None:
    assert "CC BY 4.0 (UCDP)" in reference_rate("restart.all.5y").licence
    assert "may not be redistributed" in reference_rate("ally.target.all.dispute").licence


def test_unknown_rate_lists_its_group() -> None:
    with pytest.raises(UsageError, match=r"restart\.interstate\.5y"):
        reference_rate("restart.interstate.3y")
    with pytest.raises(UsageError, match=r"crisis\.\*, deaths\.\*"):
        reference_rate("famine")


def test_over_known_values() -> None:
    assert over(0.19, 12) == pytest.approx(0.19, rel=1e-14)
    assert over(0.19, 24) == pytest.approx(1 - 0.81**2, rel=1e-14)
    assert over(0.19, 6) == pytest.approx(0.1, rel=1e-14)
    assert [over(1.0, 0), over(0.0, 60), over(1.0, 1)] == [0.0, 0.0, 1.0]


@given(st.floats(0.0, 0.999), st.floats(0.0, 240.0), st.floats(0.0, 240.0))
def test_surviving_two_spans_is_surviving_their_sum(rate: float, a: float, b: float) -> None:
    assert (1 - over(rate, a)) * (1 - over(rate, b)) == pytest.approx(1 - over(rate, a + b), abs=1e-13)


def test_within_meets_the_horizons_and_zero() -> None:
    assert within(0, *RESTART) == 0.0
    for rate in RESTART:
        assert within(rate.months or 0, *reversed(RESTART)) == pytest.approx(rate.rate, rel=1e-13)
    # Half-way between 24 and 60 months the survivor is the geometric mean of the two.
    assert 1 - within(42, *RESTART) == pytest.approx(((1 - 0.0972) * (1 - 0.1884)) ** 0.5, rel=1e-13)


@given(st.floats(0.0, 120.0), st.floats(0.0, 120.0))
def test_within_never_falls(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert within(low, *RESTART) <= within(high, *RESTART) + 1e-15


def test_within_works_on_deaths_too() -> None:
    pair = [reference_rate(f"deaths.after-1-24.{months}m.25") for months in (3, 12)]
    assert pair[0].rate < within(6, *pair) < pair[1].rate


def test_refusals() -> None:
    with pytest.raises(UsageError, match="beyond the longest horizon, 120"):
        within(121, *RESTART)
    mixed = [reference_rate("restart.interstate.2y"), reference_rate("restart.territorial.5y")]
    for rates in ([], mixed, [RESTART[0]] * 2, [reference_rate("joining.all.1946-2010.1")]):
        with pytest.raises(UsageError, match="one event at several horizons"):
            within(12, *rates)
    for months in (-1.0, float("nan")):
        with pytest.raises(UsageError, match="not be negative"):
            over(0.1, months)
        with pytest.raises(UsageError, match="not be negative"):
            within(months, *RESTART)
    with pytest.raises(UsageError, match="between 0 and 1"):
        over(1.5, 12)
