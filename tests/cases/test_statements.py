"""Statements: what the reader refuses, what the check says of their neighbours, and the bundled table."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.making import write_case

from detente.cases.check import check, load
from detente.cases.check_statements import UNCOMMITTED, load_statements
from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.cases.statements import COMMITS, FILE, Statements, read_statements
from detente.errors import InputError

FILE_TEXT = """as_of: 2022-01-01
works:
- {id: gazette, publisher: Gazette, title: Report on the valley, date: 2021-05-02, checked: true}
statements:
- id: calm
  source: walker-2021
  claims: [CLAIM]
  class: graded
  phrase: unlikely
  says: Fighting is unlikely.
  horizon: {from: 2021-03-01, to: 2021-12-31, basis: stated}
  criterion: Somebody is killed in fighting.
  resolution: true
  resolved_on: 2021-05-01
  evidence: Two soldiers died.
  works: [gazette]
  scoreable: true
"""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return load_case(str(write_case(tmp_path)))


@pytest.fixture(scope="module")
def bundled() -> tuple[Case, Statements]:
    case = load_case("south-caucasus")
    read = load_statements(case)
    assert read is not None
    return case, read


def write(case: Case, old: str = "", new: str = "") -> Path:
    claim = next(claim.id for claim in case.claims if claim.source == "walker-2021")
    text = FILE_TEXT.replace("CLAIM", claim)
    assert old in text
    path = case.path / FILE
    path.write_text(text.replace(old, new, 1) if old else text, "utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_statements(path)
    (fault,) = caught.value.faults
    assert fault.line > 0 or fault.path == "statements"
    assert fault.remedy
    return f"{fault.path}: {fault.reason}"


def test_a_case_may_have_none(case: Case) -> None:
    assert read_statements(case.path / FILE) is None
    assert load_statements(case) is None


def test_a_bare_true_is_read_as_the_word(case: Case) -> None:
    read = read_statements(write(case))
    assert read is not None
    assert read.statements[0].resolution == "true"
    assert load_statements(case) == read


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  works: [gazette]\n", "", "statements[0].works: resolved without evidence"),
        ("Two soldiers died.", "''", "statements[0].evidence: no evidence"),
        ("2021-05-01", "2021-02-28", "statements[0].resolved_on: resolved before its horizon starts"),
        ("2021-05-01", "2022-01-02", "statements[0].resolved_on: later than anything was looked up"),
        ("  resolved_on: 2021-05-01\n", "", "statements[0].resolved_on: resolved on no day"),
        ("resolution: true", "resolution: open", "statements[0].resolved_on: open, and resolved on a day"),
        ("class: graded", "class: possible", "statements[0].scoreable: a statement of this class can't be scored"),
        ("class: graded", "class: intent", "statements[0].scoreable: a statement of this class can't be scored"),
        ("phrase: unlikely", "phrase: arguably", "statements[0].phrase: no scale says what this phrase means"),
        ("scoreable: true", "scoreable: false", "statements[0].why: commits to something and is not scoreable"),
        ("to: 2021-12-31", "to: 2021-02-01", "statements[0].horizon: ends before it starts"),
        ("works: [gazette]", "works: [gazete]", "statements[0].works: no such work"),
        ("  says: Fighting is unlikely.\n", "", "statements[0].says: field required"),
        ("resolution: true", "resolution: maybe", "statements[0].resolution: "),
        ("  says:", "  colour: red\n  says:", "statements[0].colour: not a field here"),
    ],
)
def test_what_the_reader_refuses(case: Case, old: str, new: str, said: str) -> None:
    assert refusal(write(case, old, new)).startswith(said)


def test_a_condition_can_be_met_until_the_horizon_ends(case: Case) -> None:
    path = write(case, "resolution: true", "condition: the truce ends\n  resolution: condition_not_met")
    with pytest.raises(InputError) as caught:
        read_statements(path)
    assert [fault.reason for fault in caught.value.faults] == [
        "the condition can still be met",
        "its condition was not met",
    ]


def test_an_id_stands_once(case: Case) -> None:
    path = write(case)
    entry = path.read_text("utf-8").partition("statements:\n")[2]
    path.write_text(path.read_text("utf-8") + entry, "utf-8")
    assert refusal(path) == "statements: stands twice"


def test_every_fault_is_said_at_once(case: Case) -> None:
    path = write(case, "works: [gazette]", "works: []")
    path.write_text(path.read_text("utf-8").replace("phrase: unlikely", "phrase: arguably"), "utf-8")
    with pytest.raises(InputError) as caught:
        read_statements(path)
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("claims: [c-", "claims: [c-0123456789ab, c-", "no such claim"),
        ("source: walker-2021", "source: runner", "no such source"),
        ("source: walker-2021", "source: record", "the claim is of another source"),
        ("scoreable: true\n", "scoreable: true\n  beside: {question: last-year, outcome: x}\n", "no such question"),
        ("scoreable: true\n", "scoreable: true\n  beside: {question: next-year, outcome: x}\n", "no such outcome"),
    ],
)
def test_the_check_knows_the_neighbours(case: Case, old: str, new: str, reason: str) -> None:
    write(case, old, new)
    report = check(case, frozenset())
    errors = [fault for fault in report.faults if fault.severity == "error"]
    assert reason in [fault.reason for fault in errors]
    assert all(fault.line > 0 and Path(fault.file).name == FILE for fault in errors)
    with pytest.raises(InputError):
        load_statements(case)


def test_claims_that_only_say_that_it_may_be_are_not_scored(tmp_path: Path) -> None:
    attention = "- slot: harbour.attention\n  kind: relation"
    hedged = f"{attention}\n  condition: mill_truce.in_force=no\n  modality: {{class: possible, phrase: may}}"
    case = load_case(str(write_case(tmp_path, claims__walker_2021=(attention, hedged))))
    hedged_claim = next(claim.id for claim in case.claims if claim.modality.class_ == "possible")
    first = next(claim.id for claim in case.claims if claim.source == "walker-2021")
    write(case, f"[{first}]", f"[{hedged_claim}]")
    reasons = {fault.reason for fault in check(case, frozenset()).faults}
    assert {"its claims only say that it may be", "its claims hang on a condition"} <= reasons


def test_a_prediction_without_a_statement_is_a_warning(tmp_path: Path) -> None:
    told = ("kind: relation", "kind: prediction")
    case = load_case(str(write_case(tmp_path, claims__walker_2021=told)))
    assert not [fault for fault in check(case, frozenset()).faults if "no statement" in fault.reason]
    write(case)
    (fault,) = [fault for fault in check(case, frozenset()).faults if "no statement" in fault.reason]
    assert fault.severity == "warning"


def test_the_check_gathers_what_the_reader_refuses(case: Case) -> None:
    write(case, "  works: [gazette]\n", "")
    read, faults = load(case.path)
    assert read is None
    assert [fault.reason for fault in faults] == ["resolved without evidence"]


def test_the_bundled_table_has_every_prediction_of_the_bodies(bundled: tuple[Case, Statements]) -> None:
    case, read = bundled
    spoken = {name for statement in read.statements for name in statement.claims}
    told = {claim.id for claim in case.claims if claim.kind == "prediction"}
    assert told <= spoken
    assert {claim.source for claim in case.claims if claim.id in spoken} == {s.source for s in read.statements}


def test_the_bundled_table_scores_nothing_that_commits_to_nothing(bundled: tuple[Case, Statements]) -> None:
    case, read = bundled
    claims = {claim.id: claim for claim in case.claims}
    for statement in read.statements:
        if statement.scoreable:
            assert statement.class_ in COMMITS
            assert any(claims[name].modality.class_ not in UNCOMMITTED for name in statement.claims)


def test_every_work_is_cited_and_every_settled_statement_cites(bundled: tuple[Case, Statements]) -> None:
    _, read = bundled
    cited = {name for statement in read.statements for name in statement.works}
    assert cited == {work.id for work in read.works}
    assert all(statement.works for statement in read.statements if statement.resolution != "open")
    assert all(work.date <= read.as_of for work in read.works)


def test_the_statements_of_a_text_are_counted_apart_from_its_comments(bundled: tuple[Case, Statements]) -> None:
    case, read = bundled
    claims = {claim.id: claim for claim in case.claims}
    for statement in read.statements:
        weights = {claims[name].weight > 0 for name in statement.claims}
        assert weights == {not statement.id.startswith("comment-")}, statement.id
