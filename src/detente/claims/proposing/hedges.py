"""Words that say how surely something is said, by class; the longest phrase at a place counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from detente.claims.model import ModalityClass
from detente.claims.proposing.lexicon import any_of, lexicon


@dataclass(frozen=True, slots=True)
class Hedge:
    """A cue at ``[start, end)`` and its class; ``words`` is the phrase to look up on a scale."""

    start: int
    end: int
    class_: ModalityClass
    words: str


_LEXICON: dict[str, Any] = lexicon("hedges")
_ORDER: Any = tuple(_LEXICON)  # where two classes read the same words, the earlier in the file has them
_KINDS: tuple[ModalityClass, ...] = tuple(kind for kind in _ORDER if kind in get_args(ModalityClass))
_FILLS = {name: any_of([words]) for name, words in _LEXICON.items() if isinstance(words, str)}
# a month and a bare "May" are none: "May 2018", "in May", "may 12"
_MONTH = re.compile(r"May\b(?!\s(?:I|we|he|she|they|it|the)\b)|may(?=\s\d)")


def _pattern(kind: ModalityClass) -> str:
    phrases = _LEXICON[kind]
    for name, words in _FILLS.items():
        phrases = [phrase.replace("{" + name + "}", words) for phrase in phrases]
    return any_of(phrases).replace(" ", r"\s")


_CUES = [(kind, re.compile(rf"(?<![\w-])(?:{_pattern(kind)})(?![\w-])", re.IGNORECASE)) for kind in _KINDS]


def hedges(text: str, start: int = 0, end: int | None = None) -> Iterator[Hedge]:
    """Every hedge in ``text[start:end]``, in order, none within another."""
    stop = len(text) if end is None else end
    found = [(cue, kind) for kind, pattern in _CUES for cue in pattern.finditer(text, start, stop)]
    reached = start
    for cue, kind in sorted(found, key=lambda one: (one[0].start(), -one[0].end())):
        if cue.start() >= reached and not _MONTH.match(text, cue.start(), cue.end() + 3):
            reached = cue.end()
            words = re.sub(r"\s", " ", cue[0]).lower()
            yield Hedge(cue.start(), cue.end(), kind, words)
