"""Plain text: its paragraphs, and the sentences in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.sources.model import Document, Passage, Text, Zone
from detente.sources.text import freeze
from detente.sources.zones import zones_of

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?:\[\d{1,3}\])*+(?=\s++[\"'“‘«(\[]?[A-ZÀ-ÖØ-ÞĀ-Ž\d])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|Gen|Col|Lt|St|No|vs|etc|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|Inc|Ltd|cf|approx|ca|pp?|paras?|Nos|Art|Arts|[Ff]igs?|[Vv]ols?|Ch|Sec|Sen|Rep|Gov|Amb|Brig|Maj|Capt|Sgt|Hon|Rev)|\b[A-Z](?:\.[A-Z])*)\.$"
)
_ITEM = re.compile(r"\s*(?:[-*+•·▪◦‣–—#>|:]|\d{1,3}[.)]\s|\[\d)")
WIDEST = 100  # characters; who breaks lines by hand or by program keeps them below


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the frozen text without the blanks around it; ``number`` counts from 1.

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
    """Every line that isn't empty, in order; where lines are broken at a width, they are put together again."""
    lines = list(_lines(text))
    found: list[Paragraph] = []
    for n, follows in enumerate(_follows(text, lines)):
        start, end, joined = lines[n]
        if follows:
            found[-1] = Paragraph(found[-1].start, end, len(found), found[-1].joined)
        else:
            found.append(Paragraph(start, end, len(found) + 1, joined))
    return tuple(found)


_Line = tuple[int, int, bool]  # start, end, joined to the line before


def _lines(text: str) -> Iterator[_Line]:
    reached = -1
    for match in re.finditer(r"[^\n]+", text):
        inner = match[0].strip()
        if inner:
            start = match.start() + match[0].index(inner)
            yield start, start + len(inner), reached == match.start()
            reached = match.end() + 1


def _follows(text: str, lines: Sequence[_Line]) -> list[bool]:
    """Which lines go on with the sentence of the line before: the next word had no room there.

    Only where the whole text is broken so; elsewhere a line is a paragraph of its own.
    """
    none = [False] * len(lines)
    width = max((end - start for start, end, _ in lines), default=0)
    joints = [n for n in range(1, len(lines)) if lines[n][2]]
    if width > WIDEST or width < WIDEST / 2 or len(joints) < 3:
        return none
    full = {n for n in joints if _is_full(text, lines[n - 1], lines[n], width)}
    if len(full) < 0.6 * len(joints):
        return none
    return [n in full and not _ITEM.match(text, lines[n][0], lines[n][1]) for n in range(len(lines))]


def _is_full(text: str, line: _Line, after: _Line, width: int) -> bool:
    word = text[after[0] : after[1]].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) > 0.9 * width


def passages_of(text: Text, hints: Mapping[int, Zone] | None = None) -> tuple[Passage, ...]:
    """All sentences with their zones. ``hints`` gives the zones of paragraphs that a format itself marks."""
    return passages_in(text, paragraphs_of(text.text), hints)


def passages_in(
    text: Text, paragraphs: Sequence[Paragraph], hints: Mapping[int, Zone] | None = None
) -> tuple[Passage, ...]:
    """As :func:`passages_of`, where the paragraphs are known."""
    words = [text.text[p.start : p.end] for p in paragraphs]
    zones = zones_of(words, hints, [paragraph.joined for paragraph in paragraphs])
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
