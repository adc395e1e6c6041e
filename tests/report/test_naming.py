"""Names for ids: whole ids and no others, and never a word of a sentence."""

from __future__ import annotations

import pytest

from detente.report.naming import named

DAY = {"published": ["2021-03-05"] * 2}
RUN = {
    "sources": [
        {"id": "walker-2021", "title": "The mill", "authors": ["A. Walker"], **DAY},
        {"id": "deaths", "title": "Observers of the border", "authors": [], **DAY},
        {"id": "walker", "title": "Another", "authors": ["B. Walker"], **DAY},
    ]
}


@pytest.mark.parametrize("text", ["25 or more deaths in a month", "the walker of the hills", "sub-walker-2021", "x"])
def test_what_is_no_id_stays(text: str) -> None:
    assert named(RUN)(text) == text


def test_an_id_in_a_sentence_and_an_id_alone_are_named() -> None:
    name = named(RUN)
    called = name("walker-2021")
    assert called != "walker-2021"
    assert name("Without walker-2021, fewer deaths.") == f"Without {called}, fewer deaths."
    assert name("deaths") not in ("deaths", "")


def test_a_run_without_sources_names_nothing() -> None:
    assert named({})("walker-2021") == "walker-2021"
