from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.claims.making import TEXT, make

from detente.claims.attach import attach, read_cache, reattach
from detente.claims.locators import digest, locate, verify
from detente.errors import UsageError

LINES = st.text("ab c\n.", min_size=3, max_size=80)


@given(LINES, st.data())
def test_the_span_has_the_digest(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = locate(text, text[start:end])
    assert digest(text[found.start : found.end]) == found.sha256
    assert verify(found, text).state == "exact"


@given(LINES, LINES)
def test_words_that_moved_are_found_again(before: str, text: str) -> None:
    words = text.strip()
    assume(words)
    at = locate(text, words)
    found = verify(at, before + "\n" + text)
    assert found.state in ("exact", "moved")
    assert found.start is not None
    assert (before + "\n" + text)[found.start : found.end] == words


def test_a_lookalike_is_an_orphan() -> None:
    at = locate(TEXT, "Nearly 300 people left")
    assert verify(at, TEXT.replace("300", "301")).state == "orphan"
    assert verify(at, "").state == "orphan"


def test_the_nth_occurrence_and_its_paragraph() -> None:
    text = "one two\n\none three\n\nfour one"
    assert [locate(text, "one", n).paragraph for n in (1, 2, 3)] == [1, 2, 3]
    assert locate(text, "one", 3).start == 25
    for quote, nth in (("one", 4), ("absent", 1), ("", 1)):
        with pytest.raises(UsageError):
            locate(text, quote, nth)


def test_files_are_matched_to_sources_in_any_order(tmp_path: Path) -> None:
    other = "Hills\n\nThe road over the pass was closed for eleven days last winter."
    hill = make(source="hill", at=locate(other, "closed for eleven days"))
    claims = [make(), hill, make(citation="c", at=None)]
    (tmp_path / "a.txt").write_text("New first line.\n\n" + other)
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "c.txt").write_text("A text about nothing of the kind.")
    paths = [tmp_path / name for name in ("c.txt", "a.txt", "b.txt")]
    for order in (paths, paths[::-1]):
        report = attach(claims, order, {"valley-2021": digest(TEXT)}, tmp_path / "cache")
        assert (report.exact, report.moved, report.orphan) == (1, 1, 0)
        assert report.quotations == {claims[0].id: "Nearly 300 people", hill.id: "closed for eleven days"}
        assert report.unmatched == (tmp_path / "c.txt",)
    again = reattach(claims, read_cache(tmp_path / "cache"))
    assert [claim.state for claim in again.claims] == ["exact", "moved"]


def test_without_files_every_claim_is_an_orphan(tmp_path: Path) -> None:
    assert attach([make()], []).orphan == 1
    assert read_cache(tmp_path / "nowhere") == {}
