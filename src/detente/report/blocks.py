"""What a brief is made of: paragraphs with a kind, the same for HTML, Markdown and DOCX."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["title", "question", "answer", "text", "item", "small", "code"]

WIDE: Final = {"question": 70, "answer": 85, "item": 105}  # characters of a line on an A4 page; else ``COLUMN``
COLUMN: Final = 112
TALL: Final = {
    "question": 2.2,
    "answer": 1.5,
    "title": 1.5,
    "item": 1.1,
}  # lines that a line takes; else 1.2 with its gap
LINES: Final = 54  # of running text on a page
DENSE: Final = 1.45  # times as much fits in small type


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; ``head`` is set bold before the text."""

    kind: Kind
    text: str
    head: str = ""


def height(blocks: Sequence[Block]) -> float:
    """About how much of an A4 page blocks take in normal type, 1 being all of it."""
    lines = (
        math.ceil((len(b.head) + len(b.text) + 1) / WIDE.get(b.kind, COLUMN)) - 1 + TALL.get(b.kind, 1.2)
        for b in blocks
    )
    return sum(lines) / LINES


def clip(text: str, most: int) -> str:
    """Text cut at a word, so that it takes no more than so many characters."""
    return text if len(text) <= most else text[: most - 2].rsplit(" ", 1)[0][: most - 2] + " …"
