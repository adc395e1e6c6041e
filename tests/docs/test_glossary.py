"""The glossary is in order, short, and has the words that the other pages lean on."""

from __future__ import annotations

import re
from typing import get_args

from tests.docs.commands import ROOT

from detente.claims.model import Status

DOCS = ROOT / "docs"
ROWS = re.findall(r"^\| \*\*(.+?)\*\* \| (.+?) \|$", (DOCS / "glossary.md").read_text("utf-8"), re.M)
WORDS = {word.lower() for word, _ in ROWS}
MODEL = (DOCS / "data-model.md").read_text("utf-8")


def test_in_order_and_once() -> None:
    words = [word.lower() for word, _ in ROWS]
    assert words == sorted(set(words))


def test_each_is_a_sentence_or_two() -> None:
    assert [word for word, means in ROWS if not 20 <= len(means) <= 160] == []


def test_the_words_of_the_data_model_are_explained() -> None:
    nouns = {word.lower() for word in re.findall(r"^\| \*\*(\w+)\*\* \|", MODEL, re.M)}
    assert len(nouns) == 6
    assert nouns | {"case", "slot", "mechanism", "zone", "vintage", "origin", "anchor", "span"} <= WORDS


def test_what_a_claim_s_status_means_is_there() -> None:
    meaning = dict(ROWS)["status"]
    assert all(status in meaning for status in get_args(Status))
