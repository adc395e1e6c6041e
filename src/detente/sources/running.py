"""What stands at the top and the foot of printed pages for the page's sake: running heads, and numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from detente.sources.setting import Line

_NUMBER = re.compile(r"[-–—|\[( ]*(?:p(?:age|\.)? ?)?(?:\d{1,4}|[ivxlc]{1,6})(?: ?(?:/|of) ?\d{1,4})?[-–—|\]) ]*", re.I)
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.I)


def edges_of(pages: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    """Which lines stand at the top or the foot of their page for the page's sake, by page and place."""
    ends = [(n, place) for n, page in enumerate(pages) for place in _ends(len(page))]
    steps = Counter(step for n, place in ends for step in _steps(pages[n][place], n))
    numbered = {step for step, times in steps.items() if times >= 3}
    where: dict[tuple[str, int], list[int]] = {}
    for n, place in ends:
        where.setdefault(_running(pages[n][place]), []).append(n)
    return {
        (n, place)
        for n, place in ends
        if _NUMBER.fullmatch(pages[n][place].text.strip())
        or numbered & _steps(pages[n][place], n)
        or _near(where[_running(pages[n][place])], n) >= min(3, max(2, len(pages)))
    }


def _running(line: Line) -> tuple[str, int]:
    """What of a running head is the same on every page: its words but for numbers, and its height."""
    return _DIGITS.sub("#", line.text).strip().lower(), round(line.y / 4)


def _steps(line: Line, page: int) -> set[int]:
    """How far a number at the line's beginning or end is ahead of the page's own, for short lines."""
    words = line.text.split()
    ends = {words[0], words[-1]} if 0 < len(words) <= 12 else set()
    return {int(word) - page for word in ends if word.isdecimal() and len(word) <= 4}


def _near(found: Sequence[int], page: int) -> int:
    at = bisect_left(found, page)
    return sum(abs(other - page) <= 3 for other in found[max(0, at - 6) : at + 7])


def _ends(count: int) -> list[int]:
    return sorted({*range(min(2, count)), *range(max(0, count - 2), count)})
