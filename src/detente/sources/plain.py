"""Plain text and Markdown: a paragraph is a line that isn't empty, a sentence ends where one would say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.sources.model import Document, Passage, Text, Zone
from detente.sources.text import freeze
from detente.sources.zones import zones_of

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]?[A-ZÀ-ÖØ-ÞĀ-Ž\d])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|Gen|Col|Lt|St|No|vs|etc|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|Inc|Ltd|cf|approx|ca)|\b[A-Z](?:\.[A-Z])*)\.$"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the frozen text that isn't empty, without the blanks around it; ``number`` counts from 1.

    ``joined`` says that it follows the one before without an empty line.
    """

    start: int
    end: int
    number: int
    joined: bool


def read_plain(raw: bytes, name: str = "") -> Document:
    """The document in a plain text. Raises :class:`InputError` as :func:`freeze` does."""
    text = freeze(raw, "plain", name)
    return Document(text, passages_of(text))


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """Every line that isn't empty, in order."""
    lines = (match for match in re.finditer(r"[^\n]+", text) if match[0].strip())
    found = []
    reached = 0
    for number, line in enumerate(lines, 1):
        inner = line[0].strip()
        start = line.start() + line[0].index(inner)
        joined = number > 1 and "\n" not in text[reached + 1 : line.start()]
        found.append(Paragraph(start, start + len(inner), number, joined))
        reached = line.end()
    return tuple(found)


def passages_of(text: Text, hints: dict[int, Zone] | None = None) -> tuple[Passage, ...]:
    """All sentences with their zones. ``hints`` gives the zones of paragraphs that a format itself marks."""
    paragraphs = paragraphs_of(text.text)
    lines = [text.text[p.start : p.end] for p in paragraphs]
    zones = zones_of(lines, hints, [paragraph.joined for paragraph in paragraphs])
    return tuple(
        Passage(start, end, paragraph.number, number, zone)
        for paragraph, zone in zip(paragraphs, zones, strict=True)
        for number, (start, end) in enumerate(_sentences(text.text, paragraph), 1)
    )


def _sentences(text: str, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    start = paragraph.start
    for mark in _END.finditer(text, paragraph.start, paragraph.end):
        if _ABBREVIATION.search(text, max(start, mark.end() - 12), mark.end()):
            continue
        yield start, mark.end()
        start = _after_blanks(text, mark.end())
    if start < paragraph.end:
        yield start, paragraph.end


def _after_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
