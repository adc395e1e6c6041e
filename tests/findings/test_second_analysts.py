"""The analysts of the second case: each alone answers otherwise, and what parts two of them is found and named."""

from __future__ import annotations

from typing import Any

import pytest

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.findings.as_json import run_to_json
from detente.findings.only import only_hits
from detente.findings.runs import run_case
from detente.findings.study import Options, Study, study
from detente.findings.swaps import Split, splits

LEAD = "deaths_25_in_month"
ANALYSES = ("cafiero-2023", "crisis-group-2024", "gecaj-2026", "mitic-2023", "shedd-stradner-2023")
DENIER, BELIEVER = "mitic-2023", "cafiero-2023"  # of whether the force and outside powers hold anybody back
OPPOSED = {"b_outside.makes", "kfor.effect", "resolution_1244.reliability"}


@pytest.fixture(scope="module")
def second() -> Case:
    return load_case("kosovo-serbia")


@pytest.fixture(scope="module")
def lived(second: Case) -> Study:
    question = second.question("next-year")
    assert question is not None
    return study(second, question, question.as_of[-1], Options(worlds=2000))


@pytest.fixture(scope="module")
def parted(lived: Study) -> Split:
    return next(s for s in splits(lived, None, LEAD) if s.pair.sources == (BELIEVER, DENIER))


@pytest.fixture(scope="module")
def answers(second: Case) -> list[dict[str, Any]]:
    return list(run_to_json(run_case(second, ("next-year", "walkout-2022"), Options(worlds=40, workers=1)))["answers"])


def test_whoever_had_written_has_an_answer_of_his_own(answers: list[dict[str, Any]]) -> None:
    by_question = {answer["question"]: [row["source"] for row in answer["only"]] for answer in answers}
    assert by_question == {"next-year": list(ANALYSES), "walkout-2022": []}


def test_two_who_see_it_otherwise_answer_otherwise(lived: Study, parted: Split) -> None:
    one, two = (float(only_hits(lived, source)[None][LEAD].mean()) for source in (BELIEVER, DENIER))
    assert two > one
    assert parted.pair.apart[LEAD].delta > 0  # of few histories: not sure of itself


def test_what_they_contradict_one_another_on_is_named(parted: Split) -> None:
    assert {premise.slot for premise in parted.pair.contested} == OPPOSED
    told = {each.premise.slot: each for each in parted.swapped}
    assert told.keys() >= OPPOSED
    assert told["b_outside.makes"].part[LEAD].delta > 0
    for slot in OPPOSED:
        assert all(told[slot].premise.says)


def test_a_contested_premise_quotes_either_side_and_its_place(parted: Split) -> None:
    for premise in parted.pair.contested:
        for said, source in zip(premise.says, parted.pair.sources, strict=True):
            assert {claim.source for claim in said} == {source}
            assert all(claim.at is not None and claim.paraphrase for claim in said)
