"""Every word in which an outcome can be defined, on records made by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.histories.making import N_S, NORTH, PATRON, S_N, SOUTH, VALLEY, blank, histories

from detente.cases.casefile import HOW, has_first_month
from detente.cases.expressions import ARGUMENTS, LISTS
from detente.cases.model import Outcome, Question
from detente.findings.evaluate import NEVER, first_month, holds, outcomes
from detente.histories.record import Histories
from detente.worlds.setup import ARM, DIPLOMACY, JOIN, RESPONSES


def asked(*when: dict[str, Any], first_of: tuple[str, ...] = (), exclusive: bool = False) -> Question:
    found = tuple(Outcome(f"o{n}", f"outcome {n}", part) for n, part in enumerate(when))
    return Question("q", "Is it so?", (date(2021, 3, 10),), 3, found, exclusive, first_of)


def hits(found: Histories, *when: dict[str, Any], **more: Any) -> list[list[bool]]:
    question = asked(*when, **more)
    return [hit.tolist() for hit in outcomes(question, question.outcomes, found).values()]


def true(when: dict[str, Any], found: Histories) -> list[int]:
    return np.flatnonzero(holds(when, found)).tolist()


@pytest.fixture
def deadly() -> Histories:
    """History 0: 30 in month 2. 1: 10 a month. 2: 24 here and 10 there in one month. 3: none."""
    a = blank()
    a["deaths"][0, 1, VALLEY] = 30
    a["deaths"][1, :, VALLEY] = 10
    a["deaths"][2, 2] = 10, 0, 24
    return histories(a)


def test_deaths_of_the_window(deadly: Histories) -> None:
    assert true({"deaths": {"at_least": 30}}, deadly) == [0, 1, 2]
    assert true({"deaths": {"at_least": 31}}, deadly) == [2]
    assert true({"deaths": {"less_than": 30}}, deadly) == [3]
    assert true({"deaths": {"at_least": 1, "less_than": 34}}, deadly) == [0, 1]
    assert true({"deaths": {"at_least": 25, "places": ["valley"]}}, deadly) == [0, 1]
    assert true({"deaths": {"at_least": 10, "places": ["north_home", "south_home"]}}, deadly) == [2]


def test_deaths_in_a_month(deadly: Histories) -> None:
    assert true({"deaths_in_month": {"at_least": 25}}, deadly) == [0, 2]
    assert true({"deaths_in_month": {"at_least": 25, "places": ["valley"]}}, deadly) == [0]
    assert true({"deaths_in_month": {"less_than": 11}}, deadly) == [1, 3]
    assert true({"deaths_in_month": {"at_least": 5, "less_than": 30}}, deadly) == [1]


def test_first_months(deadly: Histories) -> None:
    def first(when: dict[str, Any]) -> list[int] | None:
        found = first_month(when, deadly)
        return None if found is None else found.tolist()

    assert first({"deaths": {"at_least": 30}}) == [1, 2, 2, NEVER]
    assert first({"deaths_in_month": {"at_least": 10}}) == [1, 0, 2, NEVER]
    either = {"any_of": [{"deaths": {"at_least": 30}}, {"deaths_in_month": {"at_least": 10}}]}
    assert first(either) == [1, 0, 2, NEVER]
    assert first({"deaths": {"less_than": 30}}) is None
    assert first({"any_of": [{"blockade": {}}, {"polity_survives": {"place": "valley"}}]}) is None


def test_control_and_ground() -> None:
    a = blank()
    a["holder"][0, 1, VALLEY] = SOUTH  # and back again: it did change
    a["seized"][1, 2, VALLEY] = 1
    found = histories(a)
    assert true({"control_change": {}}, found) == [0]
    assert true({"control_change": {"places": ["valley"]}}, found) == [0]
    assert true({"control_change": {"places": ["south_home"]}}, found) == []
    assert true({"seized": {}}, found) == true({"seized": {"places": ["valley"]}}, found) == [1]
    assert true({"control_change": {}}, histories(a, holder=[[NORTH, SOUTH, SOUTH], [NORTH, SOUTH, NORTH]])) == [0, 1]


def test_a_blockade_is_a_road_that_is_cut_anew() -> None:
    a = blank()
    a["closed"][0, :, VALLEY] = 1, 1, 1
    a["closed"][1, :, VALLEY] = 0, 1, 1
    a["closed"][2, :, VALLEY] = 1, 1, 1
    a["closed"][3, :, VALLEY] = 1, 0, 1
    found = histories(a, closed=[[0, 0, 0], [0, 0, 1]])  # closed at the start for 2 and 3
    month = first_month({"blockade": {}}, found)
    assert month is not None
    assert month.tolist() == [0, 1, NEVER, 2]


def test_agreement_and_survival() -> None:
    a = blank()
    a["agreed"][2, 1, 0] = 1
    a["alive"][0, 1:, VALLEY] = 0
    found = histories(a)
    assert true({"agreement": {}}, found) == [2]
    assert true({"polity_survives": {"place": "valley"}}, found) == [1, 2, 3]


def test_who_responds_how() -> None:
    a = blank()
    a["response"][0, 1, S_N, PATRON] = JOIN
    a["response"][1, 0, N_S, PATRON] = JOIN
    a["response"][2, 0, S_N, PATRON] = ARM
    a["response"][3, 0, S_N, PATRON] = DIPLOMACY
    found = histories(a)
    assert true({"responds": {"actor": "patron", "how": ["join"]}}, found) == [0, 1]
    assert true({"responds": {"actors": ["patron", "north"], "how": ["arm", "diplomacy"]}}, found) == [2, 3]
    made = histories(a, made=S_N)  # only what was made to happen, in its month
    assert true({"responds": {"actor": "patron", "how": ["join", "arm"]}}, made) == [2]


def test_standing() -> None:
    a = blank()
    a["standing"][0, PATRON, NORTH], a["standing"][1, PATRON, NORTH] = 0.1, -0.1
    a["standing"][2, NORTH, PATRON], a["standing"][3, PATRON, NORTH] = 0.1, 1e-12
    assert true({"standing_rises": {"actor": "patron", "with": "north"}}, histories(a)) == [0]


def test_lists(deadly: Histories) -> None:
    some, many = {"deaths": {"at_least": 30}}, {"deaths_in_month": {"at_least": 25}}
    assert true({"any_of": [some, many]}, deadly) == [0, 1, 2]
    assert true({"all_of": [some, many]}, deadly) == [0, 2]
    assert true({"any_of": [{"all_of": [some, many]}, {"deaths": {"less_than": 1}}]}, deadly) == [0, 2, 3]


def test_otherwise_is_none_of_the_others(deadly: Histories) -> None:
    most = {"deaths_in_month": {"at_least": 30, "places": ["valley"]}}
    found = hits(deadly, {"otherwise": {}}, {"deaths": {"at_least": 31}}, most)
    assert found == [[False, True, False, True], [False, False, True, False], [True, False, False, False]]


def test_the_first_to_come_wins_and_the_earlier_in_the_list_wins_a_tie() -> None:
    a = blank()
    a["agreed"][0, 1:, 0] = 1  # after the deaths
    a["deaths"][0, 0, VALLEY] = 30
    a["agreed"][1, 1, 0] = a["closed"][1, 1, VALLEY] = 1  # in the same month
    a["closed"][2, 2, VALLEY] = 1
    when: tuple[dict[str, Any], ...] = (
        {"agreement": {}},
        {"deaths_in_month": {"at_least": 25}},
        {"blockade": {}},
        {"otherwise": {}},
    )
    found = hits(histories(a), *when, first_of=("o0", "o1", "o2"))
    assert np.argmax(found, axis=0).tolist() == [1, 0, 2, 3]
    assert np.sum(found, axis=0).tolist() == [1, 1, 1, 1]
    turned = hits(histories(a), *when, first_of=("o2", "o1", "o0"))
    assert np.argmax(turned, axis=0).tolist() == [1, 2, 2, 3]


@settings(deadline=None, max_examples=40)
@given(arrays(np.int32, (4, 3, 3), elements=st.sampled_from([0, 10, 25, 999, 1000])), arrays(np.int8, (4, 3, 3)))
def test_exclusive_outcomes_are_one_each(deaths: Any, closed: Any) -> None:
    a = blank()
    a["deaths"], a["closed"] = deaths, closed & 1
    found = histories(a)
    bands = ({"less_than": 25}, {"at_least": 25, "less_than": 1000}, {"at_least": 1000})
    split = hits(found, *({"deaths": band} for band in bands), exclusive=True)
    assert np.sum(split, axis=0).tolist() == [1, 1, 1, 1]
    race: tuple[dict[str, Any], ...] = ({"deaths_in_month": {"at_least": 25}}, {"blockade": {}}, {"otherwise": {}})
    assert np.sum(hits(found, *race, first_of=("o0", "o1")), axis=0).tolist() == [1, 1, 1, 1]


def test_every_expression_can_be_evaluated() -> None:
    given_: dict[str, Any] = {
        "places": ["valley"],
        "place": "valley",
        "actor": "patron",
        "with": "north",
        "how": ["join"],
    }
    numbers = {"at_least": 1, "less_than": 2}
    for word, names in ARGUMENTS.items():
        if word != "otherwise":
            rest = {name: (given_ | numbers)[name] for name in names if name != "actors"}
            shapes: list[dict[str, Any]] = [{word: rest}, *({name: [{word: rest}]} for name in LISTS)]
            for when in shapes:
                assert holds(when, histories()).shape == (4,)
                assert (first_month(when, histories()) is not None) == has_first_month(when)


def test_the_case_format_knows_the_models_responses() -> None:
    assert HOW == RESPONSES
