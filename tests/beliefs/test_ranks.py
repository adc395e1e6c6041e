"""Rank claims order the named options in the worlds that believe them, and say nothing of how likely they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.beliefs.making import SLOT, SOURCES, say

from detente.beliefs.race import Dice
from detente.beliefs.ranks import ranked
from detente.claims.model import Claim, Value

law = settings(deadline=None, max_examples=40)
OPTIONS = ("arm", "join", "out", "broker")
DICE = Dice(1, 4000)


def rank(who: str, *words: str) -> Claim:
    return say(who, Value("order", words=words))


@law
@given(st.permutations(OPTIONS), st.integers(1, 4))
def test_a_believed_order_holds(order: list[str], named: int) -> None:
    p = ranked(SLOT, OPTIONS, [rank("record", *order[:named])], SOURCES, DICE)  # the record is always trusted
    columns = [OPTIONS.index(option) for option in order[:named]]
    assert (np.diff(p[:, columns], axis=1) <= 0).all()
    others = [i for i in range(len(OPTIONS)) if i not in columns]
    assert not others or (p[:, columns].min(axis=1) >= p[:, others].max(axis=1)).all()


@law
@given(st.permutations(OPTIONS))
def test_probabilities_sum_to_one_and_are_only_exchanged(order: list[str]) -> None:
    free = ranked(SLOT, OPTIONS, [], SOURCES, DICE)
    p = ranked(SLOT, OPTIONS, [rank("baker", *order)], SOURCES, DICE)
    assert p.sum(axis=1) == pytest.approx(1.0)
    assert np.array_equal(np.sort(p, axis=1), np.sort(free, axis=1))


def test_most_likely_is_not_more_likely_than_not() -> None:
    p = ranked(SLOT, OPTIONS, [rank("record", "arm")], SOURCES, DICE)
    assert (p[:, 0] < 0.5).mean() > 0.3


def test_who_does_not_trust_it_keeps_the_options_unordered() -> None:
    free = ranked(SLOT, OPTIONS, [], SOURCES, DICE)
    p = ranked(SLOT, OPTIONS, [rank("charlie", "arm")], SOURCES, DICE)
    untouched = (p == free).all(axis=1)
    assert 0.6 < untouched.mean() < 0.85  # three in ten trust an E; a quarter of these had it so anyway


def test_the_order_of_the_options_asked_for_changes_nothing() -> None:
    first = ranked(SLOT, OPTIONS, [rank("able", "out", "arm")], SOURCES, DICE)
    second = ranked(SLOT, OPTIONS[::-1], [rank("able", "out", "arm")], SOURCES, DICE)
    assert np.array_equal(first, second[:, ::-1])
