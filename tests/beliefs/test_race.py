"""Whatever needs not be thrown or drawn again is the same bits as if it were."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.beliefs.making import AS_OF, DAY, HOLDER, SLOT, SOURCES, beliefs, hedged, say, winners, word
from tests.beliefs.plain_race import race

from detente.beliefs.hearing import hearing, judged
from detente.beliefs.pool import Roster, source_of
from detente.beliefs.race import Draw
from detente.beliefs.race import race as draw
from detente.beliefs.some import some
from detente.claims.model import Claim, Modality, Value

law = settings(deadline=None, max_examples=50)
WHO = st.sampled_from(["able", "baker", "charlie", "record", "series", "baker-wire", "a ministry"])
RANGES = st.builds(lambda low, width: Value("interval", low, low + width), st.floats(0.0, 0.5), st.floats(0.0, 0.5))
MODALITIES = st.sampled_from([Modality(), Modality("possible"), hedged("likely"), hedged("arguably")])


def _say(origin: str, value: Value | float, slot: str, modality: Modality, credibility: int, ago: int) -> Claim:
    who = origin if origin in SOURCES else "baker"
    known = DAY - timedelta(days=ago)
    return say(who, value, slot, origin=origin, modality=modality, credibility=credibility, known_from=known)


def claims_on(slot: str, values: st.SearchStrategy[Value | float]) -> st.SearchStrategy[list[Claim]]:
    one = st.builds(_say, WHO, values, st.just(slot), MODALITIES, st.integers(1, 6), st.integers(0, 400))
    return st.lists(one, max_size=5, unique_by=lambda claim: claim.id)


NUMBERS = claims_on(SLOT, st.one_of(st.floats(0.0, 1.0), RANGES))
WORDS = claims_on(HOLDER, st.sampled_from(["ruritania", "freedonia"]).map(word))


@law
@given(st.one_of(NUMBERS.map(lambda c: (SLOT, c)), WORDS.map(lambda c: (HOLDER, c))), st.booleans())
def test_dice_that_decide_nothing_are_not_missed(said: tuple[str, list[Claim]], balanced: bool) -> None:
    slot, claims = said
    known = beliefs(claims, 60, balanced=balanced)
    found = known.draw(slot)
    labels, numbers = race(known.pool(slot), 1, 60)
    assert winners(found) == labels
    assert found.numbers.tobytes() == numbers.tobytes()


@law
@given(NUMBERS, st.sampled_from(["able", "baker", "charlie"]))
def test_struck_out_or_heard_alone_is_as_if_the_others_had_not_spoken(claims: list[Claim], who: str) -> None:
    known = beliefs(claims, 60)
    known.draw(SLOT)
    without = beliefs([c for c in claims if c.source != who], 60)
    assert known.without(who).draw(SLOT).numbers.tobytes() == without.draw(SLOT).numbers.tobytes()
    assert list(known.without(who).claims) == list(without.claims)
    assert known.touched_by(who) == {s for s, group in known.claims.items() if any(c.source == who for c in group)}
    alone = hearing(known, dict.fromkeys(judged(known), who))
    others = {c.source for c in claims if SOURCES[c.source].kind == "analysis"} - {who}
    spoken = {c.source for group in alone.claims.values() for c in group}
    assert not spoken & others


def test_beliefs_of_another_day_hold_the_same_draw_where_nothing_else_is_known() -> None:
    claim = say("able", 0.25, kind="fact")
    first, later = beliefs([claim]), beliefs([claim], as_of=AS_OF + timedelta(days=1))
    aged = first.pool(SLOT) != later.pool(SLOT)
    assert (first.draw(SLOT) is later.draw(SLOT)) != aged
    assert first.draw("harbour.unrest") is later.draw("harbour.unrest")
    assert first.coefficient("mu") is later.coefficient("mu")
    assert first.draw(SLOT) is not beliefs([claim], seed=2).draw(SLOT)
    assert first.draw(SLOT) is not beliefs([claim], draws=401).draw(SLOT)


@law
@given(NUMBERS, st.lists(st.integers(0, 59), min_size=1, max_size=60, unique=True))
def test_some_worlds_believe_what_they_believe_among_all(claims: list[Claim], at: list[int]) -> None:
    known = beliefs(claims, 60)
    worlds = np.array(sorted(at))
    few = some(known, worlds)
    assert few.draw(SLOT).numbers.tolist() == known.draw(SLOT).numbers[worlds].tolist()
    assert few.draw(SLOT).winner.tolist() == known.draw(SLOT).winner[worlds].tolist()


@law
@given(st.text("abel-rcod", max_size=12))
def test_a_roster_remembers_whose_an_origin_is(origin: str) -> None:
    sources = SOURCES | {"odd": replace(SOURCES["able"], id="odd", origins=("able-", "c"))}
    roster = Roster(sources)
    assert source_of(origin, roster) == source_of(origin, sources) == source_of(origin, roster)


def test_dice_are_the_same_however_many_are_kept() -> None:
    few, many = beliefs([], 1000).dice, beliefs([], 1001).dice
    assert few.of("mu", 1) is few.of("mu", 1)
    assert many.of("mu", 1) is not many.of("mu", 1)
    assert few.of("mu", 1).tolist() == many.of("mu", 1)[:1000].tolist()
    with pytest.raises(ValueError, match="read-only"):
        few.trusts("able", 0.5)[:] = True


def test_what_two_draw_at_once_is_kept_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two days of a question begin together, each on a thread of its own."""
    claims = [say("able", Value("interval", 0.1, 0.4))]
    others: list[Draw] = []

    def meanwhile(*asked: Any) -> Draw:
        monkeypatch.undo()
        others.append(beliefs(claims, 60).draw(SLOT))
        return draw(*asked)

    monkeypatch.setattr("detente.beliefs.draws.race", meanwhile)
    assert beliefs(claims, 60).draw(SLOT) is others[0]
