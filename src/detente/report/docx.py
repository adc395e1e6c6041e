"""Blocks of a brief as a DOCX of one A4 page: written with zipfile alone, the same bytes for the same words."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import Final

from detente.report.blocks import Block
from detente.report.words import clean

OPENED: Final = (1980, 1, 1, 0, 0, 0)  # a zip's first date, as no clock may show
DENSER: Final = 4  # half points by which all type is smaller on a full page
_OFFICE: Final = "http://schemas.openxmlformats.org"
_WORD: Final = f"{_OFFICE}/wordprocessingml/2006/main"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# style of each kind of block: its name in a word processor, half points, bold, twips before and after
STYLES: Final = {
    "title": ("Title", 20, False, 0, 60),
    "question": ("heading 1", 28, True, 120, 60),
    "answer": ("heading 2", 24, True, 0, 60),
    "text": ("Normal", 19, False, 0, 70),
    "item": ("List Paragraph", 19, False, 0, 40),
    "small": ("Signature", 16, False, 40, 0),
    "code": ("Plain Text", 16, False, 0, 0),
}


def docx(blocks: Sequence[Block], name: str, dense: bool = False) -> bytes:
    """The document, ``dense`` in small type; ``name`` is its title in a word processor's list of files."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in _parts(blocks, name, DENSER if dense else 0).items():
            archive.writestr(zipfile.ZipInfo(part, OPENED), _HEAD + text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _parts(blocks: Sequence[Block], name: str, less: int) -> dict[str, str]:
    relations = f"{_OFFICE}/officeDocument/2006/relationships"
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            (f"{relations}/officeDocument", "word/document.xml"),
            (f"{_OFFICE}/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_OFFICE}/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{_safe(name)}</dc:title></cp:coreProperties>'
        ),
        "word/_rels/document.xml.rels": _relations((f"{relations}/styles", "styles.xml")),
        "word/styles.xml": _styles(less),
        "word/document.xml": _document(blocks),
    }


def _types() -> str:
    parts = {
        "/word/document.xml": f"{_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_TYPE}.styles+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    named = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in parts.items())
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{rows}</Relationships>'


def _styles(less: int) -> str:
    return f'<w:styles xmlns:w="{_WORD}">{"".join(_style(kind, less) for kind in STYLES)}</w:styles>'


def _style(kind: str, less: int) -> str:
    name, size, bold, before, after = STYLES[kind]
    default = ' w:default="1"' if kind == "text" else ""
    indent = '<w:ind w:left="284"/>' if kind == "item" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{kind}"><w:name w:val="{name}"/>'
        f'<w:pPr><w:spacing w:before="{before}" w:after="{after}"/>{indent}</w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>{"<w:b/>" if bold else ""}'
        f'<w:sz w:val="{size - less}"/><w:lang w:val="en-GB"/></w:rPr></w:style>'
    )


def _document(blocks: Sequence[Block]) -> str:
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="850" w:right="964" w:bottom="850" w:left="964" w:header="0" w:footer="0" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return f'<w:document xmlns:w="{_WORD}"><w:body>{"".join(map(_paragraph, blocks))}{page}</w:body></w:document>'


def _paragraph(block: Block) -> str:
    head = f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{_safe(block.head)} </w:t></w:r>' if block.head else ""
    body = f'<w:r><w:t xml:space="preserve">{_safe(block.text)}</w:t></w:r>' if block.text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{block.kind}"/></w:pPr>{head}{body}</w:p>'


def _safe(text: str) -> str:
    return escape(clean(text), quote=False)
