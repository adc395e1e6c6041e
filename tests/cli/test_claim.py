"""``detente new``, ``claim``, ``question``, ``read --into``: an analyst's own evidence, refused or kept as a whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from tests.cli.conftest import Call
from tests.cli.running import contents, refused

from detente.cases.reader import load_case
from detente.claims.model import Claim

ARTICLE = """The mill turns again

Nearly 300 people came back to the valley in March. Harbour is busy elsewhere. Two bridges were mended.

Northland said that 12 of its soldiers were wounded in the clash. The dam is unlikely to hold.
"""
WHO = ("--who", "A. Analyst", "--reason", "seen it")
JUDGE = ("--judgement", "--known-from", "2021-03-05")
Ask = Callable[..., Any]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "Bridge report.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


@pytest.fixture
def read(case: Path, article: Path, call: Call) -> Path:
    """The case with the article read into it."""
    shown = call("read", article, "--into", case, "--published", "2021-03-09", "--author", "B. Reader")
    assert shown.exit_code == 0, shown.output
    return case


def claims_of(case: Path, source: str) -> list[Claim]:
    return [claim for claim in load_case(str(case)).claims if claim.source == source]


def done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


# --- reading into a case


def test_reading_keeps_source_proposals_and_text(read: Path, call: Call, own_folder: Path, ask: Ask) -> None:
    found = claims_of(read, "bridge-report")
    assert found
    assert {claim.status for claim in found} == {"proposed"}
    assert {str(claim.known_from) for claim in found} == {"2021-03-09"}
    assert load_case(str(read)).sources["bridge-report"].authors == ("B. Reader",)
    assert (own_folder / "two-rivers" / "texts" / "bridge-report.txt").read_text("utf-8") == ARTICLE
    shown = ask("claims", read, "--source", "bridge-report")
    assert all(claim["quotation"] for claim in shown["claims"])
    assert ask("check", read)["coverage"] is not None


def test_reading_again_changes_nothing(read: Path, article: Path, call: Call) -> None:
    first = claims_of(read, "bridge-report")[0]
    done(call("claim", "reject", read, first.id, *WHO))
    before = contents(read)
    done(call("read", article, "--into", read))
    assert contents(read) == before


def test_another_language_brings_no_proposals(case: Path, article: Path, call: Call) -> None:
    done(call("read", article, "--into", case, "--source", "s", "--published", "2021-03-09", "--language", "hy"))
    assert claims_of(case, "s") == []
    asked = ("--source", "s", "--slot", "harbour.attention", "--value", "bound", "--quote", "Harbour is busy")
    done(call("claim", "add", case, *asked, "--paraphrase", "p", "--translator", "T. R.", *WHO))
    assert claims_of(case, "s")[0].translator == "T. R."


@pytest.mark.parametrize(("options", "code", "said"), [
    ((), 2, "--published"),
    (("--published", "2021-03-09", "--source", "record"), 2, "no text"),
    (("--published", "2021-03-09", "--source", "walker-2021"), 2, "another text"),
    (("--published", "2021-03-09", "--source", "../x"), 3, "not the id of a source"),
])  # fmt: skip
def test_what_is_not_read_into_a_case(
    case: Path, article: Path, call: Call, options: tuple[str, ...], code: int, said: str
) -> None:
    before = contents(case)
    refused(call("read", article, "--into", case, *options), code, said)
    assert contents(case) == before


def test_a_name_without_latin_letters_makes_no_id(case: Path, article: Path, call: Call) -> None:
    paper = article.rename(article.with_name("статья.txt"))
    asked = ("read", paper, "--into", case, "--published", "2021-03-09")
    before = contents(case)
    refused(call(*asked), 2, "статья.txt", "no id can be made", "--source")
    assert contents(case) == before
    done(call(*asked, "--source", "paper-2021"))
    assert claims_of(case, "paper-2021")


# --- deciding


def test_accepting_by_prefix_and_several_at_once(read: Path, call: Call) -> None:
    ready = [c for c in claims_of(read, "bridge-report") if c.slot.split(".")[0] in load_case(str(read)).entities][:2]
    assert len(ready) == 2
    assert "2 claims accepted" in done(call("claim", "accept", read, ready[0].id[:8], ready[1].id[2:], *WHO))
    after = {c.id: c for c in claims_of(read, "bridge-report")}
    assert [after[c.id].status for c in ready] == ["accepted", "accepted"]
    assert after[ready[0].id].changes[0].by == "A. Analyst"


def test_accepting_all_of_a_source_leaves_what_says_nothing(read: Path, call: Call) -> None:
    done(call("claim", "accept", read, "--all-of", "bridge-report", *WHO))
    found = claims_of(read, "bridge-report")
    known = load_case(str(read)).entities
    for claim in found:
        names = claim.slot.split(".")[0] in known
        assert (claim.status == "accepted") == (names and claim.value.type != "unknown")


def test_accepting_all_leaves_what_had_not_begun(case: Path, call: Call) -> None:
    """A text may tell of what is to come: as an event of its own day that would be refused, and stop all others."""
    entry = (
        "- {{slot: flood_march.happened, kind: event, value: {}, by: walker, event_time: {}, status: proposed,"
        " citation: Lantern, paraphrase: Written for a test.}}\n"
    )
    path = case / "claims" / "walker-2021.yaml"
    added = entry.format('"yes"', "2021-02-20") + entry.format('"no"', "2021-09-01")
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + added, "utf-8")
    shown = done(call("claim", "accept", case, "--all-of", "walker-2021", *WHO))
    assert "1 claim accepted" in shown
    assert "1 proposal left" in shown
    status = {claim.value.words: claim.status for claim in claims_of(case, "walker-2021") if claim.citation}
    assert status == {("yes",): "accepted", ("no",): "proposed"}


def test_one_that_can_t_be_accepted_stops_all(read: Path, call: Call) -> None:
    found = claims_of(read, "bridge-report")
    unknown = next((c for c in found if c.slot.startswith("unknown.")), None)
    before = contents(read)
    ids = [c.id for c in found if c.id != (unknown and unknown.id)][:1]
    refused(call("claim", "accept", read, *ids, unknown.id if unknown else "c-nothing", *WHO), 3 if unknown else 2)
    refused(call("claim", "accept", read, *ids, "c-nothing", *WHO), 2, "no such claim")
    refused(call("claim", "accept", read, "c-", *WHO), 2, "no such claim")
    refused(call("claim", "accept", read, *WHO), 2, "which claims")
    assert contents(read) == before


def test_without_a_name_or_a_reason_nothing_happens(read: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DETENTE_WHO", raising=False)
    before, first = contents(read), claims_of(read, "bridge-report")[0].id
    refused(call("claim", "reject", read, first), 2, "an author", "a reason")
    refused(call("claim", "reject", read, first, "--who", " ", "--reason", "x"), 2, "an author")
    assert contents(read) == before


def test_editing_supersedes(read: Path, call: Call) -> None:
    old = next(c for c in claims_of(read, "bridge-report") if c.value.low == 12)
    done(call("claim", "edit", read, old.id, "--slot", "flood_march.wounded", "--value", "14", *WHO))
    after = claims_of(read, "bridge-report")
    assert next(c for c in after if c.id == old.id).status == "superseded"
    assert (after[-1].slot, after[-1].status, after[-1].links) == (
        "flood_march.wounded", "accepted", (("supersedes", old.id),),
    )  # fmt: skip
    refused(call("claim", "edit", read, old.id, "--value", "14", *WHO), 2, "another claim stands")


# --- adding


def test_a_judgement_is_a_claim_of_its_author(case: Path, call: Call) -> None:
    done(call("claim", "add", case, *JUDGE, "--slot", "harbour.attention", "--value", "0.1..0.3", *WHO))
    done(call("claim", "add", case, *JUDGE, "--slot", "islands.attention", "--value", "free", *WHO))
    first, second = claims_of(case, "judgement-a-analyst")
    assert (first.value.low, first.value.high, first.value.unit, first.kind) == (0.1, 0.3, "share", "opinion")
    assert (second.paraphrase, second.changes[0].why) == ("seen it", "seen it")
    assert load_case(str(case)).sources["judgement-a-analyst"].kind == "judgement"


@pytest.mark.parametrize(("first", "second", "ids"), [
    ("Армен", "Лейла", ("judgement-analyst", "judgement-analyst-2")),
    ("Ann Lee", "Ann-Lee", ("judgement-ann-lee", "judgement-ann-lee-2")),
])  # fmt: skip
def test_every_analyst_has_a_source_of_her_own(
    case: Path, call: Call, first: str, second: str, ids: tuple[str, str]
) -> None:
    def judge(who: str, slot: str) -> None:
        signed = ("--who", who, "--reason", "seen it")
        done(call("claim", "add", case, *JUDGE, "--slot", slot, "--value", "free", *signed))

    for who, slot in ((first, "harbour"), (second, "harbour"), (second, "islands"), (first, "islands")):
        judge(who, f"{slot}.attention")
    sources = load_case(str(case)).sources
    assert {name: sources[name].authors for name in sources if sources[name].kind == "judgement"} == {
        ids[0]: (first,), ids[1]: (second,),
    }  # fmt: skip
    assert [len(claims_of(case, name)) for name in ids] == [2, 2]


def test_words_are_found_in_the_text(read: Path, call: Call) -> None:
    words = ("--quote", "Harbour is busy elsewhere")
    asked = ("--source", "bridge-report", "--slot", "harbour.attention", "--value", "bound", "--paraphrase", "p")
    done(call("claim", "add", read, *asked, *words, *WHO))
    at = claims_of(read, "bridge-report")[-1].at
    assert at is not None
    assert ARTICLE[at.start : at.end] == words[1]
    span = ("--span", f"{at.start}..{at.end}")
    refused(call("claim", "add", read, *asked, *span, *WHO), 3, "the case has this claim")


BAD: list[tuple[tuple[str, ...], int, tuple[str, ...]]] = [
    (("--slot", "harbour.atention", "--value", "0.1"), 3, ("atention", "Did you mean attention?")),
    (("--slot", "harbor.attention", "--value", "0.1"), 3, ("harbor", "Did you mean harbour?")),
    (("--slot", "harbour", "--value", "0.1"), 3, ("not the address of a slot",)),
    (("--slot", "harbour.attention", "--value", "1.5"), 3, ("outside the range",)),
    (("--slot", "harbour.attention", "--value", "sleepy"), 3, ("sleepy", "free, divided, bound")),
    (("--slot", "harbour.attention", "--value", "0.1", "--unit", "persons"), 3, ("the unit of attention is share",)),
    (("--slot", "harbour.attention"), 3, ("value is missing",)),
    (("--value", "3"), 3, ("slot is missing",)),
    (("--slot", "mill_truce.end", "--value", "2021-02-30"), 3, ("not a day",)),
    (("--slot", "harbour.attention", "--value", "0.1", "--known-from", "May"), 3, ("known_from must be a day",)),
    (("--slot", "harbour.attention", "--value", "0.1", "--event-time", "2021-03-02..2021-03-01"), 3, ("in order",)),
    (("--slot", "harbour.attention", "--value", "0.1", "--by", "nobody"), 3, ("nobody", "not among the entities")),
    (("--slot", "harbour.attention", "--value", "0.1", "--quote", "x"), 2, ("text",)),
]  # fmt: skip


@pytest.mark.parametrize(("options", "code", "said"), BAD)
def test_what_is_no_claim_is_refused(
    case: Path, call: Call, options: tuple[str, ...], code: int, said: tuple[str, ...]
) -> None:
    before = contents(case)
    refused(call("claim", "add", case, *JUDGE, *options, *WHO), code, *said)
    assert contents(case) == before


@pytest.mark.parametrize(("options", "code", "said"), [
    (("--quote", "Harbour was busy"), 2, "don't stand in the text"),
    (("--quote", "the", "--nth", "90"), 2, "90 times"),
    (("--span", "5..99999"), 2, "beyond the text"),
    (("--span", "9..5"), 2, "empty"),
    ((), 3, "no place in its source"),
])  # fmt: skip
def test_words_that_don_t_stand_there(read: Path, call: Call, options: tuple[str, ...], code: int, said: str) -> None:
    before = contents(read)
    asked = ("--source", "bridge-report", "--slot", "harbour.attention", "--value", "bound", "--paraphrase", "p")
    refused(call("claim", "add", read, *asked, *options, *WHO), code, said)
    assert contents(read) == before


@pytest.mark.parametrize(("source", "code", "said"), [
    ("walker", 2, "walker-2021"), ("gdp", 2, "table"), ("walker-2021", 2, "detente attach"),
])  # fmt: skip
def test_sources_that_can_t_say_it(case: Path, call: Call, source: str, code: int, said: str) -> None:
    asked = ("--source", source, "--slot", "harbour.attention", "--value", "bound", "--quote", "x")
    refused(call("claim", "add", case, *asked, *WHO), code, said)


def test_a_folder_that_can_t_be_written(case: Path, call: Call) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    case.chmod(0o500)
    try:
        refused(call("claim", "add", case, *JUDGE, "--slot", "harbour.attention", "--value", "0.1", *WHO), 3, "written")
    finally:
        case.chmod(0o700)


def test_a_bundled_case_is_left_alone(call: Call) -> None:
    asked = (*JUDGE, "--slot", "russia.attention", "--value", "0.1")
    refused(call("claim", "add", "south-caucasus", *asked, *WHO), 2, "detente new")


@pytest.mark.parametrize(
    ("hedge", "said"),
    [
        (("--phrase", "banana"), "doesn't measure this phrase"),
        (("--phrase", "unthinkable"), "doesn't measure this phrase"),
        (("--modality", "graded"), "without its phrase"),
        (("--phrase", "very likely"), None),
        (("--modality", "possible", "--phrase", "may"), None),
    ],
)
def test_a_hedge_that_is_no_probability_is_kept_with_a_warning(
    case: Path, call: Call, hedge: tuple[str, ...], said: str | None
) -> None:
    plain = (*JUDGE, "--slot", "islands.attention", "--value", "free", *WHO)
    added = call("claim", "add", case, *plain, *hedge)
    assert done(added).startswith("Added ")
    done(call("claim", "add", case, *JUDGE, "--slot", "harbour.resolve", "--value", "0.5", *WHO))
    (other,) = (c for c in load_case(str(case)).claims if c.slot == "harbour.resolve")
    changed = call("claim", "edit", case, other.id, *hedge, *WHO)
    assert done(changed).startswith("Changed ")
    assert call("claim", "edit", case, other.id, "--credibility", "2", *WHO).stderr == ""
    for shown in (added, changed):
        assert bool(shown.stderr) == (said is not None)
        if said is not None:
            assert said in shown.stderr
            assert "almost no chance" in shown.stderr


# --- new cases and questions


def test_new_cases_are_found_by_name(call: Call, case: Path) -> None:
    done(call("new", "mine", "--from", case))
    assert "0 errors" in done(call("check", "mine"))
    done(call("new", "bare"))
    assert "0 errors" in done(call("check", "bare"))
    refused(call("new", "mine"), 2, "already")
    refused(call("new", "other", "--from", "nothing"), 2, "mine")


ASKED = ("--text", "Is it?", "--as-of", "2021-03-10", "--months", "6")
WAR = ("--outcome", "war", "a war", "{deaths: {at_least: 1000}}")


def test_a_question_is_added_and_answered(case: Path, call: Call, ask: Ask, tmp_path: Path) -> None:
    done(call("question", "add", case, "war", *ASKED, *WAR, "--better", "war", "lower"))
    found = ask("run", case, "-q", "war", "--worlds", 16, "--out", tmp_path / "runs")
    assert [outcome["id"] for outcome in found["answers"][0]["outcomes"]] == ["war"]


@pytest.mark.parametrize(("name", "options", "code", "said"), [
    ("next-year", (*ASKED, *WAR), 2, "has a question of this id"),
    ("q", (*ASKED[:-1], "0", *WAR), 2, "1 to 480"),
    ("q", (*ASKED[:-1], "500", *WAR), 2, "1 to 480"),
    ("q", ("--text", " ", *ASKED[2:], *WAR), 3, "a question without words"),
    ("q", (*ASKED, "--outcome", "a", "", "{agreement: {}}"), 3, "an outcome without words"),
    ("q", ("--text", "x", "--as-of", "1950-01-01", "--months", "6", *WAR), 3, "knows nothing by that day"),
    ("q", ("--text", "x", "--as-of", "soon", "--months", "6", *WAR), 2, "not a day"),
    ("q", (*ASKED, "--outcome", "a", "b", "{control_change: {places: [moon]}}"), 3, "no such place"),
    ("q", (*ASKED, "--outcome", "a", "b", "{responds: {actor: mars, how: [arm]}}"), 3, "no such actor"),
    ("q", (*ASKED, "--outcome", "a", "b", "{blockade: {}}"), 3, "route"),
    ("q", (*ASKED, "--outcome", "a", "b", "{otherwise: {}}"), 3, "not only `otherwise`"),
    ("q", (*ASKED, *WAR, *WAR), 3, "two outcomes"),
    ("q", (*ASKED, *WAR, "--asks", "peace"), 2, "peace"),
    ("q", (*ASKED, *WAR, "--from", "nobody"), 3, "no such source"),
    ("q", (*ASKED, *WAR, "--reference", "war", "none.such"), 3, "no such reference rate"),
    ("q q", (*ASKED, *WAR), 3, "not the id of a question"),
])  # fmt: skip
def test_what_can_t_be_asked(case: Path, call: Call, name: str, options: tuple[str, ...], code: int, said: str) -> None:
    before = contents(case)
    refused(call("question", "add", case, name, *options), code, said)
    assert contents(case) == before


@pytest.mark.parametrize(("exclusive", "warned"), [(("--exclusive",), True), ((), False)])
def test_exclusive_outcomes_that_leave_something_out_are_told(
    case: Path, call: Call, exclusive: tuple[str, ...], warned: bool
) -> None:
    asked = ("--text", "t", "--as-of", "2021-03-10", "--months", "6", "--outcome", "o", "l", "{deaths: {at_least: 9}}")
    added = call("question", "add", case, "more", *asked, *exclusive)
    assert done(added).startswith("Added more")
    assert ("none of the outcomes comes true (got 0 to 8)" in added.stderr) == warned


SIGNED = ("--who", "A. Analyst", "--reason", "read it")


def test_a_day_that_lies_ahead_is_told(case: Path, call: Call) -> None:
    slot = ("--source", "record", "--slot", "mill_truce.violations", "--value", "3", "--citation", "Gazette")
    told = ("--by", "northland", "--paraphrase", "Three shots were heard.", "--event-time", "2021-02-20")
    added = call("claim", "add", case, *slot, *told, "--known-from", "2999-02-21", *SIGNED)
    assert "warning: --known-from: this day lies ahead (got 2999-02-21)" in added.stderr
    done(added)
    assert "2999-02-21" in call("check", case).stdout
    other = ("--source", "record", "--slot", "mill_truce.violations", "--value", "4", "--citation", "Gazette")
    first = call("claim", "add", case, *other, *told, "--known-from", "2021-02-21", *SIGNED)
    assert first.exit_code == 0
    assert first.stderr == ""


def test_a_refusal_names_no_line_that_was_never_written(case: Path, call: Call) -> None:
    named = ("--slot", "pact.type", "--value", "alliance", "--source", "record", "--known-from", "2016-01-11")
    entities = case / "entities.yaml"
    entities.write_text(entities.read_text("utf-8") + "- {id: pact, name: The pact, kind: pact}\n", "utf-8")
    before = contents(case)
    options = (*named, "--by", "northland", "--citation", "Gazette", "--paraphrase", "An alliance.", *SIGNED)
    shown = call("claim", "add", case, *options)
    refused(shown, 3, "a pact without scope", "claims/record.yaml claims[4].slot")
    assert contents(case) == before


def test_accept_says_what_is_missing(case: Path, call: Call) -> None:
    shown = call("claim", "accept", case, *SIGNED)
    refused(shown, 2, "CLAIM: it isn't said which claims to accept. Give")
