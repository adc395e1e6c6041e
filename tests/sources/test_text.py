import hashlib
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.sources.model import Source
from detente.sources.reader import read_bytes, read_document
from detente.sources.text import LIMIT, freeze


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_freezing_is_idempotent_and_digested(words: str) -> None:
    try:
        text = freeze(("x" + words).encode())
    except InputError:
        return  # what begins like a binary file is refused as one
    assert unicodedata.is_normalized("NFC", text.text)
    assert "\r" not in text.text
    assert freeze(text.text.encode()).sha256 == text.sha256
    assert text.sha256 == hashlib.sha256(text.text.encode()).hexdigest()
    assert text.chars == len(text.text)


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html"]))
def test_no_bytes_crash_the_reader(raw: bytes, name: str) -> None:
    try:
        document = read_bytes(raw, name)
    except InputError as refusal:
        assert all(fault.remedy for fault in refusal.faults)
        return
    reached = 0
    for passage in document.passages:
        assert reached <= passage.start < passage.end <= document.text.chars
        reached = passage.end


@pytest.mark.parametrize("raw", [b"%PDF-1.7", b"\x89PNG\r\n", b"ab\0cd", b"PK\x03\x04", b"", b"  \n "])
def test_binary_and_empty_documents_are_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        freeze(raw)


def test_a_document_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * (LIMIT + 1))
    with pytest.raises(InputError, match="20 MB"):
        read_document(path)
    with pytest.raises(InputError, match="can't be read"):
        read_document(tmp_path)


def test_the_encoding_is_found_and_said() -> None:
    words = "Un café près de la forêt où les élèves étaient déjà passés hier soir."
    assert freeze(words.encode()).encoding == "utf-8"
    assert freeze(words.encode("utf-16")).text == words
    guessed = freeze(words.encode("latin-1"))
    assert "guessed" in guessed.encoding
    assert guessed.chars == len(words)


def test_a_document_knows_its_day_and_a_source_when_it_counts(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("One line.\r\nTwo.\n", newline="")
    document = read_document(tmp_path / "a.md", date(2020, 1, 2))
    assert document.published == date(2020, 1, 2)
    assert document.text.text == "One line.\nTwo.\n"
    assert Source("s", "t", (date(2020, 1, 2), date(2020, 1, 5))).counts_from == date(2020, 1, 2)
