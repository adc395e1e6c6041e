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
from detente.sources.text import freeze, visible


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


@given(
    st.sampled_from([b"", b"", b"%PDF-1.4\n", b"PK\x03\x04"]),
    st.binary(max_size=400),
    st.sampled_from(["a.txt", "a.html", "a.md"]),
)
def test_no_bytes_crash_the_reader(start: bytes, raw: bytes, name: str) -> None:
    try:
        document = read_bytes(start + raw, name)
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


def test_the_encoding_is_found_and_said() -> None:
    words = "Un café près de la forêt où les élèves étaient déjà passés hier soir."
    assert freeze(words.encode()).encoding == "utf-8"
    assert freeze(words.encode("utf-16")).text == words
    guessed = freeze(words.encode("latin-1"))
    assert "guessed" in guessed.encoding
    assert guessed.chars == len(words)


def test_utf_16_without_a_mark_and_damaged_utf_8_are_read_and_said() -> None:
    words = "Les élèves étaient déjà passés près de la forêt, où la fenêtre était fermée. " * 20
    for encoding in ("utf-16-le", "utf-16-be"):
        assert freeze(words.encode(encoding)).encoding == f"{encoding} (guessed)"
        assert freeze(words.encode(encoding)).text == words
    damaged = freeze(b"\xff" + words.encode())
    assert damaged.text == "\ufffd" + words
    assert damaged.encoding == "utf-8 (guessed; 1 bytes are broken)"


def test_what_is_no_character_keeps_its_place() -> None:
    text = freeze(b"a" * 9000 + b"\0" + b"b").text
    assert (len(text), text[9000]) == (9002, "\ufffd")
    assert freeze("a\ud800b".encode("utf-16", "surrogatepass")).text == "a\ufffdb"


def test_marks_of_direction_and_width_stay_in_plain_text_and_leave_set_text() -> None:
    words = "Ago\u200bra \u202eabc\u202c \U0001f469\u200d\U0001f467"
    assert freeze(words.encode()).text == words
    assert visible(words) == "Agora abc \U0001f469\u200d\U0001f467"


def test_letters_that_take_for_ever_to_normalise_are_refused() -> None:
    with pytest.raises(InputError, match="character 1"):
        freeze(("a" + "\u0301\u0323" * 100_000).encode())


def test_a_document_knows_its_day_and_a_source_when_it_counts(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("One line.\r\nTwo.\n", newline="")
    document = read_document(tmp_path / "a.md", date(2020, 1, 2))
    assert document.published == date(2020, 1, 2)
    assert document.text.text == "One line.\nTwo.\n"
    assert Source("s", "t", (date(2020, 1, 2), date(2020, 1, 5))).counts_from == date(2020, 1, 2)
