"""Philox: the published vectors, the same bits compiled and plain, and draws that behave like luck."""

from __future__ import annotations

import warnings
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.numerics.philox import philox, uniform, uniforms

# Random123 1.14.0, tests/kat_vectors, "philox4x32 10".
KNOWN = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]
SIGNED = st.integers(-(2**63), 2**63 - 1)
WORD = st.integers(0, 2**32 - 1)
HALF = st.integers(0, 2**16 - 1)


def words(text: str) -> list[np.uint64]:
    """Return hexadecimal words as the unsigned scalars Philox takes."""
    return [np.uint64(int(part, 16)) for part in text.split()]


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN)
def test_published_vectors(counter: str, key: str, expected: str, plain_philox: SimpleNamespace) -> None:
    given_words = words(counter) + words(key)
    for function in (philox, plain_philox.philox):
        assert [int(word) for word in function(*given_words)] == [int(word) for word in words(expected)]


def test_counter_layout_is_the_documented_one() -> None:
    """A run's numbers may be recomputed by anyone with another Philox: pin which word holds what."""
    seed, world, life, month, ident, purpose = (
        0x299F31D0A4093822,
        0x243F6A88,
        0x85A3,
        0x08D3,
        0x13198A2E,
        0x03707344,
    )
    bits = 0xD16CFE0994FDCCEB
    assert uniform(seed, world, life, month, ident, purpose) == ((bits >> 12) + 0.5) / 2**52


@given(SIGNED, WORD, HALF, HALF, WORD, WORD)
def test_compiled_equals_plain(
    plain_philox: SimpleNamespace, seed: int, world: int, life: int, month: int, ident: int, purpose: int
) -> None:
    key = (seed, world, life, month, ident, purpose)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plain = plain_philox.uniform(*key)
        from_numpy = plain_philox.uniform(*(np.int64(part) for part in key))
    assert plain == from_numpy == uniform(*key)
    assert type(plain) is float
    assert 0.0 < plain < 1.0


def test_narrow_integers_are_welcome(plain_philox: SimpleNamespace) -> None:
    wide = uniform(7, 40_000, 2, 60_000, 1_474_225_954, 9)
    narrow: tuple[Any, ...] = (
        np.int64(7),
        np.int32(40_000),
        np.int8(2),
        np.uint16(60_000),
        np.int32(1_474_225_954),
        np.int8(9),
    )
    assert plain_philox.uniform(*narrow) == uniform(*narrow) == wide


def test_extreme_words_stay_strictly_inside(monkeypatch: pytest.MonkeyPatch, plain_philox: SimpleNamespace) -> None:
    drawn = plain_philox.uniform
    for bits, expected in ((0, 2.0**-53), (0xFFFFFFFF, 1.0 - 2.0**-53)):
        word = np.uint64(bits)
        monkeypatch.setitem(drawn.__globals__, "philox", lambda *_, word=word: (word, word, word, word))
        assert drawn(1, 2, 3, 4, 5, 6) == expected


@given(SIGNED, st.integers(0, 300), HALF, HALF, WORD, WORD)
def test_array_is_the_scalar_at_each_world(
    seed: int, worlds: int, life: int, month: int, ident: int, purpose: int
) -> None:
    drawn = uniforms(seed, worlds, life, month, ident, purpose)
    assert drawn.tolist() == [uniform(seed, w, life, month, ident, purpose) for w in range(worlds)]


@given(st.lists(st.tuples(SIGNED, WORD, HALF, HALF, WORD, WORD), min_size=2, max_size=40, unique=True))
def test_different_keys_draw_different_numbers(keys: list[tuple[int, int, int, int, int, int]]) -> None:
    assert len({uniform(*key) for key in keys}) == len(keys)


@given(SIGNED, WORD, WORD)
def test_uniform_over_worlds(seed: int, ident: int, purpose: int) -> None:
    """Kolmogorov-Smirnov distance of 4,000 draws; 3.0 is exceeded about once in 30 million."""
    drawn = np.sort(uniforms(seed, 4000, 0, 1, ident, purpose))
    ranks = np.arange(4001) / 4000
    distance = max(np.abs(drawn - ranks[1:]).max(), np.abs(drawn - ranks[:-1]).max())
    assert distance * np.sqrt(4000) < 3.0


@given(SIGNED, st.integers(0, 5), st.integers(1, 32))
def test_neighbouring_keys_are_uncorrelated(seed: int, part: int, step: int) -> None:
    """Change one part of the key by a small step: 4,000 pairs correlate within 6 standard errors of zero."""
    base = [seed >> 1, 0, 3, 7, 11, 13]
    other = list(base)
    other[part] += step
    x = [uniform(base[0], world, *base[2:]) for world in range(0, 4000 * 64, 64)]
    y = [uniform(other[0], world + other[1], *other[2:]) for world in range(0, 4000 * 64, 64)]
    assert abs(np.corrcoef(x, y)[0, 1]) * np.sqrt(4000) < 6.0
