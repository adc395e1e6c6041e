"""Claims about causes decide whether a coefficient acts and which way; its size is never theirs."""

from __future__ import annotations

import numpy as np
import pytest
from tests.beliefs.making import DAY, DETERS, THEORIES, beliefs, say, word

from detente.beliefs.draws import Assumed
from detente.beliefs.priors import priors
from detente.beliefs.theories import Theories, one_way, slot_of, spoken_of

CLASH = slot_of(DETERS)  # less_likely is what the model has


def test_what_claims_may_speak_of_are_coefficients_each_with_what_the_model_has_it_do() -> None:
    assert set(spoken_of()) <= set(priors().coefficients)
    assert all(means.strip() for means in spoken_of().values())
    assert one_way() <= set(spoken_of())


def test_a_name_speaks_of_a_coefficient_or_of_none_and_is_listed_either_way() -> None:
    listed = Theories({"m": {"strength_decides": "more_likely"}}, {"moon_phase_decides": "no moon"})
    assert listed.coefficient("strength_decides") == "m"
    assert listed.coefficient("moon_phase_decides") is None
    assert listed.lists("strength_decides") and listed.lists("moon_phase_decides")
    assert not listed.lists("mediation_restrains")


@pytest.mark.parametrize("coefficient", sorted(spoken_of()))
def test_no_claim_makes_a_share_or_a_probability_negative(coefficient: str) -> None:
    name, agrees = next(iter(THEORIES.speak_of[coefficient].items()))
    opposite = "less_likely" if agrees == "more_likely" else "more_likely"
    numbers = beliefs([say("able", word(opposite), slot=f"{name}.makes", kind="mechanism")])
    drawn, plain = numbers.coefficient(coefficient).numbers, beliefs([]).coefficient(coefficient).numbers
    believed = numbers.draw(slot_of(coefficient)).winner > 0
    assert believed.any()
    assert np.array_equal(drawn[believed], (0.0 if coefficient in one_way() else -1.0) * plain[believed])
    means = priors().coefficients[coefficient].means
    assert coefficient in one_way() or not means.startswith("probability"), means


def test_those_who_agree_with_the_model_change_nothing() -> None:
    said = [say(who, word("less_likely"), slot=CLASH, kind="mechanism") for who in ("able", "charlie")]
    assert np.array_equal(beliefs(said).coefficient("b_danger").numbers, beliefs([]).coefficient("b_danger").numbers)


def test_a_denial_of_effect_takes_the_mechanism_out_where_it_wins() -> None:
    none = say("able", word("no_effect"), slot=CLASH, kind="mechanism")
    with_it = beliefs([none], as_of=DAY)
    found, plain = with_it.coefficient("b_danger").numbers, beliefs([]).coefficient("b_danger").numbers
    won = with_it.draw(slot_of("b_danger")).winner > 0
    assert 0.4 < won.mean() < 0.9
    assert with_it.draw(slot_of("b_danger")).labels[1] == none.id
    assert np.array_equal(found, np.where(won, 0.0, plain))


def test_who_says_the_opposite_turns_the_sign() -> None:
    other = say("able", word("more_likely"), slot=CLASH, kind="mechanism")
    numbers = beliefs([other]).coefficient("b_danger").numbers
    assert (numbers < 0).any()
    assert np.array_equal(np.abs(numbers), beliefs([]).coefficient("b_danger").numbers)


@pytest.mark.parametrize("said", ["more_likely", "no_effect"])
def test_an_assumed_coefficient_stands_in_place_of_what_claims_say_of_it(said: str) -> None:
    other = say("able", word(said), slot=CLASH, kind="mechanism")
    mine = (Assumed("model.b_danger", 0.3, 0.3),)
    for known in (beliefs([other], assumed=mine), beliefs([other]).assuming(mine), beliefs([]).assuming(mine)):
        assert set(known.coefficient("b_danger").numbers) == {0.3}
        assert known.coefficient("b_danger").labels == ("assumption:model.b_danger",)


def test_striking_the_source_restores_the_coefficient() -> None:
    none = say("able", word("no_effect"), slot=CLASH, kind="mechanism")
    with_it = beliefs([none])
    with_it.coefficient("b_danger")
    assert slot_of("b_danger") in with_it.touched_by("able")
    struck = with_it.without("able").coefficient("b_danger").numbers
    assert np.array_equal(struck, beliefs([]).coefficient("b_danger").numbers)


def test_a_mechanism_that_is_not_listed_moves_nothing() -> None:
    odd = say("able", word("no_effect"), slot="moon_phase_decides.makes", kind="mechanism")
    for name in spoken_of():
        assert np.array_equal(beliefs([odd]).coefficient(name).numbers, beliefs([]).coefficient(name).numbers)
