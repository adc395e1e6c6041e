"""DOCX: paragraphs with their styles, then notes, comments and running heads, each in its zone; nothing fetched.

Read with zipfile and lxml: what python-docx adds (writing) isn't needed, and it hides footnotes and text boxes.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from typing import Any

from detente.errors import InputError
from detente.sources.blocks import Block, block, document_of
from detente.sources.limits import UNPACKED, refuse, too_large
from detente.sources.model import Document, Zone
from detente.sources.phrases import SHORT

VERSION = "2"
_Element = Any  # lxml ships no types
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_DAMAGED = "Open it in a word processor and save it again."
_UNSEEN = frozenset(  # deleted or moved away, codes of fields, and the copy of a text box for old programs
    {
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}instrText",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_SPACES = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_STYLES: tuple[tuple[Zone, re.Pattern[str]], ...] = (
    ("title", re.compile(r"(?:sub)?title|heading ?\d?", re.I)),
    ("pull-quote", re.compile(r"pull ?-?quote.*", re.I)),
    ("quote", re.compile(r"(?:intense )?quot(?:e|ation)s?|block ?(?:text|quote)", re.I)),
    ("caption", re.compile(r"(?:image |table )?caption|figure.*", re.I)),
    ("bio", re.compile(r"(?:author )?bio.*", re.I)),
    (
        "furniture",
        re.compile(r"(?:toc|index|table of).*|header|footer|page number|bibliography|author|byline|date", re.I),
    ),
)


def read_docx(raw: bytes, name: str = "") -> Document:
    """The document of a word processor. Raises :class:`InputError` where it is damaged, encrypted or too large."""
    parts = _Parts(raw, name)
    main = parts.main()
    styles = dict(_styles(parts.tree("styles.xml")))
    blocks = [
        *_blocks(main, styles),
        *_blocks(parts.tree("footnotes.xml"), styles),
        *_blocks(parts.tree("endnotes.xml"), styles),
        *_blocks(parts.tree("comments.xml"), {}, "comment"),
        *dict.fromkeys(part for tree in parts.edges() for part in _blocks(tree, {}, "furniture")),
    ]
    return document_of(blocks, "docx", "utf-8", name, VERSION)


class _Parts:
    """The XML parts of the archive, unpacked within a limit and parsed without entities or network."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.name = name
        self.left = UNPACKED
        try:
            self.archive = zipfile.ZipFile(BytesIO(raw))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, OverflowError) as problem:
            raise self._damaged(str(problem)) from None
        self.names = dict.fromkeys(self.archive.namelist())

    def main(self) -> _Element:
        """The text itself."""
        if "word/document.xml" not in self.names:
            remedy = "Save it as DOCX, PDF or plain text."
            raise refuse("an archive that holds no document of a word processor", remedy, self.name)
        return self.tree("document.xml")

    def edges(self) -> Iterator[_Element]:
        """Running heads and feet."""
        for part in self.names:
            if re.fullmatch(r"word/(?:header|footer)\d*\.xml", part):
                yield self.tree(part.removeprefix("word/"))

    def tree(self, part: str) -> _Element | None:
        """The root of a part of the folder ``word``; None where there is none."""
        if f"word/{part}" not in self.names:
            return None
        content = self._unpack(f"word/{part}").replace(_STRICT, _W[1:-1].encode())
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise self._damaged(f"{part} declares entities")
        etree = import_module("lxml.etree")  # slow to load and rarely needed
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as problem:
            raise self._damaged(f"{part}: {problem}") from None

    def _unpack(self, part: str) -> bytes:
        try:
            with self.archive.open(part) as file:
                content = file.read(self.left + 1)  # what the archive says of its sizes may be wrong
        except RuntimeError:
            raise refuse("encrypted", "Save it without a password.", self.name) from None
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as problem:
            raise self._damaged(str(problem)) from None
        self.left -= len(content)
        if self.left < 0:
            raise too_large("unpacked, the file", UNPACKED, "bytes", self.name)
        return content

    def _damaged(self, problem: str) -> InputError:
        return refuse("a damaged DOCX", _DAMAGED, self.name, problem[:200])


def _styles(root: _Element | None) -> Iterator[tuple[str, Zone]]:
    """The zone of each style that says one; the names of built-in styles are the same in every language."""
    for style in root.iter(f"{_W}style") if root is not None else ():
        named = style.find(f"{_W}name")
        name = named.get(f"{_W}val", "") if named is not None else ""
        zone = next((zone for zone, pattern in _STYLES if pattern.fullmatch(name)), None)
        if zone:
            yield style.get(f"{_W}styleId", ""), zone


def _blocks(root: _Element | None, styles: dict[str, Zone], zone: Zone | None = None) -> Iterator[Block]:
    """Every paragraph in order, those of tables and text boxes too; a row of short cells is one line."""
    rows: dict[_Element, bool] = {}
    for paragraph in root.iter(f"{_W}p") if root is not None else ():
        if any(outer.tag in _UNSEEN for outer in paragraph.iterancestors()):
            continue
        row = next(paragraph.iterancestors(f"{_W}tr"), None)
        if row is not None and row not in rows:
            cells = _cells(row)
            rows[row] = bool(cells)
            if found := block(" | ".join(cells), zone or "body"):
                yield found
        if row is not None and rows[row]:
            continue
        words = "".join(_words(paragraph))
        bullet = "• " if zone is None and paragraph.find(f"{_W}pPr/{_W}numPr") is not None else ""
        found = block(words, zone or _zone(paragraph, styles))
        if found:
            yield found if found.zone else found._replace(text=bullet + found.text)


def _cells(row: _Element) -> list[str]:
    """The words of each cell, where two or more of them hold a line each and no more: else it serves the layout."""
    found = []
    for cell in row.iterchildren(f"{_W}tc"):
        paragraphs = list(cell.iter(f"{_W}p"))
        words = " ".join("".join(_words(paragraphs[0])).split()) if len(paragraphs) == 1 else ""
        if len(paragraphs) != 1 or len(words.split()) > SHORT or cell.find(f".//{_W}tbl") is not None:
            return []
        found.append(words)
    return found if sum(map(bool, found)) > 1 else []


def _zone(paragraph: _Element, styles: dict[str, Zone]) -> Zone | None:
    level = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    if level is not None and level.get(f"{_W}val") != "9":  # 9 is that of running text
        return "title"
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return styles.get(style.get(f"{_W}val", "")) if style is not None else None


def _words(element: _Element) -> Iterator[str]:
    """The visible words of a paragraph, not those of paragraphs within it."""
    for inner in element:
        if inner.tag == f"{_W}t":
            yield inner.text or ""
        elif inner.tag in _SPACES:
            yield _SPACES[inner.tag]
        elif not (inner.tag in _UNSEEN or inner.tag == f"{_W}p" or _is_hidden(inner)):
            yield from _words(inner)


def _is_hidden(run: _Element) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return hidden is not None and hidden.get(f"{_W}val", "true") not in ("0", "false", "off")
