from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.making import CLAIMS, SOURCE, TEXT, make, point, word

from detente.claims.drafting import SUPERSEDES, draft, edited, judged, span, told, value_of
from detente.claims.model import Change, Claim
from detente.claims.store import edit_claim_file, parse_claim_file
from detente.claims.writing import dump_claims, raw_fields
from detente.errors import InputError, UsageError

SHA = "a0" * 32
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip)
CHANGES = st.lists(st.builds(Change, WORDS, WORDS, WORDS), max_size=3).map(tuple)


@given(CLAIMS, CHANGES, st.none() | WORDS)
def test_changes_and_translators_are_kept(claim: Claim, changes: tuple[Change, ...], translator: str | None) -> None:
    whole = replace(claim, changes=changes, translator=translator)
    assert parse_claim_file(dump_claims([whole], SOURCE, SHA), SOURCE).claims == (whole,)


@given(st.lists(CLAIMS, min_size=1, max_size=4, unique_by=lambda c: c.id), CHANGES, st.data())
def test_editing_a_file_changes_what_changed_and_nothing_else(
    claims: list[Claim], changes: tuple[Change, ...], data: st.DataObject
) -> None:
    kept, new = claims[: data.draw(st.integers(0, len(claims)))], None
    text = "# top\n" + dump_claims(kept, SOURCE, SHA)
    after = list(kept)
    if kept:
        at = data.draw(st.integers(0, len(kept) - 1))
        new = replace(kept[at], changes=(*kept[at].changes, *changes), status="rejected", credibility=2)
        after[at] = new
    after += claims[len(kept) :]
    edited_text = edit_claim_file(text, SOURCE, parse_claim_file(text, SOURCE), after)
    assert parse_claim_file(edited_text, SOURCE).claims == tuple(after)
    assert edited_text.startswith("# top\n")
    for claim in kept:
        if claim in after:
            block = dump_claims([claim], SOURCE, SHA).partition("claims:\n")[2]
            assert block in edited_text


def test_a_person_s_layout_and_remarks_stay() -> None:
    text = (
        f"source: {SOURCE.id}\ntext_sha256: {SHA}\nclaims:\n- slot: a.in_force   # sure?\n  kind: fact\n  by: x\n"
        "  value: 'yes'\n  citation: c\n  # note to self\n  paraphrase: p\n"
        "- {slot: b.in_force, kind: fact, value: 'no', by: x, citation: c, paraphrase: p}  # the other\n"
    )
    read = parse_claim_file(text, SOURCE)
    after = [replace(c, status="rejected") for c in read.claims]
    assert edit_claim_file(text, SOURCE, read, after) == (
        text.replace("paraphrase: p\n-", "paraphrase: p\n  status: rejected\n-").replace("p}", "p, status: rejected}")
    )


def test_saying_something_else_is_a_new_claim() -> None:
    old = make(status="proposed", made_by="rule/1")
    kept, new = edited(old, {"value": 400}, SOURCE, "A. Analyst", "misread")
    assert new is not None
    assert (kept.status, kept.id, new.status) == ("superseded", old.id, "accepted")
    assert kept.changes == (Change("superseded", "A. Analyst", "misread"),)
    assert new.changes == (Change("value 300 to 400", "A. Analyst", "misread"),)
    assert (new.links, new.value.low, new.value.unit) == (((SUPERSEDES, old.id),), 400, "persons")


def test_anything_else_changes_in_place() -> None:
    kept, new = edited(make(), {"credibility": 2, "note": "x"}, SOURCE, "A", "w")
    assert new is None
    assert (kept.id, kept.credibility, kept.note) == (make().id, 2, "x")
    assert kept.changes == (Change("credibility 6 to 2, note (none) to x", "A", "w"),)


@pytest.mark.parametrize(("claim", "fields", "reason"), [
    (make(), {"credibility": 6}, "says so already"),
    (make(), {}, "says so already"),
    (make(status="superseded"), {"credibility": 2}, "another claim stands"),
])  # fmt: skip
def test_edits_that_are_none(claim: Claim, fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        edited(claim, fields, SOURCE, "A", "w")


@pytest.mark.parametrize("fields", [{"slot": "x.atention"}, {"value": "many"}, {"unit": "usd"}, {"event_time": "May"}])
def test_edits_that_a_claim_can_t_have(fields: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        edited(make(), fields, SOURCE, "A", "w")


def test_a_claim_is_judged_once() -> None:
    change = Change("accepted", "A", "w")
    assert judged(make(status="proposed"), "accepted", change).changes == (change,)
    for status in ("accepted", "superseded"):
        with pytest.raises(UsageError):
            judged(make(status=status), "accepted", change)


def test_values_in_words() -> None:
    said = {"300": 300, "0.3..0.5": [0.3, 0.5], "-2 .. 4": [-2, 4], "bound": "bound", "2020-11-10": "2020-11-10",
            "a > b": {"order": ["a", "b"]}, "yes": "yes", "1e3": 1000, "4_000": 4000}  # fmt: skip
    assert {text: value_of(text) for text in said} == said


def test_a_number_is_in_the_unit_of_its_slot() -> None:
    raw = {k: v for k, v in raw_fields(make(), SOURCE).items() if k not in ("id", "unit")}
    assert draft(raw, SOURCE).value == point(300, "about")


@pytest.mark.parametrize("ends", ["", "1", "4..4", "9..3", "0..9999", "a..b", "-1..3"])
def test_spans_that_are_none(ends: str) -> None:
    with pytest.raises(UsageError):
        span(TEXT, ends)


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_a_span_is_what_stands_there(first: int, last: int) -> None:
    if first < last and TEXT[first:last].strip():
        at = span(TEXT, f"{first}..{last}")
        assert TEXT[at.start : at.end].split()[:5] == at.anchor.split()


def test_told_in_words_of_its_fields() -> None:
    assert told(make()) == "flood, displaced, about 300 persons"
    assert told(make("a.attention", word("bound"))) == "a, attention, bound"
