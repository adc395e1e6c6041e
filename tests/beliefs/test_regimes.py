"""What is over doesn't speak: a later record ends what was said before it, and the past is not the present."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.beliefs.making import AS_OF, DAY, HOLDER, RECORDS, SLOT, drawn, say, winners, word

from detente.beliefs.current import current, feeds_model, in_force, is_past
from detente.claims.model import Claim, Value


def holder(who: str, value: str, start: date, **more: object) -> Claim:
    known = start + timedelta(days=1)
    return say(who, word(value), slot=HOLDER, event_time=(start, start), known_from=known, **more)


def test_a_later_record_ends_what_anyone_said_before() -> None:
    old, new = holder("record", "northland", date(2015, 6, 1)), holder("record", "southland", date(2020, 11, 10))
    opinion = say("able", word("northland"), slot=HOLDER, known_from=date(2019, 5, 1))
    assert set(winners(drawn([old, opinion, new], HOLDER))) == {new.id}
    before = drawn([old, opinion, new], HOLDER, as_of=date(2020, 1, 1))
    assert set(winners(before)) == {old.id, opinion.id}


def test_an_analysis_opens_no_regime() -> None:
    old = holder("record", "northland", date(2015, 6, 1))
    opinion = say("able", word("southland"), slot=HOLDER)
    assert set(in_force([old, opinion], AS_OF, RECORDS)) == {old, opinion}


def test_an_analysis_of_the_time_before_is_over_and_one_after_it_speaks() -> None:
    record = holder("record", "southland", date(2021, 1, 10))
    before = say("able", word("northland"), slot=HOLDER, known_from=date(2021, 1, 9))
    after = say("baker", word("northland"), slot=HOLDER, known_from=date(2021, 1, 11))
    assert set(in_force([record, before, after], AS_OF, RECORDS)) == {record, after}


def test_claims_on_a_past_period_do_not_speak_of_the_present() -> None:
    then = say("able", 0.1, event_time=(date(2016, 4, 1), date(2016, 4, 5)))
    lately = say("baker", 0.2, event_time=(DAY - timedelta(days=40), DAY - timedelta(days=10)))
    lasting = say("charlie", 0.3)
    assert [is_past(each, AS_OF) for each in (then, lately, lasting)] == [True, False, False]
    assert current([then, lately, lasting], AS_OF, RECORDS) == {then.slot: (lately, lasting)}


def test_what_happened_stays_so_however_long_ago() -> None:
    """How many died is no state of affairs that ends before somebody writes of it."""
    long_ago = (date(2016, 4, 1), date(2016, 4, 5))
    died = say("able", Value("point", 5000, 5000, unit="persons"), slot="flood_march.deaths", event_time=long_ago)
    held = say("able", word("northland"), slot=HOLDER, event_time=long_ago)
    assert current([died, held], AS_OF, RECORDS) == {"flood_march.deaths": (died,)}


def test_what_was_written_down_later_counts_in_a_reconstruction() -> None:
    lately = say("able", 0.1, kind="fact", event_time=(DAY, DAY), known_from=AS_OF + timedelta(days=900))
    assert current([lately], AS_OF, RECORDS) == {}
    assert current([lately], AS_OF, RECORDS, "reconstructed") == {SLOT: (lately,)}


def test_a_record_that_nobody_knows_closes_a_regime_and_the_prior_speaks() -> None:
    bound = say("record", 0.1, event_time=(date(2015, 6, 1),) * 2, known_from=date(2015, 6, 2))
    closed = say("record", Value("unknown"), event_time=(date(2020, 1, 1),) * 2, known_from=date(2020, 1, 2))
    since = say("able", 0.6)
    assert set(winners(drawn([bound, closed]))) == {f"prior:{SLOT}"}
    assert current([bound, closed, since], AS_OF, RECORDS) == {SLOT: (since,)}
    assert current([bound, closed, since], date(2019, 6, 1), RECORDS) == {SLOT: (bound,)}
    rejected = replace(closed, status="rejected")
    assert current([bound, rejected], AS_OF, RECORDS) == {SLOT: (bound,)}


def test_what_is_announced_has_not_begun() -> None:
    ahead = holder("record", "southland", AS_OF + timedelta(days=30))
    told = say("record", word("southland"), slot=HOLDER, known_from=AS_OF, event_time=ahead.event_time)
    now = holder("record", "northland", date(2015, 6, 1))
    assert in_force([told, now], AS_OF, RECORDS) == (now,)


def test_only_slots_that_a_mechanism_reads_feed_the_model() -> None:
    assert feeds_model("harbour.attention")
    assert not feeds_model("flood_march.displaced")
