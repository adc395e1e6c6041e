"""One analyst's word alone, and one theory alone or struck out: the same worlds on other voices."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from detente.beliefs.hearing import hearing, judged, speakers
from detente.beliefs.theories import theory_slots
from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.findings import answers
from detente.findings import only as of_only
from detente.findings.as_json import run_to_json
from detente.findings.estimate import difference, estimate
from detente.findings.only import FEW, alone, only_hits
from detente.findings.runs import Run, run_case
from detente.findings.study import Halves, Options, Study, studied, study
from detente.worlds.fill import Filler


def lived(case: Case, name: str, worlds: int = 80, **options: Any) -> Study:
    question = case.question(name)
    assert question is not None
    return study(case, question, question.as_of[-1], Options(worlds=worlds, **options))


def plain(hits: Halves) -> dict[Any, dict[str, list[bool]]]:
    return {half: {name: hit.tolist() for name, hit in named.items()} for half, named in hits.items()}


@pytest.fixture(scope="module")
def whole(flagship: Case) -> Study:
    return lived(flagship, "attack-on-syunik")


def test_every_analyst_who_could_be_known_has_an_entry(flagship: Case, small: Run) -> None:
    for answer, said in zip(small.answers, run_to_json(small)["answers"], strict=True):
        rows = [row["source"] for row in said["only"]]
        assert rows == [row["source"] for row in said["without"]]
        assert all(flagship.sources[source].counts_from <= answer.as_of for source in rows)
        assert {row["source"] for row in (*said["only_theory"], *said["without_theory"])} <= set(rows)
        for row in (*said["only"], *said["only_theory"], *said["without_theory"]):
            ids = {outcome["id"] for outcome in said["outcomes"]}
            assert row["p"].keys() == row["mc_error"].keys() == row["moved"].keys() == ids
            assert row["worlds"] == 80
            assert all(0 <= p <= 1 for p in row["p"].values())
            assert all(error > 0 for error in row["mc_error"].values())


def test_what_a_source_s_absence_moves_is_told_of_the_same_histories(flagship: Case, whole: Study, small: Run) -> None:
    """The error is that of pairs: what both sides share, as most of luck and belief, is no part of it."""
    for said in run_to_json(small)["answers"]:
        p = {outcome["id"]: outcome["p"] for outcome in said["outcomes"]}
        for row in said["without"]:
            assert row["moved"].keys() == p.keys()
            for name, moved in row["moved"].items():
                told = len(p) / (said["method"]["worlds"] + 2)  # by so much p may be kept off 0 and 1
                assert moved["difference"] == pytest.approx(row["p"][name] - p[name], abs=told)
                low, high = moved["interval"]
                assert low <= moved["difference"] <= high
    for half in whole.hits:
        found = answers.answer(whole, half, "digest")
        for without in found.without:
            struck = whole.struck(without.source)[half]
            for name, moved in without.moved.items():
                assert moved == difference(struck[name].reshape(-1, 4), whole.hits[half][name].reshape(-1, 4))


def test_in_july_2020_only_one_analyst_had_written(small: Run) -> None:
    (said,) = (a for a in run_to_json(small)["answers"] if a["question"] == "july-2020")
    assert [row["source"] for row in said["only"]] == ["ringler-2020"]


@pytest.mark.parametrize("source", ["poghosyan-2023", "ringler-2020"])
def test_relived_worlds_are_those_filled_and_lived_whole(flagship: Case, whole: Study, source: str) -> None:
    filler = Filler(flagship, hearing(whole.beliefs, dict.fromkeys(judged(whole.beliefs), source)))
    full = studied(flagship, whole.question, whole.as_of, whole.options, filler)
    assert plain(only_hits(whole, source)) == plain(full.hits)


def test_a_single_analyst_alone_is_the_answer_that_trusts_her(flagship: Case) -> None:
    known = lived(flagship, "july-2020", 2000)
    (source,) = speakers(known.beliefs)
    trusting = replace(known.beliefs, slots={}, coefficients={}, spans={}, vouched=frozenset(_all_pairs(known, source)))
    trusted = studied(flagship, known.question, known.as_of, known.options, Filler(flagship, trusting))
    assert plain(only_hits(known, source)) == plain(trusted.hits)
    assert plain(trusted.hits) != plain(known.hits)


def _all_pairs(known: Study, source: str) -> list[tuple[str, str]]:
    """Where she speaks for herself or takes up what others say, whatever the stance on her own word."""
    groups = known.beliefs.claims.items()
    return [
        (slot, c.origin)
        for slot, group in groups
        for c in group
        if c.source == source and (c.stance == "endorses" or c.origin == source)
    ]


def test_analysts_who_say_different_things_answer_differently(whole: Study) -> None:
    found = [plain(only_hits(whole, source)) for source in speakers(whole.beliefs)]
    assert len(found) == 5
    assert all(one != two for n, one in enumerate(found) for two in found[:n])


def test_the_order_of_sources_and_claims_does_not_matter(flagship: Case, whole: Study) -> None:
    turned = replace(
        flagship, claims=tuple(reversed(flagship.claims)), sources=dict(reversed(list(flagship.sources.items())))
    )
    other = lived(turned, "attack-on-syunik")
    for half in whole.hits:
        assert alone(other, half) == alone(whole, half)


def test_striking_a_theory_is_deleting_its_claims_about_causes(flagship: Case, whole: Study) -> None:
    source = "poghosyan-2023"
    kept = tuple(c for c in flagship.claims if not (c.source == source and theory_slots((c.slot,))))
    deleted = lived(replace(flagship, claims=kept), "attack-on-syunik")
    assert plain(whole.without_theory(source)) == plain(deleted.hits)


def test_a_theory_alone_keeps_everybodys_facts(whole: Study) -> None:
    slots = theory_slots(judged(whole.beliefs))
    heard = hearing(whole.beliefs, dict.fromkeys(slots, "ringler-2020"))
    for slot in whole.beliefs.slots.keys() - slots:
        assert np.array_equal(heard.draw(slot).numbers, whole.beliefs.draw(slot).numbers, equal_nan=True)


def test_a_large_run_asks_its_first_histories(flagship: Case) -> None:
    large, few = lived(flagship, "july-2020", worlds=FEW + 40), lived(flagship, "july-2020", worlds=FEW)
    (one,), (other,) = alone(large, None).only, alone(few, None).only
    assert (one.source, one.moved, one.worlds) == (other.source, other.moved, FEW)


def test_the_error_of_one_heard_alone_is_that_of_the_figure_shown() -> None:
    """All histories and how far the first lie from their pairs, over many runs; that of the first alone is far more."""
    rng = np.random.default_rng(1)
    shown, said = [], []
    for _ in range(400):
        p = rng.beta(0.8, 3.2, 1000)
        luck = rng.random((1000, 4))
        every, after = luck < p[:, None], luck[:100] < (0.7 * p[:100] + 0.02)[:, None]
        shown.append(every.mean() + after.mean() - every[:100].mean())
        said.append(of_only._error(every, after))
    assert np.mean(said) == pytest.approx(np.std(shown), rel=0.1)
    assert np.mean(said) < 0.7 * estimate(after).mc_error


def test_the_error_of_one_heard_alone_is_never_nought() -> None:
    same = np.ones((100, 4), bool)
    assert of_only._error(same, same[:10]) == pytest.approx(1 / 42)
    assert of_only._error(same[:1], same[:1]) == estimate(same[:1]).mc_error


@pytest.mark.parametrize("worlds", [80, FEW + 80])
def test_what_is_shown_alone_lies_as_far_from_the_answer_as_on_the_same_histories(flagship: Case, worlds: int) -> None:
    """Or else the first histories, by lying lower than the rest, would make every author look milder than all."""
    known = lived(flagship, "july-2020", worlds=worlds)
    for heard in (*alone(known, None).only, *alone(known, None).without_theory):
        for name, p in heard.p.items():
            assert p - float(known.hits[None][name].mean()) == pytest.approx(heard.moved[name].delta)


def test_a_case_without_analysts_has_no_entries() -> None:
    case = load_case("kosovo-serbia")
    bare = replace(case, claims=tuple(c for c in case.claims if case.sources[c.source].kind != "analysis"))
    said = run_to_json(run_case(bare, (), Options(worlds=20, workers=2)))["answers"]
    fields = ("only", "only_theory", "without_theory", "disagreements")
    assert [answer[name] for answer in said for name in fields if answer[name]] == []
