"""Whose turn it is in an interview: "Q:" and "A:", or the names of those who speak."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.claims.proposing.voices import Span
from detente.sources.model import Passage
from detente.sources.people import NAMED_SPEAKER, SPEAKER

INTERVIEWEE = "interviewee"  # who answers where the text doesn't name him

_PERSON = r"[A-ZÀ-Ž][\w’'-]+(?:\s(?:(?:de|da|al|el|bin|van|von)\s)?(?:(?:al|el)-)?[A-ZÀ-Ž][\w.’'-]+){1,3}"
_PLACING = r"(?:from|in|at|near|on|over|across|outside|inside|to|through)"  # behind it stands where it was
_INTERVIEWED = re.compile(
    rf"\b(?:[Ii]nterview(?:ed|s)?(?:\swith|\sof)?|[Cc]onversation\swith|[Ss]p(?:eaks|oke)\s(?:to|with)|[Tt]alk(?:s|ed)?\s(?:to|with)"
    rf"|[Mm]e(?:et|t)(?:\swith)?|[Aa]sked)\s(?:(?!{_PLACING}\s)[a-z-]+\s){{0,5}}?(?P<who>{_PERSON})"
)
_BARE = re.compile(r"[*_]*(?P<label>Q|A|Question|Answer)[*_]*[:.][*_]*\s")
_TITLED = re.compile(
    r"(?:Dr|Mr|Ms|Mrs|Prof|Gen|Col|Professor|President|Minister|General|Colonel|Ambassador|Interviewer)\b"
)
_OPENS = re.compile(r"[*_]+")
_NUMBERED = re.compile(r"[*_]*Q\s?\d{1,4}[.:]?[*_]*\s+")  # the questions of a hearing
_MINE = re.compile(r"\b(?:I|I[’']\w+|my)\b")


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks in a paragraph: the words that name him at ``named``, None where nobody does, and his label."""

    label: Span
    named: Span | None


@dataclass(frozen=True, slots=True)
class _Label:
    paragraph: int
    at: Span
    words: str
    asks: bool
    is_numbered: bool = False


def turns(text: str, passages: Sequence[Passage]) -> Mapping[int, Turn]:
    """Whose turn each paragraph of an interview is, by its number; none for those of who asks and of the author."""
    paragraphs = _paragraphs(passages)
    labels = [one for number, span in paragraphs.items() if (one := _label(text, number, span))]
    answering = _answering(labels)
    if not answering:
        return {}
    found: dict[int, Turn] = {}
    now: Turn | None = None
    speaking = _speaking(labels)
    at = {label.paragraph: label for label in labels if label.words in speaking}
    interviewed = _interviewed(text, next(iter(at.values())).at[0])
    others = {label.paragraph for label in labels} | {
        n for n, span in paragraphs.items() if _NUMBERED.match(text, *span)
    }
    last = max(at, default=0)
    for number, span in paragraphs.items():
        if number in at:
            label = at[number]
            named = interviewed if _BARE.match(f"{label.words}: ") else label.at
            now = Turn(label.at, named) if label.words in answering else None
        elif number in others:
            now = None  # somebody else's turn
        elif now and number > last and not _MINE.search(text, *span):
            now = None  # what follows the last answer is the author's, unless it goes on as one
        if now:
            found[number] = now
    return found


def _paragraphs(passages: Sequence[Passage]) -> dict[int, Span]:
    found: dict[int, Span] = {}
    for passage in passages:
        start, _ = found.get(passage.paragraph, (passage.start, 0))
        found[passage.paragraph] = (start, passage.end)
    return found


def _label(text: str, number: int, span: Span) -> _Label | None:
    numbered = _NUMBERED.match(text, *span)
    opened = numbered or _OPENS.match(text, *span)
    start = opened.end() if opened else span[0]
    line = _OPENS.sub("", text[start : min(span[1], start + 120)])
    found = _BARE.match(text, *span) or NAMED_SPEAKER.match(line) or SPEAKER.match(line)
    if found is None:
        return None
    words = found["label"] if found.re is _BARE else re.split(r"[:.]\s", found[0])[0]
    asks = text[max(start, span[1] - 5) : span[1]].rstrip('*_ ”"').endswith("?")
    return _Label(number, (start, start + len(words)), words, asks or numbered is not None, numbered is not None)


def _speaking(labels: Sequence[_Label]) -> set[str]:
    """Labels that name speakers: of a question or an answer, of somebody with a title, or of who speaks again."""
    times = Counter(label.words for label in labels)
    asked = {label.words for label in labels if label.asks}
    bare = {words for words in times if _BARE.match(f"{words}: ")} if "B" not in times else set()
    titled = {words for words in times if _TITLED.match(words)}
    again = {words for words, number in times.items() if number > 1} if asked and len(times) > 1 else set()
    numbered = {label.words for label in labels if label.is_numbered}
    return bare | titled | numbered | (again | asked if again else set())


def _answering(labels: Sequence[_Label]) -> set[str]:
    """Speakers who don't mostly ask."""
    speaking = _speaking(labels)
    asking = {one for one in speaking if _asks(one, [label for label in labels if label.words == one])}
    return speaking - asking


def _asks(words: str, labels: Sequence[_Label]) -> bool:
    if _BARE.match(f"{words}: "):
        return words.startswith("Q")
    return 2 * sum(label.asks for label in labels) >= len(labels) and any(label.asks for label in labels)


def _interviewed(text: str, begin: int) -> Span | None:
    """The words that name whoever is said to be interviewed, before anybody speaks."""
    found = {match["who"]: match.span("who") for match in _INTERVIEWED.finditer(text, 0, begin)}
    return next(iter(found.values())) if len(found) == 1 else None
