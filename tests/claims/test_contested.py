import random
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.making import CLAIMS, make, point, word

from detente.claims.contested import contested, contradict
from detente.claims.model import Claim, Modality, Value
from detente.names.catalogue import catalogue


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


@given(
    st.lists(CLAIMS.map(lambda claim: make("x.displaced", claim.value, origin=claim.origin)), max_size=6), st.randoms()
)
def test_order_does_not_matter_and_repeating_a_claim_contests_nothing(claims: list[Claim], luck: random.Random) -> None:
    shuffled = luck.sample(claims, len(claims))
    first, second = contested(claims, catalogue()), contested(shuffled, catalogue())
    assert [(s.slot, s.origins, round(s.disagreement, 9)) for s in first] == [
        (s.slot, s.origins, round(s.disagreement, 9)) for s in second
    ]
    assert all(0 < slot.disagreement <= 1 for slot in first)
    assert all(a.disagreement >= b.disagreement for a, b in pairwise(first))
    assert contested(claims[:1] * 3, catalogue()) == []
