"""What HTML's elements say of the text in them: block or not, hidden or not, and which zone."""

from __future__ import annotations

import re
from typing import Any

from detente.sources.model import Zone

_Element = Any  # lxml ships no types
DROPPED = frozenset(
    {
        *("applet", "audio", "canvas", "datalist", "embed", "head", "iframe", "map", "math", "noscript", "object"),
        *("script", "select", "style", "svg", "template", "textarea", "video"),
    }
)
BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "button",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
        ),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *(
            "header",
            "hgroup",
            "hr",
            "html",
            "label",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
        ),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
_TAGS: dict[Zone, tuple[str, ...]] = {
    "title": ("h1", "h2", "h3", "h4", "h5", "h6"),
    "caption": ("figcaption", "caption"),
    "quote": ("blockquote",),
    "furniture": ("nav", "menu", "footer", "form", "button", "label", "aside"),
}
_ROLES: dict[Zone, tuple[str, ...]] = {
    "title": ("heading",),
    "pull-quote": ("doc-pullquote",),
    "furniture": (
        *("navigation", "banner", "contentinfo", "search", "complementary", "button"),
        *("doc-bibliography", "doc-endnotes"),
    ),
}
_CLASSES: tuple[tuple[Zone, tuple[str, ...]], ...] = (
    ("pull-quote", ("pull-?_?quotes?",)),
    ("furniture", ("(?:comment-?)?respond", "(?:comment-?|reply-?)form")),
    (
        "comment",
        (
            "comments?(?:-?_?(?:list|body|content|area|section|thread|wrapper|text|item))?",
            "disqus(?:-thread)?",
        ),
    ),
    (
        "bio",
        (
            "(?:about-?_?)?(?:author|writer|contributor)s?-?_?(?:bio|box|info|about|description|card|profile)",
            "bio(?:graphy)?|about-(?:the-)?author",
        ),
    ),
    (
        "teaser",
        (
            "related(?:-?_?(?:posts?|articles?|content|links|stories))?|recommend(?:ed|ations?)|teasers?",
            "more-stories|read-?next|you-may-(?:also-)?like|most-(?:read|popular)|trending|see-also|further-reading",
            "outbrain|taboola|(?:prev|next)-post|post-navigation",
        ),
    ),
    (
        "caption",
        (
            "(?:wp-|image-|photo-|figure-|media-)?caption(?:-text)?",
            "(?:(?:photo|image|media|picture)-?_?)?credits?",
        ),
    ),
    (
        "furniture",
        (
            "share(?:-?(?:bar|buttons?|links?|tools?|this))?|shar(?:ing|edaddy)|social(?:-?(?:links|share|media))?",
            "newsletter|subscribe|sign-?up|paywall|donate|cookies?(?:-?(?:banner|notice|consent))?",
            "advert(?:isement)?|ads?|sponsor(?:ed)?|promo|widget|sidebar",
            "(?:site-|main-|top-)?menu|nav|navbar|navigation|breadcrumbs?|masthead|skip-link|(?:site-)?footer|site-header",
            "byline(?:-?\\w*)?|dateline|timestamp|published|posted-on|read-?time|(?:(?:post|entry|article)-)?meta",
            "tags?(?:-?(?:list|links|cloud))?|references|bibliography|reflist|footnotes?|endnotes?",
        ),
    ),
)
_TAG_ZONES = {tag: zone for zone, tags in _TAGS.items() for tag in tags}
_ROLE_ZONES = {role: zone for zone, roles in _ROLES.items() for role in roles}
_CLASS_ZONES = tuple((zone, re.compile(rf"(?<![a-z])(?:{'|'.join(words)})(?![a-z])", re.I)) for zone, words in _CLASSES)
_FRAMES = frozenset({"html", "body", "main", "article"})
_WHOLE = frozenset({"comment", "teaser", "bio", "caption", "quote", "pull-quote"})  # nothing in them is anything else
_UNSEEN = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?![.\d])|font-size:0(?![.\d])|(?:left|text-indent):-\d{3}"
)
_FOR_READERS = re.compile(r"\b(?:visually-?hidden|sr-only|screen-reader-text|is-hidden)\b", re.I)


def is_hidden(element: _Element) -> bool:
    """Whether a page with this element shows nothing of it."""
    if not isinstance(element.tag, str) or element.tag in DROPPED or "hidden" in element.attrib:
        return True
    closed = element.tag == "dialog" and "open" not in element.attrib
    if closed or element.get("aria-hidden", "").strip().lower() == "true":
        return True
    style = re.sub(r"\s+|!important", "", element.get("style") or "").lower()
    return bool(style and _UNSEEN.search(style)) or bool(_FOR_READERS.search(element.get("class") or ""))


def frames(root: _Element) -> frozenset[_Element]:
    """The elements that hold more than half of the page's words: they are its frame, whatever their names say."""
    found = []
    element, half = root, len(_words(root)) / 2
    while element is not None:
        found.append(element)
        element = next((inner for inner in element if len(_words(inner)) > half), None)
    return frozenset(found)


def _words(element: _Element) -> str:
    return "".join(element.itertext()) if isinstance(element.tag, str) else ""


def zone_of(element: _Element, outer: Zone | None, is_frame: bool = False) -> Zone | None:
    """The zone of the text in an element that stands in ``outer``, as far as its markup says.

    In what weighs nothing a heading or a quotation weighs nothing either; only a class can say that a page's
    foot holds something else than furniture.
    """
    if element.tag in _FRAMES:
        return outer
    by_class = _by_class(element)
    if is_frame:
        return outer or (by_class if by_class == "comment" else None)
    own = by_class or _ROLE_ZONES.get((element.get("role") or "").lower()) or _TAG_ZONES.get(element.tag)
    if element.tag == "header" and own is None and not _inside_article(element):
        own = "furniture"
    if own is None or outer is None:
        return own or outer
    if outer == "furniture":
        is_headline = own == "title" and element.tag == "h1"
        return own if is_headline or (by_class and own not in ("title", "quote")) else outer
    return outer if outer in _WHOLE and (outer, own) != ("quote", "pull-quote") else own


def _by_class(element: _Element) -> Zone | None:
    labels = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    if labels == " ":
        return None
    found = next((zone for zone, pattern in _CLASS_ZONES if pattern.search(labels)), None)
    return None if found and _holds_headline(element) else found


def _holds_headline(element: _Element) -> bool:
    """Whether the page's headline or article lies in it: then its class tells of the layout, not of the text."""
    return next(element.iter("h1", "article", "main"), None) is not None


def _inside_article(element: _Element) -> bool:
    return next(element.iterancestors("article", "main"), None) is not None
