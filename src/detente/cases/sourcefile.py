"""The case's sources: citations, standpoints, reliability; and the voices that are absent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

from detente.names.faults import Faults, Keys
from detente.names.yamlfile import parse_yaml, read_text
from detente.sources.model import Reliability, Source, SourceKind, Standpoint

ALWAYS = (date(1900, 1, 1), date(1900, 1, 1))  # a record or series counts claim by claim, not from a day of its own
TEXTS = (
    "title",
    "publisher",
    "published_basis",
    "url",
    "language",
    "licence_note",
    "reliability_by",
    "reliability_why",
)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def load_sources(path: Path) -> tuple[dict[str, Source], tuple[str, ...]]:
    """Sources by id, and the absent voices. Raises InputError with every fault and its line."""
    return parse_sources(read_text(path), path)


def parse_sources(text: str, path: Path) -> tuple[dict[str, Source], tuple[str, ...]]:
    """As :func:`load_sources`, of the text of the file."""
    faults = Faults(path, text)
    raw = parse_yaml(text, path)
    listed = raw.get("sources") if isinstance(raw, Mapping) else None
    if not isinstance(listed, list):
        faults.add((), "no list of sources", "Start the file with `sources:`.")
        faults.raise_errors()
        return {}, ()
    found: dict[str, Source] = {}
    for n, fields in enumerate(listed):
        source = _source(fields, n, faults)
        if source is not None:
            if source.id in found:
                faults.add(("sources", n, "id"), "two sources have this id", "Give each its own.", source.id)
            found[source.id] = source
    voices = _words(raw, "voices_absent", (), faults)
    faults.raise_errors()
    return found, voices


def _words(fields: Mapping[str, Any], name: str, here: Keys, faults: Faults) -> tuple[str, ...]:
    """A list of texts; a single text would be taken apart into its letters."""
    listed = fields.get(name)
    if listed is None:
        return ()
    if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
        faults.add((*here, name), f"{name} must be a list of texts", f"Write `{name}: [one, another]`.", listed)
        return ()
    return tuple(listed)


def _source(fields: Any, n: int, faults: Faults) -> Source | None:
    here = ("sources", n)
    if not isinstance(fields, Mapping) or not isinstance(fields.get("id"), str):
        faults.add(here, "a source needs an id", "Write `- id: name-year`.", fields)
        return None
    if not _ID.fullmatch(fields["id"]):
        remedy = "Use letters, digits, - and _: the id is also the name of its file of claims."
        faults.add((*here, "id"), "not the id of a source", remedy, fields["id"])
    kind, letter = fields.get("kind", "analysis"), fields.get("reliability", "F")
    if kind not in get_args(SourceKind):
        faults.add((*here, "kind"), "unknown kind of source", f"One of {', '.join(get_args(SourceKind))}.", kind)
    if letter not in get_args(Reliability):
        faults.add((*here, "reliability"), "reliability is a letter A to F", "F: cannot be judged.", letter)
    if kind == "analysis" and "published" not in fields:
        faults.add(here, "an analysis needs its day of publication", "Add `published: [first, last]` with its basis.")
    for name in TEXTS:
        if fields.get(name) is not None and isinstance(fields[name], list | Mapping):
            faults.add((*here, name), f"{name} must be a text", "Write it in quotes.", fields[name])
    return Source(
        id=fields["id"],
        title=str(fields.get("title", "")),
        published=_published(fields, here, faults),
        authors=_words(fields, "authors", here, faults),
        publisher=str(fields.get("publisher", "")),
        published_basis=str(fields.get("published_basis", "stated")),
        url=None if fields.get("url") is None else str(fields["url"]),
        language=str(fields.get("language", "en")),
        standpoint=_standpoint(fields, here, faults),
        licence_note=str(fields.get("licence_note", "")),
        reliability=letter,
        reliability_by=str(fields.get("reliability_by", "")),
        reliability_why=str(fields.get("reliability_why", "")),
        kind=kind,
        origins=_words(fields, "origins", here, faults),
    )


def _published(fields: Mapping[str, Any], here: Keys, faults: Faults) -> tuple[date, date]:
    """First and last possible day of publication."""
    published = fields.get("published", ALWAYS)
    days = tuple(published) if isinstance(published, list | tuple) else (published, published)
    if len(days) != 2 or not all(isinstance(day, date) for day in days) or days[0] > days[1]:
        faults.add((*here, "published"), "not a day or range of days", "Write [2020-07-21, 2020-07-21].", published)
        return ALWAYS
    return days[0], days[1]


def _standpoint(fields: Mapping[str, Any], here: Keys, faults: Faults) -> Standpoint:
    """Affiliation, country and basis, as stated."""
    stand = fields.get("standpoint") or {}
    names = ("affiliation", "country", "basis")
    if not isinstance(stand, Mapping) or not all(isinstance(stand.get(name), str | None) for name in names):
        remedy = "Write `standpoint: {affiliation: …, country: …, basis: …}`."
        faults.add((*here, "standpoint"), "not a standpoint", remedy, stand)
        return Standpoint()
    return Standpoint(*(stand.get(name) for name in names))
