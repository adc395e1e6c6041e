"""Markdown: the text as it stands in the file, so that offsets are the file's own; its marks give zones."""

from __future__ import annotations

import re

from detente.sources.model import Document, Zone
from detente.sources.people import ROLE
from detente.sources.plain import Paragraph, paragraphs_of, passages_in
from detente.sources.text import freeze

_MARKS: tuple[tuple[re.Pattern[str], Zone], ...] = (
    (re.compile(r"#{1,6}\s+\S"), "title"),
    (re.compile(r">"), "quote"),
    (re.compile(r"!\[[^\]]{0,1000}\]\([^)]{0,2000}\)"), "caption"),
    (re.compile(r"\[[^\]^]{1,200}\]:\s*\S+"), "furniture"),  # the address of a link
    (re.compile(r"<!--|-{3,}$|\*{3,}$|_{3,}$|={3,}$|\[TOC\]$"), "furniture"),
    (re.compile(r"(?:[-*+]\s+)?\[[^\]]{1,300}\]\([^)]{0,2000}\)$"), "teaser"),  # nothing but a link
)
_RULER = re.compile(
    r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?$|\|\s*:?-+:?\s*\|$"
)  # between the head of a table and its rows
_ITALIC = re.compile(r"([*_])(?!\1)(?P<words>[^*_].*)(?<!\1)\1$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*$")
_FENCE = re.compile(r"(?:```|~~~)")


def read_markdown(raw: bytes, name: str = "") -> Document:
    """The document in a Markdown file. Raises :class:`InputError` as :func:`freeze` does."""
    text = freeze(raw, "markdown", name)
    paragraphs = paragraphs_of(text.text)
    return Document(text, passages_in(text, paragraphs, _hints(text.text, paragraphs)))


def _hints(text: str, paragraphs: tuple[Paragraph, ...]) -> dict[int, Zone]:
    words = [text[p.start : p.end] for p in paragraphs]
    hints = _front_matter(words)
    for number, zone in _tables(words, paragraphs).items():
        hints.setdefault(number, zone)
    fenced = False
    for number, line in enumerate(words):
        fence = bool(_FENCE.match(line))
        mark: Zone | None = "furniture" if fenced or fence else _marked(line)
        if mark and (fenced or fence or number not in hints):
            hints[number] = mark
        fenced ^= fence
        if _UNDERLINE.match(line) and number and paragraphs[number].joined and number - 1 not in hints:
            hints[number - 1] = "title"
    return hints


def _marked(line: str) -> Zone | None:
    italic = _ITALIC.match(line)
    if italic and ROLE.match(italic["words"]):
        return "bio"  # who wrote it, above the article or below
    return next((zone for mark, zone in _MARKS if mark.match(line)), None)


def _tables(words: list[str], paragraphs: tuple[Paragraph, ...]) -> dict[int, Zone]:
    """The rows of tables, head and all, are told like the text; what rules them is not."""
    found: dict[int, Zone] = {}
    for number, line in enumerate(words):
        if not (_RULER.match(line) and number and paragraphs[number].joined and "|" in words[number - 1]):
            continue
        end = number + 1
        while end < len(words) and paragraphs[end].joined and "|" in words[end]:
            end += 1
        found.update(dict.fromkeys(range(number - 1, end), "body"))
        found[number] = "furniture"
    return found


def _front_matter(words: list[str]) -> dict[int, Zone]:
    """Lines between two of dashes at the very top."""
    if not words or words[0] != "---":
        return {}
    end = next((n for n, line in enumerate(words[1:60], 1) if line in ("---", "...")), None)
    return {} if end is None else dict.fromkeys(range(end + 1), "furniture")
