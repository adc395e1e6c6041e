"""One analyst alone: others' trust is 0, hers 1, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.beliefs.making import DAY, DETERS, HOLDER, SLOT, SOURCES, beliefs, say, values, word

from detente.beliefs.draws import Beliefs
from detente.beliefs.hearing import hearing, judged, speakers, trusting
from detente.beliefs.race import race
from detente.beliefs.theories import slot_of
from detente.claims.model import Claim

law = settings(deadline=None, max_examples=50)
ANALYSTS = ("able", "baker", "charlie")
OTHER = "harbour.resolve"
CLASH = slot_of(DETERS)

CLAIM = st.builds(
    lambda who, slot, tenth: say(who, tenth / 10, slot),
    st.sampled_from((*ANALYSTS, "record", "series")),
    st.sampled_from((SLOT, OTHER)),
    st.integers(0, 10),
)
CLAIMS = st.lists(CLAIM, min_size=1, max_size=8, unique_by=lambda claim: claim.id)


def only(known: Beliefs, who: str) -> Beliefs:
    return hearing(known, dict.fromkeys(judged(known), who))


def whose(known: Beliefs, slot: str) -> list[str]:
    """The source whose word each world believes; "" for the prior."""
    draw = known.draw(slot)
    source = {c.id: c.source for group in known.claims.values() for c in group}
    return [source.get(draw.labels[won].split("+")[0], "") for won in draw.winner]


@law
@given(CLAIMS)
def test_a_single_analyst_alone_is_the_plain_answer_with_trust_one(claims: list[Claim]) -> None:
    hers = [c for c in claims if c.source not in ANALYSTS or c.source == "charlie"]
    known = beliefs(hers, 200)
    for slot in (SLOT, OTHER):
        pool = known.pool(slot)
        trusted = replace(pool, origins=tuple(replace(o, trust=1.0) for o in pool.origins))
        plain, alone = race(trusted, known.dice), only(known, "charlie").draw(slot)
        assert np.array_equal(plain.numbers, alone.numbers, equal_nan=True)
        assert (plain.labels, plain.winner.tolist()) == (alone.labels, alone.winner.tolist())


@law
@given(CLAIMS, st.sampled_from(ANALYSTS))
def test_where_neither_she_nor_another_analyst_wins_nothing_changes(claims: list[Claim], who: str) -> None:
    known = beliefs(claims, 200, as_of=DAY)  # on the day itself nothing has aged: who wins the race is believed
    alone = only(known, who)
    for slot in (SLOT, OTHER):
        before, after = whose(known, slot), whose(alone, slot)
        same = [b not in ANALYSTS and a != who for b, a in zip(before, after, strict=True)]
        assert np.array_equal(known.draw(slot).numbers[same], alone.draw(slot).numbers[same])
        assert not set(after) & (set(ANALYSTS) - {who})


@law
@given(CLAIMS, st.randoms(), st.sampled_from(ANALYSTS))
def test_the_order_of_claims_does_not_matter(claims: list[Claim], chance: object, who: str) -> None:
    shuffled = sorted(claims, key=lambda claim: hash((claim.id, str(chance))))
    for slot in (SLOT, OTHER):
        one, two = (only(beliefs(each, 200), who).draw(slot) for each in (claims, shuffled))
        assert np.array_equal(one.numbers, two.numbers)


@law
@given(CLAIMS, st.sampled_from(ANALYSTS), st.integers(1, 200))
def test_the_first_worlds_are_those_of_all(claims: list[Claim], who: str, count: int) -> None:
    known = beliefs(claims, 200)
    known.draw(SLOT)
    few, all_of_them = only(known.first(count), who), only(known, who)
    assert np.array_equal(few.draw(SLOT).numbers, all_of_them.draw(SLOT).numbers[:count])
    assert np.array_equal(few.draw(OTHER).numbers, all_of_them.draw(OTHER).numbers[:count])


def test_she_wins_more_alone_than_among_others() -> None:
    known = beliefs([say("able", 0.1), say("charlie", 0.9), say("record", 0.5)])
    alone = only(known, "charlie")
    assert whose(known, SLOT).count("charlie") < whose(alone, SLOT).count("charlie")
    assert set(whose(alone, SLOT)) == {"charlie", "record", ""}


def test_where_she_is_silent_the_record_and_the_prior_speak() -> None:
    known = beliefs([say("able", 0.1), say("record", 0.5)])
    assert set(whose(only(known, "charlie"), SLOT)) == {"record", ""}


def test_a_matter_of_record_on_which_nobody_else_speaks_keeps_the_word_there_is() -> None:
    known = beliefs([say("able", word("southland"), HOLDER, kind="fact"), say("charlie", 0.9)])
    assert values(only(known, "charlie").draw(HOLDER)) == values(known.draw(HOLDER))


def test_whom_she_quotes_she_does_not_vouch_for() -> None:
    quoted = say("charlie", 0.9, origin="ministry", stance="reports")
    own = say("charlie", 0.2, OTHER)
    known = beliefs([quoted, own])
    alone = only(known, "charlie")
    assert alone.vouched == {(OTHER, "charlie")}
    assert np.array_equal(alone.draw(SLOT).numbers, known.draw(SLOT).numbers)


def test_one_theory_alone_leaves_facts_as_they_are() -> None:
    facts = [say("able", 0.1), say("charlie", 0.9)]
    known = beliefs([*facts, say("able", word("no_effect"), CLASH, kind="mechanism")])
    slots = {slot for slot in judged(known) if slot.endswith(".makes")}
    for who in ("able", "charlie"):
        heard = hearing(known, dict.fromkeys(slots, who))
        assert np.array_equal(heard.draw(SLOT).numbers, known.draw(SLOT).numbers)
    silent = hearing(known, dict.fromkeys(slots, "charlie")).coefficient("b_danger").numbers
    assert np.array_equal(silent, beliefs(facts).coefficient("b_danger").numbers)
    believed = hearing(known, dict.fromkeys(slots, "able")).coefficient("b_danger").numbers
    assert (believed == 0).sum() > (known.coefficient("b_danger").numbers == 0).sum()


def test_without_a_theory_the_facts_stay() -> None:
    known = beliefs([say("able", 0.1), say("able", word("no_effect"), CLASH, kind="mechanism")])
    struck = known.without_theory("able")
    assert np.array_equal(struck.draw(SLOT).numbers, known.draw(SLOT).numbers)
    assert np.array_equal(struck.coefficient("b_danger").numbers, beliefs([]).coefficient("b_danger").numbers)


def test_only_analysts_who_speak_on_a_slot_that_is_read_are_speakers() -> None:
    known = beliefs([say("able", 0.1), say("record", 0.5), say("charlie", 0.9, OTHER)])
    assert speakers(known) == ()
    known.draw(SLOT)
    assert speakers(known) == ("able",)


def test_trusting_worlds_are_those_the_race_trusts() -> None:
    known = beliefs([say("charlie", 0.9)])
    trusted = trusting(known, {"charlie"})
    assert set(np.array(whose(known, SLOT))[~trusted]) == {""}
    assert 0 < trusted.mean() < 1
    assert trusting(known, set()).all()
    assert SOURCES["charlie"].reliability == "E"
