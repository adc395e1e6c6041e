"""The whole document on few days and few worlds: its form, its promises, its refusals."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.scores.conftest import FEW
from tests.scores.scoreboard import scoreboard

from detente.cases.model import Case
from detente.errors import UsageError
from detente.scores.ablation import ablation
from detente.scores.baselines import BASELINES
from detente.scores.hindcast import forecast, hindcast
from detente.scores.plan import Plan, Territory, month_index
from detente.scores.record import read_reports
from detente.scores.score import Terms, score
from detente.scores.views import views
from detente.verification.check import Shared
from detente.worlds.setup import MECHANISMS

FEWER = replace(FEW, worlds=20)
SHARED = Path(__file__).parents[3] / "shared"
WANTED = (
    "register", "cutoffs", "targets", "timing", "reliability", "ablation", "panel", "views", "questions", "predictions",
)  # fmt: skip


@pytest.fixture(scope="module")
def document(flagship: Case) -> dict[str, Any]:
    return score(flagship, Terms(FEWER, every=40, spared=0))


def test_the_form(document: dict[str, Any]) -> None:
    assert set(WANTED) <= set(document)
    assert document["panel"]["gates"]
    assert [(row["target"], row["horizon"]) for row in document["targets"]] == [
        (f"deaths_ge_{bar}", months) for bar in (25, 100, 1000) for months in (6, 12, 24)
    ]
    for row in document["targets"]:
        assert {"n", "events", "runs", "brier", "log", "interval", "skill"} <= set(row)
        assert {"constant", "climatology", "persistence", "reference_class", "logistic"} <= set(row["skill"])
        assert set(row["without_late_judgements"]["skill"]) == set(BASELINES)
        assert row["n"] + row["undetermined"] + row["not_over"] == document["cutoffs"]["n"]
    json.dumps(document, default=str, allow_nan=False)


def test_what_is_left_out_is_said(document: dict[str, Any]) -> None:
    at = document["cutoffs"]
    assert any("mutiny" in item["why"] for item in at["excluded"])
    assert {item["from"] for item in at["spread"]} >= {"1998-01", "2020-09"}
    assert (at["record"]["gaps"], at["months_not_yet_published"]) == ([], 1)
    assert str(at["judgements_until"]) == "2020-07-31"
    assert at["floor"] == 0.001


def test_settled_questions_and_statements(document: dict[str, Any], flagship: Case) -> None:
    outcomes = {(row["question"], row["outcome"]) for row in document["questions"]}
    assert outcomes == {(r.question, r.outcome) for r in flagship.resolutions if r.happened is not None}
    assert all(row["brier"] == pytest.approx((row["p"] - row["happened"]) ** 2) for row in document["questions"])
    assert len(document["predictions"]) > 10


def test_without_reference_data_views_is_null_with_a_reason(document: dict[str, Any]) -> None:
    assert document["views"]["countries"] is None
    assert "not here" in document["views"]["reason"]


def test_the_same_again(document: dict[str, Any], flagship: Case) -> None:
    one = replace(FEWER, workers=1)
    assert score(flagship, Terms(one, every=40, spared=0)) == document


def test_a_page_can_be_set_from_it(document: dict[str, Any]) -> None:
    page = scoreboard(json.loads(json.dumps(document, default=str)))
    assert "**" in page
    assert all(name.replace("_", " ") in page for name in BASELINES)
    assert "Not scored" in page


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("1995-01", "2026-05", "no window after that month"),
        ("1995-01", "2031-01", "no window after that month"),
        ("1990-01", "1996-01", "nothing is on record before"),
        ("2010-01", "2009-01", "no month to score"),
        ("2010-1", "2012-01", "not a month"),
    ],
)
def test_days_that_can_t_be_scored_are_refused(first: str, last: str, said: str, flagship: Case) -> None:
    with pytest.raises(UsageError, match=said):
        score(flagship, Terms(FEWER, first=first, last=last))


def test_what_can_t_be_filled_is_said_and_not_scored(shown: Case) -> None:
    unheld = replace(shown, claims=tuple(c for c in shown.claims if c.slot != "nagorno_karabakh.holder"))
    seen = forecast(unheld, month_index("2010-01"), FEWER)
    assert seen.p == {}
    assert "nobody says who holds" in seen.refused


def test_a_mechanism_that_is_switched_off_moves_the_score(shown: Case, plan: Plan) -> None:
    days = [month_index("2015-10"), month_index("2020-06")]
    truth = read_reports(shown, plan).by()
    rows = ablation(shown, hindcast(shown, days, FEW), days, FEW, truth, None)
    assert [row["mechanism"] for row in rows] == list(MECHANISMS)
    by = {row["mechanism"]: row for row in rows}
    assert by["border"]["delta_log"] != 0.0
    assert all(row["interval"] is None and row["role"] is None for row in rows)  # two days tell nothing


def test_views(shown: Case, plan: Plan) -> None:
    if not SHARED.exists():
        pytest.skip("the reference data is not here")
    found = views(shown, plan, FEWER, Shared(SHARED))
    assert [row["country"] for row in found["countries"]] == ["Armenia", "Azerbaijan"]
    for row in found["countries"]:
        for year in row["years"]:
            ours, theirs = year["crps"]["conflictology"]["mean"], year["published_crps"]["bm_conflictology"]
            assert theirs is None or year["year"] < 2020 or ours == pytest.approx(theirs, abs=5e-4)
        assert (
            row["all"]["crps"]["detente"]["n"] == row["months"] == row["without_artefact"]["crps"]["detente"]["n"] + 1
        )
        assert all(np.isfinite(each["mean"]) for each in row["all"]["log1p_crps"].values())


def test_views_needs_countries(shown: Case, plan: Plan) -> None:
    assert plan.challenge is not None
    assert "names no countries" in views(shown, replace(plan, challenge=None), FEWER, Shared(None))["reason"]
    if SHARED.exists():
        sunk = replace(plan.challenge, countries=(Territory("Atlantis", "ATL", "armenia", ("syunik",)),))
        atlantis = replace(plan, challenge=sunk)
        assert "not every country" in views(shown, atlantis, FEWER, Shared(SHARED))["reason"]
