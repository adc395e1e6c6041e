"""Bytes to a frozen text: decoded once, normalised once, digested; every offset counts in it from then on."""

from __future__ import annotations

import hashlib
import unicodedata

from detente.errors import Fault, InputError
from detente.sources.model import Text

LIMIT = 20_000_000  # bytes of a document; a long book has two million
VERSION = "1"
_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def freeze(raw: bytes, extractor: str = "plain", name: str = "") -> Text:
    """The frozen text of a plain document: NFC, every line end a newline. ``name`` is only shown in faults.

    The encoding is that of a byte-order mark, else UTF-8, else a guess; ``Text.encoding`` says which. Raises
    :class:`InputError` where the document is too large, binary or empty.
    """
    decoded, encoding = decode(raw, name)
    return freeze_text(decoded, extractor, encoding, name)


def freeze_text(decoded: str, extractor: str, encoding: str = "utf-8", name: str = "") -> Text:
    """As :func:`freeze`, of text that a reader already made."""
    text = unicodedata.normalize("NFC", decoded.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise InputError(Fault("the document has no text", "Give a document with text in it.", file=name))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Text(len(text), digest, text, extractor, VERSION, encoding)


def decode(raw: bytes, name: str = "") -> tuple[str, str]:
    """The text of ``raw`` and its encoding. Raises :class:`InputError` where it is too large or binary."""
    if len(raw) > LIMIT:
        fault = Fault("larger than 20 MB", "Give the part you need.", file=name, value=f"{len(raw)} bytes")
        raise InputError(fault)
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace"), encoding
    if raw.startswith(_BINARY) or b"\0" in raw[:8192]:
        remedy = "Save it as plain text, Markdown or HTML first."
        raise InputError(Fault("a binary file, not a text", remedy, file=name))
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _guess(raw)


def _guess(raw: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:200_000]).best()
    encoding = best.encoding if best is not None else "latin-1"
    try:
        return raw.decode(encoding), f"{encoding} (guessed)"
    except UnicodeDecodeError:
        return raw.decode("latin-1"), "latin-1 (guessed)"
