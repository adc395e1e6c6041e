"""Who and what a question names: entities under every spelling in use, and sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente.claims.ask.words import words
from detente.names.entities import Entities, Entity
from detente.sources.model import Source

_TOKEN = re.compile(r"\w+")
_BESIDES = r"\s*\((?=[^)]*\d{4})[^)]*\)"  # "(July 2020)" after a source's name tells when it appeared
ABBREVIATION = 3  # letters up to which a name must stand in capitals: US is no "us"
LONG = 5  # letters from which on a word may be a misspelt name
COMMENTS = re.compile(
    r"\b(?:readers?|commenters?|commentators?)\b|\bcomments?\s+\d|\b(?:an?|one|the)\s+comment\b"
    r"|(?<!['’]s )(?<!s['’] )\bcomments\b(?!\s+on\b)",
    re.IGNORECASE,
)
"""What asks for the word of readers; a minister's comments, and whoever comments on something, are others' words."""


class Spellings:
    """Finds entities in a question: names, variants and what people are called after, in any case of letters."""

    def __init__(self, entities: Entities) -> None:
        self._forms: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for entity in entities.values():
            for form in sorted(spellings(entity)):
                key = tuple(words(form))
                if key and entity.kind != "mechanism":
                    self._forms.setdefault(key, []).append((entity.id, form))
        self._longest = max(map(len, self._forms), default=0)

    def find(self, text: str) -> tuple[Mention, ...]:
        """All mentions in the order of the text; one inside a longer one is none of its own."""
        tokens = [(match[0], folded) for match in _TOKEN.finditer(text) for folded in words(match[0])]
        found: list[Mention] = []
        reached = 0
        for at in range(len(tokens)):
            length, ids = self._at(tokens, at)
            if ids and at + length > reached:
                reached = at + length
                found.append(Mention(ids, tuple(folded for _, folded in tokens[at:reached])))
        return tuple(found)

    def nearest(self, word: str) -> str | None:
        """The name that a word misspells by one letter, as it is written; None where there is none, or several."""
        near = [forms for key, forms in self._forms.items() if len(key) == 1 and _is_slip(word, key[0])]
        meant = {frozenset(one for one, _ in forms) for forms in near}
        return min(form for forms in near for _, form in forms) if len(meant) == 1 else None

    def _at(self, tokens: list[tuple[str, str]], at: int) -> tuple[int, frozenset[str]]:
        for length in range(min(self._longest, len(tokens) - at), 0, -1):
            part = tokens[at : at + length]
            meant = self._forms.get(tuple(folded for _, folded in part), ())
            ids = frozenset(one for one, form in meant if length > 1 or _fits(part[0][0], form))
            if ids:
                return length, ids
        return 0, frozenset()


def _is_slip(word: str, name: str) -> bool:
    """Whether a long enough word is a name with one letter wrong, left out, too many, or changed with the next."""
    if min(len(word), len(name)) < LONG or word[0] != name[0] or abs(len(word) - len(name)) > 1 or word == name:
        return False
    same = next((n for n, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
    rest, other = word[same:], name[same:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or _is_turned(rest, other)


def _is_turned(rest: str, other: str) -> bool:
    return rest[:2] == other[1::-1] and rest[2:] == other[2:]


def _fits(written: str, form: str) -> bool:
    return len(written) > ABBREVIATION or written.isupper() or not form.isupper()


def spellings(entity: Entity) -> frozenset[str]:
    """Every way in which somebody may write the entity when asking about it."""
    names = (re.sub(r"\(.*?\)", "", name) for name in (entity.name, entity.display))
    parts = (part for name in names for part in name.split("/"))
    return frozenset(
        form.strip()
        for form in (
            entity.name,
            *parts,
            *entity.variants,
            *entity.metonyms,
            *entity.demonyms,
            entity.id.replace("_", " "),
        )
        if form.strip()
    )


@dataclass(frozen=True, slots=True)
class Mention:
    """What a name in a question may mean, and its words."""

    ids: frozenset[str]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The sources that a question names, and the question without their names."""

    sources: frozenset[str]
    rest: str


def sources_in(question: str, sources: Mapping[str, Source]) -> Named:
    """Which sources the words name: by author, by publisher, or by the name in their id."""
    found: set[str] = set()
    rest = question
    for source in sources.values():
        for pattern in _names(source, sources.values()):
            if pattern.search(rest):
                found.add(source.id)
                rest = pattern.sub(" ", rest)
    return Named(frozenset(found), rest)


def _names(source: Source, every: Iterable[Source]) -> list[re.Pattern[str]]:
    if source.kind in ("series", "judgement"):
        return []
    tail = f"(?:{_BESIDES})?"
    first = source.publisher.split()[:2]
    names = [source.publisher, " ".join(first), *source.authors, *(author.split()[-1] for author in source.authors)]
    shared = sum(one.publisher == source.publisher for one in every) > 1
    unique = [name for name in names if len(name) > 4 and name[0] != "(" and not (shared and name in names[:2])]
    unique.append(source.id.partition("-")[0].capitalize())
    unique.append(source.id)
    forms = sorted({re.escape(name) for name in unique}, key=len, reverse=True)
    return [re.compile(rf"\b(?:the )?(?:{'|'.join(forms)})(?:\s+(?:Europe|article|journal|map|text))*\b{tail}")]
