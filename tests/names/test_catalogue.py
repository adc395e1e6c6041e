from string import ascii_lowercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.names.catalogue import (
    Address,
    catalogue,
    check_value,
    match_address,
    parse_address,
    parse_day_range,
)
from detente.names.days import FIRST, LAST

IDS = st.text(ascii_lowercase + digits + "_", min_size=1, max_size=20)
KEYS = st.text(ascii_lowercase + "_=", min_size=1, max_size=12)


@given(IDS, st.sampled_from(sorted(catalogue())), st.none() | KEYS)
def test_an_address_reads_back_as_written(subject: str, attribute: str, key: str | None) -> None:
    address = Address(subject, attribute, key)
    assert parse_address(str(address)) == address


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        assert str(parse_address(text)) == text
    except UsageError as refusal:
        assert refusal.faults[0].remedy


@pytest.mark.parametrize("text", ["", "russia", "russia.", ".attention", "Russia.attention", "a.deaths[]", "a.b[c"])
def test_what_is_no_address(text: str) -> None:
    assert match_address(text) is None


def test_an_unknown_attribute_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="attention"):
        parse_address("russia.atention")


def test_every_reading_lies_in_its_range() -> None:
    for attribute in catalogue().values():
        for low, high in attribute.readings.values():
            assert check_value(attribute, (low, high), attribute.unit) is None


@pytest.mark.parametrize(
    ("attribute", "value", "unit"),
    [
        ("attention", "bound", None),
        ("attention", 0.2, "share"),
        ("attention", (0.1, 0.4), "share"),
        ("attention", "unknown", None),
        ("stance", "azerbaijan", None),
        ("stance", ("turkey", "neutral"), None),
        ("start", "2020-11-10", None),
        ("start", "2020-11", None),
        ("start", "2020-11-09..2020-11-10", None),
        ("in_force", "yes", None),
        ("account", "anything_at_all", None),
    ],
)
def test_values_a_slot_can_have(attribute: str, value: object, unit: str | None) -> None:
    assert check_value(catalogue()[attribute], value, unit) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("attribute", "value", "unit", "reason"),
    [
        ("attention", "sleepy", None, "one of"),
        ("attention", 1.2, "share", "outside"),
        ("attention", 0.2, "persons", "unit"),
        ("attention", 0.2, None, "unit"),
        ("attention", float("nan"), "share", "finite"),
        ("deaths", (9.0, 3.0), "persons", "above"),
        ("start", "2020-13-01", None, "not a day"),
        ("start", 3.0, None, "a day"),
        ("in_force", 1.0, None, "a word"),
        ("stance", "South Sea", None, "id"),
        ("response", ("out", "out"), None, "twice"),
        ("deaths", "many", None, "number"),
        ("account", " ", None, "empty"),
    ],
)
def test_values_a_slot_cannot_have(attribute: str, value: object, unit: str | None, reason: str) -> None:
    assert reason in str(check_value(catalogue()[attribute], value, unit))  # type: ignore[arg-type]


@given(st.dates(FIRST, LAST), st.dates(FIRST, LAST))
def test_a_range_of_days_keeps_its_ends(first: object, last: object) -> None:
    found = parse_day_range(f"{first}..{last}")
    assert found == ((first, last) if first <= last else None)  # type: ignore[operator]


def test_a_month_and_a_year_run_to_their_last_day() -> None:
    assert [str(day) for day in parse_day_range("2020-02") or ()] == ["2020-02-01", "2020-02-29"]
    assert [str(day) for day in parse_day_range("2020") or ()] == ["2020-01-01", "2020-12-31"]
    assert parse_day_range("9999") is None


def test_words_are_words() -> None:
    """A bare yes or no in the file would be read as true or false."""
    for attribute in catalogue().values():
        assert all(isinstance(word, str) for word in (*attribute.words, *attribute.readings))
