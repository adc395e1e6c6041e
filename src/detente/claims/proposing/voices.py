"""Who speaks: the spans of an attribution, and the subject that stands before or behind a verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from detente.claims.proposing.lexicon import any_of, lexicon

Span = tuple[int, int]
VOICES: dict[str, Any] = lexicon("voices")


@dataclass(frozen=True, slots=True)
class Attribution:
    """The spans of cue, source and content; a source or content that the sentence doesn't hold is None.

    ``is_unsaid`` where the sentence tells that nobody says the content ("has not confirmed that", "it is untrue that").
    """

    cue: Span
    source: Span | None
    content: Span | None
    words: str = ""
    is_unsaid: bool = False

    @property
    def is_denial(self) -> bool:
        """Whether the source disputes the content."""
        return not self.is_unsaid and bool(_DENIAL.search(self.words) or NEGATION.search(self.words))

    @property
    def begin(self) -> int:
        """Where the first of its parts starts."""
        return min(part[0] for part in (self.cue, self.source) if part)


def words_of(name: str) -> str:
    """A pattern for any of the words or phrases listed under ``name``."""
    return any_of([VOICES[name]]).replace(" ", r"\s")


_DENIAL = re.compile(rf"\b(?:{words_of('denials')})\Z", re.IGNORECASE)
NEGATION = re.compile(rf"(?:\b(?:{words_of('negations')})(?!\sonly\b)|n[’']t)\s")
_BELIEVING = re.compile(rf"\b(?:{words_of('believing')})\Z")
NOBODY_SAYS = re.compile(rf"(?:{words_of('nobodies')})\b", re.IGNORECASE)
_BOUNDARY = re.compile(rf"[;:—–“”\"()\[\]]\s?|,\s|\s--?\s|\b(?:{words_of('boundaries')})\s|\band\s(?![A-Z])")
_OPENER = re.compile(rf"(?:{words_of('openers')})\b,?\s+", re.IGNORECASE)
_MONTHS = any_of([*lexicon("dates")["months"], *lexicon("dates")["weekdays"]])
_ON_DAY = re.compile(
    rf"(?:[Oo]n|[Ii]n|[Bb]y|[Aa]t)\s(?:the\s)?(?:(?:\d{{1,4}}|early|mid|late|last|this|{_MONTHS}|week|month|year),?\s)+"
    rf"|(?:[Oo]n|[Ii]n|[Dd]uring)\sthe\s(?:night|early\shours|morning|evening|course|middle|week|month|days?)\sof\s"
    rf"(?:(?:\d{{1,4}}(?:st|nd|rd|th)?|to|and|early|late|{_MONTHS}),?\s)+"
)
# a time or place that opens the clause, up to whom it tells of: "during the truce the mission counted"
_ON_DAY_OF = re.compile(
    rf"(?:{words_of('prepositions')})\s(?:[\w’'-]+\s){{1,7}}?(?<!\b(?:of|in|at|by|to|on)\s)"
    rf"(?=(?:the|an?|its|his|our|their|I|we|it|they|he|she)\b)",
    re.IGNORECASE,
)
_NO_SOURCE = re.compile(rf"(?:\b(?:{words_of('no_source')})|n[’']t)\Z", re.IGNORECASE)
_DAY = re.compile(rf"(?:{_MONTHS})\b")
NO_NAME = re.compile(rf"(?:{words_of('no_name')})\b|\d", re.IGNORECASE)
_PRONOUN = re.compile(rf"(?:{words_of('pronouns')})\Z", re.IGNORECASE)
_FINITE = re.compile(r"(?<!\bwho\s)(?<!\bthat\s)\b(?:would|will|could|should|might|must|was|were|is|are)\s")  # a clause
_CLAUSE = re.compile(rf"{_FINITE.pattern}|\s(?:had|has|have|can|may)\s")
_NOBODY = re.compile(rf"(?:\A|\s)(?!(?:{words_of('not_adverbs')})\Z)[a-z]{{2,}}ly\Z|\A[a-z]+ing\Z")  # an adverb
_CAPITALS = re.compile(r"\b[A-Z]{2,}\Z")
_SHORT_NAME = re.compile(r"\([A-Z][\w.&-]{1,11}\)(?=\s\w)")  # "the National Army (NA) said"
_CITATION = re.compile(r"\s\([^()]{2,30}\)\Z")
_BEHIND = re.compile(
    r"\s(?P<who>(?:(?:the|an?|one|its|his|her|their|some|many)\s)?[\w.’'-]+"
    r"(?:\s(?!(?:that|in\sa|on|after|when|as|who|who[’']s)\b)[\w.’'-]+){0,9}?)(?<!\.)"
    r"(?=\s*(?:[,.;:!?“\"”)]|\Z|\s(?:that|in\sa|on|after|when|as|who)\b))"
)
_THAT = re.compile(r"\s*that\b,?\s")
_EDGE, _QUOTES = " ,;:—–-.", '“”"‘'
_FAR = 400  # characters in which a subject must begin
_LONGEST_ASIDE = 120  # characters between two commas that may part a subject from its verb


def source_before(text: str, start: int, at: int) -> Span | None:
    """The subject that ends before ``at``; an apposition between commas is passed over."""
    start = max(start, at - _FAR)
    end = start + len(text[start:at].rstrip())
    if (mark := text[start:end][-1:]) and mark in ",–—":
        comma = last_mark(text, mark, start, end - 1)
        if comma < 0 or end - comma > _LONGEST_ASIDE:
            return None
        end = start + len(text[start:comma].rstrip())
    if cited := _CITATION.search(text, start, end):
        end = cited.start()
    begin = _begin(text, start, end)
    words = text[begin:end].strip()
    return (begin, begin + len(text[begin:end].rstrip())) if _is_source(words) else None


def last_mark(text: str, mark: str, start: int, end: int) -> int:
    """Where the mark last stands in ``text[start:end]``, -1 where it doesn't: the comma in 45,000 parts nothing."""
    at = text.rfind(mark, start, end)
    while at > start and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit():
        at = text.rfind(mark, start, at)
    return at


