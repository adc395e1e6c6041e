"""Bytes to a frozen text: decoded once, normalised once, digested; every offset counts in it from then on."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from functools import cache

from detente.sources.limits import CHARS, MARKS, RAW, refuse, too_large
from detente.sources.model import Text

VERSION = "1"
_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF")
_OFFICE = b"\xd0\xcf\x11\xe0"  # also what a word processor makes of a document with a password
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NOT_OF_PAGES = frozenset(  # codecs that no document is written in, and that make or swallow anything
    {"idna", "punycode", "raw-unicode-escape", "raw_unicode_escape", "undefined", "unicode-escape", "utf-7"}
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATE_OR_NUL = re.compile("[\ud800-\udfff\0]")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def freeze(raw: bytes, extractor: str = "plain", name: str = "") -> Text:
    """The frozen text of a plain document: NFC, every line end a newline. ``name`` is only shown in faults.

    The encoding is that of a byte-order mark, else UTF-8, else a guess; ``Text.encoding`` says which. Raises
    :class:`InputError` where the document is too large, binary or empty.
    """
    decoded, encoding = decode(raw, name)
    return freeze_text(decoded, extractor, encoding, name)


def freeze_text(decoded: str, extractor: str, encoding: str = "utf-8", name: str = "", version: str = VERSION) -> Text:
    """As :func:`freeze`, of text that a reader already made. What is no character becomes U+FFFD, one for one."""
    if len(decoded) > CHARS:
        raise too_large("the text", CHARS, "characters", name, str(len(decoded)))
    lines = decoded.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    text = unicodedata.normalize("NFC", _SURROGATE_OR_NUL.sub("\ufffd", _orderly(lines, name)))
    if not text.strip():
        raise refuse("the document has no text", "Give a document with text in it.", name)
    return Text(len(text), hashlib.sha256(text.encode()).hexdigest(), text, extractor, version, encoding)


def visible(words: str) -> str:
    """``words`` without soft hyphens and characters that only steer their display, for formats that use them."""
    return words if words.isascii() else _UNSEEN.sub("", words)


def _orderly(text: str, name: str) -> str:
    piled = None if text.isascii() else _piles().search(text)
    if piled is not None:
        where = f"{MARKS} accents on one letter at character {piled.start()}"
        raise refuse("not a text anyone could read", "Give a text without such letters.", name, where)
    return text


@cache
def _piles() -> re.Pattern[str]:
    marks = "".join(re.escape(c) for c in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(c))
    return re.compile(f"[{marks}]{{{MARKS}}}")


def decode(raw: bytes, name: str = "", stated: str = "") -> tuple[str, str]:
    """The text of ``raw`` and its encoding; ``stated`` is what the document itself says, tried after UTF-8.

    Raises :class:`InputError` where it is too large or binary.
    """
    if len(raw) > RAW:
        raise too_large("the file", RAW, "bytes (50 MB)", name)
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace"), encoding
    if wide := _wide(raw[:4096]):
        return raw.decode(wide, "replace"), f"{wide} (guessed)"
    if raw.startswith(_OFFICE):
        raise refuse("an old or an encrypted Office file", "Save it as DOCX without a password.", name)
    start = raw[:8192]
    if raw.startswith(_BINARY) or b"\0" in start or len(_CONTROLS.findall(start)) > len(start) / 20:
        raise refuse("a binary file, not a text", "Save it as plain text, Markdown, HTML, PDF or DOCX first.", name)
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _stated(raw, stated) or _guess(raw)


def _wide(start: bytes) -> str | None:
    """UTF-16 without a mark, of a text mostly in Latin letters: every other byte is 0."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if len(start) < 16 or max(even, odd) < 0.4 * (len(start) // 2) or min(even, odd) > 0:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _stated(raw: bytes, stated: str) -> tuple[str, str] | None:
    try:
        if not stated or codecs.lookup(stated).name in _NOT_OF_PAGES:
            return None
        return raw.decode(stated, "replace"), stated.lower()
    except (LookupError, UnicodeError):
        return None  # the page names an encoding that doesn't exist: it is guessed


def _guess(raw: bytes) -> tuple[str, str]:
    damaged = raw.decode("utf-8", "replace")
    broken = damaged.count("\ufffd")
    if 20 * broken < len(raw) - len(damaged):  # too many letters are right for chance
        return damaged, f"utf-8 (guessed; {broken} bytes are broken)"
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:200_000]).best()
    encoding = best.encoding if best is not None else "latin-1"
    if codecs.lookup(encoding).name in _NOT_OF_PAGES:
        encoding = "latin-1"
    try:
        return raw.decode(encoding), f"{encoding} (guessed)"
    except UnicodeDecodeError:
        return raw.decode("latin-1"), "latin-1 (guessed)"
