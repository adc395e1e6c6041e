"""Who stands as actor of an event, and who is only said to have begun or won it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.making import make, point, word

from detente.cases.reader import bundled, load_case
from detente.claims.contested import Background, Judged
from detente.claims.locators import locate
from detente.claims.model import Claim
from detente.claims.parties import JUDGED, names_in
from detente.claims.speakers import party
from detente.claims.timeline import Event, timeline
from detente.names.entities import Entities, Entity
from detente.names.offices import Office

CASES = sorted(path.parent.name for path in bundled().glob("*/case.yaml"))
ENTITIES = Entities(
    [
        Entity("clash", "Clash", "event"),
        Entity("truce", "Truce", "pact"),
        Entity("mill", "Mill", "place"),
        Entity("weir", "Weir", "place"),
        *(Entity(name, name.upper(), "actor", display=name.upper()) for name in "abc"),
        Entity("ministry", "B's ministry", "other", display="B's ministry"),
    ]
)
DAY = (date(2021, 3, 4), date(2021, 3, 4))
LATER = (date(2021, 3, 6), date(2021, 3, 6))


def claim(slot: str, value: str | int = "yes", by: str = "record", **more: Any) -> Claim:
    said = point(value) if isinstance(value, int) else word(value)
    fields = {"kind": "fact", "event_time": DAY, "asserted_by": by, "origin": by, "at": None, "known_from": LATER[1]}
    return make(slot, said, **{**fields, **more})


def event(*claims: Claim, known: Background | None = None) -> Event:
    (found,) = timeline(claims, ENTITIES, known=known or Background())
    return found


def voices(found: Event) -> list[tuple[str, str, list[str], list[str]]]:
    return [
        (one.attribute, one.value, [c.asserted_by for c in one.claims], [c.asserted_by for c in one.denials])
        for one in found.said
    ]


def test_the_accused_is_no_actor_and_its_denial_stands_beside_the_accusation() -> None:
    accused = claim("clash.initiator", "b", by="a")
    denied = claim("clash.initiator", "b", by="b", stance="disputes", event_time=LATER)
    found = event(claim("clash.happened"), accused, denied)
    assert found.actors == ()
    assert voices(found) == [("initiator", "b", ["a"], ["b"])]


def test_nor_is_the_victor_and_mutual_accusations_stand_by_name() -> None:
    found = event(
        claim("clash.initiator", "b", by="a"), claim("clash.initiator", "a", by="b"), claim("clash.victor", "b")
    )
    assert found.actors == ()
    assert voices(found) == [
        ("initiator", "a", ["b"], []), ("initiator", "b", ["a"], []), ("victor", "b", ["record"], []),
    ]  # fmt: skip


def test_what_is_only_supposed_is_not_said() -> None:
    found = event(claim("clash.happened"), claim("clash.initiator", "b", condition="x.y=z"))
    assert found.said == ()


def test_undisputed_participants_are_actors_and_denied_ones_are_not() -> None:
    both = event(claim("clash.participants", "b", by="a"), claim("clash.participants", "a", by="b"))
    assert both.actors == ("a", "b")
    denial = claim("clash.participants", "b", by="b", stance="disputes", event_time=LATER)
    assert event(claim("clash.participants", "b", by="a"), denial).actors == ()


AT = locate("Mill\n\nThey came.", "They came.")


@pytest.mark.parametrize(
    ("more", "actors", "by"),
    [
        ({}, ("a",), ()),
        ({"at": AT}, (), ("record",)),
        ({"at": AT, "credibility": 1}, (), ("record",)),
        ({"asserted_by": "b"}, (), ("b",)),
        ({"asserted_by": "ministry"}, (), ("ministry",)),
        ({"asserted_by": "ministry", "credibility": 1}, ("a",), ()),
    ],
)
def test_what_only_an_author_or_one_party_says_makes_no_actor_and_is_theirs(
    more: dict[str, Any], actors: tuple[str, ...], by: tuple[str, ...]
) -> None:
    for slot, value in (("clash.participants", "a"), ("a.used[gun]", "yes")):
        told = event(claim(slot, value, kind="event", **more))
        assert (told.actors, told.told_by) == (actors, by)


def test_what_an_author_says_is_told_as_the_author_s() -> None:
    said = claim("a.used[gun]", kind="event", paraphrase="It fired.", by="c", at=AT)
    assert event(said).what == "C says: It fired."
    assert (
        event(said, replace(said, asserted_by="a", attribution=("b",))).what == "A, as told by B, and C say: It fired."
    )
    assert event(said, claim("a.used[gun]", kind="event", paraphrase="There was a shot.")).what == "There was a shot."


@pytest.mark.parametrize(
    ("paraphrase", "what"),
    [
        ("B said that it fired.", "B said that it fired."),
        ("B fired.", "B's ministry says: B fired."),
        ("It fired, B said when asked.", "B's ministry says: It fired, B said when asked."),
    ],
)  # fmt: skip
def test_a_party_s_word_is_told_as_its_own_unless_it_says_so_itself(paraphrase: str, what: str) -> None:
    assert event(claim("a.used[gun]", kind="event", by="ministry", paraphrase=paraphrase)).what == what


def test_the_account_of_the_accused_and_what_is_linked_stand_beside_an_accusation() -> None:
    accused = claim("clash.initiator", "b", by="a")
    answer = claim("clash.account[b]", "no_attack", by="ministry", kind="opinion")
    linked = claim("mill.account[guns]", "silent", kind="opinion", links=(("contradicts", accused.id),))
    other = claim("clash.account[a]", "an_attack", by="a", kind="opinion")
    found = timeline([claim("clash.happened"), accused, answer, linked, other], ENTITIES)
    (said,) = found[0].said
    assert {one.id for one in said.beside} == {answer.id, linked.id}
    (won,) = event(claim("clash.victor", "b", by="a"), answer).said
    assert won.beside == ()


def test_losses_make_parties_of_two_sides_and_no_actor_of_the_one_that_suffered() -> None:
    mine, theirs = claim("clash.deaths[own=a]", 3, by="a"), claim("clash.deaths[own=b]", 2, by="b")
    assert event(mine, theirs).actors == ("a", "b")
    assert event(mine).actors == ()
    assert event(mine, claim("clash.deaths[enemy_of=b]", 9, by="b")).actors == ()


def test_an_account_makes_nobody_an_actor() -> None:
    assert event(claim("clash.account[a]", "b_s_doing_as_a_says", by="a")).actors == ()


def test_members_of_a_pact_are_those_who_belong_to_it_on_the_day() -> None:
    joined = [claim(f"truce.member[{name}]", event_time=DAY) for name in "ab"]
    left = claim("truce.member[c]", "no")
    assert event(*joined, left).actors == ("a", "b")
    assert event(*joined, claim("truce.member[b]", "no", by="a")).actors == ("a",)


def test_whom_a_denied_term_binds_is_no_party_for_that() -> None:
    bound = [claim("truce.addressee[peace]", "a"), claim("truce.addressee[leave]", "b", by="a")]
    term = claim("truce.term[leave]", "b_s_troops_leave", by="a")
    assert event(*bound, term).actors == ("a", "b")
    assert event(*bound, term, replace(term, stance="disputes", asserted_by="b")).actors == ("a",)


@pytest.mark.parametrize("value", ["yes", "no"])
def test_a_pact_was_not_made_where_it_applies(value: str) -> None:
    assert event(claim("truce.covers[mill]", value)).place is None
    assert event(claim("truce.covers[mill]", value), claim("truce.place", "weir")).place == "weir"


def test_a_place_that_somebody_denies_does_not_count() -> None:
    held = claim("clash.place", "mill"), claim("clash.place", "weir", by="a")
    denied = claim("clash.place", "mill", by="b", stance="disputes")
    assert event(*held, denied).place == "weir"
    assert event(claim("clash.happened"), denied).place is None


def test_a_holder_that_claims_disagree_on_is_no_actor_but_a_client_is_no_disagreement() -> None:
    claims = claim("mill.holder", "a", kind="event"), claim("mill.holder", "b", kind="event", by="paper")
    assert [one.actors for one in timeline(claims, ENTITIES)] == [(), ()]
    known = timeline(claims, ENTITIES, known=Background({"a": "b"}))
    assert [one.actors for one in known] == [("a",), ("b",)]


SIDES = st.sampled_from("ab")
STANCES = st.sampled_from(["endorses", "reports", "disputes"])
SAYINGS = st.one_of(
    st.builds(
        lambda attribute, value, by, stance: claim(f"clash.{attribute}", value, by, stance=stance),
        st.sampled_from(["initiator", "victor", "participants"]), SIDES, SIDES, STANCES,
    ),
    st.builds(lambda side, by: claim(f"clash.deaths[own={side}]", 3, by), SIDES, SIDES),
)  # fmt: skip
OTHER = {"a": "b", "b": "a"}


def swapped(one: Claim) -> Claim:
    slot = one.slot.replace("=a]", "=?]").replace("=b]", "=a]").replace("=?]", "=b]")
    value = word(OTHER[one.value.words[0]]) if one.value.words else one.value
    return replace(one, slot=slot, value=value, asserted_by=OTHER[one.asserted_by], origin=OTHER[one.origin])


@given(st.lists(SAYINGS, min_size=1, max_size=6, unique_by=lambda one: one.id))
def test_sides_that_change_places_change_places_in_what_is_told(claims: list[Claim]) -> None:
    here, there = event(*claims), event(*map(swapped, claims))
    assert {OTHER[name] for name in here.actors} == set(there.actors)
    assert sorted(
        (how, OTHER[value], sorted(OTHER[by] for by in said), sorted(OTHER[by] for by in denied))
        for how, value, said, denied in voices(here)
    ) == sorted((how, value, sorted(said), sorted(denied)) for how, value, said, denied in voices(there))


@given(st.lists(SAYINGS, min_size=1, max_size=6, unique_by=lambda one: one.id), SIDES, SIDES)
def test_an_accusation_more_changes_no_actor(claims: list[Claim], who: str, by: str) -> None:
    more = claim("clash.initiator", who, by, citation="another")
    assert event(*claims, more).actors == event(*claims).actors


@pytest.mark.parametrize("name", CASES)
def test_no_bundled_event_has_an_actor_only_because_it_is_accused_or_won_or_is_named_in_what_is_denied(
    name: str,
) -> None:
    case = load_case(name)
    known = [claim for claim in case.claims if case.sources[claim.source].kind != "series"]
    denied = {(claim.slot, claim.value.key()) for claim in known if claim.stance == "disputes"}
    found = timeline(known, case.entities, known=Background(case.file.clients, case.entities.offices))
    for one in found:
        plain = [claim for claim in one.claims if claim.slot.partition(".")[2].partition("[")[0] not in JUDGED]
        named = {who for claim in plain if (claim.slot, claim.value.key()) not in denied for who in names_in(claim)}
        assert set(one.actors) <= named, one.what
        shown = {claim.id for said in one.said for claim in (*said.claims, *said.denials)}
        assert shown >= {claim.id for claim in one.claims if claim not in plain and claim.condition is None}, one.what


@pytest.mark.parametrize("name", CASES)
def test_no_bundled_pact_has_the_place_of_what_it_does_not_cover(name: str) -> None:
    case = load_case(name)
    for one in timeline([c for c in case.claims if case.sources[c.source].kind != "series"], case.entities):
        negative = {c.slot for c in one.claims if ".covers[" in c.slot and c.value.words == ("no",)}
        assert not any(slot.endswith(f"[{one.place}]") for slot in negative), one.what


def test_an_analyst_s_judgement_is_no_record() -> None:
    """It has no place in a text, as a record has none, and is somebody's own word all the same."""
    judged = claim("clash.participants", "a", by="judgement-x", source="judgement-x")
    found = event(judged)
    assert (found.told_by, found.actors) == (("judgement-x",), ())
    assert event(claim("clash.happened"), judged).actors == ()
    assert event(claim("clash.happened"), claim("clash.participants", "a")).actors == ("a",)


