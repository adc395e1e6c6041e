"""What is said of histories that are told: which of all they are, and what they bring."""

from __future__ import annotations

from typing import Any

import pytest

from detente.report import plots, story

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("history", "said"),
    [
        ({"share": 0.5, "deaths": [0, 0]}, "A typical history"),
        ({"share": 0.1, "deaths": [0, 3]}, f"No more deaths than in 90{NBSP}%"),
        ({"share": 0.9, "deaths": [40, 3]}, f"No fewer deaths than in 90{NBSP}%"),
        ({"share": 0.1, "deaths": [0, 0], "as_few": 0.62}, f"Nobody dies, as in 62{NBSP}%"),
        ({"share": 0.9, "deaths": [0, 0], "as_few": 0.95}, f"Nobody dies, as in 95{NBSP}%"),
        ({"share": 0.1, "deaths": [0, 0]}, f"Nobody dies, as in at least 10{NBSP}%"),
        ({"share": 0.1}, f"No more deaths than in 90{NBSP}%"),
        ({}, "A typical history"),
    ],
)
def test_which_history_is_told(history: dict[str, Any], said: str) -> None:
    """Of histories in which as many die none has fewer deaths than the others."""
    assert story.which(history) == said


@pytest.mark.parametrize(
    ("deaths", "said"),
    [
        ([0, 0], "No attack, and nobody dies."),
        ([0, 1], "No attack; 1 death in incidents."),
        ([1200, 31], "No attack; 1,231 deaths in incidents."),
    ],
)
def test_deaths_without_an_attack_are_not_nothing(deaths: list[int], said: str) -> None:
    assert story.quiet_words({"deaths": deaths}) == said


def test_a_toll_of_none_has_no_worst_month() -> None:
    assert "<desc>nobody dies</desc>" in plots.toll("x", [0, 0], 10)
    assert "<desc>5 deaths, most in month 2: 4</desc>" in plots.toll("x", [1, 4], 10)


@pytest.mark.parametrize(("band", "range_"), [([0.1, 0.5], ", range 0.10–0.50"), (None, "")])
def test_a_range_is_told_where_there_is_one(band: Any, range_: str) -> None:
    assert f"by month 2 0.33{range_}</desc>" in plots.fan("x", [0.2, 0.33], [None, band], 1.0)


@pytest.mark.parametrize(
    ("event", "side", "said"),
    [
        ("responds_join", "Southland's", "Harbour joins the fighting on Southland's side (Mill)"),
        ("responds_join_attacker", "Northland's", "Harbour joins the fighting on Northland's side (Mill)"),
        ("responds_join", None, "Harbour joins the fighting (Mill)"),
    ],
)
def test_whose_side_somebody_joins_is_said_where_the_run_does(event: str, side: Any, said: str) -> None:
    assert story.happening({"month": 1, "event": event, "actor": "Harbour", "place": "Mill", "side": side}) == said
