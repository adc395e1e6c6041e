"""Printed lines to paragraphs: what the printer broke is put together, what runs along every page is set apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from detente.sources.blocks import Block, block
from detente.sources.running import edges_of
from detente.sources.setting import Line, Setting

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def blocks_of(pages: Sequence[Sequence[Line]]) -> Iterator[Block]:
    """Paragraphs in order; heads, feet and numbers of a page stand behind the paragraph that they interrupt."""
    pages = [[line._replace(text=line.text.translate(_LIGATURES).rstrip()) for line in page] for page in pages]
    edges = edges_of(pages)
    setting = Setting(list(chain.from_iterable(pages)))
    paragraph: list[Line] = []
    waiting: list[Line] = []
    for number, page in enumerate(pages):
        for place, line in enumerate(page):
            if (number, place) in edges:
                waiting.append(line)
                continue
            around = page[max(0, place - 4) : place + 5]
            if paragraph and setting.parts(paragraph[-1], line, around, _is_first(place, number, edges)):
                yield from _set(paragraph, waiting, setting)
                paragraph, waiting = [], []
            paragraph.append(line)
    yield from _set(paragraph, waiting, setting)


def _is_first(place: int, page: int, edges: set[tuple[int, int]]) -> bool:
    return all((page, before) in edges for before in range(max(0, place - 4), place)) and place <= 4


def _set(paragraph: list[Line], waiting: list[Line], setting: Setting) -> Iterator[Block]:
    body = block(setting.join(paragraph), setting.zone(paragraph))
    edges = (block(line.text, "furniture") for line in waiting)
    yield from (found for found in (body, *edges) if found)
