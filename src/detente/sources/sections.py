"""What stands round the article: comments, references, teasers of other articles, forms, the page's foot."""

from __future__ import annotations

from detente.sources.model import Zone
from detente.sources.page import Page
from detente.sources.people import COMMENTER, ROLE
from detente.sources.phrases import (
    APPEAL,
    INLINE_TEASER,
    LONG,
    NOTE,
    NUMBERED,
    REFERENCE,
    SECTIONS,
    SHORT,
    TEASER_END,
    Section,
    is_menu,
)

_ZONE_OF: dict[Section, Zone] = {
    "comment": "comment",
    "bio": "bio",
    "teaser": "teaser",
    "references": "furniture",
    "form": "furniture",
    "footer": "furniture",
}


def numbered_comments(page: Page) -> None:
    """Numbered paragraphs, and what stands between them, before a form to reply or after the author's note."""
    form = next((n for n in range(len(page)) if _section(page, n) == "form"), len(page))
    first = next((n for n in range(form) if page.texts[n].startswith("1.") and _is_count(page, n, form)), None)
    if first is None:
        return
    after_bio = any(ROLE.match(page.texts[n]) for n in range(max(0, first - 3), first))
    if form < len(page) or after_bio:
        for number in range(first, form):
            page.mark(number, "comment")


def _is_count(page: Page, start: int, end: int) -> bool:
    """Whether the numbers from here on run 1, 2, 3."""
    due = 1
    for number in range(start, end):
        found = NUMBERED.match(page.texts[number])
        if found and found[1] != str(due):
            return False
        due += found is not None
    return True


def headed_sections(page: Page) -> None:
    """What follows a heading such as "Related articles" or "3 comments", up to the next such heading."""
    now: Section | None = None
    for number in range(page.begin + 1, len(page)):
        begun = _begun(page, number)
        if begun is None and now is not None and _is_over(page, number, now):
            now = None
        now = begun or now
        if now is None:
            continue
        appeal = now != "comment" and page.is_short(number) and APPEAL.match(page.texts[number])
        if begun in ("comment", "teaser") and _section(page, number):
            page.zones[number] = "furniture"  # no commenter's words and no article's
        page.mark(number, "furniture" if appeal else _ZONE_OF[now])


def _section(page: Page, number: int) -> Section | None:
    if not page.is_short(number):
        return None
    heading = NUMBERED.sub("", page.texts[number], count=1)  # "7. References"
    return next((section for section, words in SECTIONS if words.fullmatch(heading)), None)


def _begun(page: Page, number: int) -> Section | None:
    """The section whose heading this is, if what follows can belong to it."""
    section = _section(page, number)
    if (
        section is None
        and _is_commenter(page, number)
        and any(_is_commenter(page, n) for n in range(number + 1, min(number + 12, len(page))))
    ):
        return "comment"
    if section == "references" and not _are_references(page, number + 1):
        return None
    if section in ("teaser", "bio") and number + 1 == len(page):
        return None
    return section


def _is_commenter(page: Page, number: int) -> bool:
    return page.is_short(number) and bool(COMMENTER.fullmatch(page.texts[number]))


def _are_references(page: Page, start: int) -> bool:
    entries = range(start, min(start + 4, len(page)))
    return bool(entries) and 2 * sum(_is_reference(page, n) for n in entries) >= len(entries)


def _is_reference(page: Page, number: int) -> bool:
    return bool(REFERENCE.match(page.texts[number][:600]))


def _is_over(page: Page, number: int, section: Section) -> bool:
    """Whether a paragraph that starts no section of its own belongs to none any more."""
    if section == "references":
        return not _is_reference(page, number) and (page.size(number) >= LONG or bool(ROLE.match(page.texts[number])))
    if section == "comment":
        return False
    if section in ("bio", "form") and page.size(number) > (2 * LONG if section == "bio" else 10):
        return True
    resumed = (page.size(number) > SHORT and page.is_sentence(number)) or page.zones[number] == "title"
    return resumed and not page.is_late(number)  # it stood in the middle of the article


def footnotes(page: Page) -> None:
    """Lines that count up from one, number first and without a point: "1 See the annex."."""
    run: list[int] = []
    for number in range(page.begin + 1, len(page) + 1):
        found = NOTE.match(page.texts[number]) if number < len(page) and page.size(number) <= 2 * LONG else None
        if found and run and int(found[1]) == _counts_to(page, run[-1]) + 1:
            run.append(number)
            continue
        if len(run) > 1:
            for one in run:
                page.mark(one, "furniture")
        run = [number] if found else []


def _counts_to(page: Page, number: int) -> int:
    found = NOTE.match(page.texts[number])
    return int(found[1]) if found else 0


def inline_teasers(page: Page) -> None:
    """A line that sends the reader to another article: "Read more: …"."""
    for number, text in enumerate(page.texts):
        if page.is_short(number) and INLINE_TEASER.fullmatch(text):
            page.mark(number, "teaser")


def other_articles(page: Page) -> None:
    """What follows the article without a heading: excerpts that end in "keep reading", lists of titles."""
    for number in range(_others(page), len(page)):
        if page.zones[number] is None or is_menu(page.texts[number]):
            page.zones[number] = "teaser"


def _others(page: Page) -> int:
    count = len(page)
    ends = (n for n in range(page.begin + 1, count) if TEASER_END.fullmatch(page.texts[n]) and page.is_late(n))
    end = next(ends, None)
    if end is not None:
        return _first_of_teaser(page, end)
    tail = count
    while tail > page.begin + 1 and _may_be_listed(page, tail - 1):
        tail -= 1
    run = [n for n in range(tail, count) if page.zones[n] is None]
    headings = sum(page.is_heading(n) for n in run)
    return run[0] if len(run) >= 5 and headings >= 0.7 * len(run) else count


def _may_be_listed(page: Page, number: int) -> bool:
    return page.size(number) <= 2 * SHORT and page.zones[number] in (None, "furniture", "teaser")


def _first_of_teaser(page: Page, end: int) -> int:
    # a page's label stands again over the next article, and a teaser often repeats its own heading
    top = set(page.words[: page.begin])
    last = {words: number for number, words in enumerate(page.words[:end])}
    for number in range(page.begin + 1, end):
        words = page.words[number]
        if words and page.is_short(number) and (words in top or last[words] > number):
            return number
    headings = [n for n in range(page.begin + 1, end) if page.is_heading(n) and page.zones[n] is None]
    return headings[-1] if headings else end
