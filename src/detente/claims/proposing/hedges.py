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
_CONCEDED = re.compile(r"\bif\s(?:not\s(?:\w+\s)?)?\Z", re.IGNORECASE)  # "improbable, if not impossible" says one thing
_NOT = re.compile(rf"\b(?:can ?not|\w+n[’']t|not)\b(?: (?:{_FILLS['seeming']})\b)*")
_LATER_NOT = re.compile(rf"\b(\w+ly) (?:{_FILLS['auxiliaries']}) ({_FILLS['reversed']})\Z")
# a month and a bare "May" are none: "May 2018", "in May", "may 12"
_MONTH = re.compile(r"May\b(?!\s(?:I|we|he|she|they|it|the)\b)|may(?=\s\d)")


def _pattern(name: str) -> str:
    phrases = _LEXICON[name]
    for fill, words in _FILLS.items():
        phrases = [phrase.replace("{" + fill + "}", words) for phrase in phrases]
    return any_of(phrases).replace(" ", r"\s")


_DENIED = "graded_not"
_LISTS: list[tuple[str, ModalityClass]] = [(_DENIED, "graded"), *((kind, kind) for kind in _KINDS)]
_CUES = [(kind, re.compile(rf"(?<![\w-])(?:{_pattern(name)})(?![\w-])", re.IGNORECASE)) for name, kind in _LISTS]


def hedges(text: str, start: int = 0, end: int | None = None) -> Iterator[Hedge]:
    """Every hedge in ``text[start:end]``, in order, none within another."""
    stop = len(text) if end is None else end
    found = [(cue, kind) for kind, pattern in _CUES for cue in pattern.finditer(text, start, stop)]
    reached = start
    for cue, kind in sorted(found, key=lambda one: (one[0].start(), -one[0].end())):
        if cue.start() >= reached and not _MONTH.match(text, cue.start(), cue.end() + 3):
            reached = cue.end()
            words = _phrase(cue[0], kind)
            before = _CONCEDED.search(text, max(start, cue.start() - 24), cue.start())
            if not before or not (words.startswith("not ") or " " in before[0].strip()):
                yield Hedge(cue.start(), cue.end(), kind, words)


def _phrase(cue: str, kind: ModalityClass) -> str:
    """The words to look up: "isn't likely" is "not likely", "probably will not" is "probably not"."""
    words = re.sub(r"\s", " ", cue).lower()
    return _LATER_NOT.sub(r"\1 \2", _NOT.sub("not", words)) if kind == "graded" else words
