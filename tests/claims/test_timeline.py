from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.making import CLAIMS, PERIODS, make, point, word

from detente.claims.model import Claim, Modality
from detente.claims.timeline import Event, precision, timeline
from detente.names.entities import Entities, Entity

ENTITIES = Entities(
    [
        Entity("flood", "Great flood", "event"),
        Entity("great_flood", "Great flood", "event"),  # the same name, and another event
        Entity("truce", "Mill truce", "pact"),
        Entity("a", "A", "actor", display="A"),
        Entity("b", "B", "actor", display="B"),
        Entity("mill", "Mill", "place", ("Old Mill",)),
    ]
)
SPRING = (date(2021, 3, 1), date(2021, 3, 31))
LONG_AFTER = date(2050, 1, 1)
FIRST = (date(2021, 3, 4), date(2021, 3, 4))


def event(slot: str, value: str = "yes", when: tuple[date, date] | None = FIRST, **more: object) -> Claim:
    return make(slot, word(value), **{"kind": "event", "event_time": when, "known_from": LONG_AFTER, **more})


def told(*claims: Claim) -> list[Event]:
    return timeline(claims, ENTITIES)


@pytest.mark.parametrize(
    ("first", "last", "how"),
    [
        (date(2020, 11, 10), date(2020, 11, 10), "day"),
        (date(2020, 2, 1), date(2020, 2, 29), "month"),
        (date(2020, 1, 1), date(2020, 12, 31), "year"),
        (date(2019, 1, 1), date(2020, 2, 29), "period"),
        (date(1991, 1, 1), date(1994, 12, 31), "period"),
    ],
)
def test_precision(first: date, last: date, how: str) -> None:
    assert precision((first, last)) == how


def test_claims_on_one_event_are_one_event_in_its_neutral_name() -> None:
    claims = event("flood.happened"), make("flood.deaths", point(3), event_time=SPRING, kind="measure")
    (one,) = told(*claims)
    assert (one.what, one.date, one.actors, len(one.claims)) == ("Great flood", FIRST, (), 2)


def test_events_of_other_times_than_those_asked_for_are_left_out() -> None:
    claims = event("flood.happened"), event("great_flood.happened", when=SPRING), event("truce.in_force", when=FIRST)
    every = told(*claims)
    assert len(every) == 3
    assert timeline(claims, ENTITIES, lambda when: when == FIRST) == [one for one in every if one.date == FIRST]


def test_the_same_name_is_not_the_same_event() -> None:
    assert len(told(event("flood.happened"), event("great_flood.happened"))) == 2


def test_dates_that_disagree_stand_beside_each_other_and_wider_ones_do_not() -> None:
    claims = (
        event("flood.date", "2021-03-04"),
        event("flood.happened", when=FIRST, asserted_by="b"),
        event("flood.date", "2021-03-05", asserted_by="c"),
        event("flood.date", "2021-03", asserted_by="d"),
    )
    (one,) = told(*claims)
    assert one.date == FIRST
    assert [other.date for other in one.others] == [(date(2021, 3, 5), date(2021, 3, 5))]


def test_a_beginning_and_an_end_make_a_period() -> None:
    (one,) = told(event("flood.start", "2021-03-04"), event("flood.end", "2021-04-02"), event("flood.happened"))
    assert one.date == (date(2021, 3, 4), date(2021, 4, 2))
    assert one.precision == "period"


@pytest.mark.parametrize("began", ["date", "start"])
def test_what_lasted_is_dated_from_its_beginning_to_its_end_and_its_parts_are_no_other_dates(began: str) -> None:
    claims = (
        event(f"flood.{began}", "2021-03-04"),
        event("flood.happened", when=FIRST),
        event("flood.account[court]", "order", when=(date(2021, 6, 1), date(2021, 6, 1))),
        event("flood.date[rescue]", "2021-07-02"),
    )
    end = event("flood.end", "2021-05-09")
    (one,), (open_,) = told(*claims, end), told(*claims)
    assert (one.date, one.others) == ((FIRST[0], date(2021, 5, 9)), ())
    assert (open_.date, open_.others) == (FIRST, ())
    assert end not in open_.claims


def test_an_event_of_which_nobody_tells_the_time_has_no_other_dates() -> None:
    claims = event("flood.initiator", "a"), event("flood.status", "ongoing", when=SPRING)
    (one,) = told(*claims)
    assert (one.date, one.others) == (FIRST, ())


def test_whole_months_around_an_event_are_no_other_date() -> None:
    months = event("flood.happened", when=(date(2021, 2, 1), date(2021, 3, 31)), asserted_by="c")
    (one,) = told(event("flood.date", "2021-03-04"), event("flood.happened"), months)
    assert (one.date, one.others) == (FIRST, ())


@pytest.mark.parametrize(
    ("slot", "more", "planned"),
    [
        ("truce.deadline[keepers]", {}, [True]),
        ("truce.term[keepers]", {}, [True]),
        ("truce.start", {"modality": Modality("intent")}, [True]),
        ("truce.start", {}, []),
        ("a.date", {}, []),
        ("a.date", {"known_from": LONG_AFTER}, [False]),
    ],
)
def test_a_forecast_is_no_event_and_what_is_planned_is_marked(
    slot: str, more: dict[str, Any], planned: list[bool]
) -> None:
    found = told(record(slot, "2021-03-04", **{"known_from": date(2021, 3, 3), **more}))
    assert [one.planned for one in found] == planned


def test_a_place_that_is_no_entity_is_found_by_its_name_or_left_out() -> None:
    assert [one.place for one in told(record("flood.place", "old_mill"), record("flood.happened", "yes"))] == ["mill"]
    assert [one.place for one in told(record("flood.place", "by_the_road"), record("flood.happened", "yes"))] == [None]


