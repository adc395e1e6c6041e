"""What a question asks: its terms with what may stand for them, and the sources, entities and days it names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from detente.claims.ask.naming import COMMENTS, Mention, Spellings, sources_in
from detente.claims.ask.words import WORD, phrases_in, stem, stems, synonyms, words
from detente.names.catalogue import catalogue
from detente.sources.model import Source

ALIKE = 0.55  # what a synonym counts beside the word itself
WIDER = 0.6  # what the month of a day that is named counts, and the year of a month
NAMED = 0.8  # what a named entity counts
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NAMED = "|".join(month[:3] for month in MONTHS)
_MONTH = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?({_NAMED})[a-z]*\.?(?:\s+(\d{{1,2}}),)?\s+(\d{{4}})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_DECADE = re.compile(r"\b(1[5-9]\d|20\d)0['’]?s\b")
_DAY = re.compile(r"\b(\d{4})-(\d\d)(?:-(\d\d))?\b")
CUES: Mapping[str, tuple[re.Pattern[str], Mapping[str, float]]] = MappingProxyType(
    {
        "number": (
            re.compile(r"how (?:many|much|large|long|far|big)|what (?:share|number|ratio|percentage)|\bratio\b", re.I),
            {"measure": 1.5},
        ),
        "cause": (
            re.compile(r"\bwhy\b|\bbecause\b|\breasons?\b|\bmotiv|\beffects?\b|\baffect|\blead to\b|\bpush", re.I),
            {"mechanism": 1.5, "opinion": 1.1},
        ),
        "future": (
            re.compile(r"\b(?:would|will|expect|forecast|if|predict|likely|probable|could)", re.I),
            {"prediction": 1.4, "mechanism": 1.1},
        ),
        "term": (
            re.compile(r"\bcharacteri[sz]|\blabel|\bcalls?\b|\bcalled\b|\bnames?\b|\bterm\b", re.I),
            {"characterisation": 1.25, "alias": 1.4},
        ),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is matched; ``kinds`` says how much a kind of claim gains by the way it is asked.

    ``words`` are what the terms were read from, one of each, in the letters of the question; names come first. It is
    empty for a word that is part of a day, which is a term of its own.
    """

    terms: tuple[Mapping[str, float], ...]
    words: tuple[str, ...] = ()
    sources: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    comments: bool = False
    kinds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


def understand(text: str, spellings: Spellings, sources: Mapping[str, Source]) -> Question:
    """The question in ``text``: nothing is guessed that no word of it says."""
    named = sources_in(text, sources)
    mentions = dict.fromkeys(spellings.find(named.rest))
    spent = {mention.words[0] for mention in mentions if len(mention.words) == 1}
    phrases, rest = phrases_in(_DECADE.sub(" ", named.rest))
    left = " ".join(word for word in words(rest) if word not in spent)
    as_written = _as_written(text) | dict.fromkeys(_words_of_days(named.rest), "")
    times = times_in(named.rest)
    single = dict(reversed([(stem(word), word) for word in words(left)]))
    read = [
        *((" ".join(as_written.get(one, one) for one in mention.words), _meant(mention)) for mention in mentions),
        *((next(iter(time)).partition(":")[2], time) for time in times),
        *((phrase, _any_of(meant)) for phrase, meant in phrases),
        *((as_written.get(single[one], single[one]), _alternatives(one)) for one in dict.fromkeys(stems(left))),
    ]
    return Question(
        terms=tuple(term for _, term in read),
        words=tuple(word for word, _ in read),
        sources=named.sources,
        entities=frozenset(one for mention in mentions for one in mention.ids),
        comments=COMMENTS.search(text) is not None,
        kinds=_kinds(text),
    )


def _as_written(text: str) -> dict[str, str]:
    """The words of a text in its own letters, by the form in which they are matched."""
    return {folded: match[0] for match in WORD.finditer(text) for folded in words(match[0])}


def _words_of_days(text: str) -> set[str]:
    """The words that days, months and years are written in."""
    return {word for form in (_MONTH, _DAY, _YEAR) for match in form.finditer(text) for word in words(match[0])}


def _meant(mention: Mention) -> dict[str, float]:
    said = dict.fromkeys(stems(mention.words[0]), 1.0) if len(mention.words) == 1 else {}
    return said | {f"@{one}": NAMED for one in mention.ids}


def _alternatives(word: str) -> dict[str, float]:
    found = dict.fromkeys(synonyms().get(word, ()), ALIKE)
    return {**found, **{f"#{name}": 0.8 for name in _attributes().get(word, ())}, word: 1.0}


def _any_of(meant: tuple[str, ...]) -> dict[str, float]:
    """One term for a phrase: the first word that it may be read as, the others as what may stand for it."""
    first, *others = meant
    found = _alternatives(first)
    for word in others:
        for term, weight in _alternatives(word).items():
            found[term] = max(ALIKE * weight, found.get(term, 0.0))
    return found


def _attributes() -> Mapping[str, tuple[str, ...]]:
    if not _ATTRIBUTES:
        for name, attribute in catalogue().items():
            for word in dict.fromkeys(stems(f"{name.replace('_', ' ')} {attribute.asked}")):
                _ATTRIBUTES[word] = (*_ATTRIBUTES.get(word, ()), name)
    return _ATTRIBUTES


_ATTRIBUTES: dict[str, tuple[str, ...]] = {}


def times_in(text: str) -> list[Mapping[str, float]]:
    """Each time named, with the wider time that it lies in as what may stand for it; any year of a decade."""
    decades = [{f"year:{match[1]}{last}": 1.0 for last in range(10)} for match in _DECADE.finditer(text)]
    found = days_in(text)
    wider = {day: [other for other in found if other != day and _within(day, other)] for day in found}
    inner = {other for others in wider.values() for other in others}
    named = [{day: 1.0} | dict.fromkeys(wider[day], WIDER) for day in dict.fromkeys(found) if day not in inner]
    return [*named, *decades]


def _within(day: str, other: str) -> bool:
    return day.partition(":")[2].startswith(other.partition(":")[2] + "-")


def days_in(text: str) -> list[str]:
    """The days, months and years named, as terms: ``day:2020-07-15``, ``month:2020-07``, ``year:2020``."""
    found: list[str] = []
    for match in _MONTH.finditer(text):
        month = [name[:3] for name in MONTHS].index(match[2][:3].lower()) + 1
        day = match[1] or match[3]
        found += [f"month:{match[4]}-{month:02}", *([f"day:{match[4]}-{month:02}-{int(day):02}"] if day else [])]
    for match in _DAY.finditer(text):
        found += [f"month:{match[1]}-{match[2]}", *([f"day:{match[0]}"] if match[3] else [])]
    return [*found, *(f"year:{year}" for year in dict.fromkeys(_YEAR.findall(text)))]


def _kinds(text: str) -> Mapping[str, float]:
    gains: dict[str, float] = {}
    for pattern, kinds in CUES.values():
        if pattern.search(text):
            gains |= {kind: max(gain, gains.get(kind, 1.0)) for kind, gain in kinds.items()}
    return MappingProxyType(gains)
