"""The known names of a case in a text: as spelt, and misspelt by one letter where only one name can be meant.

A misspelling only ever leads to a known entity and is flagged. Short names, and words that differ from a name only
at their end ("Armenian"), are no misspellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.names.entities import Entities, Mention

SHORTEST = 6  # letters of a name that may be misspelt

_WORD = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-Þ][\w-]{4,}(?![\w-])")


@dataclass(frozen=True, slots=True)
class Name:
    """A name found at ``[start, end)``; ``meant`` is the spelling it was taken for, where it is not spelt so."""

    start: int
    end: int
    ids: tuple[str, ...]
    meant: str | None = None


class Gazetteer:
    """The names of a case, ready to be looked up."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._known: dict[str, None] = {}
        self._inflected: set[str] = set()
        for entity in entities.values():
            self._inflected.update(word for name in entity.demonyms for word in name.split())
            words = (word for name in (*entity.variants, *entity.metonyms) for word in [name] if " " not in word)
            self._known.update(dict.fromkeys(word for word in words if len(word) >= SHORTEST and word[0].isupper()))
        self._longest = max(map(len, self._known), default=0) + 1  # of a misspelling
        self._peoples: dict[str, tuple[str, ...]] = {}
        for entity in entities.values():
            for word in entity.demonyms:
                for form in dict.fromkeys((word, word if word.endswith("s") else f"{word}s")):
                    self._peoples[form] = (*self._peoples.get(form, ()), entity.id)
        forms = "|".join(map(re.escape, sorted(self._peoples, key=lambda form: (-len(form), form))))
        self._people = re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])") if forms else None
        self._shortened: dict[str, list[str]] = {}
        for word in self._known:
            for form in (word, *_shortened(word)):
                self._shortened.setdefault(form, []).append(word)

    def find(self, text: str) -> tuple[Name, ...]:
        """All names in ``text`` in order: the longest spelling at each place, then misspellings elsewhere."""
        exact = tuple(one for one in self._entities.find(text) if not text.startswith("$", one.end))  # US$
        names = [Name(mention.start, mention.end, mention.ids) for mention in exact]
        return tuple(sorted([*names, *self._misspelt(text, exact)], key=lambda name: name.start))

    def peoples(self, text: str) -> tuple[Name, ...]:
        """The words for somebody's people in order ("Indian", "Indians"), not those within another word."""
        found = self._people.finditer(text) if self._people else ()
        return tuple(Name(one.start(), one.end(), self._peoples[one[0]]) for one in found)

    def _misspelt(self, text: str, exact: tuple[Mention, ...]) -> Iterator[Name]:
        covered = {at for mention in exact for at in range(mention.start, mention.end)}
        for word in _WORD.finditer(text):
            if word.start() in covered or word.end() - 1 in covered:
                continue
            meant = self._meant(word[0])
            ids = self._entities.named(meant) if meant else ()
            if meant and len(ids) == 1:
                yield Name(word.start(), word.end(), (ids[0].id,), meant)

    def _meant(self, word: str) -> str | None:
        """The only known name that ``word`` can be a misspelling of, or None."""
        if not SHORTEST - 1 <= len(word) <= self._longest or word in self._known or word in self._inflected:
            return None
        near = {known for form in (word, *_shortened(word)) for known in self._shortened.get(form, ())}
        close = [known for known in sorted(near) if _is_slip(word, known)]
        return close[0] if len(close) == 1 else None


def _shortened(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))


def _is_slip(word: str, known: str) -> bool:
    """Whether one letter is missing, added, wrong or swapped with the next, inside the word."""
    if word[0] != known[0]:
        return False
    at = next((n for n, (one, other) in enumerate(zip(word, known, strict=False)) if one != other), None)
    if at is None or at >= min(len(word), len(known)) - 1:
        return False  # an ending
    one, other = word[at:], known[at:]
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or swapped
