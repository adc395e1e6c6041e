"""The report on a slot: shares add up, roots are counted once, disagreement runs from none to all."""

from __future__ import annotations

import pytest
from tests.beliefs.making import DAY, HOLDER, SLOT, beliefs, say, word

from detente.beliefs.report import slot_belief


def test_a_slot_nobody_speaks_of_is_its_prior() -> None:
    found = slot_belief(beliefs([], draws=500), SLOT)
    assert found.won == ((f"prior:{SLOT}", 1.0),)
    assert found.effective_origins == 0.0
    assert found.disagreement == 0.0
    assert found.quantiles[0] < found.quantiles[2] < found.quantiles[4]


def test_shares_add_up_and_are_the_races() -> None:
    found = slot_belief(beliefs([say("able", 0.2), say("baker", 0.8)], draws=8000, as_of=DAY), SLOT)
    assert sum(share for _, share in found.won) == pytest.approx(1.0)
    assert 1.8 < found.effective_origins <= 2.0
    assert found.disagreement == pytest.approx(1.0)


def test_one_root_told_twice_is_one_origin() -> None:
    twice = [say("able", 0.2), say("able", 0.4)]
    found = slot_belief(beliefs(twice, draws=8000, as_of=DAY), SLOT)
    assert found.effective_origins == pytest.approx(1.0)
    assert found.disagreement == 0.0  # a root that differs with itself is no second voice


def test_words_are_counted() -> None:
    said = [say("able", word("x"), slot=HOLDER), say("baker", word("y"), slot=HOLDER)]
    found = slot_belief(beliefs(said, draws=8000, as_of=DAY), HOLDER)
    assert dict(found.words).keys() == {"x", "y"}
    assert 0.4 < found.disagreement < 0.6
    same = [say("able", word("x"), slot=HOLDER), say("baker", word("x"), slot=HOLDER)]
    assert slot_belief(beliefs(same, draws=500, as_of=DAY), HOLDER).disagreement == pytest.approx(0.0)
