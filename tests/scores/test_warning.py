"""Onsets by a rule, chances before them, and whether their timing could be luck."""

from __future__ import annotations

import numpy as np
import pytest

from detente.cases.model import Case
from detente.scores.baselines import BASELINES
from detente.scores.plan import Onset, Plan, month_index, month_name
from detente.scores.record import Record, read_reports
from detente.scores.table import Column
from detente.scores.warning import onsets, percentile, quiet, timing, warnings

RULE = Onset(deaths=25, quiet=6, threshold=0.1)
START = 24_000


def record(*loud: int, size: int = 240) -> Record:
    deaths = np.zeros(size)
    deaths[list(loud)] = 30.0
    return Record(START, deaths)


def column(kept: Record, p: np.ndarray) -> Column:
    days = list(range(START, START + p.size))
    beside = {name: np.full(p.size, 0.05) for name in BASELINES}
    return Column((25, 6), days, {"detente": p, **beside}, np.zeros(p.size), kept.last)


def test_the_rule_finds_the_onsets_of_the_case(flagship: Case, plan: Plan) -> None:
    truth = read_reports(flagship, plan).by()
    found = [month_name(each) for each in onsets(truth, plan.onset, month_index("1995-01"))]
    assert found == ["1997-04", "2016-04", "2020-09", "2022-09", "2023-09"]


def test_a_war_begins_once() -> None:
    assert onsets(record(50, 51, 54, 60, 100), RULE, START) == [START + 50, START + 100]
    assert onsets(record(3, 50), RULE, START + 40) == [START + 50]


def test_quiet_looks_both_ways() -> None:
    kept = record(50)
    assert [quiet(kept, RULE, START + n) for n in (43, 44, 49, 50, 55, 56)] == [True, False, False, False, False, True]
    assert not quiet(kept, RULE, kept.last - 5)


def test_percentiles() -> None:
    assert percentile(0.5, np.array([0.1, 0.5, 0.9, 0.2])) == 0.625
    assert percentile(0.5, np.array([])) is None


def test_a_chance_that_rose_in_time() -> None:
    kept = record(100, 200)
    p = np.full(230, 0.02)
    p[[99, 199]] = 0.4
    p[150] = 0.2
    first, second = warnings(column(kept, p), kept, RULE, [START + 100, START + 200])
    assert (first["warned"], first["percentile"], first["false_alarms"]) == (True, 1.0, 0.0)
    assert (second["warned"], second["percentile"]) == (True, 1.0)
    assert second["false_alarms"] == pytest.approx(1 / second["earlier_quiet"])
    assert first["beside"]["persistence"] == {"p": 0.05, "percentile": 0.5, "warned": False, "false_alarms": 0.0}
    found = timing(column(kept, p), kept, RULE, [START + 100, START + 200])
    assert found["rank"] == pytest.approx(1.0, abs=0.01)
    assert found["permutation_p"] < 0.05


def test_a_chance_that_never_moved_shows_no_timing() -> None:
    kept = record(100, 200)
    found = timing(column(kept, np.full(230, 0.02)), kept, RULE, [START + 100, START + 200])
    assert (found["rank"], found["permutation_p"]) == (0.5, 1.0)


def test_without_an_onset_there_is_no_timing() -> None:
    kept = record()
    assert warnings(column(kept, np.full(230, 0.02)), kept, RULE, []) == []
    assert timing(column(kept, np.full(230, 0.02)), kept, RULE, [])["rank"] is None
