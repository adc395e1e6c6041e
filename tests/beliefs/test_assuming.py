"""Values as people write them: what is a number, a range or a word comes back as it was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.beliefs.assuming import assume
from detente.beliefs.draws import Assumed, check_assumed
from detente.errors import UsageError

SLOT = "harbour.attention"
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@given(NUMBERS, NUMBERS)
def test_numbers_and_ranges_come_back(low: float, high: float) -> None:
    assert assume(SLOT, f"{low!r}..{high!r}", "why") == Assumed(SLOT, low, high, reason="why")
    assert assume(SLOT, repr(low)) == Assumed(SLOT, low, low)


@pytest.mark.parametrize("text", ["free", "2025-11-09", "..1", "1..", "1..2..3", "inf", "nan", "1,5", ""])
def test_everything_else_is_a_word(text: str) -> None:
    assert assume(SLOT, text) == Assumed(SLOT, word=text)


@pytest.mark.parametrize("slot", ["flood_march.deaths", "flood_march.deaths[own=northland]", "b.deaths[month=2020-03]"])
def test_the_record_of_deaths_cannot_be_assumed(slot: str) -> None:
    """Worlds begin from one record, which no draw is made of: an assumption would change nothing in silence."""
    with pytest.raises(UsageError, match="record of deaths"):
        check_assumed(Assumed(slot, 5.0, 5.0))
