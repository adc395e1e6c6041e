import random
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.making import IDS, VALUES, make, point, word

from detente.claims.contested import Background, apparent, compare, contested, read_judged
from detente.claims.contested.pairs import opposing
from detente.claims.model import Claim, Modality, Value
from detente.errors import InputError
from detente.names.catalogue import Attribute, catalogue
from detente.names.offices import Office


def contradict(first: Claim, second: Claim, attribute: Attribute) -> bool:
    found = compare(first, second, attribute)
    return found is not None and found.real


def disputed(slot: str, *values: Value, **changes: Any) -> bool:
    claims = [make(slot, value, origin=f"o{n}", asserted_by=f"a{n}", **changes) for n, value in enumerate(values)]
    return bool(contested(claims, catalogue()))


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        (point(42, "about", "days"), point(44, unit="days"), False),
        (point(42, unit="days"), point(44, unit="days"), True),
        (point(42, "at_least", "days"), point(44, unit="days"), False),
        (point(42, "at_most", "days"), point(44, unit="days"), True),
        (point(42, "at_least", "days"), point(44, "at_most", "days"), False),
        (Value("interval", 40.0, 50.0, unit="days"), point(44, unit="days"), False),
        (Value("unknown"), point(44, unit="days"), False),
        (Value("none"), point(44, unit="days"), True),
    ],
)
def test_ranges_that_meet_do_not_contest(first: Value, second: Value, differ: bool) -> None:
    assert disputed("war.duration", first, second) is differ
    assert disputed("war.duration", second, first) is differ


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (point(42, "about", "days"), point(44, unit="days"), "their ranges meet"),
        (point(40, unit="days"), point(44, unit="days"), "one is a rounding of the other"),
        (point(44, unit="days"), point(44, unit="days"), None),
    ],
)
def test_what_only_looks_contradictory_says_why(first: Value, second: Value, why: str | None) -> None:
    claims = [make("war.duration", value, origin=str(n)) for n, value in enumerate((first, second))]
    assert [row.why for row in apparent(claims, catalogue())] == ([why] if why else [])


@pytest.mark.parametrize(("how", "oppose"), [("contradicts", True), ("denies", True), ("same_origin", False)])
def test_a_link_of_either_sets_two_claims_against_one_another(how: str, oppose: bool) -> None:
    first, third = make("war.account[guns]", word("silent")), make("war.account[peace]", word("firm"))
    second = make("war.account[shots]", word("fired"), links=((how, first.id),))
    among = [first, second, third]
    assert list(opposing([first], among)) == ([second] if oppose else [])
    assert list(opposing([second], among)) == ([first] if oppose else [])
    assert not list(opposing([third], among))


def test_a_bound_is_no_rounding() -> None:
    assert disputed("war.deaths[own=a]", point(3825), point(4000, "at_least"))
    assert not disputed("war.deaths[own=a]", point(3825), point(4000))


def test_neighbouring_grades_are_no_contradiction() -> None:
    assert not disputed("road.route_state", word("restricted"), word("closed"))
    assert disputed("road.route_state", word("open"), word("closed"))
    assert not disputed("russia.attention", word("bound"), word("divided"))


def test_free_words_contradict_only_by_their_meaning() -> None:
    slot = "road.account[alternatives]"
    assert disputed(slot, word("only_road"), word("one_of_few_roads"))
    assert disputed(slot, word("more_traffic"), word("less_traffic"))
    assert disputed(slot, word("not_open"), word("open"))
    assert not disputed(slot, word("narrow"), word("mountainous"))


def related_notes(*claims: Claim) -> list[str]:
    return [row.note for row in contested(claims, catalogue())]


def test_a_whole_is_held_against_its_parts() -> None:
    whole = make("war.deaths", point(350), origin="w", asserted_by="w")
    enemy = make("war.deaths[enemy_of=a]", point(500, "at_least"), origin="x", asserted_by="a")
    own = make("war.deaths[own=b]", point(31), origin="y", asserted_by="b")
    other = make("war.deaths[own=a]", point(90), origin="z", asserted_by="a")
    assert related_notes(whole, enemy) == ["a part is larger than the whole"]
    assert related_notes(whole, own, other) == ["the whole is more than both sides say of themselves"]
    assert related_notes(own, other) == []
    # two sides are known, so what a says of its enemy is said of b
    assert related_notes(enemy, own) == ["each side counts otherwise"]
    assert related_notes(enemy, other) == []


