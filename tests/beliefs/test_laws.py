"""The laws of beliefs, on synthetic claims: what may change a draw, and what must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.beliefs.making import (
    AS_OF,
    CLAIMS,
    DAY,
    RECORDS,
    SHARES,
    SLOT,
    SOURCES,
    beliefs,
    drawn,
    same,
    say,
    source,
    values,
    winners,
)

from detente.beliefs.draws import Assumed, Terms, believe
from detente.beliefs.grounds import Grounds
from detente.beliefs.pool import source_of
from detente.beliefs.priors import priors
from detente.beliefs.race import Draw
from detente.claims.model import Claim, Modality, Value

law = settings(deadline=None, max_examples=30)
AFTER = AS_OF + timedelta(days=1)


@law
@given(CLAIMS, st.data())
def test_saying_it_twice_changes_nothing(claims: list[Claim], data: st.DataObject) -> None:
    again = replace(data.draw(st.sampled_from(claims)), citation="another page", paraphrase="said again")
    assert same(drawn([*claims, again]), drawn(claims))


@law
@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(claims: list[Claim], random: Random) -> None:
    shuffled = random.sample(claims, len(claims))
    first, second = drawn(claims), drawn(shuffled)
    assert same(first, second)
    assert winners(first) == winners(second)


@law
@given(CLAIMS, st.data())
def test_deleting_a_claim_changes_only_worlds_it_had_won(claims: list[Claim], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(claims))
    rest = [c for c in claims if c is not gone]
    as_of = data.draw(st.sampled_from([DAY, AS_OF]))
    before, after = drawn(claims, as_of=as_of), drawn(rest, as_of=as_of)
    had = [gone.id in label.split("+") for label in winners(before)]
    # hedged or aged it may have won and not held: the prior spoke
    possible = gone.modality.class_ in ("possible", "graded") or as_of > DAY
    moved = np.flatnonzero(before.numbers != after.numbers)
    assert all(had[b] or (possible and winners(before)[b].startswith("prior:")) for b in moved)


@law
@given(CLAIMS, SHARES)
def test_what_is_said_elsewhere_changes_nothing(claims: list[Claim], value: float) -> None:
    other = say("able", value, slot="islands.attention")
    assert same(drawn([*claims, other]), drawn(claims))


@law
@given(CLAIMS, st.data())
def test_every_value_names_a_claim_or_a_prior(claims: list[Claim], data: st.DataObject) -> None:
    draw, known = drawn(claims), {claim.id: claim for claim in claims}
    assert not np.isnan(draw.numbers).any()
    for number, label in zip(draw.numbers, winners(draw), strict=True):
        if label == f"prior:{SLOT}":
            prior = priors().slots["attention"]
            assert prior.low <= number <= prior.high
        else:
            named = [known[name] for name in label.split("+")]
            assert {claim.value.low for claim in named} == {number}


SILENT = {
    "conditional": {"condition": "russia.attention=bound"},
    "a denial": {"stance": "disputes"},
    "a prediction": {"kind": "prediction"},
    "a characterisation": {"kind": "characterisation"},
    "an alias": {"kind": "alias"},
    "a reader's comment": {"weight": 0.0},
    "a proposal": {"status": "proposed"},
    "rejected": {"status": "rejected"},
    "superseded": {"status": "superseded"},
    "known later": {"known_from": AFTER},
    "unknown": {"value": Value("unknown")},
    "an order": {"value": Value("order", words=("free", "bound"))},
}


@pytest.mark.parametrize("change", SILENT.values(), ids=list(SILENT))
@law
@given(claims=CLAIMS, value=SHARES)
def test_what_never_feeds_a_belief(change: dict[str, object], claims: list[Claim], value: float) -> None:
    silent = replace(say("able", value, citation="elsewhere"), **change)  # type: ignore[arg-type]
    assert same(drawn([*claims, silent]), drawn(claims))
    assert same(drawn([silent]), drawn([]))


def test_a_condition_never_reaches_its_own_slot() -> None:
    found = beliefs([say("able", 0.2, condition="flood=yes")]).draw(SLOT)
    assert set(winners(found)) == {f"prior:{SLOT}"}


LATER = st.lists(
    st.builds(
        say,
        st.sampled_from(["able", "baker", "record"]),
        SHARES,
        known_from=st.dates(AFTER, date(2030, 1, 1)),
        event_time=st.none() | st.tuples(st.just(date(2020, 1, 1)), st.dates(AFTER, date(2030, 1, 1))),
        citation=st.sampled_from(["a", "b", "c"]),
    ),
    max_size=4,
)


@law
@given(CLAIMS, LATER, LATER)
def test_nothing_known_later_changes_a_draw(claims: list[Claim], later: list[Claim], edited: list[Claim]) -> None:
    plain = drawn(claims)
    assert same(drawn([*claims, *later]), plain)
    assert same(drawn([*edited, *claims]), plain)


def test_two_vintages() -> None:
    event = (date(2021, 1, 5), date(2021, 1, 6))
    late = say("able", 0.1, kind="event", event_time=event, known_from=AFTER)
    opinion = say("baker", 0.2, kind="opinion", event_time=event, known_from=AFTER)
    assert set(winners(drawn([late, opinion]))) == {f"prior:{SLOT}"}
    # later writing about an event still describes the past of the day on which it was written
    now = replace(late, source="record", origin="record")
    assert set(winners(drawn([now, opinion], vintage="published"))) == {f"prior:{SLOT}"}
    rebuilt = drawn([now, opinion], vintage="reconstructed")
    assert now.id in winners(rebuilt)
    assert opinion.id not in winners(rebuilt)
    early = drawn([now], vintage="reconstructed", as_of=date(2021, 1, 6))
    assert set(winners(early)) == {f"prior:{SLOT}"}  # on the day itself nobody knows yet


def test_a_left_out_source_or_claim_is_as_if_deleted() -> None:
    claims = [say("able", 0.1), say("baker", 0.2), say("baker", 0.3)]
    assert same(drawn(claims, left_out=frozenset({"baker"})), drawn(claims[:1]))
    assert same(drawn(claims, left_out=frozenset({claims[2].id})), drawn(claims[:2]))
    assert same(beliefs(claims).without("baker").draw(SLOT), drawn(claims[:1]))


def test_more_worlds_are_the_same_worlds_and_more() -> None:
    claims = [say("able", 0.1), say("baker", 0.2, modality=Modality("graded", phrase="likely"))]
    few, many = drawn(claims, draws=50), drawn(claims, draws=500)
    assert values(few) == values(many)[:50]
    assert winners(few) == winners(many)[:50]
    assert values(drawn(claims, draws=50, seed=2)) != values(few)


@law
@given(st.integers(1, 300), st.lists(st.floats(), min_size=1, max_size=20), st.data())
def test_a_draw_in_little_memory_is_the_same_draw(labels: int, numbers: list[float], data: st.DataObject) -> None:
    won = data.draw(st.lists(st.integers(-1, labels - 1), min_size=len(numbers), max_size=len(numbers)))
    plain = Draw(SLOT, tuple(map(str, range(labels))), np.array(won), np.array(numbers))
    small = plain.small()
    assert small.winner.tolist() == won
    assert small.numbers.tobytes() == plain.numbers.tobytes()
    assert small.winner.itemsize <= 2


def test_what_all_worlds_believe_is_kept_once() -> None:
    sure = drawn([], assumed=(Assumed(SLOT, 0.2, 0.2),))
    assert sure.winner.strides == sure.numbers.strides == (0,)
    assert values(sure) == [0.2] * 400


def test_the_day_itself_counts() -> None:
    assert say("able", 0.1).known_from == DAY
    assert set(winners(drawn([say("able", 0.1)], as_of=DAY))) != {f"prior:{SLOT}"}
    assert set(winners(drawn([say("able", 0.1)], as_of=DAY - timedelta(days=1)))) == {f"prior:{SLOT}"}


def test_a_source_that_comes_out_later_stands_for_no_origin_unless_a_claim_of_it_counts() -> None:
    later = replace(source("wire", reliability="E", origins=("wire-",)), published=(date(2030, 1, 1),) * 2)
    claims = [say("able", 0.2, origin="wire-1"), say("baker", 0.7)]
    for more, root in (([], None), ([say("wire", 0.4)], later)):  # some of what it says was known before it came out
        grounds = Grounds([*claims, *more], SOURCES | {"wire": later}, RECORDS, {})
        found = believe(grounds, Terms(AS_OF, 1, 50))
        assert source_of("wire-1", found.sources) == root
        assert all(claim.source in found.sources for group in found.claims.values() for claim in group)


def test_of_two_sources_that_stand_for_an_origin_the_order_of_the_list_chooses_none() -> None:
    one, two = (source(name, origins=("wire-",)) for name in ("news1", "news2"))
    assert source_of("wire-1", {"a": one, "b": two}) == source_of("wire-1", {"a": two, "b": one}) == two
    assert source_of("news1", {"a": one, "b": two}) == one
