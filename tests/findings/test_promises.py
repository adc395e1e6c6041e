"""What detente promises of its answers, shown on the flagship case. Each test is one promise."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from tests.findings.conftest import CutCopy

from detente.beliefs.draws import Assumed
from detente.cases.model import Case
from detente.errors import InputError
from detente.findings.answers import Answer
from detente.findings.as_json import run_to_json
from detente.findings.estimate import difference
from detente.findings.headline import LARGE_GAP
from detente.findings.runs import Run, run_case
from detente.findings.study import Options, Study, halves, study
from detente.findings.trace import trace
from detente.histories.record import digests
from detente.worlds.fill import Filler
from detente.worlds.kernel.twin import replay
from detente.worlds.shape import shape

SMALL = Options(worlds=80)
LATER = ("statecraft-2020", "conversation-2022", "sais-2023", "poghosyan-2023")  # than July 2020
TEXTS = ("ringler-2020", *LATER)


def probabilities(answer: Answer) -> dict[str, float]:
    return {o.outcome.id: o.found.p for o in answer.outcomes}


def only(case: Case, question: str, options: Options = SMALL) -> Run:
    return run_case(case, (question,), options)


def studied(case: Case, name: str, **options: Any) -> Study:
    question = case.question(name)
    assert question is not None
    return study(case, question, question.as_of[-1], Options(**options))


# --- same seed, same bits


@pytest.mark.parametrize(("workers", "chunk"), [(1, 1), (2, 7), (1, 1000)])  # of twenty draws
def test_the_result_does_not_depend_on_workers_or_chunks(flagship: Case, small: Run, workers: int, chunk: int) -> None:
    again = run_case(flagship, (), Options(worlds=80, workers=workers, chunk=chunk))
    assert again.result_digest == small.result_digest
    assert [a.digest for a in again.answers] == [a.digest for a in small.answers]
    assert [probabilities(a) for a in again.answers] == [probabilities(a) for a in small.answers]


def test_another_seed_lives_other_histories(flagship: Case, small: Run) -> None:
    assert only(flagship, "july-2020", replace(SMALL, seed=2)).answers[0].digest != small.answers[0].digest


@pytest.mark.parametrize("name", ["july-2020", "attack-on-syunik"])
def test_the_plain_twin_lives_the_same_histories(flagship: Case, name: str) -> None:
    found = studied(flagship, name, worlds=20, lives=2, months=6)
    for half in halves(found.question):
        given = found.question.given
        made = given.do if half == "do" and given else None
        setup = shape(flagship, found.as_of, 6, 1, made)
        twins = [replay(setup, found.worlds, h // 2, h % 2).record._asdict() for h in range(20)]
        assert [digests(twin)[0] for twin in twins] == digests(found.histories[half].arrays)


def test_another_seed_tells_the_same_story(flagship: Case) -> None:
    one, two = (only(flagship, "july-2020", Options(worlds=2000, seed=seed)).answers[0] for seed in (1, 2))
    for a, b in zip(one.outcomes, two.outcomes, strict=True):
        spread = (a.found.mc_error**2 + b.found.mc_error**2) ** 0.5
        assert abs(a.found.p - b.found.p) < 3.5 * spread, a.outcome.id


# --- no number without a way back


@pytest.mark.parametrize("source", ["statecraft-2020", "conversation-2022"])
def test_striking_a_source_out_is_deleting_its_file(flagship: Case, cut: CutCopy, small: Run, source: str) -> None:
    deleted = only(cut(source), "three-tracks")
    struck = only(flagship, "three-tracks", replace(SMALL, left_out=frozenset({source})))
    assert struck.result_digest == deleted.result_digest
    assert [probabilities(a) for a in struck.answers] == [probabilities(a) for a in deleted.answers]
    whole = next(a for a in small.answers if a.id == "three-tracks" and a.without)
    row = next(without.found for without in whole.without if without.source == source)
    assert {name: found.p for name, found in row.items()} == probabilities(deleted.answers[-1])
    assert {name: found.mc_error for name, found in row.items()} == {
        o.outcome.id: o.found.mc_error for o in deleted.answers[-1].outcomes
    }


@pytest.mark.parametrize("name", ["three-tracks", "attack-on-syunik"])
def test_the_forced_histories_are_those_without_the_source(flagship: Case, name: str) -> None:
    whole = studied(flagship, name, worlds=80)
    for source in ("ringler-2020", "sais-2023", "poghosyan-2023"):
        bare = studied(flagship, name, worlds=80, left_out=frozenset({source}))
        for half, hits in whole.struck(source).items():
            assert {o: h.tolist() for o, h in hits.items()} == {o: h.tolist() for o, h in bare.hits[half].items()}


@pytest.mark.parametrize("source", ["sais-2023", "poghosyan-2023"])
def test_a_theory_left_out_is_the_theory_struck(flagship: Case, source: str) -> None:
    whole = studied(flagship, "attack-on-syunik", worlds=80)
    bare = studied(flagship, "attack-on-syunik", worlds=80, left_out=frozenset({f"theory:{source}"}))
    assert {half: {o: h.tolist() for o, h in hits.items()} for half, hits in whole.without_theory(source).items()} == {
        half: {o: h.tolist() for o, h in hits.items()} for half, hits in bare.hits.items()
    }


def test_an_origin_left_out_is_its_claims_deleted(flagship: Case) -> None:
    origin = Counter(c.origin for c in flagship.claims if c.source == "poghosyan-2023").most_common(1)[0][0]
    kept = tuple(c for c in flagship.claims if c.origin != origin)
    bare = studied(flagship, "attack-on-syunik", worlds=80, left_out=frozenset({f"origin:{origin}"}))
    deleted = studied(replace(flagship, claims=kept), "attack-on-syunik", worlds=80)
    for half, found in bare.histories.items():
        assert digests(found.arrays) == digests(deleted.histories[half].arrays)


def test_every_drawn_value_names_where_it_comes_from(small: Run) -> None:
    for each in small.studies:
        known = {claim.id for group in each.beliefs.claims.values() for claim in group}
        draws = {**each.beliefs.slots, **each.beliefs.coefficients}
        for slot, draw in draws.items():
            for won in set(draw.winner.tolist()) - {-1}:
                for name in draw.labels[won].split("+"):
                    assert name in known or name.startswith(("prior:", "assumption:", "reference_class:")), slot
            assert np.isnan(draw.numbers[draw.winner < 0]).all(), slot


# --- no later source in an answer


def test_july_2020_cites_no_analysis_but_its_own(flagship: Case, small: Run) -> None:
    (answer,) = (a for a in small.answers if a.id == "july-2020")
    said = run_to_json(small)["answers"][0]
    assert said["question"] == "july-2020"
    cited = {claim.source for claim, _ in answer.hangs_on} | {claim["source"] for claim in said["claims"]}
    by_id = {claim.id: claim.source for claim in flagship.claims}
    for outcome in said["outcomes"]:
        drivers = outcome["drivers"]
        cited |= {d["id"] for d in drivers if d["kind"] == "source"}
        cited |= {by_id[name] for d in drivers for name in d["claims"]}
        cited |= {
            row["source"] for row in trace(flagship, answer.as_of, {"vintage": "published", "without": []}, drivers, {})
        }
    assert not cited & set(LATER)
    assert {row["source"] for row in said["without"]} <= {"ringler-2020"}
    assert (answer.newest or date.max) <= answer.as_of


def test_deleting_what_came_later_changes_no_bit(flagship: Case, cut: CutCopy, small: Run) -> None:
    early = only(cut(*LATER), "july-2020")
    (whole,) = (a for a in small.answers if a.id == "july-2020")
    assert early.result_digest == only(flagship, "july-2020").result_digest
    assert early.answers[0].digest == whole.digest
    assert probabilities(early.answers[0]) == probabilities(whole)
    assert early.answers[0].headline == whole.headline


@pytest.mark.parametrize("name", ["july-2020", "ceasefire-2020", "three-tracks", "leverage", "attack-on-syunik"])
def test_claims_known_later_change_no_answer(flagship: Case, small: Run, name: str) -> None:
    """Deleted, and in their place others that say something else."""
    answers = [a for a in small.answers if a.id.partition("/")[0] == name]
    day = max(a.as_of for a in answers)
    known = tuple(c for c in flagship.claims if c.known_from <= day)
    edited = tuple(replace(c, known_from=day + timedelta(days=1), note="edited") for c in known[:200])
    for claims in (known, (*known, *edited)):
        again = only(replace(flagship, claims=claims), name)
        assert [a.digest for a in again.answers] == [a.digest for a in answers]
        assert [probabilities(a) for a in again.answers] == [probabilities(a) for a in answers]


def test_check_refuses_an_opinion_known_before_its_publication(cut: CutCopy) -> None:
    from detente.cases.check import load

    folder = cut().path
    path = folder / "claims" / "sais-2023.yaml"
    text = path.read_text("utf-8")
    at = text.index("  kind: relation")
    path.write_text(text[:at] + "  known_from: 2020-07-01\n" + text[at:], "utf-8")
    case, faults = load(folder)
    assert case is None
    (fault,) = faults
    assert "known before its publication" in fault.reason
    assert fault.file == str(path)
    assert "2020" in fault.value
    assert fault.line == text[:at].count("\n") + 1
    with pytest.raises(InputError):
        run_case_of(str(folder))


def run_case_of(folder: str) -> Run:
    from detente.cases.reader import load_case

    return run_case(load_case(folder), (), SMALL)


# --- levers and switches move answers the way they should


def test_russian_attention_deters_and_brings_help(flagship: Case) -> None:
    free, bound = (
        studied(
            flagship, "attack-on-syunik", worlds=3000, workers=2, assumed=(Assumed("russia.attention", share, share),)
        )
        for share in (1.0, 0.1)
    )
    joins = difference(table(free, "do", "russia_joins"), table(bound, "do", "russia_joins"))
    attacked = difference(table(free, "chance", "attacked"), table(bound, "chance", "attacked"))
    assert joins.interval[0] > 0
    assert attacked.interval[1] < 0


def test_without_guarantees_nobody_joins(flagship: Case) -> None:
    on = studied(flagship, "attack-on-syunik", worlds=1000)
    off = studied(flagship, "attack-on-syunik", worlds=1000, off=frozenset({"guarantees"}))
    assert table(on, "do", "anyone_joins").any()
    assert not table(off, "do", "anyone_joins").any()
    assert (off.histories["chance"].arrays["response"] != 4).all()


def table(found: Study, half: str | None, outcome: str) -> Any:
    return found.hits[half][outcome].reshape(-1, found.options.lives)


# --- what stands beside an answer


def test_rates_stand_where_there_are_any_and_gaps_are_explained(small: Run) -> None:
    seen = 0
    for answer in small.answers:
        for outcome in answer.outcomes:
            assert (outcome.reference is not None) == bool(outcome.outcome.reference), outcome.outcome.id
            if outcome.reference is None:
                assert outcome.gap is None
                continue
            ratio = outcome.found.p / outcome.reference
            seen += outcome.gap is not None
            if 1 / LARGE_GAP <= ratio <= LARGE_GAP:
                assert outcome.gap is None, outcome.outcome.id
            elif outcome.found.p > 0:
                assert outcome.gap, outcome.outcome.id
    assert seen


def test_exclusive_answers_sum_to_one(small: Run) -> None:
    for answer in small.answers:
        if answer.question.exclusive:
            assert sum(probabilities(answer).values()) == pytest.approx(1)


def test_every_probability_has_its_error_and_none_is_certain(small: Run) -> None:
    for answer in small.answers:
        assert len(answer.outcomes) > 0
        for outcome in answer.outcomes:
            assert outcome.found.mc_error >= 1 / (outcome.found.n + 2)
            assert 0 < outcome.found.shown_p < 1


def test_what_happened_is_not_told_of_another_window(flagship: Case) -> None:
    asked = flagship.question("july-2020")
    assert asked is not None
    for months, told in ((asked.months, {True, False}), (1, {None})):
        (answer,) = run_case(flagship, (asked.id,), Options(worlds=8, months=months)).answers
        assert {o.happened for o in answer.outcomes} == told


def test_what_happened_is_told_only_of_the_question_as_asked(flagship: Case, small: Run) -> None:
    told = {(a.id, o.outcome.id): o.happened for a in small.answers for o in a.outcomes}
    assert told["july-2020", "war"] is True
    assert told["attack-on-syunik/do", "russia_joins"] is None
    assert told["next-year", "deaths_25_in_month"] is None
    for changed in (replace(SMALL, as_of=date(2020, 8, 1)), replace(SMALL, off=frozenset({"talks"}))):
        other = only(flagship, "july-2020", changed)
        assert {o.happened for o in other.answers[0].outcomes} == {None}


@pytest.mark.parametrize("question", ["three-tracks", "next-year"])
def test_refilling_what_changed_is_filling_everything(flagship: Case, question: str) -> None:
    asked = next(q for q in flagship.file.questions if q.id == question)
    whole = study(flagship, asked, asked.as_of[-1], SMALL)
    uneven = whole.beliefs.uneven()
    others = [(whole.beliefs.balanced(uneven), uneven)]
    speaking = sorted({c.source for group in whole.beliefs.claims.values() for c in group} - set(flagship.records))
    others += [(whole.beliefs.without(source), whole.beliefs.touched_by(source)) for source in speaking]
    for beliefs, touched in others:
        anew = Filler(flagship, beliefs).fill()
        assert whole.filler.refill(beliefs, touched).tobytes() == anew.tobytes()


def test_the_balanced_answer_is_that_of_balanced_beliefs(flagship: Case) -> None:
    asked = next(q for q in flagship.file.questions if q.id == "three-tracks")
    whole = study(flagship, asked, asked.as_of[-1], replace(SMALL, worlds=2000))
    hits = whole.balanced()
    assert hits.keys() == whole.hits.keys()
    assert any(not np.array_equal(hits[h][o], whole.hits[h][o]) for h in hits for o in hits[h])
