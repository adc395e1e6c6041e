import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.claims.proposing.numbers import NUMBER, is_scaled, read_number

SEPARATORS = [",", "\u2009", "\u202f", "\u00a0", " ", "'", "’"]


def written(words: str) -> float:
    found = re.search(NUMBER, words, re.IGNORECASE)
    assert found is not None
    assert found[0] == words
    return read_number(words)


@given(st.integers(0, 10**12), st.sampled_from(SEPARATORS))
def test_a_number_is_read_back_whatever_parts_its_groups(number: int, separator: str) -> None:
    assert written(f"{number:,}".replace(",", separator)) == number


@given(st.integers(10**6, 10**12))
def test_points_may_part_groups_where_there_are_two(number: int) -> None:
    assert written(f"{number:,}".replace(",", ".")) == number


@given(st.integers(0, 10**6), st.integers(0, 99))
def test_a_decimal_point_is_one(whole: int, cents: int) -> None:
    assert written(f"{whole:,}.{cents:02}") == pytest.approx(whole + cents / 100)


TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
ONES = f"zero one two three four five six seven eight nine ten {TEENS}".split()
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelt(number: int, hyphen: str) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (hyphen + ONES[number % 10] if number % 10 else "")
    if number < 1000:
        rest = f" and {spelt(number % 100, hyphen)}" if number % 100 else ""
        return f"{ONES[number // 100]} hundred{rest}"
    rest = f" {spelt(number % 1000, hyphen)}" if number % 1000 else ""
    return f"{spelt(number // 1000, hyphen)} thousand{rest}"


@given(st.integers(1, 999_999), st.sampled_from("- "))
def test_a_number_in_words_is_read_back(number: int, hyphen: str) -> None:
    assert written(spelt(number, hyphen)) == number


@given(st.integers(1, 999), st.sampled_from([("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("lakh", 1e5)]))
def test_a_scale_multiplies(number: int, scale: tuple[str, float]) -> None:
    assert written(f"{number} {scale[0]}") == pytest.approx(number * scale[1])
    assert written(f"{number / 10} {scale[0]}") == pytest.approx(number / 10 * scale[1])


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("half a million", 500_000),
        ("half a dozen", 6),
        ("a quarter of a million", 250_000),
        ("a million and a half", 1_500_000),
        ("two and a half million", 2_500_000),
        ("a hundred", 100),
        ("two dozen", 24),
        ("1.2bn", 1.2e9),
        ("300k", 300_000),
        ("five hundred million", 5e8),
        ("a thousand million", 1e9),
        ("500 crore", 5e9),
    ],
)
def test_numbers_as_people_write_them(words: str, number: float) -> None:
    assert written(words) == number


@pytest.mark.parametrize(("words", "scaled"), [("1244", False), ("900", False), ("2,906", True), ("20 billion", True)])
def test_a_large_number_is_no_name(words: str, scaled: bool) -> None:
    assert is_scaled(words) == scaled


@given(st.integers(1, 999_999), st.sampled_from([("billion", 9), ("million", 6), ("bn", 9), ("m", 6)]))
def test_a_scaled_decimal_is_the_number_as_written(hundredths: int, scale: tuple[str, int]) -> None:
    word, zeros = scale
    words = f"{hundredths // 100}.{hundredths % 100:02}{' ' if len(word) > 2 else ''}{word}"
    assert written(words) == hundredths * 10 ** (zeros - 2)
