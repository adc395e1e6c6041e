"""How a printed document is set: the sizes of its type, its leading, its indent, and so where paragraphs end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from detente.sources.model import Zone

_BROKEN = re.compile(r"(\w*[^\W\d_])[-\u2010\u00ad]$")
_ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*(?:\[?\d{1,3}\]?)?$")
_ITEM = re.compile(r"(?:[•▪◦‣·–—*-]|\(?\d{1,3}[.)]|\[\d{1,3}\])\s")
_KEPT = frozenset(  # first parts that keep their hyphen wherever the line breaks
    {
        *("self", "ex", "non", "all", "cross", "half", "high", "low", "long", "short", "mid", "semi", "pro", "anti"),
        *("post", "pre", "well", "so", "vice", "north", "south", "east", "west", "one", "two", "three", "four", "five"),
        *("six", "seven", "eight", "nine", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty"),
        "ninety",
    }
)


class Line(NamedTuple):
    """A printed line: its place on the page in points (``y`` grows upward) and the size of its type."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False


class Setting:
    """How the body of a document is set, and so where its paragraphs end."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        self.size = max(sizes, key=lambda size: (sizes[size], -size), default=12.0)
        own = [line for line in lines if abs(line.size - self.size) < 0.6]
        self.width = _quantile([len(line.text) for line in own] or [80], 0.9)
        gaps = Counter(round(a.y - b.y) for a, b in pairwise(own) if 0.8 * self.size < a.y - b.y < 6 * self.size)
        often = [gap for gap, times in gaps.items() if times >= 0.12 * gaps.total()]
        self.leading = min(often, default=self.size * 1.3)
        self.left = min((x for x, _ in Counter(round(line.x) for line in own).most_common(2)), default=0)
        self.indent = self._indent(own)
        self.words = Counter(word.lower() for line in lines for word in re.findall(r"\w+(?:-\w+)*", line.text))

    def parts(self, last: Line, line: Line, around: Sequence[Line], new_page: bool) -> bool:
        """Whether ``line`` begins another paragraph than ``last``, the line before it."""
        if abs(line.size - last.size) > 0.12 * self.size:
            return True
        if not new_page and last.y - line.y > 1.3 * self.leading * max(1.0, line.size / self.size):
            return True
        if self.indent and abs(line.x - self.left - self.indent) < 2:
            return True
        ended = bool(_ENDED.search(last.text))
        width = self.width if new_page else self._width([near for near in around if near.size == line.size])
        room = width - len(last.text) - 1 - len(line.text.split(None, 1)[0])
        if room > (0.1 if ended or _ITEM.match(line.text) or line.bold != last.bold else 0.25) * width:
            return True  # the next word would have had its place on the line
        return ended and bool(_ITEM.match(line.text))

    def _width(self, around: Sequence[Line]) -> float:
        """Characters of a full line hereabouts, which may be set in a narrower column than the rest."""
        near = max(len(line.text) for line in around)
        usual = self.width * self.size / max(around[0].size, 1.0)
        return near if near >= 0.45 * usual else usual

    def _indent(self, own: Sequence[Line]) -> int | None:
        """How far the first lines of paragraphs stand in, if they do."""
        close = [(a, b) for a, b in pairwise(own) if 0 < a.y - b.y < 1.3 * self.leading]
        after = [b.x - self.left for a, b in close if _ENDED.search(a.text) and len(a.text) < 0.8 * self.width]
        indents = Counter(round(x) for x in after if 5 < x < 50)
        indent, times = max(indents.items(), key=lambda found: (found[1], -found[0]), default=(0, 0))
        return indent if times >= max(2, 0.5 * len(after)) else None

    def zone(self, paragraph: Sequence[Line]) -> Zone | None:
        """A title where the type says so."""
        words = sum(len(line.text.split()) for line in paragraph)
        larger = all(line.size > 1.12 * self.size for line in paragraph)
        heavier = all(line.bold for line in paragraph) and not _ENDED.search(paragraph[-1].text) if paragraph else False
        return "title" if paragraph and words <= 25 and (larger or heavier) else None

    def join(self, paragraph: Sequence[Line]) -> str:
        """The lines as one, words broken at their ends made whole."""
        words = ""
        for line in paragraph:
            text = line.text.strip()
            broken = _BROKEN.search(words)
            if broken and text[:1].isalpha():
                words = words[:-1] + self._hyphen(broken[1], words[-1], text) + text
            else:
                words = f"{words} {text}" if words else text
        return words

    def _hyphen(self, first: str, mark: str, rest: str) -> str:
        """Whether the hyphen at a line's end belongs to the word: as elsewhere in the text, else by its parts."""
        second = re.match(r"\w+", rest)
        whole = [f"{first}{second[0]}".lower(), f"{first}-{second[0]}".lower()] if second else ["", ""]
        if mark == "\u00ad":
            return ""
        if self.words[whole[0]] != self.words[whole[1]]:
            return "" if self.words[whole[0]] > self.words[whole[1]] else "-"
        return "-" if rest[0].isupper() or first.lower() in _KEPT else ""


def _quantile(numbers: Sequence[int], share: float) -> int:
    return sorted(numbers)[int(share * (len(numbers) - 1))]