def test_the_same_said_of_times_that_meet_is_one_event_else_two() -> None:
    again = event("a.used[x]", when=(date(2021, 3, 3), date(2021, 3, 6)), asserted_by="b")
    later = event("a.used[x]", when=(date(2022, 3, 3), date(2022, 3, 6)), asserted_by="b")
    assert [len(one.claims) for one in told(event("a.used[x]"), again, later)] == [2, 1]


def test_terms_stand_with_their_pact() -> None:
    term = record("truce.term[keepers]", "come")
    start = record("truce.start", "2021-03-04", paraphrase="It began.")
    (one,) = told(term, start)
    assert one.what == "Mill truce: It began."


def record(slot: str, value: str, **more: Any) -> Claim:
    return event(slot, value, **{"kind": "fact", "at": None, **more})


def test_a_pact_is_told_by_its_entry_into_force_and_not_by_what_it_covers() -> None:
    covered = record("truce.covers[mill]", "yes", credibility=1)
    (one,) = told(covered, record("truce.in_force", "yes", credibility=2, paraphrase="It counts."))
    assert (one.what, one.place) == ("Mill truce: It counts.", None)


def test_a_denial_stands_with_what_it_denies() -> None:
    broke = record("truce.term_kept[peace]", "no", paraphrase="B broke it, says A.")
    denied = replace(broke, stance="disputes", asserted_by="b", paraphrase="B denies it.")
    (one,) = told(denied, broke)
    assert one.what == "Mill truce: B broke it, says A. B denies it."
    used = record("a.used[gun]", "yes", kind="event", paraphrase="It fired.")
    (one,) = told(used, replace(used, stance="disputes", asserted_by="a", paraphrase="It did not."))
    assert (one.what, one.actors) == ("It fired. A denies it: It did not.", ())


def test_what_nobody_confirmed_is_told_by_all_who_say_so_and_what_is_once() -> None:
    said = [record("truce.term_kept[peace]", "partly", asserted_by=who, paraphrase=who) for who in "xy"]
    (one,) = told(*said)
    assert sorted(one.what.removeprefix("Mill truce: ").split()) == ["x", "y"]
    (one,) = told(*(replace(claim, credibility=1) for claim in said))
    assert one.what in ("Mill truce: x", "Mill truce: y")


def test_states_of_long_standing_and_undated_claims_are_no_events() -> None:
    assert told(make("mill.holder", word("a"), kind="fact", event_time=SPRING), event("a.used[x]", when=None)) == []


def test_a_place_that_is_stated_counts() -> None:
    (one,) = told(event("flood.happened"), event("flood.place", "mill"))
    assert one.place == "mill"


def test_a_level_that_a_text_reads_is_no_event_and_two_of_one_time_are_not_one() -> None:
    rallies = event("a.unrest", "raised", when=SPRING)
    marched = record("a.unrest", "raised", paraphrase="They marched.", citation="March")
    shot = record("a.unrest", "raised", paraphrase="They shot.", citation="Shots")
    assert sorted(one.what for one in told(rallies, marched, shot)) == ["They marched.", "They shot."]
    assert told(replace(marched, event_time=SPRING)) == []


def test_a_level_belongs_to_the_event_of_whose_record_it_is_part_at_the_time() -> None:
    flood = record("flood.happened", "yes", origin="record-flood")
    level = record("a.unrest", "high", origin="record-flood")
    (one,) = told(flood, level)
    assert (one.subject, {claim.id for claim in one.claims}) == ("flood", {flood.id, level.id})
    assert len(told(flood, replace(level, event_time=(LONG_AFTER, LONG_AFTER)))) == 2
    assert len(told(flood, replace(level, origin="record-other"))) == 2


def test_who_is_held_to_have_won_is_said_as_an_opinion_too() -> None:
    (one,) = told(event("flood.happened"), event("flood.victor", "a", kind="opinion"))
    assert [said.value for said in one.said] == ["a"]


@given(st.lists(CLAIMS, max_size=8), st.lists(PERIODS, min_size=8, max_size=8))
def test_events_are_in_order_and_every_claim_stands_in_one(claims: list[Claim], periods: list[object]) -> None:
    dated = [
        event("flood.happened" if number % 2 else "a.used[x]", when=period, asserted_by=claim.asserted_by)  # type: ignore[arg-type]
        for number, (claim, period) in enumerate(zip(claims, periods, strict=False))
    ]
    found = told(*dated)
    assert [one.date for one in found] == sorted(one.date for one in found)
    assert sorted(c.id for one in found for c in one.claims) == sorted(claim.id for claim in dated)
    assert all(one.date[0] <= one.date[1] for one in found)
    assert all(one.date[1] - one.date[0] >= timedelta(0) for one in found)


def test_the_record_s_date_leads_where_an_author_s_differs_from_it() -> None:
    slip, recorded = event("flood.date", "2021-03-03"), record("flood.date", "2021-03-04", asserted_by="clerk")
    (one,) = told(slip, recorded, event("flood.date", "2021-03-03", asserted_by="b"))
    assert (one.date, [other.date[0] for other in one.others]) == (FIRST, [date(2021, 3, 3)])


@pytest.mark.parametrize("year", ["2021", "2021-03"])
def test_an_author_s_day_within_the_time_of_record_makes_it_more_exact(year: str) -> None:
    (one,) = told(event("flood.date", "2021-03-04"), record("flood.date", year, asserted_by="clerk"))
    assert (one.date, one.others) == (FIRST, ())


def test_the_record_of_one_bound_speaks_of_no_other() -> None:
    end = record("flood.end", "2021-05-09", asserted_by="clerk")
    (one,) = told(event("flood.start", "2021-03-04"), end)
    assert one.date == (FIRST[0], date(2021, 5, 9))
