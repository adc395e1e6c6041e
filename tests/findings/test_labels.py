"""Every slot and level has words and a unit that a reader knows, and no face shows its address in their place."""

from __future__ import annotations

import re

import pytest
from lxml import html  # type: ignore[import-untyped]

from detente.beliefs.priors import priors
from detente.cases.reader import load_case
from detente.findings.as_json import run_to_json
from detente.findings.assumptions import assumptions
from detente.findings.labels import MECHANISMS, SHARES, UNITS, label, quantity
from detente.findings.runs import Run, run_case
from detente.findings.study import Options
from detente.names.catalogue import catalogue, match_address
from detente.report import render
from detente.report.background import background
from detente.report.brief import pages
from detente.worlds.setup import MECHANISMS as SWITCHES

ADDRESS = re.compile(r"\b[a-z0-9_]+\.[a-z_]+\[[^\]]*\]")
SNAKE = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")
JARGON = ("stakes", "log-odds", "against its class", "reference class's")


@pytest.fixture(scope="module")
def second() -> Run:
    return run_case(load_case("kosovo-serbia"), (), Options(worlds=40, workers=2))


def test_every_attribute_and_level_has_words() -> None:
    for name, attribute in catalogue().items():
        assert attribute.label and "_" not in attribute.label, name
        assert attribute.unit is None or attribute.unit in {*UNITS, *SHARES}, name
        assert "{" not in attribute.label.replace("{key}", "")
    for name, prior in priors().coefficients.items():
        assert prior.label and not any(word in prior.label for word in (*JARGON, "_")), name
    assert {*SWITCHES} <= MECHANISMS.keys()


def test_a_key_stands_where_its_words_want_it() -> None:
    case = load_case("south-caucasus")
    assert label("armenia.worth[syunik]", case) == "Armenia: what holding Syunik/Zangezur is worth to it"
    assert label("ceasefire_2020.term_kept[ceasefire]", case).endswith("whether this term is kept (ceasefire)")
    assert label("model.effect[incidents:armenia_azerbaijan]", case).endswith("compared with similar rivalries")
    assert quantity(0.35, 0.9, catalogue()["attention"]) == "35% to 90%"
    assert quantity(-0.2, 0.4, catalogue()["standing"]) == "−0.20 to 0.40, where −1 is hostile and 1 close"


@pytest.mark.parametrize("which", ["small", "second"])
def test_no_slot_that_the_case_reads_is_shown_raw(which: str, request: pytest.FixtureRequest) -> None:
    run: Run = request.getfixturevalue(which)
    read = {slot for study in run.studies for slot in (*study.beliefs.slots, *study.beliefs.claims)}
    for slot in read:
        called = label(slot, run.case)
        assert not ADDRESS.search(called) and not SNAKE.search(called) and called != slot, (slot, called)
        if not slot.endswith(".makes") and (address := match_address(slot)) and address.key:
            assert "{" not in called
    document = run_to_json(run) | {"background": background(run)}
    shown = html.fromstring(render(document)).find("body")
    for node in shown.xpath("//script | //code | //pre | //section[@id='scoreboard']"):
        node.drop_tree()
    briefs = " ".join(f"{b.head} {b.text}" for page in pages(document) for b in page.blocks if b.kind != "code")
    for text in (" ".join(shown.itertext()), briefs):
        raw = {*ADDRESS.findall(text), *SNAKE.findall(text)}
        assert not {word for word in raw if word in read or word in catalogue() or word in priors().coefficients}
        assert not ADDRESS.search(text)
        assert [word for word in JARGON if word in text] == []


@pytest.mark.parametrize("which", ["small", "second"])
def test_the_levels_of_the_model_are_among_the_assumptions(which: str, request: pytest.FixtureRequest) -> None:
    run: Run = request.getfixturevalue(which)
    rows = assumptions(run)
    levels = [row for row in rows if row["slot"].startswith("model.")]
    drawn = {name for study in run.studies for name in study.beliefs.coefficients}
    apart = {name for study in run.studies for name in study.beliefs.normals}
    assert sum(row["count"] for row in levels) == len(drawn) + len(apart)
    assert {row["slot"] for row in levels} >= {f"model.{priors().coefficients[name].of}" for name in drawn}
    assert len(levels) == len({row["slot"] for row in levels}) and len(rows) == len({row["slot"] for row in rows})
    fitted = sum(priors().coefficients[name].reference_class for name in drawn)
    told = [int(n) for row in levels for n in re.findall(r"(\d+) fitted on the reference class", row["why"])]
    assert sum(told) == fitted > 0
    for row in levels:
        numbers = [int(n) for n in re.findall(r"(?:^|; )(\d+) ", row["why"])]
        assert sum(numbers) == row["count"]


def test_what_the_user_assumes_of_the_model_is_the_users(flagship_levels: Run) -> None:
    rows = assumptions(flagship_levels)
    assert [(row["slot"], row["yours"]) for row in rows[:1]] == [("model.lam", True)]
    crisis = next(row for row in rows if row["slot"] == "model.crisis")
    whole = {
        n for s in flagship_levels.studies for n in s.beliefs.coefficients if priors().coefficients[n].of == "crisis"
    }
    assert crisis["count"] == len(whole - {"lam"})


@pytest.fixture(scope="module")
def flagship_levels() -> Run:
    from detente.beliefs.assuming import assume

    options = Options(worlds=16, assumed=(assume("model.lam", "9..11", "tried"),))
    return run_case(load_case("south-caucasus"), ["july-2020"], options)


def test_an_unknown_attribute_keeps_its_words() -> None:
    case = load_case("south-caucasus")
    assert label("russia.never_heard", case) == "Russia: never heard"
