from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.names.catalogue import parse_day_range
from detente.names.days import FIRST, LAST, parse_day
from detente.names.yamlfile import parse_yaml


@given(st.dates(FIRST, LAST))
def test_a_day_is_read_as_written(day: date) -> None:
    assert parse_day(day.isoformat()) == parse_yaml(f"- {day}", "x")[0] == day
    assert parse_day_range(day.isoformat()) == (day, day)


@pytest.mark.parametrize("text", ["0001-01-01", "0099-12-31", "3000-01-01", "9999-12-31", "2021-02-30", "soon", ""])
def test_what_stands_for_no_day_is_none(text: str) -> None:
    with pytest.raises(ValueError):
        parse_day(text)
    assert parse_day_range(text) is None
    assert parse_yaml(f"- {text}", "x") in ([text], [None])