def test_a_voice_is_that_of_the_office_it_held_when_it_spoke() -> None:
    offices = (Office("president", "a", date(2010, 1, 1), date(2022, 1, 1)), Office("envoy", "b", date(2022, 1, 2)))
    known = Entities([*ENTITIES.values(), Entity("smith", "Smith", "person", offices=offices)])
    voices_ = [party("smith", known, day) for day in (date(2000, 1, 1), date(2021, 3, 6), date(2023, 1, 1))]
    assert voices_ == ["smith", "a", "b"]


def opposed(*claims: Claim, judged: tuple[Judged, ...] = ()) -> tuple[Event, list[str]]:
    found, *_ = timeline(claims, ENTITIES, judged=judged)
    return found, [one.paraphrase for one in found.opposed]


def test_what_answers_one_side_s_word_stands_with_it_whatever_its_kind_and_the_event_is_told_as_that_side_s() -> None:
    charge = claim("clash.deaths", 7, by="a", kind="event", paraphrase="Seven died.")
    links = (("contradicts", charge.id),)
    for kind, slot in (("opinion", "clash.account[b]"), ("fact", "clash.account[b]"), ("opinion", "mill.account[b]")):
        answer = claim(slot, "no_fight", by="b", kind=kind, links=links, paraphrase="There was no fight.")
        found, shown = opposed(charge, answer)
        assert shown == ["Seven died.", "There was no fight."]
        assert (found.told_by, found.alone) == (("a",), False)
    assert opposed(charge)[1] == []


