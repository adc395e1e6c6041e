import hashlib
import unicodedata

import pytest
from tests.sources import rendering
from tests.sources.invented import DOCUMENTS, Block

from detente.sources.model import Document, Zone
from detente.sources.reader import read_bytes

FORMS = {
    "text": "a.txt",
    "wrapped": "a.txt",
    "markdown": "a.md",
    "semantic_html": "a.html",
    "wordpress_html": "a.html",
    "plain_html": "a.html",
    "docx": "a.docx",
    "pdf": "a.pdf",
}


def paragraphs(document: Document) -> list[tuple[str, Zone]]:
    """The words of each paragraph on one line, without the mark of an item, and its zone."""
    spans: dict[int, list[int]] = {}
    for passage in document.passages:
        spans.setdefault(passage.paragraph, [passage.start, passage.end])[1] = passage.end
    zones = {passage.paragraph: passage.zone for passage in document.passages}
    return [(plain(document.text.text[start:end]), zones[number]) for number, (start, end) in spans.items()]


def plain(words: str) -> str:
    """Words as every format can write them: on one line, in the letters of the PDF's font, without marks."""
    line = " ".join(words.split()).encode("cp1252", "replace").decode("cp1252")
    return line.removeprefix("- [").removesuffix("](/x)").strip("#>*•- ")


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_format_gives_the_same_words_in_the_same_zones(form: str, name: str) -> None:
    blocks = DOCUMENTS[name]
    document = read_bytes(getattr(rendering, form)(blocks), FORMS[form])
    found = [(words, zone) for words, zone in paragraphs(document) if not _is_of_the_print(form, words)]
    wanted = [(plain(block.text), block.zone) for block in blocks]
    assert sorted(found) == sorted(wanted)
    if form != "docx":  # which keeps comments and running heads apart from the text
        assert [words for words, _ in found] == [words for words, _ in wanted]


def _is_of_the_print(form: str, words: str) -> bool:
    return form == "pdf" and (words == "The Quarterly" or words.startswith("Page "))


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_page_of_tables_gives_the_same_article(name: str) -> None:
    blocks = DOCUMENTS[name]
    read = [found for found in paragraphs(read_bytes(rendering.table_html(blocks))) if found[1] in ("body", "quote")]
    assert read == [(plain(block.text), block.zone) for block in blocks if block.zone in ("body", "quote")]


@pytest.mark.parametrize("name", ["brief", "report"])
def test_paragraphs_that_begin_with_an_indent(name: str) -> None:
    document = read_bytes(rendering.pdf(DOCUMENTS[name], indent=True))
    found = {words for words, zone in paragraphs(document) if zone == "body"}
    assert found == {plain(block.text) for block in DOCUMENTS[name] if block.zone == "body"}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_reading_twice_gives_the_same(form: str) -> None:
    raw = getattr(rendering, form)(DOCUMENTS["news"])
    document = read_bytes(raw, FORMS[form])
    assert document == read_bytes(raw, FORMS[form])
    assert document.raw_sha256 == hashlib.sha256(raw).hexdigest()
    text = document.text
    assert text.sha256 == hashlib.sha256(text.text.encode()).hexdigest()
    assert unicodedata.is_normalized("NFC", text.text)
    again = read_bytes(text.text.encode(), "a.txt")
    assert again.text.sha256 == text.sha256


def test_the_extractor_says_what_made_the_text() -> None:
    blocks = [Block("body", "The river rose.")]
    extractors = {form: read_bytes(getattr(rendering, form)(blocks), name).text for form, name in FORMS.items()}
    assert {
        form: text.extractor for form, text in extractors.items() if form in ("text", "markdown", "docx", "pdf")
    } == {
        "text": "plain",
        "markdown": "markdown",
        "docx": "docx",
        "pdf": "pdf",
    }
    assert "pypdf" in extractors["pdf"].version
