"""Windows of a record with deaths that stand in no month, gaps, revisions and doubles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scores.conftest import moved, plant

from detente.cases.model import Case
from detente.errors import InputError
from detente.scores.plan import Plan, Spread, last_day, month_index, month_name
from detente.scores.record import Record, Reports, read_reports

START = month_index("2000-01")
counts = st.lists(st.integers(0, 50), min_size=1, max_size=40)


def record(*deaths: float, spread: tuple[Spread, ...] = ()) -> Record:
    return Record(START, np.array(deaths, float), spread)


@given(counts, st.integers(1, 24), st.integers(1, 100))
def test_windows_are_sums(deaths: list[int], months: int, bar: int) -> None:
    happened = record(*deaths).happened(months, bar)
    wanted = [sum(deaths[n : n + months]) >= bar for n in range(len(deaths) - months + 1)]
    assert happened.tolist() == [float(each) for each in wanted]


@given(counts, st.integers(1, 24))
def test_backward_sums(deaths: list[int], months: int) -> None:
    wanted = [sum(deaths[max(0, n - months + 1) : n + 1]) for n in range(len(deaths))]
    assert record(*deaths).back(months).tolist() == wanted


def test_a_gap_is_no_zero() -> None:
    kept = record(5, float("nan"), 5, 5)
    assert kept.gaps == ["2000-02"]
    assert np.isnan(kept.happened(2, 1)).tolist() == [True, True, False]


def test_deaths_in_no_month_count_where_the_whole_span_is_inside() -> None:
    spread = (Spread(30, "2000-02", "2000-03", "unknown months"),)
    low, high = record(1, 0, 0, 1, 0, spread=spread).sums(2)
    assert list(zip(low.tolist(), high.tolist(), strict=True)) == [(1, 31), (30, 30), (1, 31), (1, 1)]
    assert record(1, 0, 0, 1, 0, spread=spread).happened(2, 25).tolist()[1::2] == [1.0, 0.0]
    assert np.isnan(record(1, 0, 0, 1, 0, spread=spread).happened(2, 25))[0]


def test_deaths_placed_in_the_wrong_month_are_taken_out_of_it() -> None:
    spread = (Spread(90, "2000-01", "2000-03", "placed at the end", "2000-03"),)
    low, high = record(10, 10, 100, 1, spread=spread).sums(1)
    assert (low.tolist(), high.tolist()) == ([10, 10, 10, 1], [100, 100, 100, 1])
    low, high = record(10, 10, 100, 1, spread=spread).sums(3)
    assert (low.tolist(), high.tolist()) == ([120, 21], [120, 111])


@given(counts, st.integers(0, 39), st.integers(0, 39), st.integers(1, 40), st.integers(1, 24))
def test_unknown_months_never_make_a_window_sure_that_was_not(
    deaths: list[int], a: int, b: int, lost: int, months: int
) -> None:
    a, b = sorted((a % len(deaths), b % len(deaths)))
    spread = (Spread(lost, month_name(START + a), month_name(START + b), "unknown"),)
    low, high = record(*deaths, spread=spread).sums(months)
    bare, _ = record(*deaths).sums(months)
    assert (low <= high).all()
    assert (bare <= low).all()
    assert (high <= bare + lost).all()


def test_the_2020_war_is_scored_by_window(flagship: Case, plan: Plan) -> None:
    truth = read_reports(flagship, plan).by()

    def at(month: str, months: int, bar: int) -> float:
        return float(truth.happened(months, bar)[month_index(month) - truth.first])

    assert at("2020-09", 6, 1000) == 1.0
    assert at("2020-10", 6, 1000) == 1.0  # 1,400 in October alone
    assert np.isnan(at("2020-11", 6, 1000))  # most of November's deaths fell before
    assert at("2020-11", 6, 100) == 1.0
    assert np.isnan(at("1998-02", 6, 25))  # 33 deaths somewhere in 1998
    assert at("1998-01", 12, 25) == 1.0
    assert at("1995-02", 6, 25) == 0.0  # the mutiny of March 1995 is no fighting between the sides


def test_a_month_counts_from_the_day_it_came_out() -> None:
    march = date(2000, 3, 20)
    reports = Reports(
        {(START, "a"): ((date(2000, 2, 20), 3.0), (date(2001, 1, 1), 7.0)), (START + 1, "a"): ((march, 1.0),)}, ()
    )
    assert reports.by(date(2000, 2, 19)).deaths.size == 0
    assert reports.by(date(2000, 3, 19)).deaths.tolist() == [3.0]
    assert reports.by(march).deaths.tolist() == [3.0, 1.0]
    assert reports.by().deaths.tolist() == [7.0, 1.0]


def test_a_month_without_one_of_its_numbers_is_a_gap() -> None:
    day = date(2000, 6, 1)
    reports = Reports(
        {(START + n, slot): ((day, 1.0),) for n, slot in ((0, "a"), (0, "b"), (1, "a"), (2, "a"), (2, "b"))}, ()
    )
    assert reports.by().gaps == ["2000-02"]


def one_of_series(case: Case, month: str) -> int:
    return next(n for n, c in enumerate(case.claims) if f"territory=azerbaijan,month={month}" in c.slot)


def test_a_double_is_refused_and_a_revision_is_not(flagship: Case, plan: Plan) -> None:
    claim = flagship.claims[one_of_series(flagship, "2010-06")]
    with pytest.raises(InputError) as refused:
        read_reports(plant(flagship, claim), plan)
    assert "stands twice" in str(refused.value)
    assert "2010-06" in str(refused.value)
    later = moved(claim, date(2030, 1, 1), value=replace(claim.value, low=99.0, high=99.0))
    truth = read_reports(plant(flagship, later), plan).by()
    assert truth.deaths[month_index("2010-06") - truth.first] == 99.0


def test_a_bound_is_read_as_beliefs_read_it(flagship: Case, plan: Plan) -> None:
    claim = flagship.claims[one_of_series(flagship, "2010-06")]
    later = moved(claim, date(2030, 1, 1), value=replace(claim.value, low=100.0, high=100.0, bound="at_least"))
    truth = read_reports(plant(flagship, later), plan).by()
    assert truth.deaths[month_index("2010-06") - truth.first] == 125.0


def test_fewer_than_no_deaths_are_refused(flagship: Case, plan: Plan) -> None:
    claim = flagship.claims[one_of_series(flagship, "2010-06")]
    wrong = moved(claim, date(2030, 1, 1), value=replace(claim.value, low=-5.0, high=-5.0))
    with pytest.raises(InputError, match="fewer than no deaths"):
        read_reports(plant(flagship, wrong), plan)


def test_a_case_without_a_series_can_t_be_scored(flagship: Case, plan: Plan) -> None:
    bare = replace(flagship, claims=tuple(c for c in flagship.claims if c.source != "ucdp-deaths"))
    with pytest.raises(InputError, match="no monthly series"):
        read_reports(bare, plan)


def test_days_of_months() -> None:
    assert last_day(month_index("2024-02")) == date(2024, 2, 29)
    assert last_day(month_index("1999-12")) == date(1999, 12, 31)
    assert month_name(month_index("1999-12") + 1) == "2000-01"
