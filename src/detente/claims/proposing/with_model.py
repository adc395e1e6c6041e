"""What a model marks and no rule has read: the same parsers make values of it; a name nobody knows is an alias.

It only adds: what overlaps a proposal of the rules, a name that the case knows or a dateline is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from detente.claims.proposing.dateline import is_in_dateline
from detente.claims.proposing.dates import dates
from detente.claims.proposing.dating import Dated
from detente.claims.proposing.pipeline import Marked
from detente.claims.proposing.quantities import Quantity, Span, quantities
from detente.claims.proposing.sentence import AUTHOR, READER, UNKNOWN, Sentence, as_id
from detente.claims.proposing.voices import trimmed
from detente.names.catalogue import OPEN_WORDS
from detente.names.entities import Entities

NAMES = {
    "PERSON": "a person",
    "ORG": "an organisation",
    "GPE": "a place",
    "LOC": "a place",
    "FAC": "a place",
}
NUMBERS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL"})
_NOBODY = frozenset({AUTHOR, READER, UNKNOWN, *OPEN_WORDS})


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name at ``[start, end)`` that the case doesn't know: the id it would have, and what the model takes it for."""

    start: int
    end: int
    id: str
    what: str


Addition = Quantity | Dated | Unknown


def additions(
    sentence: Sentence, marked: Iterable[Marked], taken: Iterable[Span], published: date | None
) -> Iterator[Addition]:
    """What to add to a sentence of which ``taken`` is proposed already, in order, none overlapping another."""
    reached = [*taken]
    for one in sorted(marked, key=lambda one: (one.start, -one.end, one.label)):
        start, end = sentence.at.start + one.start, sentence.at.start + one.end
        is_inside = sentence.at.start <= start < end <= sentence.at.end
        if not is_inside or _overlaps(start, end, reached) or is_in_dateline(sentence.text, start, end):
            continue
        for addition in _read(sentence, start, end, one.label, published):
            if not _overlaps(addition.start, addition.end, reached):
                reached.append((addition.start, addition.end))
                yield addition


def _read(sentence: Sentence, start: int, end: int, label: str, published: date | None) -> Iterator[Addition]:
    if label in NAMES:
        yield from _unknown(sentence, *trimmed(sentence.text, start, end), NAMES[label])
    elif label in NUMBERS:
        yield from _numbers(sentence.text, start, end, published)


def _unknown(sentence: Sentence, start: int, end: int, what: str) -> Iterator[Unknown]:
    words = sentence.text[start:end]
    name = as_id(words)
    is_name = any(map(str.isupper, words)) and name not in _NOBODY
    holds_known = _overlaps(start, end, ((one.start, one.end) for one in sentence.inside))
    if is_name and not holds_known and not _is_known(name, sentence.entities):
        yield Unknown(start, end, name, what)


def _is_known(name: str, entities: Entities) -> bool:
    """Whether it is somebody's id, or the word for his people."""
    return name in entities or any(name == as_id(word) for one in entities.values() for word in one.demonyms)


def _numbers(text: str, start: int, end: int, published: date | None) -> Iterator[Quantity | Dated]:
    """Quantities within the span, and dates whose days are known; a bare year the rules have passed over knowingly."""
    words = text[start:end]
    read = () if words.isdecimal() else dates(words, published)
    dated = [replace(one, start=start + one.start, end=start + one.end) for one in read]
    counted = quantities(text, start, end, [(one.start, one.end) for one in dated])
    found: list[Quantity | Dated] = [*counted, *(one for one in dated if one.days)]
    yield from sorted(found, key=lambda one: one.start)


def _overlaps(start: int, end: int, spans: Iterable[Span]) -> bool:
    return any(first < end and start < last for first, last in spans)
