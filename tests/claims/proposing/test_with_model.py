from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.proposing.marking import MADE_BY, marking, model
from tests.claims.proposing.test_proposals import DAY, ENTITIES, HOME, TEXT

from detente.claims.locators import digest
from detente.claims.proposing.pipeline import Marked, Model, ModelError
from detente.claims.proposing.proposals import READ, Proposal, propose
from detente.claims.proposing.with_model import NAMES, NUMBERS
from detente.names.catalogue import catalogue, check_value, parse_address
from detente.names.entities import Entities, Entity
from detente.sources.reader import read_bytes

PAGE = (
    f"<h1>{HOME}</h1><p>The mayor said that the flood displaced nearly 300 people in May 2020, and that Valleria may "
    "ask the Grain Board for help. Ana Sol left 12 tons of rice, about one fifth of it, on 3 June 2020.</p>"
    "<blockquote>Over 40 men of the Hill Council were there. Lake Oro is two weeks away.</blockquote>"
    "<p>Perhaps 2019 was a dry year for Ana Sol; the River Guard left within 44 days.</p>"
)
LABELS = sorted(NAMES) + sorted(NUMBERS) + ["NORP", ""]
MARKED = st.tuples(st.integers(-5, 140), st.integers(-5, 30), st.sampled_from(LABELS)).map(
    lambda one: Marked(one[0], one[0] + one[1], one[2])  # also empty, reversed and beyond the sentence
)


def added(text: str, marks: Model, entities: Entities = ENTITIES) -> list[Proposal]:
    document = read_bytes(f"{HOME}\n\n{text}\n".encode())
    return [claim for claim in propose(document, entities, "s", DAY, marks) if claim.made_by == MADE_BY]


@given(st.just(PAGE) | TEXT.map("<p>x{}</p>".format), st.lists(MARKED, max_size=12), st.none() | st.just(DAY))
def test_a_model_only_adds(page: str, marked: list[Marked], published: date | None) -> None:
    document = read_bytes(page.encode(), "a.html")
    text = document.text.text
    alone = propose(document, ENTITIES, "s", published)
    found = propose(document, ENTITIES, "s", published, model(lambda _: marked))
    assert tuple(claim for claim in found if claim.made_by != MADE_BY) == alone
    assert len({claim.id for claim in found}) == len(found)
    ruled = [(one.at.start, one.at.end) for one in alone if one.at]
    reached = 0
    for one in found:
        if one.made_by != MADE_BY:
            continue
        assert one.at is not None
        start, end = one.at.start, one.at.end
        assert reached <= start < end <= len(text)
        assert not any(first < end and start < last for first, last in ruled)
        assert any(p.start <= start and end <= p.end and p.zone == one.at.zone in READ for p in document.passages)
        assert digest(text[start:end]) == one.at.sha256
        assert one.status == "proposed"
        attribute = catalogue()[parse_address(one.slot).attribute]
        value = one.value.words[0] if one.value.words else (one.value.low, one.value.high)
        assert check_value(attribute, value, one.value.unit) is None  # type: ignore[arg-type]
        reached = end


def test_some_of_it_is_added() -> None:
    """The law above would hold for a model that never adds."""
    document = read_bytes(PAGE.encode(), "a.html")
    labels = {"PERSON": "Ana Sol", "ORG": "Hill Council", "LOC": "Lake Oro"}
    found = [one for one in propose(document, ENTITIES, "s", DAY, marking(**labels)) if one.made_by == MADE_BY]
    assert [one.slot for one in found] == [
        "ana_sol.called[name]", "hill_council.called[name]", "lake_oro.called[name]",
    ]  # fmt: skip


def test_a_name_that_nobody_knows_is_an_alias_once() -> None:
    text = "The Grain Board met. So the Grain Board met again."
    [name] = added(text, marking(ORG="the Grain Board", PERSON="Grain Board"))
    assert (name.slot, name.kind, name.value.words, name.asserted_by) == (
        "grain_board.called[name]",
        "alias",
        ("grain_board",),
        "author",
    )
    assert (name.weight, name.status, name.known_from) == (1.0, "proposed", DAY)
    assert name.note == "a name that the case doesn't know, to the model a person"


def test_what_is_known_is_not_proposed() -> None:
    people = Entity("hill", "Hill", "actor", ("Hillland",), demonyms=("Hillish",))
    known = Entities([*ENTITIES.values(), people])
    for words in ("Valleria", "North Valleria", "Upper Dale", "Hillish", "Mayor", "valley", "Author", "None", "—"):
        assert not added(f"Then {words} came.", marking(ORG=words), known), words
    assert added("Then Hillton came.", marking(ORG="Hillton"), known)


def test_what_overlaps_is_left_alone() -> None:
    def spans(text: str) -> list[Marked]:
        found = [(text.index(words), words) for words in overlapping if words in text]
        return [Marked(at, at + len(words), "ORG") for at, words in found]

    overlapping = ["300 people of Hill Town", "Ana Sol", "Sol of Oro"]
    found = added("Some 300 people of Hill Town met Ana Sol of Oro.", model(spans))
    assert [one.value.words for one in found] == [("ana_sol",)]


def test_a_common_noun_is_no_name() -> None:
    assert not added("Then the navy came.", marking(ORG="navy"))


def test_a_reader_s_words_weigh_nothing() -> None:
    long = "The mayor walked along the river and looked at the dam and at the herds on the far bank of it. " * 4
    document = read_bytes(f"{HOME}\n\n{long}\n\n2 comments\n\nThen Ana Sol came.\n".encode())
    [name] = [c for c in propose(document, ENTITIES, "s", DAY, marking(PERSON="Ana Sol")) if c.made_by == MADE_BY]
    assert (name.weight, name.asserted_by) == (0.0, "reader_comment")


def test_titles_and_datelines_give_none() -> None:
    assert not added("VALLETTA, 3 May (Sun Wire) — The mayor left.", marking(ORG="Sun Wire"))
    page = "<h1>Ana Sol resigns</h1><p>The mayor walked along the river and looked at the dam again.</p>"
    assert not propose(read_bytes(page.encode(), "a.html"), ENTITIES, "s", DAY, marking(PERSON="Ana Sol"))


@pytest.mark.parametrize(
    ("label", "words"), [("DATE", "2011"), ("CARDINAL", "seven"), ("NORP", "Ana Sol"), ("DATE", "")]
)
def test_what_no_parser_reads_is_not_proposed(label: str, words: str) -> None:
    assert not added(f"Lee and Park ({words}) wrote it down.", marking(**{label: words}))


def test_a_number_that_the_rules_passed_over_is_read_by_the_same_parser() -> None:
    text = "It was so in 12 per cent of cases, while about one fifth were left open."
    [share] = added(text, marking(PERCENT="about one fifth"))
    assert (share.value.low, share.value.bound, share.value.unit, share.kind) == (0.2, "about", "share", "measure")
    assert not added(text, marking(PERCENT="12 per cent of cases, while about one fifth"))


def test_a_model_that_fails_or_skips_a_sentence_is_told() -> None:
    def fails(_: str) -> list[Marked]:
        raise RuntimeError("shapes differ")

    class Short:
        def pipe(self, texts: object) -> list[object]:
            return []

    for one in (model(fails), Model(Short(), MADE_BY)):  # type: ignore[arg-type]
        with pytest.raises(ModelError, match="the installed model fails"):
            added("The mayor left.", one)
