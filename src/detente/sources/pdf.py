"""PDF: the text layer page by page, put together into paragraphs; ligatures and broken words are mended first.

Columns come as pypdf gives them. Running heads and feet and page numbers follow the paragraph that they
interrupted, as furniture.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from detente.errors import DetenteError
from detente.sources.blocks import document_of
from detente.sources.limits import CHARS, PAGES, UNPACKED, refuse, too_large
from detente.sources.model import Document
from detente.sources.printed import blocks_of
from detente.sources.setting import Line

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

VERSION = "1"
_DAMAGED = "Print it to PDF anew, or save it as plain text."


def read_pdf(raw: bytes, name: str = "") -> Document:
    """The document in a PDF. Raises :class:`InputError` where it is encrypted, damaged, scanned or too large."""
    import pypdf  # slow to load and rarely needed

    with _quiet():
        pages = list(_pages(_open(raw, name), name))
    if not any(line.text.strip() for page in pages for line in page):
        remedy = "Recognise its text first (OCR), then give the new file."
        raise refuse("a PDF without text, as scanners make them", remedy, name, f"{len(pages)} pages")
    return document_of(blocks_of(pages), "pdf", "utf-8", name, f"{VERSION}+pypdf-{pypdf.__version__}")


@contextmanager
def _quiet() -> Iterator[None]:
    """Hold pypdf to our limits, and keep its remarks on bad files from the terminal."""
    from pypdf import apply_configuration

    log = logging.getLogger("pypdf")
    before, ear = log.propagate, _Ear()
    log.propagate = False
    log.addHandler(ear)
    limit = UNPACKED // 4  # of one stream
    try:
        with apply_configuration(
            zlib_maximum_output_length=limit,
            lzw_maximum_output_length=limit,
            run_length_maximum_output_length=limit,
            array_based_stream_maximum_output_length=limit,
            page_tree_maximum_entries=10 * PAGES,
            jbig2dec_binary=None,  # runs no other program
        ):
            yield
    finally:
        log.removeHandler(ear)
        log.propagate = before


class _Ear(logging.Handler):
    """Keeps pypdf's remarks to itself, but for those on parts it leaves out because they are too large."""

    def emit(self, record: logging.LogRecord) -> None:
        if "limit" in record.getMessage().lower():
            raise ValueError(record.getMessage())


def _open(raw: bytes, name: str) -> PdfReader:
    from pypdf import PdfReader

    with _refusing("a damaged PDF", name):
        reader = PdfReader(BytesIO(raw), strict=False)
        if reader.is_encrypted and not _opens_without_password(reader):
            raise refuse("an encrypted PDF", "Save it without a password.", name)
        count = len(reader.pages)
        if count > PAGES:
            raise too_large("the PDF", PAGES, "pages", name, str(count))
    return reader


def _opens_without_password(reader: PdfReader) -> bool:
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        return False


def _pages(reader: PdfReader, name: str) -> Iterator[list[Line]]:
    left = CHARS
    for number, page in enumerate(reader.pages, 1):
        with _refusing(f"page {number} of the PDF can't be read", name):
            lines = list(_lines(page))
        left -= sum(len(line.text) for line in lines)
        if left < 0:
            raise too_large("the text", CHARS, "characters", name)
        yield lines


@contextmanager
def _refusing(reason: str, name: str) -> Iterator[None]:
    try:
        yield
    except DetenteError:
        raise
    except Exception as problem:  # a damaged file can fail anywhere in pypdf, with any error
        words = f"{type(problem).__name__}: {problem}"[:200]
        raise refuse(reason, _DAMAGED, name, words) from None


def _lines(page: PageObject) -> Iterator[Line]:
    """The lines of a page, each with the place and the size of its type."""
    lines: list[list[tuple[str, Line]]] = [[]]

    def visit(text: str, user: list[float], own: list[float], font: object, size: float) -> None:
        x, y, scale = _placed(user, own)
        for number, words in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if words.strip():
                lines[-1].append((words, Line(words, x, y, abs(size * scale), _is_bold(font))))

    page.extract_text(visitor_text=visit)
    for runs in filter(None, lines):
        first, widest = runs[0][1], max(runs, key=lambda run: len(run[0]))[1]
        yield widest._replace(text="".join(words for words, _ in runs), x=first.x, y=first.y)


def _placed(user: list[float], own: list[float]) -> tuple[float, float, float]:
    """Place on the page and scale of the type, from the page's matrix and the text's own."""
    x = own[4] * user[0] + own[5] * user[2] + user[4]
    y = own[4] * user[1] + own[5] * user[3] + user[5]
    return x, y, own[3] * user[3] or 1.0


def _is_bold(font: object) -> bool:
    named = font.get("/BaseFont", "") if isinstance(font, dict) else ""
    return "bold" in str(named).lower()
