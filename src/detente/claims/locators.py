"""Finds the words of a claim again in the reader's own copy: exact, moved or orphan, never a lookalike."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from detente.claims.model import Locator
from detente.errors import Fault, UsageError

State = Literal["exact", "moved", "orphan"]


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words stand now; ``start`` and ``end`` are those of the text searched, None for an orphan."""

    state: State
    start: int | None = None
    end: int | None = None


def digest(words: str) -> str:
    """SHA-256 of the words in UTF-8."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def locate(text: str, quote: str, nth: int = 1, zone: str = "body") -> Locator:
    """The locator of the ``nth`` occurrence of ``quote`` in a frozen text.

    Raises :class:`UsageError` where the quote is empty or doesn't stand there so often.
    """
    starts = _occurrences(text, quote)
    start = next((at for count, at in enumerate(starts, 1) if count == nth), None) if quote else None
    if start is None:
        reason = f"the words don't stand {nth} times in the text" if nth > 1 else "the words don't stand in the text"
        raise UsageError(Fault(reason, "Copy them exactly from the frozen text.", value=quote[:40]))
    anchor = " ".join(quote.split()[:5])
    return Locator(start, start + len(quote), digest(quote), paragraph_of(text, start), anchor, zone)


def paragraph_of(text: str, position: int) -> int:
    """Number of the line that isn't empty in which ``position`` stands, from 1."""
    upto = text.find("\n", position)
    lines = text[: upto if upto >= 0 else len(text)].split("\n")
    return max(1, sum(1 for line in lines if line.strip()))


def verify(locator: Locator, text: str) -> Found:
    """Whether the span's words still stand where they stood, elsewhere, or nowhere.

    ``moved`` means that a window of the same length has the span's digest; it is looked for where the words
    of the anchor stand. A text that differs by one character there is an orphan, however alike it looks.
    """
    start, end = locator.start, locator.end
    if digest(text[start:end]) == locator.sha256:
        return Found("exact", start, end)
    length = end - start
    candidates = (at for at in _anchored(text, locator.anchor) if digest(text[at : at + length]) == locator.sha256)
    nearest = min(candidates, key=lambda at: abs(at - start), default=None)
    return Found("orphan") if nearest is None else Found("moved", nearest, nearest + length)


def _anchored(text: str, anchor: str) -> Iterator[int]:
    # the anchor keeps words, not the blanks between them or a word's rest beyond the span; places may overlap
    words = anchor.split()
    if words:
        for found in re.finditer("(?=" + r"\s+".join(map(re.escape, words)) + ")", text):
            yield found.start()


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0 and quote:
        yield at
        at = text.find(quote, at + 1)