def _begin(text: str, start: int, end: int) -> int:
    """Where the last clause begins, without "however" and "on Tuesday"."""
    begin, short = start, [found.span() for found in _SHORT_NAME.finditer(text, start, end)]
    for boundary in _BOUNDARY.finditer(text, start, end):
        if not any(first <= boundary.start() < last for first, last in short):
            begin = boundary.end()
    for opener in (_OPENER, _ON_DAY, _ON_DAY_OF, _OPENER):
        if found := opener.match(text, begin, end):
            begin = found.end()
    while begin < end and (text[begin].isspace() or text[begin] in _QUOTES + "’',"):
        begin += 1
    return begin


def _is_source(words: str) -> bool:
    fits = 1 <= len(words.split()) <= 14 and any(map(str.isalpha, words)) and not _FINITE.search(words)
    if _NOBODY.search(words):
        return False
    is_short_name = bool(_CAPITALS.search(words))  # the WHO is somebody
    return fits and (is_short_name or bool(_PRONOUN.match(words)) or not _NO_SOURCE.search(words))


def source_behind(text: str, at: int, stop: int) -> Span | None:
    """The subject that follows a verb at once: said *the mayor*."""
    found = _BEHIND.match(text, at, stop)
    who = found["who"] if found else ""
    is_name = found and not (_DAY.match(who) or _NO_SOURCE.search(who) or NO_NAME.match(who) or _CLAUSE.search(who))
    return found.span("who") if found and is_name else None


def is_unsaid(words: str, source: str) -> bool:
    """Whether a cue says that nobody says it; who doesn't believe or think something does say that it isn't so."""
    if NOBODY_SAYS.match(source):
        return True
    return bool(NEGATION.search(words)) and not _BELIEVING.search(words)


def trimmed(text: str, start: int, end: int) -> Span:
    """Without blanks, marks and quotes around it, and without a dangling "and"."""
    if opens := _THAT.match(text, start, end):
        start = opens.end()
    before = None
    while before != (start, end):
        before = (start, end)
        while start < end and (text[start].isspace() or text[start] in _EDGE + _QUOTES):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in _EDGE + _QUOTES[:3]):
            end -= 1
        for word in (" and", " but", " while", " though", " although"):
            if text[start:end].endswith(word):
                end -= len(word)
    return start, end


def longer(first: Span, second: Span) -> Span:
    """The longer of two spans; the first of two alike."""
    return first if first[1] - first[0] >= second[1] - second[0] else second
