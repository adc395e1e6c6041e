"""Numbers, dates and names as a reader meets them."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.findings import headline
from detente.report import words


@given(st.floats(0, 1))
def test_no_probability_is_shown_as_certain(p: float) -> None:
    assert words.prob(p) not in {"0.00", "1.00"}
    assert words.risk(p) not in {"0.000", "1.00"}
    assert words.percent(p) not in {"0\u00a0%", "100\u00a0%"}


@pytest.mark.parametrize(
    ("p", "shown"),
    [
        (0.0, "<0.01"),
        (0.0049, "<0.01"),
        (0.007, "0.01"),
        (0.62, "0.62"),
        (0.993, "0.99"),
        (0.996, ">0.99"),
        (1, ">0.99"),
    ],
)
def test_prob(p: float, shown: str) -> None:
    assert words.prob(p) == shown


@given(st.floats(0, 1))
def test_bars_and_headlines_show_one_number(p: float) -> None:
    assert words.prob(p) == headline.shown(p)


@pytest.mark.parametrize("p", [None, math.nan, "0.5", True])
def test_what_is_no_number_is_not_known(p: Any) -> None:
    assert {words.prob(p), words.percent(p), words.small(p), words.count(p)} == {words.UNKNOWN}


@pytest.mark.parametrize(
    ("interval", "shown"),
    [
        ([0.45, 0.78], "0.45–0.78"),
        ([0.001, 0.03], "<0.01 to 0.03"),
        ([0.0, 0.002], "<0.01"),
        (None, "not known"),
    ],
)
def test_span(interval: Any, shown: str) -> None:
    assert words.span(interval) == shown


def test_percents_and_small_numbers() -> None:
    assert words.percents([0.12, 0.31]) == "12–31\u00a0%"
    assert words.percents([0.002, 0.31]) == "<1–31\u00a0%"
    assert [words.small(x) for x in (0.0042, 0.031, 0.5)] == ["0.0042", "0.031", "0.50"]
    assert words.small(0) == words.small(0.00001) == "<0.0001"
    assert [words.risk(x) for x in (0.0002, 0.004, 0.12)] == ["<0.001", "0.004", "0.12"]
    assert words.count(10_000) == "10,000"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2020-07-21", "21 July 2020"),
        ("2020-07", "July 2020"),
        ("2020-11-11..13", "11–13 November 2020"),
        (["2023-01-01", "2023-01-31"], "1–31 January 2023"),
        ("2022-12-12..2023-01-03", "12 December 2022 – 3 January 2023"),
        ("2020-13", "2020-13"),
        ("some day", "some day"),
        (None, "not known"),
    ],
)
def test_day(value: Any, shown: str) -> None:
    assert words.day(value) == shown


@pytest.mark.parametrize(
    ("slot", "shown"),
    [
        ("russia.commitment[armenia]", "Russia: commitment (Armenia)"),
        ("armenia.resolve", "Armenia: resolve"),
        ("oddly shaped", "oddly shaped"),
    ],
)
def test_slot_name(slot: str, shown: str) -> None:
    assert words.slot_name(slot) == shown


def test_given_tells_making_from_finding() -> None:
    assert words.given({"do": "x attacks y"}) == "Made to happen in every history: x attacks y."
    assert "by itself: x attacks y" in words.given({"if": "x attacks y"})
    assert words.given({"do": {"actor": "x", "month": 1}}).endswith("actor: x; month: 1.")
    assert words.given(None) == ""


def test_source_name_falls_back_from_author_to_publisher_to_id() -> None:
    assert words.source_name({"authors": ["Noah Ringler"], "published": "2020-07-21"}) == "Ringler 2020"
    assert words.source_name({"authors": ["A B", "C D"], "published": None}) == "B and D"
    assert words.source_name({"authors": ["A B", "C D", "E F"]}) == "B and others"
    assert words.source_name({"publisher": "The Paper", "published": "2022-09-15..17"}) == "The Paper 2022"
    assert words.source_name({"id": "x-1"}) == "x-1"
    own = {"authors": ["The Office"], "publisher": "The Office", "title": "Record", "published": "2022"}
    assert words.source_name(own) == "Record"
    assert words.source_name({"id": "x-1", "label": "X"}) == "X"


def test_flat_and_clean() -> None:
    assert words.flat({"a": [1, True, None]}) == "a: 1, yes, not known"
    assert words.flat("0.3..0.6") == "0.3–0.6"
    assert words.clean("a\u202eb\x00c\nd") == "abc\nd"


@pytest.mark.parametrize(
    ("option", "told"), [("join_attacker", "joins the attacker"), ("out", "nothing"), ("sell_gas", "sell gas")]
)
def test_what_an_outside_power_does_is_said_in_words(option: str, told: str) -> None:
    assert words.response(option) == told


def test_few_worlds_say_no_more_than_they_can_tell() -> None:
    """As the headline has it: of one world, one in three."""
    assert (words.prob(0.0, 1), words.prob(1.0, 1), words.prob(0.0, 4000)) == ("0.33", "0.67", "<0.01")
    assert words.prob(0.4, 1) == words.prob(0.4) == "0.40"
