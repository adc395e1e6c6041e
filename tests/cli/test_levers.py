"""``detente levers``: measures in words and as one document, with their tails, and without a ranking."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.cases.making import write_case
from tests.cli.running import ask, call, contents, refused

from detente.cli.lever_words import show_lever

FEW = ("--worlds", 80)
OFTEN = ("deaths_in_month: {at_least: 25}", "deaths: {at_least: 1}")
MORE = """
- {id: arms_southland, label: Arms for Southland, kind: arms, by: [harbour], assume: {southland.edge: 4}, why: its tail}
- {id: arms_northland, label: Arms for Northland, kind: arms, by: [harbour], assume: {northland.edge: 4}, why: its tail}
- {id: idle, label: Nothing new, kind: talks, by: [islands], assume: {mill_valley.holder: northland}, why: it is so}
- {id: unseen, label: Nothing read, kind: talks, by: [islands], assume: {islands.commitment: 0.5}, why: no troops}
- {id: later, label: Later, kind: talks, by: [islands], from: 2030-01-01, assume: {harbour.attention: 1}, why: not yet}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = write_case(tmp_path / "two-rivers", case=OFTEN)
    with (folder / "case.yaml").open("a", encoding="utf-8") as file:
        file.write(MORE.lstrip("\n"))
    return folder


def test_the_document(case: Path) -> None:
    found = ask("levers", case, "-q", "next-year", *FEW)
    assert (found["case"], found["worlds"], found["seed"]) == ("two-rivers", 80, 1)
    assert "no recommendation" in found["says"]
    (answer,) = found["answers"]
    assert (answer["question"], answer["as_of"], answer["months"]) == ("next-year", "2021-03-10", 12)
    assert answer["later"] == [{"id": "later", "label": "Later", "from": "2030-01-01"}]
    ids = [lever["id"] for lever in answer["levers"]]
    assert ids == ["arms_northland", "arms_southland", "idle", "observers", "unseen"]
    for lever in answer["levers"]:
        (outcome,) = lever["outcomes"]
        low, high = outcome["interval"]
        assert low <= outcome["difference"] <= high
        assert outcome["p"][1] - outcome["p"][0] == pytest.approx(outcome["difference"])
        assert outcome["se"] > 0
        assert lever["deaths"]["p95"][0] <= lever["deaths"]["p99"][0]
        assert lever["deaths"].keys() >= {"mean", "p95", "p99", "difference", "interval", "se", "change"}
        assert not (lever["deaths"]["interval"][0] > 0 and outcome["change"] == "improved")
        assert {"share", "deaths"} == lever["regret"]["taken"].keys() == lever["regret"]["not_taken"].keys()
        assert lever["fails_when"] is None  # too few worlds
    by_id = {lever["id"]: lever for lever in answer["levers"]}
    assert (by_id["idle"]["worlds_changed"], by_id["unseen"]["worlds_changed"]) == (0, 0)
    assert (by_id["idle"]["unread"], by_id["unseen"]["unread"]) == ([], ["islands.commitment"])
    assert by_id["arms_southland"]["worlds_changed"] == 1
    assert by_id["observers"]["assume"] == {"harbour.attention": "free", "harbour.resolve": "0.4..0.8"}
    assert by_id["observers"]["by"] == [{"id": "harbour", "name": "Harbour"}]


def test_the_guide_s_lever_alone(tmp_path: Path) -> None:
    found = ask("levers", write_case(tmp_path / "two-rivers", case=OFTEN), *FEW, "--only", "observers")
    (lever,) = found["answers"][0]["levers"]
    assert (lever["worlds_changed"], lever["unread"], lever["from"]) == (1, [], "2016-01-10")


def test_prose_shows_every_tail_and_ranks_nothing(case: Path) -> None:
    shown = " ".join(call("levers", case, *FEW).stdout.split())
    assert "no recommendation, no ranking" in shown
    assert shown.count("99th percentile") == 5
    assert shown.count("95th percentile") == 5
    assert "It changes nothing: no world is another for it." in shown
    assert "doesn't read islands.commitment" in shown
    assert "later: Later. Not yet: it makes sense from 2030-01-01." in shown
    assert re.search(r"More die with it in \S+ % of the worlds|More die with it in none", shown)
    assert not re.search(r"\b(best|better|should|worst|most effective|recommended)\b", shown.replace("at worst", ""))
    order = [shown.index(f"{name}: ") for name in ("arms_northland", "arms_southland", "idle", "observers", "unseen")]
    assert order == sorted(order)


