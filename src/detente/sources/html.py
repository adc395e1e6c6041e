"""HTML: visible blocks in their order, scripts dropped, nothing fetched; what the markup says gives zones.

The frozen text holds captions, comments and the page's furniture too, because a claim may be made about them; only
scripts and what the page itself hides are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from detente.sources.blocks import Block, block, document_of
from detente.sources.limits import refuse
from detente.sources.markup import BLOCKS, DROPPED, frames, is_hidden, zone_of
from detente.sources.model import Document, Zone
from detente.sources.phrases import SHORT
from detente.sources.text import decode

VERSION = "2"
_Element = Any  # lxml ships no types
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,40})", re.I)


def read_html(raw: bytes, name: str = "") -> Document:
    """The document in an HTML page. Raises :class:`InputError` where it is too large, binary or empty."""
    stated = _META.search(raw[:4096])
    markup, encoding = decode(raw, name, stated[1].decode("ascii") if stated else "")
    return document_of(_placed(list(_blocks(_tree(markup, name)))), "html", encoding, name, VERSION)


def _placed(found: list[tuple[Block, bool]]) -> Iterator[Block]:
    """The blocks; those of nothing but links lead round the site above the article, to other articles below."""
    prose = (n for n, (block_, _) in enumerate(found) if block_.zone is None and len(block_.text.split()) > SHORT)
    begin = next(prose, len(found))
    for number, (block_, only_links) in enumerate(found):
        links = only_links and block_.zone is None
        yield block_._replace(zone="furniture" if number < begin else "teaser") if links else block_


def _tree(markup: str, name: str) -> _Element:
    etree = import_module("lxml.etree")  # slow to load and rarely needed
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        # as bytes, because lxml refuses a str that declares an encoding of its own
        tree = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as problem:
        raise refuse(f"not HTML: {problem}", "Save it as plain text.", name) from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # the parser would drop what lies deeper without a word
        raise refuse("nested too deeply", "Save it as plain text.", name)
    if tree is None:
        raise refuse("the document has no text", "Give a document with text in it.", name)
    etree.strip_elements(tree, *sorted(DROPPED), with_tail=False)
    return tree


_BULLET = "•"  # of an item in a list, so that nobody takes it for a heading
_EMPTY = frozenset({"br", "img", "input"})  # they part words


@dataclass(slots=True)
class _Run:
    """Text of one block so far, how much of it links elsewhere, and whether it ends with a line break."""

    words: list[str]
    linked: int = 0
    broken: bool = False

    def add(self, words: str | None, linked: bool) -> None:
        if words:
            self.words.append(words)
            self.linked += len(words.strip()) if linked else 0
            self.broken = self.broken and not words.strip()

    def flush(self, zone: Zone | None) -> Iterator[tuple[Block, bool]]:
        text = "".join(self.words)
        if text.strip() == _BULLET:
            return  # it belongs to the block within the item
        only_links = 0 < self.linked >= 0.9 * len(text.strip())
        self.words, self.linked, self.broken = [], 0, False
        found = block(text, zone)
        if found:
            yield found, only_links

    def drop_bullet(self) -> None:
        if "".join(self.words).strip() == _BULLET:
            self.words = []


def _blocks(root: _Element) -> Iterator[tuple[Block, bool]]:
    """Each visible run of text within one block, with the zone that its markup states, and whether it only links."""
    run = _Run([])
    zones: list[Zone | None] = [None]
    framing = frames(root)
    links = 0
    stack: list[tuple[_Element, bool]] = [(root, False)]
    while stack:  # no recursion: pages may nest as deeply as they like
        element, left = stack.pop()
        if not left and is_hidden(element):
            run.add(element.tail, links > 0)
            continue
        if element.tag in BLOCKS or (element.tag == "br" and not left and run.broken):  # an empty line parts blocks
            yield from run.flush(zones[-1])
        if left:
            zones.pop()
            links -= element.tag == "a"
            if element.tag == "li":
                run.drop_bullet()
            run.add(element.tail, links > 0)
            continue
        zones.append(zone_of(element, zones[-1], element in framing))
        links += element.tag == "a"
        if element.tag == "li" and zones[-1] is None:
            run.add(f"{_BULLET} ", False)
        run.add(" " if element.tag in _EMPTY else element.text, links > 0)
        run.broken = run.broken or element.tag == "br"
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    yield from run.flush(None)
