"""The glossary is in order, short, and has the words that the other pages lean on."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import get_args

from tests.docs.commands import ROOT

from detente.beliefs.tablefile import read_table
from detente.beliefs.words import DEFAULT_YARDSTICK
from detente.claims.model import Status

DOCS = ROOT / "docs"
PAGE = (DOCS / "glossary.md").read_text("utf-8")
ROWS = re.findall(r"^\| \*\*(.+?)\*\* \| (.+?) \|$", PAGE, re.M)
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


def test_the_words_of_a_report_are_explained() -> None:
    wanted = {"PHIA", "range", "confidence", "comparable cases", "open", "settled", "hypothetical", "level", "stale"}
    wanted |= {"our priors' weight", "unknown, what is", "one-sided", "standpoint share", "presses"}
    assert {word.lower() for word in wanted} <= WORDS


def test_the_bands_are_those_of_the_scale_that_answers_use_and_so_are_the_gaps() -> None:
    assert f"**{DEFAULT_YARDSTICK.upper()}**" in PAGE
    bands = [row for row in read_table("yardsticks.csv") if row["scale"] == DEFAULT_YARDSTICK]
    edges: dict[tuple[float, float], list[str]] = {}
    for row in bands:
        edges.setdefault((float(row["low"]) / 100, float(row["high"]) / 100), []).append(row["phrase"])
    told = re.findall(r"^\| ([\d.]+) to ([\d.]+) \| (.+?) \|$", PAGE, re.M)
    assert {(float(low), float(high)): words.split(", or ") for low, high, words in told} == edges
    ends = sorted(edges)
    gaps = ", ".join(f"{low[1]:.2f} to {high[0]:.2f}" for low, high in pairwise(ends)).rsplit(", ", 1)
    assert " and ".join(gaps) in PAGE
