"""Evidence, attribution, hedging and revision: the frame of everything else.

What the analyses show. They report more than they assert: Poghosyan (October 2023) tells what unnamed experts expect
and argues for the contrary; the figure that Ringler (July 2020) gives for April 2016 is the US State Department's.
Readers' comments below Poghosyan and a map's caption in The Conversation (September 2022) are not their authors'. One
article contradicts itself (the SAIS article, January 2023). Some of what was predicted has been settled since.

How the model says it. A claim carries who says it, through whom, how surely, since when and where in the text. What
is denied, conditional or predicted drives nothing. A claim counts from the day it could be known; of the past the
public record's regimes decide. Strike a source, and the answer is that of a case without it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.making import PUBLISHED, RECORD, SOURCE, make, word
from tests.systems.flagship import case, day

from detente.beliefs.current import current
from detente.beliefs.draws import Beliefs, Terms, believe
from detente.beliefs.grounds import Grounds
from detente.claims.contested import contested
from detente.claims.model import Claim, Modality
from detente.names.catalogue import catalogue

SLOT = "patron.attention"
OTHER = replace(SOURCE, id="other-2021")
SOURCES = {source.id: source for source in (SOURCE, OTHER, RECORD)}
LATER = date(2022, 1, 1)


def says(value: str = "bound", **changes: object) -> Claim:
    return make(SLOT, word(value), kind="fact", **changes)


def heard(*claims: Claim, as_of: date = LATER) -> tuple[Claim, ...]:
    return current(claims, as_of, frozenset({RECORD.id})).get(SLOT, ())


@given(st.dates(date(2015, 1, 1), date(2030, 1, 1)))
def test_a_claim_counts_from_the_day_it_could_be_known(as_of: date) -> None:
    assert bool(heard(says(), as_of=as_of)) == (as_of >= PUBLISHED)


@pytest.mark.parametrize(
    "unheard",
    [
        {"stance": "disputes"},
        {"condition": "war=yes"},
        {"kind": "prediction"},
        {"kind": "characterisation"},
        {"status": "proposed"},
        {"weight": 0.0},
    ],
)
def test_what_is_denied_conditional_predicted_or_not_accepted_drives_nothing(unheard: dict[str, object]) -> None:
    assert heard(says())
    assert not heard(replace(says(), **unheard))  # type: ignore[arg-type]


def test_the_record_supersedes_by_date_what_an_analysis_said_and_does_not_refute_it() -> None:
    before = says("bound")
    since = says("free", source=RECORD.id, event_time=(date(2021, 6, 1), date(2021, 6, 1)), known_from=date(2021, 6, 2))
    assert heard(before, since, as_of=date(2021, 5, 1)) == (before,)
    assert heard(before, since) == (since,)


def test_who_says_it_and_through_whom_stays_with_it() -> None:
    reported = says(asserted_by="experts", attribution=("author",), stance="reports", modality=Modality("reported"))
    (found,) = heard(reported)
    assert (found.asserted_by, found.attribution, found.stance) == ("experts", ("author",), "reports")


def test_rivals_share_the_worlds_and_a_source_struck_out_leaves_them_to_the_rest() -> None:
    one, other = says("bound"), says("free", source=OTHER.id, origin=OTHER.id)
    grounds = Grounds((one, other), SOURCES, {RECORD.id}, {})
    both = believe(grounds, Terms(LATER, 1, 400))
    assert won(both) == {one.id, other.id, "prior"}
    struck = believe(grounds, Terms(LATER, 1, 400, left_out=frozenset({OTHER.id})))
    never = believe(grounds._replace(claims=(one,)), Terms(LATER, 1, 400))
    assert won(struck) == {one.id, "prior"}
    assert np.array_equal(struck.draw(SLOT).numbers, never.draw(SLOT).numbers)


def won(beliefs: Beliefs) -> set[str]:
    """Who had the word in some world."""
    draw = beliefs.draw(SLOT)
    return {draw.labels[int(n)].partition(":")[0] for n in np.unique(draw.winner)}


def test_comments_and_captions_are_not_the_authors() -> None:
    """Readers speak in a zone of their own below the article, and its author never there."""

    def zones(by: str) -> set[str]:
        said = [c for c in case().claims if c.source == "poghosyan-2023" and c.asserted_by.startswith(by)]
        return {c.at.zone for c in said if c.at is not None}

    assert zones("reader_comment") and zones("poghosyan")
    assert not zones("reader_comment") & zones("poghosyan")
    of_map = [c for c in case().claims if c.source == "conversation-2022" and c.at and c.at.zone == "caption"]
    assert of_map
    assert all(c.asserted_by != "author_004" for c in of_map)


def test_others_expectations_are_told_as_theirs() -> None:
    """Of Russia's weakening, expected by experts, Poghosyan himself says the contrary of an attack's aftermath."""
    by = {c.asserted_by: c.value.words for c in case().claims if c.slot.startswith("russia.prediction[influence")}
    assert by["unnamed_experts"] != by["poghosyan"]


def test_predictions_feed_nothing_and_are_kept_to_be_scored() -> None:
    kept = [c for c in case().claims if c.kind == "prediction"]
    assert len(kept) > 50
    for when in ("2020-07-21", "2023-10-04", "2026-01-01"):
        driving = {c.id for group in day(when).beliefs.claims.values() for c in group}
        assert not driving & {c.id for c in kept}


def test_an_article_that_contradicts_itself_is_shown_to() -> None:
    claims = [c for c in case().claims if c.source == "sais-2023"]
    found = contested(claims, catalogue())
    assert len(found) >= 3


def test_nothing_of_a_later_day_speaks_on_an_earlier_one() -> None:
    for when in ("2020-07-21", "2020-11-20", "2022-09-16", "2023-01-15"):
        driving = [c for group in day(when).beliefs.claims.values() for c in group]
        assert driving
        assert max(c.known_from for c in driving) <= date.fromisoformat(when)
