"""Where later writing counts as known, every command for people says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Call

LATER = ("--vintage", "reconstructed")
SAID = "Reconstructed: what was written down later counts"
FEW = ("--worlds", 40, "--out")


ASKED = pytest.mark.parametrize("words", [
    ("claims",), ("system",), ("beliefs",), ("beliefs", "--slot", "harbour.attention"), ("ask", "who holds the valley"),
    ("contested",), ("timeline",),
], ids=" ".join)  # fmt: skip


@ASKED
def test_a_reconstructed_day_is_labelled(case: Path, call: Call, words: tuple[str, ...]) -> None:
    name, *rest = words
    assert call(name, case, *rest, *LATER).stdout.count(SAID) == 1
    assert SAID not in call(name, case, *rest).stdout


@ASKED
def test_a_document_says_as_of_when_and_what_counts_as_known(case: Path, call: Call, words: tuple[str, ...]) -> None:
    name, *rest = words
    on = ("--as-of", "2021-03-10", "--json")
    for vintage, options in (("published", ()), ("reconstructed", LATER)):
        found = json.loads(call(name, case, *rest, *on, *options).stdout)
        assert (found["as_of"], found["vintage"]) == ("2021-03-10", vintage)


def test_a_reconstructed_answer_is_labelled(case: Path, call: Call, tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    assert "(reconstructed), 12 months." in call("run", case, "-q", "next-year", *LATER, *FEW, runs).stdout
    assert call("why", "next-year", "--runs", runs).stdout.startswith(SAID)
    assert "(reconstructed)" not in call("run", case, "-q", "next-year", *FEW, runs).stdout
    assert SAID not in call("why", "next-year", "--runs", runs).stdout
