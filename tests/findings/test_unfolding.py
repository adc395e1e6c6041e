"""How answers unfold: the last month of the risk is the answer, and typical histories are histories."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from detente.cases.model import Case
from detente.claims.timeline import is_coarse
from detente.findings.answers import Answer
from detente.findings.estimate import shown
from detente.findings.runs import Run
from detente.findings.study import Study
from detente.findings.telling import choose
from detente.findings.unfolding import BRIEF, LASTING, LOOK_BACK, TYPICAL, quantiles, record, unfolding


def leading(run: Run) -> list[tuple[Answer, dict[str, Any]]]:
    found = [(answer, unfolding(answer, run)) for answer in run.answers]
    return [(answer, told) for answer, told in found if told is not None]


def study_of(answer: Answer, run: Run) -> Study:
    return next(s for s in run.studies if (s.question.id, s.as_of) == (answer.question.id, answer.as_of))


def test_one_day_of_each_question_unfolds(small: Run) -> None:
    days = [(answer.id, answer.as_of) for answer, _ in leading(small)]
    assert {name for name, _ in days} == {answer.id for answer in small.answers}
    assert all(day == max(a.as_of for a in small.answers if a.id == name) for name, day in days)


def test_the_last_month_is_the_answer_and_risk_never_falls(small: Run) -> None:
    rows = 0
    for answer, told in leading(small):
        p = {o.outcome.id: o.found for o in answer.outcomes}
        for row in told["fan"]:
            rows += 1
            assert row["p"][-1] == pytest.approx(p[row["outcome"]].p, abs=1e-12)
            assert row["interval"][-1] == pytest.approx(p[row["outcome"]].interval)
            assert all(later >= earlier for earlier, later in pairwise(row["p"]))
            assert len(row["p"]) == len(row["interval"]) == answer.months
            shown = [max(q, 1 / 82) for q in row["p"]]
            assert all(low <= q <= high for q, (low, high) in zip(shown, row["interval"], strict=True) if q < 81 / 82)
    assert rows > 5


def test_every_answer_s_months_end_in_the_answer(small: Run) -> None:
    """Also on the day that doesn't lead, and where another outcome may come first."""
    seen = 0
    for answer in small.answers:
        for outcome in answer.outcomes:
            if outcome.by_month is not None:
                hits = study_of(answer, small).hits[answer.half][outcome.outcome.id]
                assert outcome.by_month[-1] == pytest.approx(shown(float(hits.mean()), hits.size), abs=1e-12)
                seen += 1
    assert seen > 5


def test_outcomes_that_exclude_one_another_never_add_up_to_more_than_one(small: Run) -> None:
    for answer, told in leading(small):
        if answer.question.exclusive:
            months = np.sum([row["p"] for row in told["fan"]], axis=0)
            assert (months <= 1 + 1e-12).all()


def test_typical_histories_are_histories(small: Run) -> None:
    for answer, told in leading(small):
        histories = study_of(answer, small).histories[answer.half]
        deaths = histories.arrays["deaths"].sum((1, 2))
        assert [row["share"] for row in told["typical"]] == list(TYPICAL)
        for row in told["typical"]:
            assert sum(row["deaths"]) == deaths[row["history"]]
            assert all(1 <= event["month"] <= answer.months for event in row["events"])
        fewest, middle, most = told["typical"]
        assert sum(fewest["deaths"]) <= sum(most["deaths"])
        assert all(row["as_few"] == (deaths <= sum(row["deaths"])).mean() for row in told["typical"])
        name = f"events-{answer.question.id}-{answer.half or 'all'}-{answer.as_of}"
        assert middle["history"] == choose(small.tables[name], histories.count, "typical")  # as `why` tells it


def test_of_equal_histories_the_first_is_typical(small: Run) -> None:
    histories = next(iter(small.studies[0].histories.values()))
    deaths = histories.arrays["deaths"].sum((1, 2))
    assert quantiles(histories, [0.0]) == [int(np.flatnonzero(deaths == deaths.min())[0])]


@pytest.mark.parametrize("day", [date(2020, 7, 21), date(2023, 10, 4)])
def test_nothing_later_is_on_record(small: Run, day: date) -> None:
    known = {claim.id: claim for claim in small.case.claims}
    events = record(small.case, day, "published")
    assert events
    for event in events:
        first, last = (date.fromisoformat(each) for each in event["date"])
        assert day - LOOK_BACK <= first <= last <= day
        assert last - first <= (BRIEF if is_coarse((first, last)) else LASTING)
        assert all(known[claim].known_from <= day for claim in event["claims"])
    assert [event["date"] for event in events] == sorted(event["date"] for event in events)


def test_the_record_of_an_early_day_knows_less(small: Run) -> None:
    day = date(2020, 7, 21)
    assert record(small.case, day - timedelta(days=1), "published") != record(small.case, day, "published")


def test_a_source_that_is_struck_out_tells_of_nothing(flagship: Case) -> None:
    day, source = date(2023, 10, 4), {claim.id: claim.source for claim in flagship.claims}
    assert any(
        source[claim] == "sais-2023" for event in record(flagship, day, "published") for claim in event["claims"]
    )
    told = record(flagship, day, "published", frozenset({"sais-2023"}))
    assert told and not any(source[claim] == "sais-2023" for event in told for claim in event["claims"])


def test_what_lasted_for_months_between_known_days_is_an_event(flagship: Case) -> None:
    told = record(flagship, date(2023, 10, 4), "published")
    assert any("Lachin" in event["what"] for event in told)
