"""The pictures: well-formed, named, described, and in the right place."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]
from markupsafe import Markup

from detente.report import charts, plots

OUTCOME = {
    "id": "war",
    "label": "War",
    "p": 0.5,
    "interval": [0.25, 0.75],
    "happened": True,
    "baselines": {"reference_class": 0.1},
}


def parse(svg: Markup) -> Any:
    return etree.fromstring(str(svg))


def by_class(svg: Markup, name: str) -> list[Any]:
    return [el for el in parse(svg).iter() if name in (el.get("class") or "").split()]


def test_outcome_bar_says_in_words_what_it_draws() -> None:
    root = parse(charts.outcome_bar(OUTCOME))
    assert root.get("role") == "img"
    assert root.findtext("title") == "War"
    assert root.findtext("desc") == "0.50, range 0.25–0.75; comparable cases 0.10; it happened"


def test_outcome_bar_places_its_marks() -> None:
    svg = charts.outcome_bar(OUTCOME)
    assert [el.get("cx") for el in by_class(svg, "dot")] == ["50.00%"]
    assert [el.get("x1") for el in by_class(svg, "ref")] == ["11.20%"]
    assert (by_class(svg, "whisker")[0].get("x1"), by_class(svg, "whisker")[0].get("x2")) == (
        "25.75%",
        "74.25%",
    )
    assert [el.get("x") for el in by_class(svg, "loose")] == ["98.50%"]
    assert [el.get("x") for el in by_class(charts.outcome_bar({**OUTCOME, "happened": False}), "loose")] == ["1.50%"]


def test_outcome_bar_leaves_out_what_is_not_known() -> None:
    svg = charts.outcome_bar({"id": "war", "p": None, "interval": None, "happened": None, "baselines": None})
    assert not any(by_class(svg, name) for name in ("dot", "whisker", "ref", "fact", "bar"))
    assert parse(svg).findtext("desc") == "not known, range not known"


@given(p=st.floats(0, 1), low=st.floats(0, 1), high=st.floats(0, 1), without=st.floats(0, 1))
def test_nothing_stands_outside_its_picture(p: float, low: float, high: float, without: float) -> None:
    ends = charts.window([p, without])
    assert ends[0] <= min(p, without) and max(p, without) <= ends[1] + 1e-12
    pictures = [
        charts.outcome_bar({"p": p, "interval": sorted([low, high])}),
        charts.share_bar(p, sorted([low, high]), charts.ceiling([p, low, high])),
        charts.stacked_bar([("hold", p), ("fight", 1 - p)]),
    ]
    places = [float(x) for x in re.findall(r' c?x[12]?="(-?[\d.]+)%"', "".join(pictures))]
    assert all(1.49 <= x <= 98.51 for x in places)
    shares = charts.share_style(p, sorted([low, high]), charts.ceiling([p, low, high]))
    assert all(0 <= float(x) <= 100 for x in re.findall(r":([^%;]+)%", shares))
    dots = charts.dots_style(p, without, None, ends)
    assert all(0 <= float(x) <= 1 for x in re.findall(r"--[hwab]:([^;]+)", dots))


def test_dots_draw_answer_without_and_alone() -> None:
    assert charts.dots_style(0.4, 0.6, 0.2) == "--h:0.4;--w:0.6;--o:0.2;--a:0.4;--b:0.6"
    assert charts.dots_style(0.5, None, 0.6, (0.4, 0.6)) == "--h:0.5;--w:-9;--o:1;--a:-9;--b:-9"


def test_share_bars_end_within_their_cell() -> None:
    assert charts.share_style(0.2, [0.1, 0.6], 0.5) == "--p:40%;--a:20%;--b:100%"
    assert charts.share_style(None, None) == "--p:0%;--a:0%;--b:0%"


def test_the_scale_of_outcome_bars_stands_once_a_page() -> None:
    assert [line.get("y2") for line in by_class(charts.defs(), "grid")] == ["100%"] * 5
    assert 'href="#grid"' in charts.outcome_bar(OUTCOME) and 'id="grid"' in charts.defs()


def test_stacked_bar_widths_add_up() -> None:
    svg = charts.stacked_bar([("hold", 0.5), ("mediate", 0.3), ("fight", 0.2), ("none", None)])
    widths = [float(el.get("width")[:-1]) for el in by_class(svg, "part")]
    assert sum(widths) == pytest.approx(97, abs=0.05)


def test_fan_has_a_point_a_month_and_its_band() -> None:
    svg = plots.fan("War", [0.01, 0.04, 0.04], [[0.0, 0.02], None, [0.01, 0.05]], 0.05)
    assert by_class(svg, "trace")[0].get("points") == "0,100 33.33,80 66.67,20 100,20"
    assert by_class(svg, "area")[0].get("points").split() == [
        "0,100", "33.33,60", "66.67,20", "100,0",
        "100,80", "66.67,20", "33.33,100", "0,100",
    ]  # fmt: skip
    assert parse(svg).findtext("desc") == "by month 1 0.010, by month 3 0.040, range 0.01–0.05"


@pytest.mark.parametrize("risks", [[0.1], [], [None], [None, 0.2]])
def test_fan_with_few_months(risks: list[Any]) -> None:
    assert parse(plots.fan("War", risks, [None] * len(risks), 0.2)).findtext("title") == "War"


@given(st.lists(st.integers(0, 10**6), max_size=40))
def test_a_toll_has_a_bar_for_every_month_with_deaths(deaths: list[int]) -> None:
    bars = by_class(plots.toll("x", deaths, max(deaths, default=0)), "bar")
    assert len(bars) == sum(n > 0 for n in deaths)
    assert all(0 < float(bar.get("height")) <= 100.0001 for bar in bars)


def test_reliability_is_on_the_line_where_words_and_world_agree() -> None:
    svg = plots.reliability("x", [{"p": 0.2, "happened": 0.2, "n": 9}, {"p": 0.7, "happened": 0.1, "n": 1}])
    dots = by_class(svg, "dot")
    assert [float(el.get("cx")) for el in dots] == [20.0, 70.0]
    assert [100 - float(el.get("cy")) for el in dots] == pytest.approx([20.0, 10.0])


def test_names_are_escaped() -> None:
    assert parse(plots.toll("<script>&", [1], 2)).findtext("title") == "<script>&"


def test_scales() -> None:
    assert charts.ceiling([0.12, None]) == 0.15
    assert charts.ceiling([]) == 0.02
    assert charts.ceiling([3.0]) == 3.0
    assert charts.window([0.31, 0.44]) == (0.2, 0.6)
    assert charts.window([0.4]) == (0.4, 0.6)
    assert charts.window([1.0, 1.0]) == (0.8, 1.0)


@pytest.mark.parametrize("kind", ["dot", "range", "ref", "fact", "missed", "answer", "only"])
def test_keys_are_hidden_from_screen_readers(kind: str) -> None:
    assert parse(charts.mark(kind)).get("aria-hidden") == "true"
