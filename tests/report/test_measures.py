"""What a measure would change, in words."""

from __future__ import annotations

from typing import Any

import pytest

from detente.report import measures


def lever(taken: float = 0.2, left: float = 0.1, fails: Any = ()) -> dict[str, Any]:
    regret = {"taken": {"share": taken, "deaths": 1234.56}, "not_taken": {"share": left, "deaths": 0.04}}
    return {"regret": regret, "fails_when": fails}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (lever(fails=None), "Too few worlds to tell where that is"),
        (lever(fails=[]), "No belief tells the worlds in which more die with it from the others"),
        (lever(taken=0.0), ""),
        (lever(taken=0.0, fails=None), ""),
        (
            lever(fails=[{"label": "resolve", "where": "high"}, {"label": "the set", "where": None}]),
            "More die with it above all where: resolve (high); the set",
        ),
    ],
)
def test_where_it_fails(found: dict[str, Any], said: str) -> None:
    assert measures.fails(found) == said


def test_regret_is_told_both_ways() -> None:
    assert measures.regret(lever()) == (
        "More die with it in 20.0 % of the worlds (1,235 more, averaged over all), fewer in 10.0 % (0.0 fewer)"
    )
    assert "in under 0.1 % of the worlds" in measures.regret(lever(taken=0.0001))
    assert measures.regret(lever(taken=0.0, left=0.0)) == "As many die with it as without in every world"


def test_differences_have_their_interval() -> None:
    found = {"difference": -0.02, "interval": [-0.05, 0.01], "only_with": 0.1, "only_without": 0.12}
    assert measures.moved(found) == "\u22120.020 (\u22120.050 to +0.010), can’t be told from no effect"
    assert measures.moved(found | {"interval": [-0.05, -0.0001]}) == "\u22120.020 (\u22120.050 to 0.000)"
    assert measures.moved(found | {"interval": [None, None]}) == "\u22120.020 (interval not known)"
    assert measures.moved(found | {"only_with": 0.0, "only_without": 0.0}) == "the same"
    many = {"difference": 1234.56, "interval": [-5.0, 2000]}
    assert measures.more_people(many) == "+1,235 (\u22125 to +2,000), can’t be told from no effect"
    assert measures.more_people({"difference": -1.26, "interval": [-2.0, -0.5]}) == "\u22121.3 (\u22122.0 to \u22120.5)"


@pytest.mark.parametrize(
    ("pair", "said"),
    [((116.2, 83.4), "116 → 83"), ((12.34, 12345.6), "12 → 12,346"), ((1.26, 0.04), "1.3 → 0.0")],
)
def test_people_are_counted_to_a_decimal_where_all_are_few(pair: tuple[float, float], said: str) -> None:
    assert measures.people(pair) == said