def test_one_asserter_may_not_give_a_whole_out_of_proportion() -> None:
    whole, part = make("war.displaced", point(1_000_000)), make("war.displaced[ours]", point(91_000))
    assert "out of proportion" in related_notes(whole, part)[0]
    assert related_notes(whole, make("war.displaced[ours]", point(91_000), asserted_by="other", origin="o")) == []


def test_dates_and_length_of_one_event_agree_or_not() -> None:
    def told(start: str, long: float) -> list[str]:
        ends = make("war.start", word(start)), make("war.end", word("1994"))
        return related_notes(*ends, make("war.duration", point(long, "about", "days"), asserted_by="x"))

    assert told("1988", 2190) == []
    assert told("1991", 2190) == ["the dates don't give that length"]


def test_keeping_out_and_taking_a_side_don_t_go_together() -> None:
    out, sided = make("c.response[war]", word("out")), make("c.stance[war]", word("a"))
    assert related_notes(out, sided) == ["keeping out beside taking a side"]
    assert related_notes(out, make("c.stance[war]", word("neutral"))) == []
    assert related_notes(out, make("c.stance[other]", word("a"))) == []


def test_a_judgement_joins_what_no_rule_can_tell(tmp_path: Path) -> None:
    path = tmp_path / "contradictions.yaml"
    path.write_text("- {sides: [['road.account[use]=busy'], ['road.status=quiet*']], why: busy or quiet}\n", "utf-8")
    claims = [make("road.account[use]", word("busy")), make("road.status", word("quiet_since_may"), asserted_by="x")]
    rows = contested(claims, catalogue(), judged=read_judged(path))
    assert [(row.slots, row.note) for row in rows] == [(("road.status", "road.account[use]"), "busy or quiet")]
    path.write_text("- {sides: [['road.status']], why: one side}\n- 7\n", "utf-8")
    with pytest.raises(InputError) as refusal:
        read_judged(path)
    assert len(refusal.value.faults) == 2
    assert read_judged(tmp_path / "none.yaml") == ()


def test_words_readings_days_and_orders() -> None:
    assert disputed("russia.attention", word("bound"), word("free"))
    assert not disputed("russia.attention", word("bound"), point(0.2, unit="share"))
    assert disputed("russia.attention", word("bound"), point(0.9, unit="share"))
    assert not disputed("pact.start", word("2020-11"), word("2020-11-10"))
    assert disputed("pact.start", word("2020-11-09"), word("2020-11-10"))
    assert not disputed("a.supplies[b]", word("arms"), word("energy"))
    assert disputed("a.supplies[b]", word("arms"), word("none"))
    assert disputed("a.stance", Value("order", words=("b", "c")), Value("order", words=("c", "b")))
    assert not disputed("a.stance", Value("order", words=("b", "c")), word("b"))


@pytest.mark.parametrize(
    ("slot", "first", "second", "differ"),
    [
        ("a.account", point(19e9, unit="usd"), point(0.1, unit="share"), False),
        ("a.account", point(19e9, unit="usd"), point(3e9, unit="usd"), False),
        ("a.account[men]", point(200_000), word("many"), False),
        ("a.account[men]", point(200_000), word("none"), True),
        ("x.deaths", point(10), point(90, unit="count"), False),
        ("x.deaths", point(10), point(90), True),
        ("russia.attention", word("bound"), point(0.9, unit="percent"), False),
    ],
)
def test_numbers_contradict_in_one_unit_where_only_one_can_hold(
    slot: str, first: Value, second: Value, differ: bool
) -> None:
    assert disputed(slot, first, second) is differ
    assert disputed(slot, second, first) is differ


@pytest.mark.parametrize(
    ("slot", "rows"), [("a.date", 0), ("a.date[founding]", 1), ("war.date", 1), ("pact.date", 1), ("unheard.date", 1)]
)
def test_days_contradict_where_they_are_of_one_event(slot: str, rows: int) -> None:
    known = Background(kinds={"a": "actor", "war": "event", "pact": "pact"})
    claims = [make(slot, word(day)) for day in ("2002-04-13", "2008-02-11")]
    assert len(contested(claims, catalogue(), known)) == rows


