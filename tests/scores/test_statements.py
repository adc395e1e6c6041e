"""Scores of statements: the laws they obey, the rows of the bundled case, and the page made from them."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scores.page import PAGE, page

from detente.beliefs.scales import phrase_quantile
from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.cases.statements import COMMITS, Beside, Horizon, Resolved, Statement, StatementClass
from detente.scores.statements import (
    CAME,
    ENOUGH,
    REASONS,
    aggregates,
    beside,
    brier,
    probability,
    reason,
    statement_rows,
)

UPDATE = "DETENTE_UPDATE_DOCS"
SAID = Statement(
    id="s",
    source="a",
    claims=("c-0",),
    class_="graded",
    says="It is likely.",
    horizon=Horizon(date(2020, 1, 1), date(2020, 12, 31), "stated"),
    criterion="It happens.",
    resolution="true",
    evidence="It happened.",
    scoreable=True,
    phrase="likely",
    resolved_on=date(2020, 6, 1),
)
OF_THE_JSON = ("source", "claim", "class", "p", "resolved", "scoreable", "brier")


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("south-caucasus")


@pytest.fixture(scope="module")
def rows(case: Case) -> list[dict[str, Any]]:
    return statement_rows(case)


@given(st.floats(0, 1), st.sampled_from(sorted(CAME)))
def test_a_score_lies_between_0_and_1_and_mirrors(p: float, came: str) -> None:
    score = brier(p, came)
    assert score is not None
    assert 0.0 <= score <= 1.0
    mirror = {"true": "false", "false": "true", "partly": "partly"}[came]
    assert brier(1.0 - p, mirror) == pytest.approx(score)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_nearer_probability_scores_better(p: float, q: float) -> None:
    high, low = max(p, q), min(p, q)
    true, false = (brier(high, "true"), brier(low, "true")), (brier(low, "false"), brier(high, "false"))
    assert all(near is not None and far is not None and near <= far for near, far in (true, false))


def test_what_partly_came_true_lies_half_way() -> None:
    assert brier(0.5, "partly") == 0.0
    assert brier(1.0, "partly") == brier(0.0, "partly") == 0.25


@given(st.none() | st.floats(0, 1), st.sampled_from(["open", "condition_not_met"]))
def test_what_is_open_is_never_scored(p: float | None, resolution: str) -> None:
    assert brier(p, resolution) is None
    assert brier(None, "true") is None


@given(st.sampled_from(get_args(StatementClass)), st.sampled_from(["likely", "may", "I am sure", None]))
def test_only_what_commits_has_a_probability(kind: StatementClass, phrase: str | None) -> None:
    p = probability(replace(SAID, class_=kind, phrase=phrase))
    assert p is None or (kind in COMMITS and 0.0 < p < 1.0)
    assert p is not None or kind not in ("categorical", "conditional")


def test_a_phrase_means_what_the_readers_of_the_survey_took_it_for() -> None:
    draws = [phrase_quantile("unlikely", (n + 0.5) / 20_000) for n in range(20_000)]
    assert probability(replace(SAID, phrase="unlikely")) == pytest.approx(sum(draws) / len(draws), abs=1e-4)
    assert probability(replace(SAID, phrase="unlikely"), "icd203") == pytest.approx(0.325)


def test_a_flat_statement_is_nearly_but_not_quite_certain() -> None:
    flat = probability(replace(SAID, class_="categorical", phrase=None))
    assert flat == probability(replace(SAID, phrase="will happen"))
    assert flat is not None
    assert 0.95 < flat < 1.0
    assert probability(replace(SAID, class_="categorical"), "icd203") is None  # a yardstick without a flat "will"


def test_every_class_and_resolution_has_its_reason_and_value() -> None:
    assert set(REASONS) == set(get_args(StatementClass))
    assert set(CAME) | {"open", "condition_not_met"} == set(get_args(Resolved))
    assert reason(replace(SAID, why="because")) == "because"
    assert "condition" in reason(replace(SAID, resolution="condition_not_met"))


def row(score: float | None, source: str = "a", weight: float = 1.0) -> dict[str, Any]:
    return {"source": source, "class": "graded", "weight": weight, "scoreable": True, "brier": score}


@given(st.lists(st.floats(0, 1), max_size=25), st.integers(0, 15))
def test_no_mean_below_ten_scored_statements(scores: list[float], more: int) -> None:
    unsettled, comments = [row(None)] * more, [row(1.0, weight=0.0)] * more
    for tally in aggregates([*map(row, scores), *unsettled, *comments]):
        assert tally["n"] == len(scores)
        assert tally["statements"] == len(scores) + more
        assert (tally["brier"] is None) == (len(scores) < ENOUGH)
        if scores and tally["brier"] is not None:
            assert min(scores) - 1e-9 <= tally["brier"] <= max(scores) + 1e-9


def test_groups_add_up(rows: list[dict[str, Any]]) -> None:
    tallies = aggregates(rows)
    for key in ("class", "source"):
        for count in ("statements", "scoreable", "n"):
            assert sum(t[count] for t in tallies if t["by"] == key) == tallies[0][count]


def test_detentes_own_answer_is_the_later_one_of_the_half_that_has_the_outcome() -> None:
    said = replace(SAID, beside=Beside("attack", "joins"))
    answers = [
        {"question": "attack/do", "as_of": "2020-01-01", "outcomes": [{"id": "joins", "p": 0.1}]},
        {"question": "attack/do", "as_of": "2020-01-03", "outcomes": [{"id": "joins", "p": 0.2}]},
        {"question": "attack/chance", "as_of": "2020-01-04", "outcomes": [{"id": "attacked", "p": 0.3}]},
        {"question": "attack-again", "as_of": "2020-01-05", "outcomes": [{"id": "joins", "p": 0.4}]},
    ]
    at = {"question": "attack", "outcome": "joins", "opposite": False}
    assert beside(said, {"answers": answers}) == {**at, "p": 0.2}
    assert beside(said, None) == {**at, "p": None}
    assert beside(SAID, {"answers": answers}) is None


def test_rows_have_the_fields_of_the_json(rows: list[dict[str, Any]]) -> None:
    assert all(tuple(one)[: len(OF_THE_JSON)] == OF_THE_JSON for one in rows)
    for one in rows:
        assert (one["brier"] is not None) == (one["scoreable"] and one["resolved"] in CAME)
        assert not one["scoreable"] or (one["class"] in COMMITS and one["p"] is not None)
        assert one["checked"] is None or one["works"]


def test_an_unknown_claim_is_refused_before_anything_is_scored(case: Case) -> None:
    from detente.errors import InputError

    with pytest.raises(InputError, match="no such claim"):
        statement_rows(replace(case, claims=()))


def test_the_page_is_what_the_table_says(case: Case, rows: list[dict[str, Any]]) -> None:
    made = page(case, rows)
    if os.environ.get(UPDATE) == "1":
        PAGE.write_text(made, "utf-8")
    assert PAGE.read_text("utf-8") == made, f"run the test again with {UPDATE}=1"
