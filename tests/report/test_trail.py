"""No number without a way back: from the page to the run document, and from there to claims, priors or assumptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]
from tests.cases.making import write_case

from detente.beliefs.priors import priors
from detente.beliefs.theories import slot_of
from detente.cases.reader import load_case
from detente.findings.as_json import run_to_json
from detente.findings.runs import Run, run_case
from detente.findings.study import Options
from detente.names.catalogue import parse_address
from detente.report import render, words
from detente.report.background import background
from detente.report.brief import pages
from detente.report.brief_faces import FORMATS
from detente.report.view import assumed

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
SAYINGS = (
    words.prob,
    words.risk,
    words.percent,
    words.small,
    words.signed,
    words.count,
    str,
)  # each way a number is said
SCALES = "//*[contains(@class, 'axis') or contains(@class, 'ends') or self::caption or self::figcaption or self::desc]"
OURS = {"0", "1", "90", "24", "0.01"}  # the scale, the interval's share, the age of stale evidence, the least bound


def document_of(run: Run) -> dict[str, Any]:
    return run_to_json(run) | {"background": background(run)}


@pytest.fixture(scope="module")
def small_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run of the small case, which was never scored, so that all its numbers are the run's own."""
    case = load_case(str(write_case(tmp_path_factory.mktemp("trail") / "case")))
    return run_case(case, [], Options(worlds=80))


def said(value: Any) -> Iterator[str]:
    """Every way in which a number of the document may be printed, the sizes and sums of its lists included."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from NUMBER.findall(str(key))
            yield from said(item)
        yield str(len(value))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from said(item)
        yield from (str(n) for n in range(len(value) + 1))
        if value and all(words.known(item) for item in value):
            yield words.count(sum(value))
    elif isinstance(value, str):
        yield from NUMBER.findall(value)
        yield from NUMBER.findall(words.day(value))
        yield from NUMBER.findall(words.flat(value))
    elif words.known(value):
        for say in SAYINGS:
            yield from NUMBER.findall(say(value))


def shown(page: str) -> list[str]:
    """The numbers that a reader sees, without the scales of pictures."""
    body = html.fromstring(page).find("body")
    for node in body.xpath(f"//script | //code | {SCALES}"):
        node.drop_tree()
    return NUMBER.findall(" ".join(body.itertext()))


def test_every_number_of_the_report_is_in_the_run(small_run: Run) -> None:
    document = document_of(small_run)
    known = {*said(document), *OURS, str(assumed(document))} | {
        str(sum(len(o["drivers"]) for o in answer["outcomes"])) for answer in document["answers"]
    }
    printed = shown(render(document))
    assert len(printed) > 200
    assert sorted({n for n in printed if n not in known}) == []


def test_every_number_of_a_brief_is_in_the_run(small_run: Run) -> None:
    document = document_of(small_run)
    known = {*said(document), *OURS, str(assumed(document))}
    for page in pages(document):
        assert sorted({n for n in shown(FORMATS["html"](page).decode()) if n not in known}) == []


def grounds(slot: str, run: Run) -> set[str]:
    """What a driver's slot rests on: claims of the case, a cited prior, an assumption that says it is one."""
    found = {"claims"} if any(claim.slot == slot for claim in run.case.claims) else set()
    if slot.startswith("model."):
        name = slot.removeprefix("model.")
        if name == "reference_class" or name.startswith("effect["):  # levels and departures of the class: see docs
            return found | {"cited prior"}
        if any(claim.slot == slot_of(name) for claim in run.case.claims):
            found.add("claims")
        prior = priors().coefficients.get(name)
    elif slot.endswith(".makes"):
        prior = priors().coefficients.get(slot.removesuffix(".makes"))
    else:
        own = run.case.priors.get(slot)
        prior = own[-1] if own else priors().slots.get(parse_address(slot).attribute)
    if prior is not None and prior.source:
        found.add("assumption" if prior.assumed else "cited prior")
    return found


def test_every_driver_leads_to_claims_a_prior_or_an_assumption(small_run: Run) -> None:
    large = run_case(load_case("south-caucasus"), ["leverage"], Options(worlds=40))
    for run in (small_run, large):
        claims, sources = {c.id for c in run.case.claims}, {*run.case.sources, "priors"}
        told = [d for a in run_to_json(run)["answers"] for o in a["outcomes"] for d in o["drivers"]]
        assert {d["kind"] for d in told} >= {"slot", "source", "mechanism"}
        for driver in told:
            if driver["kind"] == "slot":
                assert grounds(driver["id"], run), driver["id"]
            elif driver["kind"] == "claim":
                assert driver["id"] in claims or driver["id"].startswith(("prior:", "assumption:")), driver["id"]
            elif driver["kind"] == "source":
                assert driver["id"] in sources


def test_every_assumption_says_why(small_run: Run) -> None:
    rows = run_to_json(small_run)["assumptions"]
    assert rows and all(row["why"] and row["value"] for row in rows)
    text = " ".join(html.fromstring(render(document_of(small_run))).text_content().split())
    assert all(row["why"] in text for row in rows)


def test_the_case_is_one_that_has_no_board(small_run: Run) -> None:
    assert not (Path(__file__).parents[2] / "src/detente/report/boards" / f"{small_run.case.id}.json").exists()
