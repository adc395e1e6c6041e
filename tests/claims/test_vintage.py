from datetime import date, timedelta

from hypothesis import given
from tests.asking.asked import case
from tests.claims.making import CLAIMS, DAYS, PUBLISHED, make

from detente.claims.model import Claim
from detente.claims.vintage import DATED, counts, known_on


@given(CLAIMS, DAYS, DAYS)
def test_what_counts_goes_on_counting(claim: Claim, first: date, second: date) -> None:
    earlier, later = min(first, second), max(first, second)
    for vintage in ("published", "reconstructed"):
        assert not counts(claim, earlier, vintage) or counts(claim, later, vintage)


@given(CLAIMS, DAYS)
def test_published_counts_from_the_day_it_is_known(claim: Claim, day: date) -> None:
    assert counts(claim, day) == (claim.known_from <= day)
    assert counts(claim, day, "reconstructed") or not counts(claim, day)


def test_reconstructed_events_count_from_the_day_after_they_ended() -> None:
    end = date(2020, 11, 10)
    event = make(kind="event", event_time=(date(2020, 9, 27), end))
    assert not counts(event, end, "reconstructed")
    assert counts(event, end + timedelta(days=1), "reconstructed")
    assert not counts(event, end + timedelta(days=1), "published")


@given(CLAIMS, DAYS)
def test_what_counts_was_known_by_then(claim: Claim, day: date) -> None:
    if counts(claim, day):
        assert known_on(claim, day) == claim.known_from
    if counts(claim, day, "reconstructed"):
        assert known_on(claim, day) <= day


def test_opinions_never_count_before_their_publication() -> None:
    opinion = make(kind="opinion", event_time=(date(2020, 1, 1), date(2020, 1, 1)))
    assert not counts(opinion, PUBLISHED - timedelta(days=1), "reconstructed")


def test_what_readers_wrote_below_a_text_was_not_known_on_the_day_it_came_out() -> None:
    comments = [claim for claim in case().claims if claim.at is not None and claim.at.zone == "comment"]
    assert comments
    assert {claim.id for claim in comments if counts(claim, case().sources[claim.source].counts_from)} == set()


def test_nothing_that_happened_counts_before_it_began() -> None:
    happened = [claim for claim in case().claims if claim.kind in DATED and claim.event_time is not None]
    assert [claim.id for claim in happened if counts(claim, claim.event_time[0] - timedelta(days=1))] == []  # type: ignore[index]