def test_of_two_that_are_linked_to_one_another_the_later_answers() -> None:
    charge = claim("clash.happened", by="a", kind="event", known_from=DAY[1])
    answer = claim("clash.account[b]", "no_fight", by="b", links=(("contradicts", charge.id),))
    charged = replace(charge, links=(("contradicts", answer.id),))
    assert opposed(charged, answer)[0].told_by == ("a",)
    assert opposed(replace(charged, known_from=LATER[1]), answer)[0].told_by == ()  # both at once: neither answers


def test_a_denial_of_a_named_event_stands_with_it() -> None:
    said = claim("clash.happened", by="a", kind="event", paraphrase="They came.")
    denied = replace(said, stance="disputes", asserted_by="b", kind="opinion", paraphrase="Nobody came.")
    found, shown = opposed(said, denied)
    assert (shown, found.told_by, found.alone) == (["They came.", "Nobody came."], ("a",), False)


def test_what_answers_a_telling_without_a_name_stands_with_it_once() -> None:
    said = claim("a.used[gun]", by="a", kind="event", paraphrase="It fired.")
    answer = claim("b.account[gun]", "silent", by="b", kind="opinion", links=(("denies", said.id),), paraphrase="No.")
    assert opposed(said, answer)[1] == ["No."]
    denied = replace(said, stance="disputes", asserted_by="b", paraphrase="It did not.")
    found, shown = opposed(said, denied)
    assert "It did not." in found.what
    assert shown == []


