from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.claims.as_json import claim_to_json
from detente.claims.cues import hedges
from detente.claims.locators import digest
from detente.claims.proposals import propose
from detente.claims.quantities import quantities
from detente.names.entities import Entities, Entity
from detente.sources.reader import read_bytes

ENTITIES = Entities(
    [
        Entity("flood", "Flood", "event", ("flood",)),
        Entity("mayor", "Mayor", "person", ("the mayor", "The mayor")),
        Entity("valley", "Valley", "actor", ("Valley",)),
        Entity("guard", "Guard", "force", ("River Guard",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("half a million people", (500_000, 500_000, "exact", "persons")),
        ("nearly a million people", (1e6, 1e6, "about", "persons")),
        ("over 4,000 killed", (4000, 4000, "at_least", "persons")),
        ("as many as 50,000 soldiers", (50_000, 50_000, "at_most", "persons")),
        ("around 300 displaced", (300, 300, "about", "persons")),
        ("at least 12 dead", (12, 12, "at_least", "persons")),
        ("between 20 and 30 civilians", (20, 30, "exact", "persons")),
        ("2 to 3 million refugees", (2e6, 3e6, "exact", "persons")),
        ("dozens of protesters", (24, 99, "exact", "persons")),
        ("tens of thousands of people", (20_000, 99_999, "exact", "persons")),
        ("$3.7 billion", (3.7e9, 3.7e9, "exact", "usd")),
        ("97 percent", (0.97, 0.97, "exact", "share")),
        ("six weeks", (42, 42, "exact", "days")),
        ("a 44-day siege", (44, 44, "exact", "days")),
        ("three times", (3, 3, "exact", "ratio")),
        ("500 or more soldiers", (500, 500, "at_least", "persons")),
    ],
)
def test_quantities(text: str, expected: tuple[float, float, str, str]) -> None:
    [found] = quantities(f"There were {text} there.")
    assert (found.low, found.high) == pytest.approx(expected[:2])
    assert (found.bound, found.unit) == expected[2:]


@pytest.mark.parametrize(
    "text", ["In 2020 people left.", "Section [3] of the people.", "He may come.", "On May 9 2019 soldiers sang."]
)
def test_years_marks_and_months_are_no_quantities(text: str) -> None:
    assert [q for q in quantities(text) if q.low > 1000 or q.low == 3] == []


def test_two_numbers_may_share_a_noun() -> None:
    assert [(q.low, q.unit) for q in quantities("31 and 90 soldiers fell")] == [(31, "persons"), (90, "persons")]


@pytest.mark.parametrize(
    ("text", "class_"),
    [
        ("It is highly unlikely.", "graded"),
        ("They may leave.", "possible"),
        ("The most likely response is rain.", "rank"),
        ("He would like to talk.", "intent"),
        ("They allegedly left.", "reported"),
    ],
)
def test_hedges(text: str, class_: str) -> None:
    assert [cue.class_ for cue in hedges(text)] == [class_]


def test_a_month_is_no_hedge() -> None:
    assert list(hedges("In May 2018 and on 3 May they met.")) == []


def test_proposals_name_subject_asserter_and_bound() -> None:
    text = (
        "Rivers\n\nThe mayor said that the flood displaced nearly 300 people. "
        "Valley may ask for help from the River Guard.\n"
    )
    document = read_bytes(text.encode())
    first, second = propose(document, ENTITIES, "s", date(2021, 1, 1))
    assert (first.slot, first.asserted_by, first.value.key()) == (
        "flood.displaced",
        "mayor",
        "300.0 about persons",
    )
    assert (second.slot, second.modality.class_, second.value.type) == ("valley.prediction", "possible", "unknown")
    shown = claim_to_json(second)
    assert shown["value"] is None
    assert shown["status"] == "proposed"
    assert shown["known_from"] == "2021-01-01"


@given(st.text(st.sampled_from("0123456789,.$% \nabMmay lionksover-to[]–fhdpeopleVaflod")), st.booleans())
def test_every_proposal_has_an_exact_span_and_reading_is_pure(text: str, page: bool) -> None:
    raw = f"<p>{text}</p>x".encode() if page else f"x{text}".encode()
    document = read_bytes(raw, "a.html" if page else "a.txt")
    found = propose(document, ENTITIES)
    assert found == propose(document, ENTITIES)
    for claim in found:
        assert claim.at is not None
        assert digest(document.text.text[claim.at.start : claim.at.end]) == claim.at.sha256
        assert claim.status == "proposed"


SHARED = Path(__file__).parents[2].parent / "shared" / "sources"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the five texts are not here")
def test_most_annotated_quantities_are_proposed() -> None:
    import json

    sample = json.loads((SHARED / "sample_claims.json").read_text())
    counted = [entry for entry in sample if entry["slot"].startswith(("displaced", "deaths", "mil"))]
    hit = 0
    for entry in counted:
        raw = next(SHARED.glob(f"{entry['doc']}_*.txt")).read_bytes()
        spans = [claim.at for claim in propose(read_bytes(raw), ENTITIES) if claim.kind == "measure" and claim.at]
        hit += any(at.start < entry["end"] and entry["start"] < at.end for at in spans)
    assert hit >= 0.9 * len(counted)
