"""What a run shows and hands out: tables, reasons and pictures, safe in anybody's page."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pyarrow as pa
import pytest
from tests.cli.running import ask

import detente
from detente.cli.common import plain
from detente.errors import UsageError
from detente.notebook import tables
from detente.notebook.run import Run
from detente.notebook.style import page_style, picture_style
from detente.notebook.why import Drivers, Trace, Why

EVIL = '<script>alert(1)</script> & "quotes" \'\u202e\x07'
Json = dict[str, Any]


def never(*_: object) -> Any:
    raise AssertionError("not asked for")


def of(findings: Json) -> Run:
    return Run(findings, never, never)


def shown(thing: Any) -> str:
    text: str = thing._repr_html_()
    return text


# --- tables


def test_the_table_is_the_document(small: Run) -> None:
    (answer,) = small.findings["answers"]
    table = small["next-year"].table()
    assert table.schema.equals(tables.OUTCOMES)
    (row,) = table.to_pylist()
    (outcome,) = answer["outcomes"]
    assert (row["p"], [row["low"], row["high"]]) == (outcome["p"], outcome["interval"])
    assert (row["question"], str(row["as_of"]), row["given"]) == ("next-year", answer["as_of"], None)
    assert small.table().equals(table)


def test_a_counterfactual_is_that_of_the_command_line(small: Run, folder: Path) -> None:
    answer = small["next-year"]
    for ours, theirs in (
        ({"make": "southland offensive mill_valley"}, ("--make", "southland offensive mill_valley")),
        ({"hold": "southland"}, ("--hold", "southland")),
        ({"assume": {"southland.edge": (3, 5, "new arms")}}, ("--set", 'southland.edge=3..5:"new arms"')),
    ):
        found: Any = answer.counterfactual(4, **ours)
        document = ask("counterfactual", folder, "-q", "next-year", "--worlds", 160, "--from", 4, *theirs)
        assert plain(found.document) == document
        (row,) = found.table().to_pylist()
        (outcome,) = document["answers"][0]["outcomes"]
        assert [row["p"], row["p_changed"]] == outcome["p"]
        assert [row["low"], row["high"]] == outcome["interval"]
        assert outcome["label"] in repr(found)


def test_a_counterfactual_changes_one_thing(small: Run) -> None:
    answer = small["next-year"]
    two: Json = {"southland.edge": 3, "northland.edge": 3}
    for since, words in ((4, {}), (4, {"assume": two}), (4, {"hold": "southland", "assume": "southland.edge=3"})):
        with pytest.raises(UsageError, match="changes one thing"):
            answer.counterfactual(since, **words)
    with pytest.raises(UsageError, match="from: a month outside"):
        answer.counterfactual(13, hold="southland")
    no_texts: tuple[Json, ...] = ({"hold": 5}, {"make": ("southland", "offensive", "mill_valley")})
    for no_text in no_texts:
        with pytest.raises(UsageError, match="must be a text"):
            answer.counterfactual(3, **no_text)


def test_halves_and_days(sample: Json) -> None:
    run = of(sample)
    ids = [answer["question"] for answer in sample["answers"]]
    assert [row["question"] for row in run.table().to_pylist()] == [
        answer["question"] for answer in sample["answers"] for _ in answer["outcomes"]
    ]
    assert len(run) == len({name.partition("/")[0] for name in ids})
    assert [answer.answers[0]["question"].partition("/")[0] for answer in run] == list(run.questions)
    halved = next(name for name in ids if "/" in name)
    whole, half = run[halved.partition("/")[0]], run[halved]
    assert {a["question"] for a in half.answers} == {halved}
    assert len(whole.answers) > len(half.answers)
    assert half.at(half.answers[0]["as_of"]).answers[0] is half.answers[0]
    with pytest.raises(UsageError, match="no such day"):
        half.at("1999-01-01")
    with pytest.raises(UsageError, match="no such answer"):
        _ = run["other"]
    with pytest.raises(UsageError, match="no such outcome"):
        half.why("other")


def test_events_stand_beside_their_answer(small: Run) -> None:
    found = small["next-year"].events()
    assert found.column_names[:4] == ["question", "as_of", "history", "month"]
    assert found.num_rows > 0
    assert set(found["question"].to_pylist()) == {"next-year"}


TABLES: list[Callable[[Run], Callable[[str], Any]]] = [
    lambda run: run.table,
    lambda run: run["next-year"].table,
    lambda run: run["next-year"].events,
    lambda run: run["next-year"].why().table,
    lambda run: run["next-year"].why().trace.table,
]


@pytest.mark.parametrize("table", TABLES)
def test_other_kinds_of_table(small: Run, table: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match=r"polars is not installed.*pip install polars.*Arrow"):
        table(small)("polars")
    monkeypatch.setitem(sys.modules, "polars", SimpleNamespace(from_arrow=lambda found: ("polars", found)))
    kind, found = table(small)("polars")
    assert kind == "polars"
    assert found.equals(table(small)())
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="pandas is not installed"):
        table(small)("pandas")
    with pytest.raises(UsageError, match="kind of table"):
        table(small)("excel")


def test_pandas_where_it_is(small: Run) -> None:
    pytest.importorskip("pandas")
    assert list(small.table("pandas").columns) == tables.OUTCOMES.names


def test_a_case(folder: Path) -> None:
    case = detente.load(folder)
    assert case.questions == ("next-year",)
    (row,) = case.table().to_pylist()
    assert (row["question"], row["outcomes"]) == ("next-year", ["deaths_25_in_month"])
    assert "next-year" in shown(case)
    assert case.case.file.title in repr(case)


# --- reasons


def test_why_is_what_the_command_says(small: Run) -> None:
    why = small["next-year"].why()
    (outcome,) = small.findings["answers"][0]["outcomes"]
    assert list(why.drivers) == outcome["drivers"]
    assert why.table().equals(why.drivers.table())
    assert [row["id"] for row in why.table().to_pylist()] == [driver["id"] for driver in outcome["drivers"]]
    assert [row["slot"] for row in why.trace.table().to_pylist()] == [claim["slot"] for claim in why.trace]
    assert small["next-year"].why(outcome["id"]).outcome == why.outcome == outcome["id"]
    assert outcome["label"] in repr(why)
    assert all(claim["claim"] in shown(why) for claim in why.trace)


def test_no_drivers_is_said() -> None:
    assert "No belief" in shown(Drivers([]))
    assert Drivers([]).table().num_rows == 0


# --- rich display


def everything(findings: Json) -> list[str]:
    """All that a notebook would show of a run, in HTML and as pictures."""
    run = of(findings)
    answers = [run[question] for question in run.questions]
    claims = [claim for answer in findings["answers"] for claim in answer["claims"]]
    quoted = [{**claim, "citation": claim.get("citation"), "quotation": EVIL} for claim in claims]
    first = findings["answers"][0]
    why = Why(first, first["outcomes"][0], quoted)
    pages = [shown(thing) for thing in (run, *answers, why, why.drivers, why.trace)]
    return [*pages, *(answer.plot().svg for answer in answers)]


def test_everything_is_escaped(sample: Json) -> None:
    for page in everything(_evil(sample)):
        assert "<script" not in page
        assert "alert(1)" not in page or "&lt;script&gt;" in page
        assert "\u202e" not in page
        assert "\x07" not in page
        assert not re.search(r"<[^>]*\son\w+=", page)


def _evil(value: Any, key: str = "") -> Any:
    """The document with every text that a source or a case could hold replaced."""
    if isinstance(value, dict):
        return {name: _evil(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_evil(part, key) for part in value]
    kept = key in ("question", "as_of", "lead")
    return EVIL if isinstance(value, str) and not kept else value


def test_nothing_is_loaded(sample: Json) -> None:
    for page in everything(sample):
        assert not re.search(r"\bsrc\s*=|\bhref\s*=\s*[^\s\"#]*\"[^#]|url\(|@import|<link|<iframe", page)
        assert all(f'id="{name}"' in page for name in re.findall(r'href="#([^"]*)"', page))
        assert set(re.findall(r"https?://[^\s\"'<]*", page)) <= {"http://www.w3.org/2000/svg"}


def test_a_page_is_one_block_and_closes_what_it_opens(sample: Json) -> None:
    for page in everything(sample):
        root = ElementTree.fromstring(page)
        assert "detente" in root.get("class", "")


def test_every_rule_stays_in_our_own_block() -> None:
    rules = re.sub(r"@media[^{]*\{", "", page_style())
    for selectors in re.findall(r"(?:^|\})\s*([^{}]+)\{", rules):
        assert all(".detente" in part for part in selectors.split(",")), selectors


def test_every_mark_of_a_picture_has_its_colour(sample: Json) -> None:
    run = of(sample)
    style = picture_style()
    assert "var(" not in style
    for question in run.questions:
        used = {kind for names in re.findall(r'class="([^"]*)"', run[question].plot().svg) for kind in names.split()}
        bare = {"detente", "chart", "key", "defs"}
        assert [kind for kind in sorted(used - bare) if f".{kind}" not in style] == []


@pytest.mark.parametrize("text", ["ink", "soft", "link"])
def test_readable_in_light_and_dark(text: str) -> None:
    themes = re.findall(r"--paper: (#\w+);.*", page_style())
    assert len(set(themes)) == 2
    for block in re.findall(r"\{ (--[^}]*) \}", page_style()):
        colours = dict(re.findall(r"--(\w+): (#\w{6})", block))
        assert contrast(colours[text], colours["paper"]) >= 4.5


def contrast(one: str, two: str) -> float:
    """As WCAG 2 defines it."""
    low, high = sorted(map(luminance, (one, two)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_a_picture_says_what_it_shows(small: Run, tmp_path: Path) -> None:
    picture = small["next-year"].plot()
    picture.save(tmp_path / "answer.svg")
    root = ElementTree.parse(tmp_path / "answer.svg").getroot()
    texts = [" ".join(element.itertext()) for element in root.iter() if element.tag.endswith("text")]
    assert any("As of 2021-03-10" in text for text in texts)
    (outcome,) = small.findings["answers"][0]["outcomes"]
    assert f"{outcome['p']:.2f}" in " ".join(texts)
    assert picture._repr_svg_() == picture.svg
    assert len([e for e in root.iter() if e.get("class") == "dot"]) == 2  # of the bar and of the key


def test_every_mark_of_a_page_has_its_colour(sample: Json) -> None:
    for page in everything(sample):
        drawn = re.findall(r'<(?:rect|path|line|circle)[^>]*class="([^"]*)"', page)
        assert [kind for names in drawn for kind in names.split()[:1] if f".{kind} " not in page] == []


def test_what_stands_lower_is_drawn_lower(sample: Json) -> None:
    run = of(sample)
    for question in run.questions:
        root = ElementTree.fromstring(run[question].plot().svg)
        marks = [e for e in root if e.tag.endswith("svg") and e.get("class") == "loose"]
        placed = [(float(e.get("y", 0)), float(e.get("height", 0))) for e in marks]
        ends = [y + height for y, height in placed]
        assert all(end <= start for end, (start, _) in zip(ends, placed[1:], strict=False))
        assert ends[-1] <= float(root.get("height", 0))


def test_plain_texts(small: Run) -> None:
    assert small.id in repr(small)
    assert small.findings["answers"][0]["headline"] in repr(small["next-year"])
    assert len(repr(small["next-year"].plot())) < 80
    assert Trace([]).table().equals(pa.Table.from_pylist([], tables.TRACE))