def test_claims_that_are_linked_as_opposed_contest_one_another_across_slots() -> None:
    said = make("war.called[closing]", word("blockade"))
    answer = make("war.account[a]", word("open_road"), asserted_by="a", origin="a", links=(("contradicts", said.id),))
    (row,) = contested([said, answer], catalogue())
    assert {claim.id for claim in row.claims} == {said.id, answer.id}
    assert contested([said, replace(answer, links=(("supports", said.id),))], catalogue()) == []


def test_other_times_conditions_and_bare_possibilities_do_not_contest() -> None:
    early, late = (date(2016, 4, 2), date(2016, 4, 5)), (date(2020, 9, 27), date(2020, 11, 10))
    base = make("x.deaths", point(10))
    attribute = catalogue()["deaths"]
    other = point(90)
    assert contradict(base, make("x.deaths", other), attribute)
    assert not contradict(base, make("x.deaths", other, condition="rain=yes"), attribute)
    assert not contradict(base, make("x.deaths", other, modality=Modality("possible")), attribute)
    dated = make("x.deaths", point(10), event_time=early)
    assert not contradict(dated, make("x.deaths", other, event_time=late), attribute)


def test_a_denial_contests_what_it_denies_only() -> None:
    said = make("a.called[b]", word("raid"))
    denied = make("a.called[b]", word("raid"), stance="disputes", asserted_by="other")
    elsewhere = make("a.called[b]", word("theft"), stance="disputes", asserted_by="other")
    attribute = catalogue()["called"]
    assert contradict(said, denied, attribute)
    assert not contradict(said, elsewhere, attribute)
    assert "denies" in contested([said, denied], catalogue())[0].note


def test_only_accepted_claims_with_weight_count() -> None:
    claims = [make("x.deaths", point(10)), make("x.deaths", point(90), status="proposed")]
    assert contested(claims, catalogue()) == []
    assert contested([claims[0], make("x.deaths", point(90), weight=0.0)], catalogue()) == []


def test_disagreement_is_one_where_two_origins_oppose_and_less_where_most_agree() -> None:
    split = [make("x.deaths", point(n), origin=f"o{n}") for n in (10, 90)]
    mostly = [make("x.deaths", point(v), origin=f"o{n}", asserted_by=f"a{n}") for n, v in enumerate((10, 10, 10, 90))]
    assert contested(split, catalogue())[0].disagreement == 1.0
    assert 0 < contested(mostly, catalogue())[0].disagreement < 1


DISPUTED = st.builds(lambda value, origin: make("x.displaced", value, origin=origin), VALUES, IDS)


@given(st.lists(DISPUTED, max_size=6))
def test_disagreement_has_at_most_nine_digits(claims: list[Claim]) -> None:
    assert all(row.disagreement == round(row.disagreement, 9) for row in contested(claims, catalogue()))


@given(st.lists(DISPUTED, max_size=6), st.randoms())
def test_order_does_not_matter_and_repeating_a_claim_contests_nothing(claims: list[Claim], luck: random.Random) -> None:
    shuffled = luck.sample(claims, len(claims))
    first, second = contested(claims, catalogue()), contested(shuffled, catalogue())
    assert [(s.slot, s.origins, round(s.disagreement, 9)) for s in first] == [
        (s.slot, s.origins, round(s.disagreement, 9)) for s in second
    ]
    assert all(0 < slot.disagreement <= 1 for slot in first)
    assert all(a.disagreement >= b.disagreement for a, b in pairwise(first))
    assert contested(claims[:1] * 3, catalogue()) == []


def test_two_offices_are_one_career_only_as_far_as_was_known() -> None:
    """An office taken up years after both were said makes neither of them right."""
    one, two = (
        make("smith.office[northland]", word(office), asserted_by=by) for office, by in (("mayor", "a"), ("king", "b"))
    )
    said = max(one.known_from, two.known_from)
    for start, real in ((said, False), (date(2090, 1, 1), True)):
        held = {"smith": (Office("mayor", "northland", date(2000, 1, 1)), Office("king", "northland", start))}
        found = contested([one, two], catalogue(), Background({}, held, {}))
        assert bool(found) == real
