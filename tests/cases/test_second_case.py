"""The second case that comes with detente: another conflict as data alone, cited claim by claim, honest about its days.

What must hold of any bundled case is asked of all of them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from detente.beliefs.current import feeds_model
from detente.beliefs.draws import Beliefs, Terms, believe
from detente.cases.check import as_of_days, check
from detente.cases.model import Case
from detente.cases.reader import bundled, load_case
from detente.claims.model import Claim, Value
from detente.claims.speakers import party
from detente.claims.store import read_claim_file
from detente.claims.writing import dump_claims
from detente.cli.check import examine
from detente.cli.main import detente
from detente.findings.runs import Run, run_case
from detente.findings.study import Options
from detente.worlds.fill import Filler

SECOND = "kosovo-serbia"
CASES = sorted(path.parent.name for path in bundled().glob("*/case.yaml"))
SETTLED = ("dialogue-2012", "walkout-2022")
LOADED = ("terror", "aggress", "pogrom", "regime", "occup", "liberat", "genocid", "ethnic cleansing")


@pytest.fixture(scope="module")
def second() -> Case:
    return load_case(SECOND)


@pytest.fixture(scope="module")
def small(second: Case) -> Run:
    return run_case(second, (), Options(worlds=40, workers=2))


def filled(case: Case, day: date, claims: Iterable[Claim] | None = None) -> bytes:
    """Every field of 16 worlds of the case as of the day."""
    known = case.grounds if claims is None else case.grounds._replace(claims=claims)
    beliefs: Beliefs = believe(known, Terms(day, draws=16))
    return bytes(np.asarray(Filler(case, beliefs).fill()).tobytes())


def called(*words: str) -> str:
    result = CliRunner().invoke(detente, list(words))
    assert result.exit_code == 0, result.output
    return result.stdout


# --- what holds of every bundled case


@pytest.mark.parametrize("name", CASES)
def test_a_bundled_case_has_no_faults_and_says_whose_voice_is_missing(name: str) -> None:
    report = examine(name)
    assert report.faults == ()
    assert report.voices_absent


@pytest.mark.parametrize("name", CASES)
def test_every_claim_of_a_record_is_cited_and_known_no_sooner_than_it_happened(name: str) -> None:
    case = load_case(name)
    for claim in case.claims:
        if claim.source in case.records:
            assert claim.citation, claim.id
            assert claim.event_time is None or claim.known_from > claim.event_time[0], claim.id


@pytest.mark.parametrize("name", CASES)
def test_the_files_of_claims_are_written_as_the_program_writes_them(name: str) -> None:
    case = load_case(name)
    for path in sorted((case.path / "claims").glob("*.yaml")):
        source = case.sources[path.stem]
        found = read_claim_file(path, source)
        assert dump_claims(found.claims, source, found.text_sha256, found.remarks) == path.read_text("utf-8"), path


@pytest.mark.parametrize("name", CASES)
def test_what_is_settled_is_settled_whole(name: str) -> None:
    case = load_case(name)
    by_question = defaultdict(list)
    for said in case.resolutions:
        by_question[said.question].append(said)
        assert said.happened is None or (said.citation and said.on and said.evidence), said
    for question, found in by_question.items():
        assert len({said.happened is None for said in found}) == 1, question


OPINIONS = ("opinion", "relation", "stake")
SAYS = {"author", "article", "heading", "headline", "subtitle", "text"}


@pytest.mark.parametrize("name", CASES)
def test_an_author_s_opinion_that_may_move_an_answer_names_the_author(name: str) -> None:
    """It is shown in large type by itself, and is no fact of the case."""
    case = load_case(name)
    for source in (source.id for source in case.sources.values() if source.kind == "analysis"):
        said = [claim for claim in case.claims if claim.source == source and claim.weight]
        author = Counter(claim.asserted_by for claim in said).most_common(1)[0][0]
        names = set(re.findall(r"\w{4,}", case.entities[author].name)) - {"International"} | SAYS
        for claim in (claim for claim in said if claim.asserted_by == author):
            if claim.kind == "mechanism" or (claim.kind in OPINIONS and feeds_model(claim.slot)):
                assert names & set(re.findall(r"\w+", claim.paraphrase)), claim.id


@pytest.mark.parametrize("name", CASES)
def test_what_one_side_calls_broken_the_other_has_a_word_on(name: str) -> None:
    """A denial, or another account of its own: neither side is heard alone on who broke a term."""
    case = load_case(name)
    sides = {side for rivalry in case.file.rivalries for side in rivalry.sides}
    told: dict[str, dict[bool, set[str | None]]] = defaultdict(lambda: {True: set(), False: set()})
    for claim in case.claims:
        if ".term_kept[" in claim.slot:
            breach = claim.value.words == ("no",) and claim.stance != "disputes"
            told[claim.slot][breach].add(party(claim.asserted_by, case.entities, claim.known_from))
    charged = [slot for slot, said in told.items() if said[True] & sides]
    assert charged
    for slot in charged:
        accusers, answering = told[slot][True] & sides, told[slot][False] & sides
        assert answering - accusers, slot


@pytest.mark.parametrize("name", CASES)
def test_names_in_the_words_of_a_term_are_written_as_names(name: str) -> None:
    case = load_case(name)
    spelt = [word for one in case.entities.values() for word in (*one.variants, *one.metonyms, *one.demonyms)]
    names = {word.lower() for word in spelt if re.fullmatch(r"[A-Z]\w+", word)}
    terms = [claim for claim in case.claims if re.search(r"\.(term|status\[regime)\b", claim.slot)]
    assert terms
    for claim in terms:
        assert not names & set(re.split(r"[_'-]", claim.value.words[0])), claim.id


# --- the second case


def test_it_is_small_and_says_so(second: Case) -> None:
    assert "small" in second.file.title
    record = [claim for claim in second.claims if claim.source == "public-record"]
    assert 30 <= len(record) <= 200
    assert len({claim.citation for claim in record}) >= 30


def test_every_citation_says_whether_it_was_looked_up_and_where(second: Case) -> None:
    for claim in second.claims:
        if claim.source == "public-record":
            said = claim.citation or ""
            looked_up = "checked against" in said and re.search(r"https?://", said)
            assert looked_up or "(unchecked)" in said, claim.id
    unchecked = [c for c in second.claims if "(unchecked)" in (c.citation or "")]
    assert 0 < len(unchecked) < 6
    assert check(second, frozenset()).unchecked


def test_questions_are_settled_in_the_past_or_open(second: Case) -> None:
    happened = {(said.question, said.outcome): said.happened for said in second.resolutions}
    assert happened["dialogue-2012", "agreement"] is True
    assert happened["walkout-2022", "any_death"] is True
    assert happened["walkout-2022", "deaths_25_in_month"] is False
    assert {said for (question, _), said in happened.items() if question not in SETTLED} == {None}
    assert len(second.file.questions) >= 3


@pytest.mark.parametrize("question", SETTLED)
def test_nothing_known_later_moves_a_settled_question(question: str, second: Case) -> None:
    asked = second.question(question)
    assert asked is not None
    for day in asked.as_of:
        known = tuple(claim for claim in second.claims if claim.known_from <= day)
        assert len(known) < len(second.claims)
        before = filled(second, day)
        assert filled(second, day, known) == before
        loud = tuple(replace(c, value=_other(c)) if c.known_from > day else c for c in second.claims)
        assert filled(second, day, loud) == before


def _other(claim: Claim) -> Value:
    """Another value of the same kind: twice the number, or the opposite word."""
    value = claim.value
    if value.low is not None and value.high is not None:
        return replace(value, low=2 * value.low, high=2 * value.high)
    words = {"yes": "no", "kosovo": "serbia", "serbia": "kosovo", "open": "closed", "neutral": "serbia"}
    return replace(value, words=tuple(words.get(word, word) for word in value.words))


def test_what_is_known_in_time_moves_it(second: Case) -> None:
    day = as_of_days(second)[0]
    turned = tuple(replace(c, value=_other(c)) if c.slot == "kosovo_north.holder" else c for c in second.claims)
    assert filled(second, day, turned) != filled(second, day)


def test_the_answer_itself_stands_when_later_claims_are_struck_out(second: Case, small: Run) -> None:
    day = second.file.questions[1].as_of[0]
    known = tuple(claim for claim in second.claims if claim.known_from <= day)
    alone = run_case(replace(second, claims=known), ("walkout-2022",), Options(worlds=40, workers=1))
    there = next(answer for answer in small.answers if answer.question.id == "walkout-2022")
    assert [o.found.p for o in alone.answers[0].outcomes] == [o.found.p for o in there.outcomes]


def test_it_runs_and_answers_every_question(second: Case, small: Run) -> None:
    assert {answer.question.id for answer in small.answers} == {question.id for question in second.file.questions}
    for answer in small.answers:
        assert all(0.0 <= outcome.found.p <= 1.0 for outcome in answer.outcomes)


def test_both_sides_are_asked_and_valued_alike(second: Case) -> None:
    sides = second.file.rivalries[0].sides
    worths = {prior.slot: (prior.low, prior.high) for prior in second.file.priors if ".worth[" in prior.slot}
    places = [place.id for place in second.file.places if place.home is None]
    for place in places:
        assert worths[f"{sides[0]}.worth[{place}]"] == worths[f"{sides[1]}.worth[{place}]"]
    made = [question.given.do.actor for question in second.file.questions if question.given]
    assert sorted(made) == sorted(sides)


def test_its_analysts_write_from_both_sides_and_from_elsewhere(second: Case) -> None:
    found = [source for source in second.sources.values() if source.kind == "analysis"]
    countries = {source.standpoint.country for source in found}
    assert countries > {"Serbia", "Kosovo"}
    assert len({source.authors for source in found}) == len(found) >= 3
    for source in found:
        assert source.url
        assert "beginning" in source.licence_note  # of which no more was read
        said = [claim for claim in second.claims if claim.source == source.id]
        assert all(claim.at is not None and claim.known_from == source.counts_from for claim in said)
        assert {"mechanism"} < {claim.kind for claim in said}


def test_each_side_says_of_the_other_that_it_broke_its_word(second: Case) -> None:
    broken = [claim for claim in second.claims if ".term_kept[" in claim.slot and claim.value.words == ("no",)]
    assert {claim.asserted_by for claim in broken if claim.stance != "disputes"} >= {*second.file.rivalries[0].sides}


def test_a_name_says_nothing_of_status(second: Case) -> None:
    assert "outside Kosovo" not in second.entities["serbia_core"].name
    assert "disputed" in second.file.title
    for claim in second.claims:
        for city in re.findall(r"(?<![/\w])Pristina(?:/Prishtina)?", claim.paraphrase):
            assert city == "Pristina/Prishtina", claim.id


def test_what_is_said_of_causes_moves_the_model_or_says_why_not(second: Case) -> None:
    named = {claim.slot.removesuffix(".makes") for claim in second.claims if claim.slot.endswith(".makes")}
    assert all(map(second.theories.lists, named))
    assert any(map(second.theories.coefficient, named))


def test_what_is_read_of_one_side_s_stake_in_the_north_is_read_of_the_other_s(second: Case) -> None:
    said = {claim.slot for claim in second.claims if "worth[kosovo_north]" in claim.slot}
    assert said == {f"{side}.worth[kosovo_north]" for side in second.file.rivalries[0].sides}


def test_loaded_words_belong_to_those_who_use_them(second: Case) -> None:
    """A name for an event is a characterisation, never alone; entities show none."""
    names: dict[str, set[str]] = defaultdict(set)
    for claim in second.claims:
        if re.search(r"\.called\b", claim.slot):
            assert claim.kind == "characterisation"
            names[claim.slot.partition(".")[0]].add(claim.asserted_by)
    assert names
    assert all(len(who) > 1 for who in names.values()), names
    shown = " ".join((entity.display or entity.name) for entity in second.entities.values()).lower()
    assert not [word for word in LOADED if word in shown]
    denied = {claim.slot for claim in second.claims if claim.stance == "disputes"}
    assert denied == {slot for slot in denied if any(c.slot == slot and c.stance != "disputes" for c in second.claims)}


def test_the_commands_know_it() -> None:
    assert "kosovo_north.holder" in called("claims", SECOND, "--slot", "kosovo_north.holder")
    assert "Serbia" not in called("claims", SECOND, "--slot", "kfor.deployed")
    assert "2013-04-19" in called("timeline", SECOND)
    assert "denied by Serbia" in called("contested", SECOND)
    assert called("ask", SECOND, "When did KFOR enter Kosovo?").splitlines()[0].endswith("kfor.deployed")
    assert "0 errors, 0 warnings." in called("check", SECOND)


def test_days_without_a_forecast_for_one_reason_are_told_at_once() -> None:
    said = called("score", SECOND, "--worlds", "8", "--every", "36", "--from", "2003-01")
    assert said.count("No forecast as of") == 1
    assert "No forecast as of 3 days, 2003-01-31 to 2009-01-31:" in said
    assert "kosovo.gdp" in said


def test_a_name_that_no_case_has_lists_both() -> None:
    result = CliRunner().invoke(detente, ["check", "nowhere"])
    assert result.exit_code == 2
    assert all(name in result.output for name in CASES)


def test_a_rivalry_without_a_name_is_told(tmp_path: Path) -> None:
    """Its id is what readers see in the drivers, so the entities should know it."""
    import shutil

    folder = tmp_path / SECOND
    shutil.copytree(bundled() / SECOND, folder)
    file = folder / "case.yaml"
    file.write_text(file.read_text("utf-8").replace("- id: kosovo_serbia\n", "- id: the_two\n"), "utf-8")
    (fault,) = examine(str(folder)).faults
    assert (fault.severity, fault.value, fault.reason) == ("warning", "the_two", "not among the entities")
