"""Questions that no history could settle are refused; the rest are written so that they read back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.cases.making import write_case

from detente.cases.asking import parse_expression, with_question
from detente.cases.casefile import read_case_file
from detente.errors import InputError

UNSETTLED = [
    ("{deaths: {at_least: 0}}", "every history"),
    ("{deaths_in_month: {at_least: 25, less_than: 25}}", "no number of deaths"),
    ("{deaths: {at_least: 25, places: [mil_valley]}}", "Did you mean mill_valley?"),
    ("{control_change: {places: [north_home]}}", "home"),
    ("{blockade: {}}", "route"),
    ("{polity_survives: {place: mill_valley}}", "polity"),
    ("{responds: {actor: northland, how: [join]}}", "only outsiders"),
    ("{responds: {actor: islands, how: [join]}}", "without troops"),
    ("{standing_rises: {actor: harbour, with: islands}}", "sides"),
    ("{standing_rises: {actor: northland, with: southland}}", "outsider"),
    ("{any_of: [{agreement: {}}, {blockade: {}}]}", "route"),
    ("{coup: {}}", "no expression"),
    ("{deaths: {}}", "deaths needs"),
    ("war", "one expression"),
    ("", "one expression"),
    ("{deaths: ", "not plain YAML"),
]


@pytest.mark.parametrize(("text", "reason"), UNSETTLED)
def test_what_no_history_can_show(text: str, reason: str, tmp_path: Path) -> None:
    case = read_case_file(write_case(tmp_path) / "case.yaml")
    with pytest.raises(InputError) as refusal:
        parse_expression(case, "x", text)
    assert reason in str(refusal.value)
    assert all("x" in f"{fault.path}{fault.file}" for fault in refusal.value.faults)


@pytest.mark.parametrize(
    "text",
    [
        "{deaths: {less_than: 25}}", "{control_change: {}}", "{seized: {places: [mill_valley]}}", "{agreement: {}}",
        "{responds: {actors: [harbour], how: [join]}}", "{responds: {actor: islands, how: [diplomacy]}}",
        "{standing_rises: {actor: harbour, with: northland}}", "{otherwise: {}}",
    ],
)  # fmt: skip
def test_what_a_history_can_show(text: str, tmp_path: Path) -> None:
    assert parse_expression(read_case_file(write_case(tmp_path) / "case.yaml"), "x", text)


def test_a_question_is_written_after_the_others(tmp_path: Path) -> None:
    path = write_case(tmp_path) / "case.yaml"
    before = path.read_text("utf-8")
    outcome = {"id": "war", "label": "yes: a war", "when": {"deaths": {"at_least": 1000}}, "better": "lower"}
    fields = {"id": "q2", "text": "Is it: war?", "as_of": [date(2021, 3, 10)], "months": 3, "asks": None}
    after = with_question(before, fields, [outcome])
    head, levers = before[: before.index("levers:")], before[before.index("levers:") :]
    assert after.startswith(head.rstrip("\n"))
    assert after.endswith(levers)
    path.write_text(after, "utf-8")
    asked = read_case_file(path).questions[-1]
    assert (asked.id, asked.text, asked.as_of, asked.months) == ("q2", "Is it: war?", (date(2021, 3, 10),), 3)
    assert (asked.outcomes[0].label, asked.outcomes[0].better) == ("yes: a war", "lower")
