import pytest
from tests.sources.rendering import archive, paragraph, styles

from detente.errors import InputError
from detente.sources import docx
from detente.sources.docx import read_docx
from detente.sources.model import Zone

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def document(body: str, **parts: str | bytes) -> bytes:
    named = {f"word/{name}.xml": content for name, content in parts.items()}
    main = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
    return archive({"word/document.xml": main, "word/styles.xml": styles(), **named})


def zones(raw: bytes) -> dict[str, Zone]:
    found = read_docx(raw)
    return {found.text.text[p.start : p.end]: p.zone for p in found.passages}


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def test_styles_notes_comments_and_running_heads_are_kept_in_their_zones() -> None:
    raw = document(
        paragraph("Floods", "Title")
        + paragraph("Much water.", "Quote")
        + paragraph("A boat.", "Caption")
        + paragraph("It rained."),
        footnotes=f"<w:footnotes {W}><w:footnote>{paragraph('The gauge broke.')}</w:footnote></w:footnotes>",
        comments=f"<w:comments {W}><w:comment>{paragraph('Sure?')}</w:comment></w:comments>",
        header1=f"<w:hdr {W}>{paragraph('The Quarterly')}</w:hdr>",
        header2=f"<w:hdr {W}>{paragraph('The Quarterly')}</w:hdr>",
    )
    assert zones(raw) == {
        "Floods": "title",
        "Much water.": "quote",
        "A boat.": "caption",
        "It rained.": "body",
        "The gauge broke.": "body",
        "Sure?": "comment",
        "The Quarterly": "furniture",
    }


def test_what_is_deleted_or_hidden_is_not_read_and_what_is_inserted_is() -> None:
    inner = (
        run("Kept ")
        + f"<w:del>{run('deleted ')}</w:del><w:ins>{run('new ')}</w:ins>"
        + run("hidden ", "<w:vanish/>")
        + run("shown", "<w:vanish w:val='0'/>")
        + "<w:r><w:instrText>HYPERLINK</w:instrText><w:tab/><w:t>end</w:t></w:r>"
    )
    assert read_docx(document(f"<w:p>{inner}</w:p>")).text.text == "Kept new shown end"


def test_tables_and_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph('A cell.')}</w:tc></w:tr></w:tbl>"
    raw = document(f"<w:p>{run('Around it.')}<w:r>{twice}</w:r></w:p>{table}")
    assert read_docx(raw).text.text == "Around it.\n\nIn a box.\n\nA cell."


def test_a_row_of_short_cells_is_one_line_and_no_title() -> None:
    rows = (("Year", "Dead"), ("2021", "34 people"))
    cells = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    found = zones(document(f"<w:tbl>{cells}</w:tbl>{paragraph('word ' * 40 + 'end.')}"))
    assert (found["Year | Dead"], found["2021 | 34 people"]) == ("body", "body")


def test_a_table_for_the_layout_keeps_its_paragraphs() -> None:
    long = "The river rose. " * 20
    cells = "".join(f"<w:tc>{inner}</w:tc>" for inner in (paragraph("Left"), paragraph(long), paragraph("a") * 2))
    text = read_docx(document(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).text.text
    assert text == f"Left\n\n{long.strip()}\n\na\n\na"


def test_items_of_a_list_are_no_headings() -> None:
    item = f"<w:p><w:pPr><w:numPr/></w:pPr>{run('Move the herds')}</w:p>"
    assert zones(document(item + paragraph("word " * 40 + "end.")))["• Move the herds"] == "body"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"PK\x03\x04" + b"x" * 100, "damaged"),
        (archive({"mimetype": "application/epub+zip"}), "no document"),
        (archive({"word/document.xml": "<w:document"}), "damaged"),
        (archive({"word/document.xml": f"<w:document {W}/>"}), "no text"),
        (archive({"word/document.xml": '<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'}), "entities"),
        (archive({"word/document.xml": "<a>" * 3000}), "damaged"),
    ],
)
def test_what_is_no_document_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_docx(raw)


def test_an_encrypted_archive_is_refused() -> None:
    raw = bytearray(document(paragraph("It rained.")))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + place] |= 1
            at = raw.find(mark, at + 1)
    with pytest.raises(InputError, match="encrypted"):
        read_docx(bytes(raw))


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "UNPACKED", 1_000_000)
    raw = document(paragraph("It rained."), footnotes=b" " * 5_000_000)
    assert len(raw) < 20_000
    with pytest.raises(InputError, match="unpacked"):
        read_docx(raw)
