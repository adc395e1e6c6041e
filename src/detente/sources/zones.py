"""Which zone each paragraph stands in, by how documents are laid out; no rule knows a particular text.

Zones decide most of the precision of reading: readers' comments, biographies, teasers of other articles and
picture credits weigh nothing. A paragraph that no rule claims is body.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from detente.sources.model import Zone
from detente.sources.page import Page
from detente.sources.people import AFFILIATION, FOLLOW, ROLE, ends_in_names, is_byline, is_dated_line, is_name_line
from detente.sources.phrases import (
    ADDRESS,
    APPEAL,
    BOX,
    CONTACT,
    CORRECTION,
    CREDIT,
    DAY,
    FIGURE,
    FILMED,
    HISTORY,
    LABEL,
    LONG,
    MASTHEAD,
    SHORT,
    is_menu,
)
from detente.sources.sections import footnotes, headed_sections, inline_teasers, numbered_comments, other_articles

Words = tuple[str, ...]


def zones_of(
    texts: Sequence[str], hints: Mapping[int, Zone] | None = None, joined: Sequence[bool] | None = None
) -> tuple[Zone, ...]:
    """The zone of each paragraph.

    ``hints`` gives zones that the format marks itself, by index; ``joined`` says which paragraphs follow the
    one before without an empty line (a picture's description and its credit, items of a list).
    """
    page = Page(texts, joined or [False] * len(texts), hints or {})
    for rule in _RULES:
        rule(page)
    return tuple(zone or "body" for zone in page.zones)


def _furniture(page: Page) -> None:
    for number, text in enumerate(page.texts):
        spoken = page.is_short(number) and (_is_label(page, number) or _is_address(page, number))
        spoken = spoken or (page.size(number) <= 3 * SHORT // 2 and bool(APPEAL.match(text)))
        spoken = spoken or (page.size(number) <= 2 * LONG and bool(CORRECTION.match(text)))
        if spoken or _is_box(page, number):
            page.mark(number, "furniture")
    for number in range(len(page) - 1):  # the heading of a box
        if page.zones[number + 1] == "furniture" and _is_box(page, number + 1) and page.is_heading(number):
            page.mark(number, "furniture")


def _is_label(page: Page, number: int) -> bool:
    text = page.texts[number]
    if is_byline(text) or is_menu(text) or any(line.fullmatch(text) for line in (DAY, MASTHEAD, HISTORY)):
        return True
    return bool(LABEL.match(text)) and (page.is_heading(number) or page.size(number) <= 3)


def _is_address(page: Page, number: int) -> bool:
    """Nothing but marks, a way to reach somebody, an address of a page, or an entry of a menu above the article."""
    text = page.texts[number]
    if not page.words[number] or (CONTACT.search(text) and page.is_short(number)):
        return True
    in_menu = number < page.begin and any(_is_entry(page, n) for n in (number - 1, number + 1) if 0 <= n < len(page))
    return (in_menu and _is_entry(page, number)) or bool(ADDRESS.fullmatch(text))


def _is_entry(page: Page, number: int) -> bool:
    return page.size(number) <= 5 and page.texts[number].startswith("•") and not page.is_sentence(number)


def _is_box(page: Page, number: int) -> bool:
    return page.size(number) <= 2 * SHORT and bool(BOX.search(page.texts[number][:600]))


def _names_on_top(page: Page) -> None:
    """Who wrote it and for whom, above the article: a line of names after the title, a short one before a menu."""
    titled = False
    for number in range(min(page.begin, len(page) - 1)):
        titled = titled or page.zones[number] == "title"
        if page.zones[number] is not None or not page.is_heading(number):
            continue
        before_menu = page.zones[number + 1] == "furniture" and page.size(number) <= 2 and not titled
        text = page.texts[number]
        names = is_name_line(text) or is_dated_line(text) or AFFILIATION.match(text)
        if before_menu or (titled and names):
            page.mark(number, "furniture")
        titled = titled or page.zones[number] is None


def _captions(page: Page) -> None:
    for number, text in enumerate(page.texts):
        if not _is_caption(page, number, text):
            continue
        page.mark(number, "caption")
        if number and page.joined[number] and page.size(number - 1) <= LONG and not page.is_heading(number - 1):
            page.mark(number - 1, "caption")  # the picture's description for those who can't see it


def _is_caption(page: Page, number: int, text: str) -> bool:
    if page.size(number) >= 2 * LONG or len(text) > 2000 or text.endswith("?"):
        return False
    figure = page.size(number) <= 2 * SHORT and FIGURE.match(text)
    filmed = page.is_short(number) and (FILMED.search(text) or ends_in_names(text))
    note = text.startswith(("Note:", "Notes:")) and number > 0 and page.zones[number - 1] == "caption"
    return bool(figure or filmed or note or CREDIT.search(text))


def _quotes(page: Page) -> None:
    known = _Repeated(page)
    for number, text in enumerate(page.texts):
        if page.zones[number] is not None or page.size(number) < 6:
            continue
        if known.stands_in_another(number):
            page.mark(number, "pull-quote")
        elif _is_quoted(text):
            page.mark(number, "quote")
        elif number and page.zones[number - 1] == "quote" and page.is_short(number) and text[0] in "—–―":
            page.mark(number, "quote")  # who said it


def _is_quoted(text: str) -> bool:
    inner = text[1:].rstrip(".,;:0123456789[] ")
    return text[:1] in '“"«„' and inner[-1:] in '”"»“' and not set("“«„") & set(inner[:-1])


class _Repeated:
    """Runs of four words and some of the paragraphs that they stand in."""

    MOST = 8  # paragraphs a run; one that stands in more says nothing, and looking at all would never end

    def __init__(self, page: Page) -> None:
        self.page = page
        self.where: defaultdict[Words, list[int]] = defaultdict(list)
        for number, words in enumerate(page.words):
            for run in _runs(words):
                if len(self.where[run]) < self.MOST:
                    self.where[run].append(number)

    def stands_in_another(self, number: int) -> bool:
        """Whether nearly all of the paragraph stands in another, longer one."""
        mine = _runs(self.page.words[number])
        if self.page.size(number) > 2 * LONG:
            return False
        seen = Counter(other for run in mine for other in self.where[run])
        return any(
            times >= 0.9 * len(mine) and self.page.size(other) > self.page.size(number) and self.page.is_sentence(other)
            for other, times in seen.items()
        )


def _runs(words: Words) -> set[Words]:
    return {words[n : n + 4] for n in range(len(words) - 3)}


def _bios(page: Page) -> None:
    """The author's own paragraph: the last thing of the article, never in its middle."""
    authors = {word for n in range(page.begin) if is_byline(page.texts[n]) for word in page.words[n]} - {"by", "and"}
    found = False
    for number in range(len(page) - 1, page.begin, -1):
        if page.zones[number] in ("comment", "furniture", "teaser", "caption", "bio"):
            continue
        stranger = authors and not authors & set(page.words[number])
        if stranger or not _is_bio(page.texts[number]) or (found and page.size(number) > 2 * LONG):
            break
        found = True
        page.mark(number, "bio")
        if page.is_heading(number - 1) and page.texts[number].startswith(page.texts[number - 1]):
            page.mark(number - 1, "bio")  # the name above it


def _is_bio(text: str) -> bool:
    return bool(ROLE.match(text) or FOLLOW.search(text[:1000]))


def _questions(page: Page) -> None:
    """What an interview asks, each a line of its own: most of what looks like its headings are questions."""
    headings = [n for n in range(1, len(page)) if page.zones[n] is None and page.is_heading(n)]
    asked = [n for n in headings if page.texts[n].endswith("?") and n + 1 < len(page) and not page.is_heading(n + 1)]
    if len(asked) >= 3 and 2 * len(asked) > len([n for n in headings if n > asked[0]]):
        for number in asked:
            page.mark(number, "body")


def _titles(page: Page) -> None:
    longest = max(map(len, page.words), default=0)
    for number in range(len(page)):
        if page.is_heading(number) and longest > SHORT:
            page.mark(number, "title")


_RULES: tuple[Callable[[Page], None], ...] = (
    numbered_comments,
    inline_teasers,
    headed_sections,
    footnotes,
    _questions,
    _furniture,
    _names_on_top,
    other_articles,
    _captions,
    _quotes,
    _bios,
    _titles,
)
