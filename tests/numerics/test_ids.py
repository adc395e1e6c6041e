"""Stable ids: the same for ever, and never silently shared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.numerics.ids import stable_id, stable_ids


def test_pinned() -> None:
    """A change here would change every draw of every stored run."""
    assert [stable_id(name) for name in ("", "armenia", "azerbaijan", "Şuşa")] == [
        0,
        1474225954,
        1865560516,
        423130315,
    ]


@given(st.text())
def test_fits_31_bits(name: str) -> None:
    try:
        assert 0 <= stable_id(name) < 2**31
    except UnicodeEncodeError:
        assert any("\ud800" <= letter <= "\udfff" for letter in name)


def test_a_repeated_name_is_fine_and_a_collision_is_refused() -> None:
    assert stable_ids(["a", "b", "a"]) == {"a": stable_id("a"), "b": stable_id("b")}
    # CRC-32 of these two words is equal (a classic pair).
    with pytest.raises(UsageError, match="same stable id"):
        stable_ids(["plumless", "buckeroo"])
