"""A check is true within its tolerance, false beyond it, and neither where its data is absent."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.verification.as_json import to_json
from detente.verification.check import AbsentError, Check, Result, Shared, computed, run
from detente.verification.families import FAMILIES, checks, chosen


def outcome(got: float, expected: float = 1.0, tolerance: float = 0.1) -> bool | None:
    return run(Check("x", "", "", expected, tolerance, computed(lambda: got)), Shared()).passed


@given(st.floats(-10, 10), st.floats(0, 1), st.floats(-2, 2))
def test_true_within_tolerance_only(expected: float, tolerance: float, off: float) -> None:
    got = expected + off
    assert outcome(got, expected, tolerance) is (abs(got - expected) <= tolerance)


@pytest.mark.parametrize("got", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_false(got: float) -> None:
    assert outcome(got) is False


def test_without_its_data_a_check_is_neither(tmp_path: Path) -> None:
    check = Check("x", "", "", 1.0, 0.1, lambda shared: float(shared.file("table.csv").read_text()))
    assert run(check, Shared())[1:3] == (None, None)
    absent = run(check, Shared(tmp_path))
    assert absent.passed is None
    assert "table.csv" in absent.reason
    (tmp_path / "table.csv").write_text("1.05")
    assert run(check, Shared(tmp_path)).passed is True


def test_a_file_that_isnt_there() -> None:
    with pytest.raises(AbsentError):
        Shared(Path("nowhere")).file("table.csv")


def test_checks_have_ids_of_their_own_and_say_what_and_whose() -> None:
    every = list(checks())
    assert max(Counter(check.id for check in every).values()) == 1
    assert all(check.what and check.source and check.tolerance >= 0 for check in every)
    assert set(FAMILIES) == {
        "Laws of theory", "Quantal response", "Strategic choice", "Spatial bargaining", "Scoring", "Recovery",
    }  # fmt: skip


def test_an_id_is_chosen_whole_then_by_its_start() -> None:
    assert [check.id for check in chosen(["ktab-13-1"])] == ["ktab-13-1"]
    assert len(chosen(["ktab-13-"])) == 14
    assert {check.id for check in chosen(["both", "ochs-loglik"])} == {"both-ways", "ochs-loglik"}
    assert chosen(["nothing"]) == []
    assert chosen() == list(checks())


def test_without_reference_data_nothing_is_false_and_the_absent_is_said(ours: list[Result]) -> None:
    seen = Counter(result.passed for result in ours)
    assert seen[False] == 0
    assert seen[True] >= 30
    assert all(result.reason and result.got is None for result in ours if result.passed is None)


def test_with_reference_data_everything_is_true(everything: list[Result]) -> None:
    assert [result.check.id for result in everything if result.passed is not True] == []


def test_a_second_time_gives_the_same(ours: list[Result]) -> None:
    quick = [result for result in ours if result.check.id.startswith(("contest", "ochs", "ktab", "eu"))]
    assert [run(result.check, Shared()) for result in quick] == quick


def test_the_document(ours: list[Result]) -> None:
    found = to_json(ours)
    assert [row["id"] for row in found["checks"]] == [check.id for check in checks()]
    assert all(row.keys() >= {"id", "source", "expected", "got", "tolerance", "pass"} for row in found["checks"])
    assert {row["pass"] for row in found["checks"]} == {True, None}
    assert all(skipped["reason"] for skipped in found["skipped"])
