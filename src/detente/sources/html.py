"""HTML: visible blocks in their order, scripts dropped, nothing fetched; captions and comments keep a zone.

The frozen text holds all of them, because a claim may be made about a caption; only scripts and what the page
itself hides are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from detente.errors import Fault, InputError
from detente.sources.model import Document, Zone
from detente.sources.plain import passages_of
from detente.sources.text import decode, freeze_text

_Element = Any  # lxml ships no types
_DROPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "head",
        "select",
        "textarea",
        "math",
    }
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form h1 h2"
        " h3 h4 h5 h6 header hr html li main nav ol p pre section summary table td th tr ul",
    )
)
_TAG_ZONES: dict[str, Zone] = {
    "figcaption": "caption",
    "blockquote": "quote",
    "nav": "furniture",
    "footer": "furniture",
    "form": "furniture",
    "h1": "title",
    "h2": "title",
    "h3": "title",
    "h4": "title",
}
_CLASS_ZONES: tuple[tuple[re.Pattern[str], Zone], ...] = (
    (re.compile(r"\b(?:pull-?quote)", re.I), "pull-quote"),
    (re.compile(r"\b(?:comments?(?:-?(?:list|body|content|area|section))?|disqus)\b", re.I), "comment"),
    (re.compile(r"\b(?:author|writer)-?(?:bio|box|info)\b|\bbio(?:graphy)?\b", re.I), "bio"),
    (re.compile(r"\b(?:related|recommended|teasers?|more-stories|read-next)\b", re.I), "teaser"),
    (re.compile(r"\b(?:wp-)?caption(?:-text)?\b|\b(?:photo|image)-?credit\b", re.I), "caption"),
    (
        re.compile(r"\b(?:newsletter|share|social|cookie|breadcrumbs?|menu|widget|promo)\b", re.I),
        "furniture",
    ),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,40})", re.I)
_BLANKS = re.compile(r"\s+")


def read_html(raw: bytes, name: str = "") -> Document:
    """The document in an HTML page. Raises :class:`InputError` where it is too large, binary or empty."""
    markup, encoding = _decode(raw, name)
    blocks = list(_blocks(_tree(markup, name)))
    text = freeze_text("\n\n".join(words for words, _ in blocks), "html", encoding, name)
    return Document(text, passages_of(text, {n: zone for n, (_, zone) in enumerate(blocks) if zone}))


def _decode(raw: bytes, name: str) -> tuple[str, str]:
    decoded, encoding = decode(raw, name)
    stated = _META.search(raw[:4096])
    if "guessed" in encoding and stated:
        try:
            return raw.decode(stated[1].decode("ascii"), "replace"), stated[1].decode("ascii").lower()
        except LookupError:
            pass  # the page names an encoding that doesn't exist: the guess stands
    return decoded, encoding


def _tree(markup: str, name: str) -> _Element:
    etree = import_module("lxml.etree")  # slow to load and rarely needed

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        # as bytes, because lxml refuses a str that declares an encoding of its own
        tree = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as problem:
        raise InputError(Fault(f"not HTML: {problem}", "Save it as plain text.", file=name)) from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # the parser would drop what lies deeper without a word
        raise InputError(Fault("nested too deeply", "Save it as plain text.", file=name))
    if tree is None:
        raise InputError(Fault("the document has no text", "Give a document with text in it.", file=name))
    return tree


def _blocks(root: _Element) -> Iterator[tuple[str, Zone | None]]:
    """Each visible run of text within one block, with the zone that its markup states, in document order."""
    words: list[str] = []
    zones: list[Zone | None] = [None]
    stack: list[tuple[_Element, bool]] = [(root, False)]
    while stack:  # no recursion: pages may nest as deeply as they like
        element, left = stack.pop()
        is_block = element.tag in _BLOCKS
        if left:
            if is_block:
                yield from _flush(words, zones[-1])
            zones.pop()
            words.append(element.tail or "")
            continue
        if _is_hidden(element):
            words.append(element.tail or "")
            continue
        if is_block:
            yield from _flush(words, zones[-1])
        zones.append(_zone(element) or zones[-1])
        words.append(" " if element.tag == "br" else element.text or "")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    yield from _flush(words, None)


def _flush(words: list[str], zone: Zone | None) -> Iterator[tuple[str, Zone | None]]:
    block = _BLANKS.sub(" ", "".join(words)).strip()
    words.clear()
    if block:
        yield block, zone


def _is_hidden(element: _Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    unseen = "display:none" in style or "visibility:hidden" in style
    return element.tag in _DROPPED or unseen or "hidden" in element.attrib or not isinstance(element.tag, str)


def _zone(element: _Element) -> Zone | None:
    labels = f"{element.get('class') or ''} {element.get('id') or ''}"
    by_class = next((zone for pattern, zone in _CLASS_ZONES if pattern.search(labels)), None)
    # a page's outer frame often bears a class such as "has-sidebar"; only inner blocks are told by theirs
    if by_class is not None and element.tag not in ("html", "body", "main", "article"):
        return by_class
    return _TAG_ZONES.get(str(element.tag))
