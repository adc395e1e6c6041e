"""Reads a document of any format that detente knows: bytes in, frozen text and passages out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from detente.errors import Fault, InputError
from detente.sources.html import read_html
from detente.sources.model import Document
from detente.sources.plain import read_plain
from detente.sources.text import LIMIT

_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<(?:!doctype )?html)", re.I)


def read_document(path: Path, published: date | None = None) -> Document:
    """The document in a file. ``published`` is the day it came out, where the caller knows it.

    HTML is told by its first bytes or its name; everything else is plain text or Markdown. Raises
    :class:`InputError` where the file can't be read, is larger than 20 MB, binary or has no text.
    """
    return replace(read_bytes(_load(path), str(path)), published=published)


def read_bytes(raw: bytes, name: str = "") -> Document:
    """As :func:`read_document`, of bytes; ``name`` helps to tell the format and is shown in faults."""
    is_html = _MARKUP.match(raw[:1024]) or name.lower().endswith((".html", ".htm", ".xhtml"))
    return read_html(raw, name) if is_html else read_plain(raw, name)


def _load(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(LIMIT + 1)  # one byte more tells a file at the limit from one beyond it
    except OSError as problem:
        reason = f"can't be read: {problem.strerror or problem}"
        raise InputError(Fault(reason, "Check the path.", file=str(path))) from None
    return raw
