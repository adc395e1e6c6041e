"""The scoreboard in the report: whole, also where it is unflattering."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]

from detente.report import board_view, render, view, words
from detente.report.board import brief, read_board, worse, written

DOCUMENT = json.loads((Path(__file__).parents[2] / "docs" / "scoreboard.json").read_text("utf-8"))
CASE = DOCUMENT["case"]


def page(run: dict[str, Any], case: Any) -> Any:
    return html.fromstring(render({**run, "case": case})).get_element_by_id("scoreboard")


def text_of(node: Any) -> str:
    return " ".join(node.text_content().split())


def test_losses_are_those_of_the_document() -> None:
    lost = [row for row in worse(brief(DOCUMENT)) if row["kind"] == "months"]
    assert len(lost) == DOCUMENT["summary"]["worse"]
    assert sum(row["clear"] for row in lost) == DOCUMENT["summary"]["clearly_worse"]
    panel = [gap for row in DOCUMENT["panel"]["targets"] for gap in row["difference"].values() if gap < 0]
    assert sum(row["kind"] == "rivalry-years" for row in worse(brief(DOCUMENT))) == len(panel)


def test_every_loss_is_on_the_page(run: dict[str, Any]) -> None:
    section = page(run, CASE)
    table = next(t for t in section.xpath(".//table") if "Every comparison it loses" in text_of(t))
    rows = {text_of(tr.xpath("./th")[0]): text_of(tr.xpath("./td")[0]) for tr in table.xpath("./tbody/tr")}
    for head, losses in board_view.lost(brief(DOCUMENT)):
        assert all(f"{words.human(row['rule'])} {words.signed(row['by'])}" in rows[head] for row in losses)
    assert len(section.xpath(".//td[contains(@class, 'worse')]")) == DOCUMENT["summary"]["worse"]


def test_settled_questions_warnings_and_register_are_on_the_page(run: dict[str, Any]) -> None:
    section = page(run, CASE)
    text = text_of(section)
    assert f"worse in {DOCUMENT['summary']['worse']}" in text
    for row in DOCUMENT["questions"]:
        assert words.day(row["as_of"]) in text and words.prob(row["p"]) in text
    assert all(words.day(row["onset"]) in text for row in DOCUMENT["warnings"])
    assert all(row["id"] in text for row in DOCUMENT["register"])
    assert len(section.xpath(".//svg[@class='square']")) == len(board_view.bins(brief(DOCUMENT)))


def test_the_register_goes_by_question_and_says_version_and_when_it_was_made(run: dict[str, Any]) -> None:
    groups = board_view.forecasts(brief(DOCUMENT))
    rows = [row for _, each in groups for row in each]
    assert sorted(row["id"] for row in rows) == sorted(row["id"] for row in DOCUMENT["register"])
    for text, each in groups:
        assert {row["text"] for row in each} == {text}
        assert [row["made_on"] for row in each] == sorted((row["made_on"] for row in each), reverse=True)
    for one in rows:
        assert {row["number"] for row in rows if row["version"] == one["version"]} == {one["number"]}
    text = text_of(page(run, CASE))
    assert all(f"version {row['number']}" in text and row["late"] in text for row in rows)


@pytest.mark.parametrize(
    ("as_of", "made_on", "late"),
    [
        ("2026-05-31", "2026-05-31", "made as it began"),
        ("2026-05-31", "2026-06-20", "made in its first month"),
        ("2026-05-31", "2026-07-31", "made 2 months into it"),
        ("2026-05-15", "2026-11-14", "made 5 months into it"),
        ("2026-05-15", "2026-06-15", "made 1 month into it"),
    ],
)
def test_how_far_into_its_window_a_forecast_was_made(as_of: str, made_on: str, late: str) -> None:
    row = {"as_of": as_of, "made_on": made_on, "text": "Does it?", "outcomes": []}
    ((_, (shown,)),) = board_view.forecasts({"register": [row]})
    assert (shown["late"], shown["number"]) == (late, 1)


def test_how_often_such_answers_were_right_stands_with_every_answer(run: dict[str, Any]) -> None:
    board = read_board(run["case"])
    text = text_of(html.fromstring(render(run)))
    for answer in run["answers"]:
        lead = next(o for o in answer["outcomes"] if words.prob(o["p"]) in answer["headline"])
        said = board_view.record(board, lead, answer["months"], answer["outcomes"])
        assert " ".join(f"How often such answers were right: {said}".split()) in text


def test_the_page_and_the_document_round_alike() -> None:
    """What is rounded twice may end on another figure than what is rounded once."""
    short = brief(DOCUMENT)
    for row, shown in zip(DOCUMENT["targets"], short["targets"], strict=True):
        for rule, gap in row["difference"].items():
            assert words.signed(shown["difference"][rule]) == words.signed(gap)
        assert words.signed(shown["log"]) == words.signed(row["log"])
    row = {"target": "deaths_ge_25", "horizon": 6, "log": -0.37849999}
    assert words.signed(brief(DOCUMENT | {"targets": [row]})["targets"][0]["log"]) == words.signed(row["log"])


def test_losses_are_counted_by_the_test_they_are_of(run: dict[str, Any]) -> None:
    board = brief(DOCUMENT)
    others = len(worse(board)) - board["summary"]["worse"]
    said = f"{board['summary']['worse']} of the {board['summary']['comparisons']} by month, and {others} in other tests"
    assert board_view.lost_words(board).startswith(said)
    assert "other tests" not in board_view.lost_words(board | {"panel": [], "views": []})


@pytest.mark.parametrize(
    ("false_alarms", "said"),
    [
        ((0.99, 0.95), "It warned in nearly every quiet month, so these"),
        ((0.99, 0.2), "every quiet month before April 2016, so these"),
        ((0.5, 0.2), None),
    ],
)
def test_warnings_of_nearly_every_month_tell_nothing(false_alarms: tuple[float, ...], said: str | None) -> None:
    onsets = ("2016-04", "2020-07")
    rows = [{"onset": o, "warned": True, "false_alarms": x} for o, x in zip(onsets, false_alarms, strict=True)]
    rows.append({"onset": "2021-01", "warned": False, "false_alarms": 1.0})
    assert (said or "") in (told := board_view.cried_wolf({"warnings": rows})) and bool(told) == bool(said)


def test_settled_questions_go_by_their_words(run: dict[str, Any]) -> None:
    (row,) = DOCUMENT["questions"][:1]
    assert words.human(row["question"]) in text_of(page(run | {"answers": []}, CASE)).lower()
    outcome = {"id": row["outcome"], "label": "what is meant by it"}
    run["answers"] = [run["answers"][0] | {"question": row["question"], "text": "Is it so?", "outcomes": [outcome]}]
    assert "Is it so?: what is meant by it" in text_of(page(run, CASE))


def test_a_frozen_forecast_of_the_same_question_stands_with_the_answer(run: dict[str, Any]) -> None:
    """One question must not have three numbers on a page without a word on how they hang together."""
    answer, made = run["answers"][0], run["run"]
    lead = view.topics(run)[0].answer.lead
    version = {key: made[f"{key}_digest"] for key in ("case", "claims", "code")}

    def entry(made_on: str, p: float, **other: Any) -> dict[str, Any]:
        row = {"id": f"f-{made_on}", "made_on": made_on, "version": version, "outcomes": [{"id": lead["id"], "p": p}]}
        return {key: answer[key] for key in ("question", "as_of", "months")} | row | other

    def said(*rows: dict[str, Any]) -> str:
        return board_view.frozen({"register": rows}, run, view.topics(run)[0].answer)

    old, new = entry("2026-06-20", 0.21), entry("2026-11-22", 0.19, version={"case": "x", "claims": "y", "code": "z"})
    assert said(new, old) == (
        "The forecast frozen on 22 November 2026 said 0.19. The model or its claims have changed since; this "
        f"{words.prob(lead['p'])} is not registered."
    )
    later = entry("2026-06-20", 0.01) | {"id": "f-later"}
    assert said(old, later).endswith("0.01 (f-later).")  # of two made on one day that which was made last
    assert said(old) == "Registered: frozen on 20 June 2026 with 0.21 (f-2026-06-20)."
    assert said(entry("2026-06-20", 0.2, months=99)) == said(entry("2026-06-20", 0.2, question="x")) == said() == ""
    assert board_view.frozen(None, run, view.topics(run)[0].answer) == ""


def test_versions_are_numbered_as_they_come() -> None:
    one, two = ({"version": {"case": name, "claims": "c", "code": "d"}} for name in "ab")
    assert board_view.versions([one, two, one, two]) == [1, 2, 1, 2]


def test_a_board_says_when_it_is_of_another_version(run: dict[str, Any]) -> None:
    other = "Scored with another version"
    assert other in text_of(page(run, CASE))
    same = {key: DOCUMENT[key] for key in ("case_digest", "claims_digest", "code_digest")}
    assert other not in text_of(page({**run, "run": run["run"] | same}, CASE))


@pytest.mark.parametrize("case", ["never-scored", "../boards/" + CASE, None, 3])
def test_a_case_that_was_never_scored(run: dict[str, Any], case: Any) -> None:
    assert read_board(case) is None
    assert "was never scored" in text_of(page(run, case))


def test_a_board_in_its_file_is_the_board() -> None:
    assert json.loads(written(DOCUMENT)) == brief(DOCUMENT)


@pytest.mark.parametrize(("x", "shown"), [(0.2344, "+0.234"), (-0.012, "\u22120.012"), (-0.0001, "0.000"), (None, "–")])
def test_signed(x: Any, shown: str) -> None:
    assert words.signed(x) == shown
