"""Reads a document of any format that detente knows: bytes in, frozen text and passages out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

from detente.errors import Fault, InputError
from detente.sources.limits import RAW, deadline, too_large
from detente.sources.model import Document

_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<(?:!doctype )?html)", re.I)
_ENDINGS = {".html": "html", ".htm": "html", ".xhtml": "html", ".md": "markdown", ".markdown": "markdown"}

_Reader = Callable[[bytes, str], Document]


def read_document(path: Path, published: date | None = None) -> Document:
    """The document in a file. ``published`` is the day it came out, where the caller knows it.

    PDF, DOCX and HTML are told by their first bytes, HTML and Markdown also by the file's name; everything else
    is plain text. Raises :class:`InputError` where the file can't be read, is beyond the limits (50 MB, and those
    of ``detente.sources.limits``), binary, encrypted, damaged or without text.
    """
    return replace(read_bytes(_load(path), str(path)), published=published)


def read_bytes(raw: bytes, name: str = "") -> Document:
    """As :func:`read_document`, of bytes; ``name`` helps to tell the format and is shown in faults."""
    if len(raw) > RAW:
        raise too_large("the file", RAW, "bytes (50 MB)", name)
    with deadline(name):
        document = _reader(raw, name)(raw, name)
    return replace(document, raw_sha256=hashlib.sha256(raw).hexdigest())


def _reader(raw: bytes, name: str) -> _Reader:
    format_ = _format(raw, name)
    reader: _Reader = getattr(import_module(f"detente.sources.{format_}"), f"read_{format_}")  # most are slow to load
    return reader


def _format(raw: bytes, name: str) -> str:
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    if raw.startswith(b"PK\x03\x04"):
        return "docx"
    ending = _ENDINGS.get(Path(name).suffix.lower(), "plain")
    return "html" if _MARKUP.match(raw[:1024]) else ending


def _load(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(RAW + 1)  # one byte more tells a file at the limit from one beyond it
    except OSError as problem:
        reason = f"can't be read: {problem.strerror or problem}"
        raise InputError(Fault(reason, "Check the path.", file=str(path))) from None
