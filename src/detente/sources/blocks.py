"""Blocks of a format that has markup or a layout, put together into one frozen text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from detente.sources.limits import CHARS, too_large
from detente.sources.model import Document, Zone
from detente.sources.plain import passages_of
from detente.sources.text import VERSION, freeze_text, visible

_BLANKS = re.compile(r"\s+")


class Block(NamedTuple):
    """A paragraph on one line, never empty, and the zone that the format gives it, if it does."""

    text: str
    zone: Zone | None = None


def block(words: str, zone: Zone | None = None) -> Block | None:
    """The block in these words; None where nothing of them can be seen."""
    text = _BLANKS.sub(" ", visible(words)).strip()
    return Block(text, zone) if text else None


def document_of(
    blocks: Iterable[Block], extractor: str, encoding: str = "utf-8", name: str = "", version: str = VERSION
) -> Document:
    """The document that has these blocks, an empty line between each two.

    Raises :class:`InputError` where there are none, or more than anyone reads.
    """
    kept: list[Block] = []
    size = 0
    for part in blocks:
        size += len(part.text)
        if size > CHARS:
            raise too_large("the text", CHARS, "characters", name)
        kept.append(part)
    text = freeze_text("\n\n".join(part.text for part in kept), extractor, encoding, name, version)
    return Document(text, passages_of(text, {n: part.zone for n, part in enumerate(kept) if part.zone}))
