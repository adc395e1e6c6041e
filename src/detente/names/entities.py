"""Who and what a case is about: entities with a neutral name and every spelling that may be met."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from detente.names.faults import Faults
from detente.names.offices import Office, read_offices

EntityKind = Literal["actor", "person", "place", "pact", "format", "event", "force", "mechanism", "issue", "other"]
KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
FIELDS = ("id", "name", "kind", "variants", "metonyms", "demonyms", "display", "offices", "note")

_ID = re.compile(r"[a-z0-9_]+")
_WORD = re.compile(r"\w+")
_FOLD = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‑": "-", "–": "-", "\u00a0": " "})  # one for one


@dataclass(frozen=True, slots=True)
class Entity:
    """One actor, place or pact of a case.

    ``name`` is neutral; ``display`` is what a reader sees first, with both names where one would signal a
    side. ``variants`` only match while reading, loaded labels among them, and are never shown. ``metonyms``
    are places whose names stand for a government ("Baku" said); they match while reading too, beside the
    place itself. ``demonyms`` (Armenians, Armenian) match in a question, and in a text where people are counted:
    elsewhere they name people, and no government.
    """

    id: str
    name: str
    kind: EntityKind
    variants: tuple[str, ...] = ()
    display: str = ""
    note: str | None = None
    metonyms: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A spelling found at ``[start, end)``, and all entities it may mean, in the order of the file."""

    start: int
    end: int
    ids: tuple[str, ...]


class Entities(Mapping[str, Entity]):
    """The entities of a case by id; finds their spellings in a text. Spelling alone never merges two."""

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        self._by_id = {entity.id: entity for entity in entities}
        self._spellings: dict[str, tuple[str, ...]] = {}
        for entity in self._by_id.values():
            spelt = (*entity.variants, *entity.metonyms)
            for form in sorted({form for variant in spelt for form in _forms(variant)}):
                self._spellings[form] = (*self._spellings.get(form, ()), entity.id)
        self._by_first: dict[str, list[str]] = {}
        for form in sorted(self._spellings, key=len, reverse=True):
            first = _WORD.search(form)
            if first is not None and first.start() == 0:
                self._by_first.setdefault(first[0], []).append(form)

    def __getitem__(self, key: str) -> Entity:
        return self._by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def named(self, variant: str) -> tuple[Entity, ...]:
        """Every entity that this spelling may mean; empty where it is known to none."""
        return tuple(self._by_id[key] for key in self._spellings.get(variant.translate(_FOLD), ()))

    @property
    def offices(self) -> Mapping[str, tuple[Office, ...]]:
        """The offices of everybody who has held one, by person."""
        return {entity.id: entity.offices for entity in self._by_id.values() if entity.offices}

    def find(self, text: str) -> tuple[Mention, ...]:
        """All mentions in ``text``, longest match first at each place, never overlapping."""
        folded = text.translate(_FOLD)
        found: list[Mention] = []
        reached = 0
        for word in _WORD.finditer(folded):
            form = self._form_at(folded, word) if word.start() >= reached else None
            if form is not None:
                reached = word.start() + len(form)
                found.append(Mention(word.start(), reached, self._spellings[form]))
        return tuple(found)

    def _form_at(self, folded: str, word: re.Match[str]) -> str | None:
        start = word.start()
        for form in self._by_first.get(word[0], ()):
            end = start + len(form)
            if folded.startswith(form, start) and not (folded[end : end + 1].isalnum() and form[-1].isalnum()):
                return form
        return None


def _forms(variant: str) -> Iterator[str]:
    # as spelt, at the start of a sentence, and in capitals unless that makes a short word of an abbreviation
    form = variant.translate(_FOLD)
    yield form
    yield form[0].upper() + form[1:]
    if len(form) > 4:
        yield form.upper()


def load_entities(data: object, file: str | Path, text: str | None = None) -> Entities:
    """Entities from a list of mappings; ``file`` (or its ``text``) serves to find the lines of faults.

    Raises :class:`InputError` with every fault: an unknown field or kind, an id twice, a name missing.
    """
    faults = Faults(file, text)
    if not isinstance(data, list):
        faults.add((), "entities must be a list", "Write one `- {id: …, name: …, kind: …}` a line.", data)
        faults.raise_errors()
    found: dict[str, Entity] = {}
    for number, raw in enumerate(data if isinstance(data, list) else ()):
        entity = _entity(raw, number, faults)
        if entity is not None and entity.id in found:
            faults.add((number, "id"), "this id stands twice", "Merge the two or rename one.", entity.id)
        elif entity is not None:
            found[entity.id] = entity
    faults.raise_errors()
    return Entities(found.values())


def _entity(raw: Any, number: int, faults: Faults) -> Entity | None:
    if not isinstance(raw, Mapping):
        faults.add((number,), "an entity must be a mapping", "Write {id: …, name: …, kind: …}.", raw)
        return None
    before = faults.count
    for name in raw:
        if name not in FIELDS:
            faults.add((number, name), "not a field here", f"Use {', '.join(FIELDS)}.", name)
    for name in ("id", "name", "kind"):
        if not isinstance(raw.get(name), str) or not raw[name].strip():
            faults.add((number, name), f"{name} is missing or not a text", f"Add {name}.", raw.get(name, ""))
    if isinstance(raw.get("id"), str) and not _ID.fullmatch(raw["id"]):
        faults.add((number, "id"), "not an id", "Use lower-case letters, digits and _.", raw["id"])
    if isinstance(raw.get("kind"), str) and raw["kind"] not in KINDS:
        faults.add((number, "kind"), "unknown kind", f"Use one of {', '.join(KINDS)}.", raw["kind"])
    for name in ("variants", "metonyms", "demonyms"):
        if not _are_words(raw.get(name, [])):
            faults.add((number, name), f"{name} must be a list of spellings", "Write [one, other].")
    offices = read_offices(raw.get("offices", []), (number, "offices"), faults)
    for name in ("display", "note"):
        if not isinstance(raw.get(name, ""), str):
            faults.add((number, name), f"{name} must be a text", "Put it in quotes.", raw[name])
    if faults.count > before:
        return None
    spelt = (tuple(raw.get(name, ())) for name in ("variants", "metonyms", "demonyms"))
    variants, metonyms, demonyms = spelt
    shown = raw.get("display") or raw["name"]
    return Entity(raw["id"], raw["name"], raw["kind"], variants, shown, raw.get("note"), metonyms, demonyms, offices)


def _are_words(raw: object) -> bool:
    return isinstance(raw, Sequence) and not isinstance(raw, str) and all(isinstance(w, str) and w for w in raw)
