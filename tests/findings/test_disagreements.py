"""Why two analyses disagree: the premises on which they differ, what each moves, and the same in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.beliefs.making import SLOT, beliefs, say

from detente.beliefs.hearing import hearing, judged
from detente.cases.model import Case
from detente.claims.contested import Background
from detente.findings.as_json import run_to_json
from detente.findings.disagreements import clear, disagreements
from detente.findings.estimate import Difference, Gap, difference
from detente.findings.labels import label
from detente.findings.only import only_hits
from detente.findings.parted import split_to_json
from detente.findings.parted_words import paragraph, split_paragraph
from detente.findings.premises import FEWEST, likelihood_ratios, premises
from detente.findings.runs import Run
from detente.findings.study import Options, Study, studied, study
from detente.findings.swaps import Split, splits
from detente.worlds.fill import Filler

OTHER = "harbour.resolve"
NOTHING = Background()


def drawn(*claims: Any) -> Any:
    known = beliefs(claims, 4000)
    for slot in (SLOT, OTHER):
        known.draw(slot)
    return known


def share(known: Any, slot: str, effect: float) -> dict[str, Any]:
    """An outcome that is likelier by ``effect`` where the slot is high."""
    return {"fire": 0.3 + effect * (known.draw(slot).numbers > 0.5)}


BOTH = (say("able", 0.1), say("baker", 0.9), say("able", 0.1, OTHER), say("baker", 0.9, OTHER))


def test_what_a_premise_moves_is_found_and_nothing_else_is() -> None:
    known = drawn(*BOTH)
    found = {p.slot: p for p in premises(known, "able", "baker", share(known, OTHER, 0.4), NOTHING)}
    moved, idle = found[OTHER].moves, found[SLOT].moves
    assert moved is not None
    assert idle is not None
    assert moved["fire"].delta == pytest.approx(0.4)
    assert abs(idle["fire"].delta) < 3.5 * idle["fire"].se
    # trust is shared by the two slots, so that a plain comparison would credit the idle one
    draw, lives = known.draw(SLOT), share(known, OTHER, 0.4)["fire"]
    assert lives[draw.numbers == 0.9].mean() - lives[draw.numbers == 0.1].mean() > 3 * abs(idle["fire"].delta)


def test_the_other_way_round_is_the_opposite() -> None:
    known = drawn(*BOTH)
    one, two = (
        premises(known, *pair, share(known, OTHER, 0.4), NOTHING) for pair in (("able", "baker"), ("baker", "able"))
    )
    for a, b in zip(one, two, strict=True):
        assert a.says == b.says[::-1]
        assert a.moves is not None
        assert b.moves is not None
        assert a.moves["fire"].delta == pytest.approx(-b.moves["fire"].delta)


def test_those_who_agree_have_no_premise_between_them() -> None:
    known = drawn(say("able", 0.1), say("baker", 0.1))
    assert premises(known, "able", "baker", share(known, SLOT, 0.4), NOTHING) == []


def test_one_of_them_may_be_silent() -> None:
    known = drawn(say("able", 0.9))
    (found,) = premises(known, "able", "baker", share(known, SLOT, 0.4), NOTHING)
    assert found.says == (known.claims[SLOT], ())
    assert not found.contested
    assert found.moves is not None
    assert found.moves["fire"].delta < 0  # the prior is lower more often


def test_a_contradiction_is_told_from_a_difference() -> None:
    known = drawn(say("able", 0.1), say("baker", 0.9))
    (found,) = premises(known, "able", "baker", share(known, SLOT, 0.4), NOTHING)
    assert found.contested
    assert not found.mechanism


def test_too_few_worlds_tell_nothing() -> None:
    known = beliefs(BOTH, 40)
    known.draw(SLOT)
    assert all(p.moves is None for p in premises(known, "able", "baker", share(known, SLOT, 0.4), NOTHING))


def test_the_ratio_is_of_the_worlds_with_the_outcome_to_those_without() -> None:
    known = drawn(*BOTH)
    lives = {"fire": (known.draw(SLOT).numbers == 0.9).astype(float)}
    sure, against = (likelihood_ratios(known, SLOT, (c,), lives)["fire"] for c in (BOTH[1], BOTH[0]))
    assert sure is None  # it holds in no world without the outcome
    assert against == 0.0
    rare = {"fire": np.r_[np.ones(FEWEST - 1), np.zeros(4001 - FEWEST)]}
    assert likelihood_ratios(known, SLOT, (BOTH[0],), rare)["fire"] is None  # too few worlds have it
    even = likelihood_ratios(known, SLOT, (BOTH[0],), {"fire": np.full(4000, 0.5)})["fire"]
    assert even == pytest.approx(1.0)


def test_the_more_are_looked_at_the_more_it_takes() -> None:
    found = Difference(0.2, 0.1)
    assert clear(found)
    assert not clear(found, looked_at=20)
    assert clear(Difference(-0.4, 0.1), looked_at=20)
    assert not clear(Difference(0.0, 0.0))


# --- on the flagship case


@pytest.fixture(scope="module")
def lived(flagship: Case) -> Study:
    question = flagship.question("three-tracks")
    assert question is not None
    return study(flagship, question, question.as_of[-1], Options(worlds=80))


@pytest.fixture(scope="module")
def split(lived: Study) -> list[Split]:
    return list(splits(lived, None, "blockade"))


def test_every_pair_of_analysts_stands_in_the_run(small: Run) -> None:
    for said in run_to_json(small)["answers"]:
        sources = [row["source"] for row in said["only"]]
        pairs = [tuple(pair["sources"]) for pair in said["disagreements"]]
        assert pairs == [(a, b) for n, a in enumerate(sources) for b in sources[n + 1 :]]
        alone = {row["source"]: row["p"] for row in said["only"]}
        for pair in said["disagreements"]:
            assert pair["p"] == {source: alone[source] for source in pair["sources"]}
            one, two = pair["sources"]
            for name, moved in pair["moved"].items():
                assert moved["difference"] == pytest.approx(alone[two][name] - alone[one][name])
                assert moved["interval"][0] <= moved["difference"] <= moved["interval"][1]
            for premise in pair["premises"]:
                assert premise["kind"] in ("slot", "mechanism")
                assert any(premise["claims"].values())
                assert (premise["says"][one] is None) == (not premise["claims"][one])


def test_the_parts_add_up(split: list[Split]) -> None:
    assert len(split) == 3
    for each in split:
        for name, apart in each.pair.apart.items():
            assert each.facts[name].delta + each.theories[name].delta == pytest.approx(apart.delta)
            named = sum(part.part[name].delta for part in each.swapped)
            assert named + each.rest[name].delta == pytest.approx(apart.delta)
            for part in each.swapped:
                both = part.there[name].delta + part.own[name].delta
                assert part.part[name].delta == pytest.approx(both / 2)


def test_a_swap_is_the_whole_world_lived_anew(lived: Study, split: list[Split]) -> None:
    one, two = split[0].pair.sources
    part = split[0].swapped[0]
    whom = dict.fromkeys(judged(lived.beliefs), one) | {part.premise.slot: two}
    filler = Filler(lived.case, hearing(lived.beliefs, whom))
    anew = studied(lived.case, lived.question, lived.as_of, lived.options, filler).hits[None]
    for name, before in only_hits(lived, one)[None].items():
        found = difference(anew[name].reshape(-1, 4), before.reshape(-1, 4))
        assert found == part.there[name]


def test_the_words_name_both_sides_and_their_values(lived: Study, split: list[Split]) -> None:
    for each in split:
        one, two = each.pair.sources
        for words in (
            paragraph(each.pair, "blockade", "a blockade", lived.case),
            split_paragraph(each, "blockade", "a blockade", lived.case),
        ):
            assert one in words
            assert two in words
            assert "hardly differ" in words or "a difference of" in words
        told = split_to_json(each, "blockade", "a blockade", lived.case)
        assert told["method"] == "forced"
        assert all(p["label"] and any(p["says"].values()) for p in told["premises"])


def test_two_that_answer_alike_hardly_differ(lived: Study) -> None:
    found = disagreements(lived, None, "blockade")[0]
    alike = replace(found, apart={"blockade": Difference(0.01, 0.02)})
    apart = replace(found, apart={"blockade": Difference(0.3, 0.02)})
    assert "they hardly differ, +0.01 (−0.02 to +0.04)" in paragraph(alike, "blockade", "a blockade", lived.case)
    assert "a difference of +0.30 (+0.27 to +0.33)" in paragraph(apart, "blockade", "a blockade", lived.case)


def test_an_interval_that_ends_near_none_says_on_which_side(lived: Study) -> None:
    found = disagreements(lived, None, "blockade")[0]
    for apart, told in (
        (Difference(0.04, 0.023), "a difference of +0.040 (+0.002 to +0.078)"),
        (Difference(0.04, 0.026), "they hardly differ, +0.040 (−0.003 to +0.083)"),
        (Difference(0.0, 0.0), "they hardly differ, +0.00 (+0.00 to +0.00)"),
    ):
        pair = replace(found, apart={"blockade": apart})
        assert told in paragraph(pair, "blockade", "a blockade", lived.case)


@pytest.mark.parametrize(("facts", "theories", "told"), [
    (0.01, 0.2, "It lies in what they take to be the case, not in what they hold of causes."),
    (0.2, 0.01, "It lies in what they hold of causes, not in what they take to be the case."),
    (0.2, 0.2, "Whether it lies in what they take to be the case or in what they hold of causes can’t be told."),
    (0.01, 0.01, "What they take to be the case makes +0.15 (+0.13 to +0.17) of it, what they hold of causes +0.15"),
])  # fmt: skip
def test_where_the_difference_lies_is_said_as_far_as_it_can_be_told(
    facts: float, theories: float, told: str, lived: Study, split: list[Split]
) -> None:
    pair = replace(split[0].pair, apart={"blockade": Difference(0.3, 0.02)})
    parts = {"blockade": Gap(0.15, facts)}, {"blockade": Gap(0.15, theories)}
    said = split_paragraph(
        replace(split[0], pair=pair, facts=parts[0], theories=parts[1]), "blockade", "a blockade", lived.case
    )
    assert told in said


def test_a_clear_premise_is_told_with_what_each_says_of_it(lived: Study) -> None:
    found = disagreements(lived, None, "blockade")[0]
    premise = next(p for p in found.premises if p.says[0] and not p.says[1])
    sure = replace(premise, moves={"blockade": Difference(0.25, 0.01)})
    told = paragraph(replace(found, premises=(sure,)), "blockade", "a blockade", lived.case)
    assert label(premise.slot, lived.case) in told
    assert f"{found.sources[1]} is silent" in told
    assert "+0.25 (+0.23 to +0.27) where no analyst’s word holds" in told
