"""What charts are drawn from: the page's own numbers, and nothing that could break out of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from detente.report import live, maps, view
from detente.report.days import days

HALVES = ("attack-on-syunik/do", "attack-on-syunik/chance")


def data_of(run: dict[str, Any], geometry: dict[str, Any] | None = None) -> dict[str, Any]:
    topics = view.topics(run)
    found: dict[str, Any] = json.loads(
        live.chart_data(topics, days(run, topics), geometry and maps.placed(geometry)).replace("\\u003c", "<")
    )
    return found


def halves(run: dict[str, Any]) -> list[dict[str, Any]]:
    return [answer for answer in run["answers"] if answer["question"] in HALVES]


def test_a_half_without_responses_is_none_to_switch_to(run: dict[str, Any]) -> None:
    told = [each["responses"] for each in data_of(run)["answers"] if each["responses"]["halves"]]
    assert [len(each["halves"]) for each in told] == [1, 1]
    assert all(each["shown"] == 0 for each in told)


def test_each_half_shows_its_own_responses_first(run: dict[str, Any]) -> None:
    do, chance = halves(run)
    chance["responses"] = [{"actor": "iran", "p": {"arm": 0.25, "wait": 0.75}}]
    one, two = (each["responses"] for each in data_of(run)["answers"] if each["responses"]["halves"])
    assert (one["shown"], two["shown"]) == (0, 1)
    assert one["halves"] == two["halves"]
    assert [each["label"].split()[0] for each in one["halves"]] == ["Suppose", "How"]
    assert one["halves"][1]["rows"] == [{"label": "Iran", "p": {"arm": 0.25, "wait": 0.75}}]
    known = {option for row in (*do["responses"], *chance["responses"]) for option in row["p"]}
    assert {option["id"] for option in one["options"]} == known


def test_a_map_tells_of_every_typical_history(run: dict[str, Any], geometry: dict[str, Any]) -> None:
    data = data_of(run, geometry)
    (drawn,) = data["maps"].values()
    assert drawn["as_of"] == "2020-07-21"
    assert [(place["place"], place["holder"]) for place in drawn["places"]] == [
        ("ridge", "Northland"),
        ("valley", "Southland"),
    ]
    assert [course["label"] for course in drawn["courses"]] == [
        "No more deaths than in 90\u00a0%",
        "A typical history",
        "No fewer deaths than in 90\u00a0%",
    ]
    assert drawn["courses"][2]["held"]["valley"] == [[0, "Southland"], [5, "Midland"]]
    assert len(data["geometry"]["features"]) == len(geometry["features"])


def test_courses_of_two_questions_say_whose_they_are(run: dict[str, Any], geometry: dict[str, Any]) -> None:
    (row,) = run["background"]
    do, chance = halves(run)
    run["answers"] = [do, chance]
    courses = [course | {"question": name} for name in HALVES for course in row["courses"][:1]]
    run["background"] = [row | {"question": "attack-on-syunik", "as_of": "2023-10-04", "courses": courses}]
    (drawn,) = data_of(run, geometry)["maps"].values()
    assert [course["label"] for course in drawn["courses"]] == [
        "No more deaths than in 90\u00a0%, question 1",
        "No more deaths than in 90\u00a0%, question 2",
    ]


@pytest.mark.parametrize("key", ["courses", "places"])
def test_an_older_run_has_no_courses(run: dict[str, Any], geometry: dict[str, Any], key: str) -> None:
    del run["background"][0][key]
    (drawn,) = data_of(run, geometry)["maps"].values()
    assert drawn[key] == []


def test_without_a_map_none_is_drawn(run: dict[str, Any]) -> None:
    data = data_of(run)
    assert (data["maps"], data["geometry"]) == ({}, None)
