"""The table says what is worse as it says what is better, and doesn't score what it can't."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from detente.scores.baselines import BASELINES
from detente.scores.calibration import coverage
from detente.scores.hindcast import Seen
from detente.scores.plan import Spread, month_name
from detente.scores.record import Record
from detente.scores.table import FEW_RUNS, Column, row, stretch, summary

LAST = 24_000 + 300


def column(p: float, theirs: float, happened: list[float], months: int = 6, first: int = 24_000) -> Column:
    n = len(happened)
    beside = {name: np.full(n, theirs) for name in BASELINES}
    days = list(range(first, first + n))
    return Column((25, months), days, {"detente": np.full(n, p), **beside}, np.array(happened), LAST)


WARS = [1.0 if n % 47 < 5 else 0.0 for n in range(240)]


def test_a_row_by_hand() -> None:
    found = row(column(0.1, 0.2, WARS), 1)
    share = 30 / 240
    assert (found["n"], found["events"], found["runs"], found["undetermined"], found["not_over"]) == (240, 30, 6, 0, 0)
    assert found["log"] == pytest.approx(share * math.log(0.1) + (1 - share) * math.log(0.9))
    assert found["brier"] == pytest.approx(share * 0.81 + (1 - share) * 0.01)
    theirs = share * math.log(0.2) + (1 - share) * math.log(0.8)
    assert set(found["difference"]) == set(found["skill"]) == set(found["interval"]) == set(BASELINES)
    assert found["difference"]["climatology"] == pytest.approx(found["log"] - theirs)
    assert found["skill"]["climatology"] == pytest.approx(1 - found["log"] / theirs)
    low, high = found["interval"]["climatology"]
    assert low < found["difference"]["climatology"] < high
    assert found["note"] is None


def test_worse_is_said() -> None:
    found = row(column(0.01, 0.12, WARS), 1)
    assert found["worse_than"] == list(BASELINES)
    assert all(gap < 0 for gap in found["difference"].values())
    assert all(value < 0 for value in found["skill"].values())
    assert row(column(0.12, 0.01, WARS), 1)["worse_than"] == []


def test_the_summary_counts_both() -> None:
    n = len(BASELINES)
    rows = [row(column(0.01, 0.12, WARS), 1), row(column(0.12, 0.01, [0.0] * 100 + [1.0] * 40 + [0.0] * 100), 1)]
    found = summary(rows)
    assert (found["comparisons"], found["worse"], found["better"]) == (2 * n, n, n)
    assert (found["clearly_worse"], found["clearly_better"]) == (n, 0)  # a single war is clear of nothing


def knowing(happened: list[float]) -> Column:
    """Detente is nearly sure of what happens, the rules know nothing."""
    made = column(0.5, 0.5, happened)
    return replace(made, p={**made.p, "detente": np.where(made.happened > 0, 0.9, 0.1)})


def test_only_rows_that_decide_something_are_counted_as_clear() -> None:
    """A row of few wars says so, and what it shows is no evidence in the summary either."""
    few, many = (row(knowing(happened), 1) for happened in (WARS[:180], WARS))
    assert few["runs"] == FEW_RUNS - 1 and all(band[0] > 0 for band in few["interval"].values())
    found = summary([few])
    assert (found["better"], found["clearly_better"], found["deciding"]) == (len(BASELINES), 0, 0)
    assert "none decides anything" in found["says"]
    both = summary([few, many])
    assert (both["deciding_rows"], both["deciding"], both["clearly_better"]) == (1, len(BASELINES), len(BASELINES))
    assert f"{len(BASELINES)} are better with an interval clear of 0" in both["says"]
    assert "Only one target of 2 had at least 5 separate runs" in both["says"]


@pytest.mark.parametrize(("months", "every", "days"), [(6, 1, 18), (24, 1, 36), (24, 12, 3), (24, 5, 8)])
def test_errors_hang_together_over_the_window_and_a_year(months: int, every: int, days: int) -> None:
    assert stretch(months, every) == days


def test_a_single_war_has_no_interval() -> None:
    found = row(column(0.1, 0.2, [0.0] * 100 + [1.0] * 6 + [0.0] * 134), 1)
    assert found["runs"] == 1
    assert set(found["interval"].values()) == {None}
    assert found["slope"] is None
    assert "single run" in found["note"]


def test_no_event_at_all_is_said() -> None:
    found = row(column(0.1, 0.2, [0.0] * 100), 1)
    assert (found["events"], found["runs"]) == (0, 0)
    assert "no event" in found["note"]


def test_few_events_are_said() -> None:
    assert "only 3 runs" in row(column(0.1, 0.2, WARS[:100] + [0.0] * 20), 1)["note"]


def test_what_nobody_knows_is_counted_and_not_scored() -> None:
    nan = float("nan")
    found = row(column(0.1, 0.2, [0.0, nan, 1.0, nan, 0.0] * 20), 1)
    assert (found["n"], found["undetermined"], found["events"]) == (60, 40, 20)
    empty = row(column(0.1, 0.2, [nan] * 5), 1)
    assert (empty["n"], empty["log"], empty["note"]) == (0, None, "nothing could be scored")


def test_windows_that_are_not_over_are_told_from_unknown_ones() -> None:
    nan = float("nan")
    happened = [0.0] * 4 + [nan] * 6
    found = row(column(0.1, 0.2, happened, first=LAST - 9), 1)
    assert (found["n"], found["not_over"], found["undetermined"]) == (4, 6, 0)


def test_a_baseline_without_an_answer_is_compared_with_nothing() -> None:
    made = column(0.1, 0.2, WARS)
    made.p["reference_class"][:] = np.nan
    found = row(made, 1)
    assert found["difference"]["reference_class"] is None
    assert found["difference"]["constant"] is not None


def test_coverage_counts_what_could_lie_within() -> None:
    spread = (Spread(50, month_name(24_003), month_name(24_004), "unknown"),)
    truth = Record(24_000, np.array([0.0] * 4 + [9.0] * 20), spread)
    bands = {0: (0.0, 20.0), 1: (80.0, 90.0), 8: (60.0, 70.0), 9: (0.0, 10.0), 23: (0.0, 1.0)}
    seen = {24_000 + n: Seen(24_000 + n, {}, (), dict.fromkeys((6, 12, 24), band)) for n, band in bands.items()}
    seen[24_002] = Seen(24_002, {}, (), {}, "no world could be filled")
    six, _, two_years = coverage(seen, truth, sorted(seen))
    # after 0: 77; after 1: 86; after 8 and 9: 54; after 23 nothing is on record
    assert (six["n"], six["above"], six["below"], six["within"]) == (4, 0.5, 0.25, 0.25)
    assert (two_years["n"], two_years["within"]) == (0, None)
