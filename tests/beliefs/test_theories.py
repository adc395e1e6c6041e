"""Claims about causes decide whether a coefficient acts and which way; its size is never theirs."""

from __future__ import annotations

import numpy as np
from tests.beliefs.making import DAY, beliefs, say, word

from detente.beliefs.priors import priors
from detente.beliefs.theories import slot_of, theories

CLASH = "clash_with_rival_pact_deters_joining.makes"  # its paper says less_likely


def test_every_theory_speaks_of_a_coefficient() -> None:
    assert set(theories()) <= set(priors().coefficients)
    words = {word_ for names in theories().values() for word_ in names.values()}
    assert words <= {"more_likely", "less_likely"}


def test_those_who_agree_with_the_paper_change_nothing() -> None:
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


def test_striking_the_source_restores_the_coefficient() -> None:
    none = say("able", word("no_effect"), slot=CLASH, kind="mechanism")
    with_it = beliefs([none])
    with_it.coefficient("b_danger")
    assert slot_of("b_danger") in with_it.touched_by("able")
    struck = with_it.without("able").coefficient("b_danger").numbers
    assert np.array_equal(struck, beliefs([]).coefficient("b_danger").numbers)


def test_a_mechanism_that_is_not_listed_moves_nothing() -> None:
    odd = say("able", word("no_effect"), slot="moon_phase_decides.makes", kind="mechanism")
    for name in theories():
        assert np.array_equal(beliefs([odd]).coefficient(name).numbers, beliefs([]).coefficient(name).numbers)
