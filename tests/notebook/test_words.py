from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.findings.asked import parse_assumed
from detente.notebook.words import assumptions


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.5, (0.5, 0.5, None, "")),
        (2, (2.0, 2.0, None, "")),
        (np.float64(0.25), (0.25, 0.25, None, "")),
        ("bound", (0.0, 0.0, "bound", "")),
        ("0.8..1", (0.8, 1.0, None, "")),
        ('0.8..1:"why"', (0.8, 1.0, None, "why")),
        (date(2020, 11, 10), (0.0, 0.0, "2020-11-10", "")),
        ((0.8, 1), (0.8, 1.0, None, "")),
        ((0.8, 1, "why: so"), (0.8, 1.0, None, "why: so")),
        (("bound", "why"), (0.0, 0.0, "bound", "why")),
        ([0.5, "why"], (0.5, 0.5, None, "why")),
    ],
)
def test_a_mapping_says_what_the_option_says(value: Any, expected: tuple[Any, ...]) -> None:
    (text,) = assumptions({"a.attention[b]": value})
    found = parse_assumed(text)
    assert (found.slot, found.low, found.high, found.word, found.reason) == ("a.attention[b]", *expected)


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(allow_nan=False, allow_infinity=False))
def test_no_bit_of_a_number_is_lost(low: float, high: float) -> None:
    (text,) = assumptions({"a.b": (low, high)})
    found = parse_assumed(text)
    assert (found.low, found.high) == (low, high)


def test_texts_stay_as_they_are() -> None:
    assert assumptions('a.b=1:"c"') == ('a.b=1:"c"',)
    assert assumptions(["a.b=1", "c.d=2"]) == ("a.b=1", "c.d=2")