def test_what_is_better_and_what_is_worse_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    lever: dict[str, Any] = {
        "id": "arms", "label": "Arms", "kind": "arms", "by": [{"name": "Harbour"}], "assume": {}, "why": "It is.",
        "unread": [], "worlds_changed": 1.0, "fails_when": [],
        "outcomes": [{"p": [0.4, 0.3], "label": "war", "difference": -0.1, "interval": [-0.12, -0.08], "se": 0.01,
                      "change": "fell", "only_with": 0.0, "only_without": 0.1, "worse": 0.0}],
        "deaths": {"mean": [100, 351], "difference": 251, "interval": [145, 357], "se": 60, "change": "deteriorated",
                   "p95": [1, 2], "p99": [1, 2]},
        "regret": {"taken": {"share": 0.2, "deaths": 300}, "not_taken": {"share": 0.1, "deaths": 49}},
        "improved": ["war"], "deteriorated": ["deaths in the window"],
    }  # fmt: skip
    show_lever(lever)
    shown = " ".join(capsys.readouterr().out.split())
    assert "war: fell, -0.100" in shown
    assert "Deaths in the window: more, mean 100 → 351" in shown
    assert "It cuts both ways. Better: war. Worse: deaths in the window." in shown
    show_lever(lever | {"improved": []})
    assert "both ways" not in capsys.readouterr().out


def test_enough_worlds_tell_where_it_fails(case: Path) -> None:
    (answer,) = ask("levers", case, "--worlds", 8000, "--only", "arms_southland")["answers"]
    (lever,) = answer["levers"]
    assert {"slot", "share", "interval", "where", "label"} == lever["fails_when"][0].keys()
    shown = " ".join(call("levers", case, "--worlds", 8000, "--only", "arms_southland").stdout.split())
    assert f"above all where: {lever['fails_when'][0]['label']}" in shown


def test_what_is_alone_is_as_among_all(case: Path) -> None:
    (alone,) = ask("levers", case, "-q", "next-year", *FEW, "--only", "observers")["answers"]
    (among,) = ask("levers", case, *FEW)["answers"]
    assert alone["levers"] == [lever for lever in among["levers"] if lever["id"] == "observers"]


def test_another_day(case: Path) -> None:
    (answer,) = ask("levers", case, *FEW, "--as-of", "2020-12-01")["answers"]
    assert answer["as_of"] == "2020-12-01"
    (late,) = ask("levers", case, *FEW, "--as-of", "2030-01-01", "--only", "later")["answers"]
    assert (late["later"], len(late["levers"])) == ([], 1)


def test_looking_changes_nothing(case: Path) -> None:
    before = contents(case)
    call("levers", case, *FEW)
    assert contents(case) == before


def test_what_is_refused(case: Path, tmp_path: Path) -> None:
    refused(call("levers", "nowhere"), 2, "no such case")
    refused(call("levers", case, "-q", "other"), 2, "other", "next-year")
    refused(call("levers", case, "--only", "arms"), 2, "no such lever", "arms_northland")
    refused(call("levers", case, "--worlds", 0), 2, "can't be run")
    refused(call("levers", case, "--as-of", "soon"), 2, "not a day")
    wrong = write_case(tmp_path / "wrong", case=("harbour.attention: free", "harbour.attention: busy"))
    refused(call("levers", wrong), 3, "case.yaml", "busy", "free, divided, bound")
    bare = write_case(tmp_path / "bare")
    text = (bare / "case.yaml").read_text("utf-8")
    (bare / "case.yaml").write_text(text[: text.index("levers:")], "utf-8")
    refused(call("levers", bare), 2, "lists no levers", "levers:")


def test_check_names_a_slot_that_no_lever_can_move(case: Path) -> None:
    warnings = ask("check", case)["faults"]
    assert [(fault["severity"], fault["value"]) for fault in warnings] == [("warning", "islands.commitment")]
    text = (case / "case.yaml").read_text("utf-8").splitlines()
    assert "unseen" in text[warnings[0]["line"] - 1]
