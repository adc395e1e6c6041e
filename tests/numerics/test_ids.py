"""Stable ids: the same for ever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.numerics.ids import stable_id


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
