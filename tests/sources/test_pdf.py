import zlib
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from tests.sources.invented import Block
from tests.sources.rendering import pdf, pdf_of

from detente.errors import InputError
from detente.sources import pdf as module
from detente.sources.pdf import read_pdf

FIRST = (
    "The finance of the fleet is difficult, and officials doubt that a ceasefire would hold for a long-term peace. " * 5
)
BLOCKS = [
    Block("title", "Floods"),
    *(Block("body", FIRST.replace("finance", f"finance {n}").strip()) for n in range(20)),
]


def page(stream: bytes, head: bytes = b"") -> bytes:
    """A file of one page with this content."""
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /ProcSet [/PDF] >> >>",
            b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), head, stream),
        ]
    )


def test_ligatures_broken_words_and_paragraphs_over_pages_are_whole() -> None:
    document = read_pdf(pdf(BLOCKS))
    assert [document.text.text.count(block.text) for block in BLOCKS[1:]] == [1] * 20
    assert not set("ﬁﬂ\u00ad") & set(document.text.text)


def test_running_heads_and_numbers_are_furniture() -> None:
    document = read_pdf(pdf(BLOCKS))
    found = {document.text.text[p.start : p.end]: p.zone for p in document.passages}
    heads = {words: zone for words, zone in found.items() if words.startswith(("The Quarterly", "Page "))}
    assert len(heads) > 3
    assert set(heads.values()) == {"furniture"}
    assert found["Floods"] == "title"


@pytest.mark.parametrize("indent", [False, True])
def test_each_paragraph_is_one(indent: bool) -> None:
    document = read_pdf(pdf(BLOCKS, indent=indent))
    lines = document.text.text.split("\n\n")
    assert [line for line in lines if len(line) > 100] == [block.text for block in BLOCKS[1:]]


def _encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(BLOCKS))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def test_a_password_is_asked_for_only_where_there_is_one() -> None:
    assert BLOCKS[1].text in read_pdf(_encrypted("")).text.text
    with pytest.raises(InputError, match="encrypted"):
        read_pdf(_encrypted("secret"))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"%PDF-1.7\n", "damaged"),
        (pdf(BLOCKS)[:300], "damaged"),
        (page(b"0 0 100 100 re f"), "without text"),
    ],
)
def test_what_can_not_be_read_is_refused(raw: bytes, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match=reason):
        read_pdf(raw, "a.pdf")
    assert capsys.readouterr() == ("", "")


def test_a_stream_that_unpacks_to_very_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "UNPACKED", 4_000_000)
    with pytest.raises(InputError, match="page 1"):
        read_pdf(page(zlib.compress(b"BT (a) Tj ET " * 1_000_000), b"/Filter /FlateDecode"))


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGES", 2)
    with pytest.raises(InputError, match="more than 2 pages"):
        read_pdf(pdf(BLOCKS))
