"""Which zone each paragraph stands in, by how web pages are laid out; no rule knows a particular text.

Zones decide most of the precision of reading: readers' comments, biographies, teasers of other articles and
picture credits weigh nothing. A paragraph that no rule claims is body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from detente.sources.model import Zone

SHORT = 25  # words; headings, labels and credits have fewer
LONG = 60  # words; only the article itself runs paragraphs of this length

_FURNITURE = re.compile(
    r"(?:menu|follow us|(?:un)?subscribe|newsletters?|latest|share\b|register now|sign up|log ?in"
    r"|advertisement|cookies?\b|leave a (?:reply|comment)|your email address|required fields|download\b"
    r"|you can (?:listen|read|find)\b|listen to|keep reading|read more|show less|tags?:|copyright|©"
    r"|all rights reserved|skip to|comments? are closed|donate|print\b|privacy policy|most read)",
    re.I,
)
_APPEAL = re.compile(r"\b(?:join|subscribe|sign up|register)\b.*\b(?:community|newsletter|weekly|inbox)", re.I)
_BYLINE = re.compile(r"[Bb][Yy] (?:[A-ZÀ-Ž][\w.’'-]*,? ?(?:and )?){2,6}")
_LABEL = re.compile(r"[^.!?]{1,30}\|[^.!?]{1,30}")
_CREDIT = re.compile(
    r"\((?:photo|image|picture|source|credit)\b[^)]*\)|\b(?:photo|image|picture) (?:credit|by)\b|^photo:"
    r"|\|image:|\b(?:TASS|AFP|Reuters|Getty|EPA-EFE|EPA/|AP Photo|Shutterstock|Wikimedia|creative commons)\b"
    r"|\bCC BY\b|^map of\b|\(official [\w ]+ photo",
    re.I,
)
_FILMED = re.compile(
    r"\b(?:filmed|photographed|pictured|captured) by\b|\bas (?:reported|shown|seen|pictured) (?:in|by|on)\b"
)
_COMMENT_FORM = re.compile(r"leave a (?:reply|comment)|your email address|\d+ (?:comments|responses)\b", re.I)
_NUMBERED = re.compile(r"(\d{1,3})\.\s")
_TEASER_END = re.compile(r"keep reading|read more|related (?:articles|stories)|recommended|more from\b", re.I)
_ROLE = re.compile(
    r"(?:(?:Dr|Prof)\. )?(?:[A-ZÀ-Ž][\w.’'-]+ ){1,4}(?:is|was) (?:(?:an?|the|currently|now|also)\b.{0,60})?"
    r"\b(?:founder|fellow|professor|student|analyst|researcher|director|editor|journalist|lecturer|author"
    r"|writer|chair\w*|correspondent|reporter|candidate|scholar|historian|economist|graduate)\b"
)
_FOLLOW = re.compile(r"follow (?:\w+ ){1,3}(?:on|at)\b.*(?:twitter|@)|views expressed|@\w+$", re.I)
_WORD = re.compile(r"[^\W_]+")


class _Page:
    """The paragraphs of a page while their zones are being found; a zone once given stays."""

    def __init__(self, texts: Sequence[str], joined: Sequence[bool], hints: Mapping[int, Zone]) -> None:
        self.texts = texts
        self.joined = joined
        self.words = [tuple(word.lower() for word in _WORD.findall(text)) for text in texts]
        self.zones: list[Zone | None] = [hints.get(number) for number in range(len(texts))]

    def mark(self, number: int, zone: Zone) -> None:
        if self.zones[number] is None:
            self.zones[number] = zone

    def size(self, number: int) -> int:
        return len(self.words[number])

    def is_heading(self, number: int) -> bool:
        return self.size(number) <= SHORT and not self.texts[number].rstrip("”\"' ").endswith((".", ":", ";", ","))


def zones_of(
    texts: Sequence[str], hints: Mapping[int, Zone] | None = None, joined: Sequence[bool] | None = None
) -> tuple[Zone, ...]:
    """The zone of each paragraph.

    ``hints`` gives zones that the format marks itself, by index; ``joined`` says which paragraphs follow the
    one before without an empty line (a picture's description and its credit, items of a list).
    """
    page = _Page(texts, joined or [False] * len(texts), hints or {})
    for rule in _RULES:
        rule(page)
    return tuple(zone or "body" for zone in page.zones)


def _comments(page: _Page) -> None:
    """Numbered paragraphs, and what stands between them, before a form to reply."""
    form = next((n for n in range(len(page.texts)) if _is_form(page.texts[n])), len(page.texts))
    first = next((n for n in range(form) if _starts_list(page, n, form)), None)
    if first is None:
        return
    answered = form < len(page.texts)
    after_bio = any(_ROLE.match(page.texts[n]) for n in range(max(0, first - 3), first))
    if answered or after_bio:
        for number in range(first, form):
            page.mark(number, "comment")


def _is_form(text: str) -> bool:
    return bool(_COMMENT_FORM.match(text)) and len(text) < 80


def _starts_list(page: _Page, number: int, end: int) -> bool:
    numbers = [found[1] for found in map(_NUMBERED.match, page.texts[number:end]) if found]
    return page.texts[number].startswith("1.") and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _furniture(page: _Page) -> None:
    for number, text in enumerate(page.texts):
        short = page.size(number) <= SHORT
        words = short and (_FURNITURE.match(text) or _BYLINE.fullmatch(text))
        label = page.size(number) <= 6 and _LABEL.fullmatch(text)
        if words or label or _is_appeal(page, number):
            page.mark(number, "furniture")
    for number in range(len(page.texts) - 1):  # the heading of a box
        following = page.zones[number + 1]
        if following == "furniture" and _is_appeal(page, number + 1) and page.is_heading(number):
            page.mark(number, "furniture")


def _is_appeal(page: _Page, number: int) -> bool:
    return page.size(number) <= 2 * SHORT and bool(_APPEAL.search(page.texts[number]))


def _teasers(page: _Page) -> None:
    start = _teaser_start(page)
    for number in range(start, len(page.texts)):
        if page.zones[number] != "furniture" or _LABEL.fullmatch(page.texts[number]):
            page.zones[number] = "teaser"


def _teaser_start(page: _Page) -> int:
    """The first paragraph after the article that belongs to others; their count where there is none."""
    count = len(page.texts)
    begin = next((n for n in range(count) if page.size(n) >= LONG), count)
    marker = next((n for n in range(begin, count) if _TEASER_END.match(page.texts[n])), None)
    if marker is not None:
        return _first_of_teaser(page, begin, marker)
    tail = count
    while tail > begin + 1 and (page.size(tail - 1) <= 2 * SHORT and page.zones[tail - 1] in (None, "furniture")):
        tail -= 1
    run = [n for n in range(tail, count) if page.zones[n] is None]
    headings = sum(page.is_heading(n) for n in run)
    return run[0] if len(run) >= 5 and headings >= 0.7 * len(run) else count


def _first_of_teaser(page: _Page, begin: int, marker: int) -> int:
    # a page's label stands again over the next article, and a teaser often repeats its own heading
    top = set(page.words[:begin])
    for number in range(begin, marker):
        again = page.words[number] in top or page.words[number] in page.words[number + 1 : marker]
        if again and page.size(number) <= SHORT and page.words[number]:
            return number
    headings = [n for n in range(begin, marker) if page.is_heading(n) and page.zones[n] is None]
    return headings[-1] if headings else marker


def _captions(page: _Page) -> None:
    for number, text in enumerate(page.texts):
        credit = _CREDIT.search(text) and page.size(number) < 2 * LONG and not text.rstrip().endswith("?")
        filmed = _FILMED.search(text) and page.size(number) <= SHORT
        if not (credit or filmed):
            continue
        page.mark(number, "caption")
        if number and page.joined[number] and page.size(number - 1) <= LONG and not page.is_heading(number - 1):
            page.mark(number - 1, "caption")  # the picture's description for those who can't see it


def _quotes(page: _Page) -> None:
    for number, text in enumerate(page.texts):
        quoted = text[:1] in '“"«„' and text.rstrip()[-1:] in '”"»“' and not set("“«„") & set(text[1:])
        if page.size(number) >= 6 and _is_repeated(page, number):
            page.mark(number, "pull-quote")
        elif quoted and page.size(number) >= 6:
            page.mark(number, "quote")


def _is_repeated(page: _Page, number: int) -> bool:
    """Whether nearly all of it stands in another, longer paragraph."""
    mine = _runs(page.words[number])
    others = (n for n in range(len(page.texts)) if page.size(n) > page.size(number))
    return any(len(mine & _runs(page.words[n])) >= 0.9 * len(mine) for n in others)


def _runs(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[n : n + 4] for n in range(len(words) - 3)}


def _bios(page: _Page) -> None:
    """The author's own paragraph: the last thing of the article, never in its middle."""
    for number in range(len(page.texts) - 1, -1, -1):
        if page.zones[number] in ("comment", "furniture", "teaser", "caption"):
            continue
        if not (_ROLE.match(page.texts[number]) or _FOLLOW.search(page.texts[number])):
            break
        page.mark(number, "bio")
        if number and page.is_heading(number - 1) and page.texts[number].startswith(page.texts[number - 1]):
            page.mark(number - 1, "bio")  # the name above it


def _titles(page: _Page) -> None:
    longest = max(map(len, page.words), default=0)
    for number in range(len(page.texts)):
        if page.is_heading(number) and longest > SHORT:
            page.mark(number, "title")


_RULES: tuple[Callable[[_Page], None], ...] = (
    _comments,
    _furniture,
    _teasers,
    _captions,
    _quotes,
    _bios,
    _titles,
)