def test_what_is_told_of_who_began_is_not_told_again() -> None:
    accused = claim("clash.initiator", "b", by="a")
    denied = claim("clash.initiator", "b", by="b", stance="disputes", event_time=LATER)
    found, shown = opposed(claim("clash.happened"), accused, denied)
    assert (len(found.said), shown) == (1, [])


def test_what_a_reader_judged_to_exclude_it_stands_with_an_event() -> None:
    said = claim("clash.happened", paraphrase="It was.")
    other = claim("mill.position[clash]", "never", by="b", kind="opinion", paraphrase="It never was.")
    sides = (("clash.happened=yes",), ("mill.position[clash]=never",))
    assert opposed(said, other, judged=(Judged(sides, "was or wasn't"),))[1] == ["It was.", "It never was."]
    assert opposed(said, other, judged=(Judged(sides, "was or wasn't", apparent=True),))[1] == []


def test_nobody_is_alone_in_telling_of_what_others_speak_of_in_any_way() -> None:
    said = claim("clash.happened", by="a", kind="event")
    assert event(said).alone
    for slot in ("clash.called[name]", "c.response[clash]"):
        assert not opposed(said, claim(slot, "x", by="c", kind="opinion"))[0].alone
    assert not event(claim("clash.happened")).alone  # what is on record is nobody's word
