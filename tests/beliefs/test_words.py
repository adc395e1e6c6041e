"""Probabilities to words: bands, edges and gaps of the yardsticks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.beliefs.words import YARDSTICKS, word_for
from detente.errors import UsageError


@pytest.mark.parametrize(
    ("p", "scale", "word", "within"),
    [
        (0.0, "phia", "remote chance", True),
        (0.03, "phia", "remote chance", True),
        (0.06, "phia", "remote chance", False),
        (0.15, "phia", "highly unlikely", True),
        (0.225, "phia", "unlikely", False),  # a tie: the band closer to one half
        (0.45, "phia", "realistic possibility", True),
        (0.50, "phia", "realistic possibility", True),
        (0.525, "phia", "realistic possibility", False),
        (0.53, "phia", "likely", False),
        (0.66, "phia", "likely", True),
        (0.85, "phia", "highly likely", True),
        (0.95, "phia", "almost certain", True),
        (1.0, "phia", "almost certain", True),
        (0.20, "icd203", "unlikely", True),
        (0.55, "icd203", "roughly even chance", True),
        (1.0, "icd203", "almost certain", False),
        (0.10, "nato", "unlikely", True),
        (0.96, "ipcc", "extremely likely", True),
        (1.0, "ipcc", "virtually certain", True),
        (0.0, "ipcc", "exceptionally unlikely", True),
        (0.50, "efsa", "about as likely as not", True),
        (0.15, "kent", "almost certainly not", False),
    ],
)
def test_known(p: float, scale: str, word: str, within: bool) -> None:
    got = word_for(p, scale)
    assert (got.word, got.within, got.scale) == (word, within, scale)


def test_the_result_names_its_scale() -> None:
    assert str(word_for(0.6)) == "likely (phia 55%–75%)"


@given(st.floats(0.0, 1.0), st.sampled_from(YARDSTICKS))
def test_every_probability_has_a_word_near_it(p: float, scale: str) -> None:
    got = word_for(p, scale)
    assert got.low - 0.101 <= p <= got.high + 0.101
    assert got.within == (got.low - 1e-9 <= p <= got.high + 1e-9)


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.sampled_from(["icd203", "phia", "nato", "efsa", "kent"]))
def test_a_likelier_thing_never_gets_a_lesser_word(a: float, b: float, scale: str) -> None:
    low, high = sorted((a, b))
    assert word_for(low, scale).low <= word_for(high, scale).low


@pytest.mark.parametrize("p", [-0.01, 1.01, 55.0, float("nan")])
def test_not_a_probability(p: float) -> None:
    with pytest.raises(UsageError, match="between 0 and 1"):
        word_for(p)


def test_a_survey_is_no_yardstick() -> None:
    with pytest.raises(UsageError, match="Use one of: icd203, phia"):
        word_for(0.5, "capphrase")
