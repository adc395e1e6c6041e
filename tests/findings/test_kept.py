"""Differences read back from a run, and the best of many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.findings.disagreements import clear
from detente.findings.estimate import Difference
from detente.findings.kept import best_of, kept, surely
from detente.findings.parted import moves_to_json

differences = st.builds(Difference, st.floats(-0.9, 0.9), st.floats(0.001, 0.3))


@given(differences)
def test_what_a_run_kept_is_read_back(found: Difference) -> None:
    read = kept(moves_to_json({"war": found})["war"])
    assert read is not None
    assert read.delta == found.delta
    assert read.se == pytest.approx(found.se)
    assert read.interval == pytest.approx(found.interval)


@given(differences, st.integers(1, 500))
def test_the_best_of_many_is_less_sure_than_one(found: Difference, many: int) -> None:
    assert best_of(found, 1) == pytest.approx(found.interval)
    low, high = best_of(found, many)
    assert low <= found.interval[0] + 1e-9 and high >= found.interval[1] - 1e-9
    if abs(abs(found.delta) / found.se - 1.645) > 0.01 or many > 1:
        assert surely((low, high)) == clear(found, many)


@pytest.mark.parametrize("moved", [None, {}, {"difference": 0.1}, {"difference": 0.1, "interval": [None, None]}])
def test_what_has_no_interval_is_not_judged(moved: dict[str, object] | None) -> None:
    assert kept(moved) is None
