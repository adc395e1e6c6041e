"""The case's sources: citations, standpoints, reliability; and the voices that are absent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

from detente.names.faults import Faults
from detente.names.yamlfile import parse_yaml, read_text
from detente.sources.model import Reliability, Source, SourceKind, Standpoint

ALWAYS = (date(1900, 1, 1), date(1900, 1, 1))  # a record or series counts claim by claim, not from a day of its own


def load_sources(path: Path) -> tuple[dict[str, Source], tuple[str, ...]]:
    """Sources by id, and the absent voices. Raises InputError with every fault and its line."""
    text = read_text(path)
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
    faults.raise_errors()
    return found, tuple(raw.get("voices_absent", ()))


def _source(fields: Any, n: int, faults: Faults) -> Source | None:
    here = ("sources", n)
    if not isinstance(fields, Mapping) or not isinstance(fields.get("id"), str):
        faults.add(here, "a source needs an id", "Write `- id: name-year`.", fields)
        return None
    kind, letter = fields.get("kind", "analysis"), fields.get("reliability", "F")
    if kind not in get_args(SourceKind):
        faults.add((*here, "kind"), "unknown kind of source", f"One of {', '.join(get_args(SourceKind))}.", kind)
    if letter not in get_args(Reliability):
        faults.add((*here, "reliability"), "reliability is a letter A to F", "F: cannot be judged.", letter)
    published = fields.get("published", ALWAYS)
    days = tuple(published) if isinstance(published, list | tuple) else (published, published)
    if len(days) != 2 or not all(isinstance(day, date) for day in days) or days[0] > days[1]:
        faults.add((*here, "published"), "not a day or range of days", "Write [2020-07-21, 2020-07-21].", published)
        days = ALWAYS
    if kind == "analysis" and "published" not in fields:
        faults.add(here, "an analysis needs its day of publication", "Add `published: [first, last]` with its basis.")
    stand = fields.get("standpoint", {})
    return Source(
        id=fields["id"],
        title=str(fields.get("title", "")),
        published=(days[0], days[1]),
        authors=tuple(fields.get("authors", ())),
        publisher=str(fields.get("publisher", "")),
        published_basis=str(fields.get("published_basis", "stated")),
        url=fields.get("url"),
        language=str(fields.get("language", "en")),
        standpoint=Standpoint(stand.get("affiliation"), stand.get("country"), stand.get("basis")),
        licence_note=str(fields.get("licence_note", "")),
        reliability=letter,
        reliability_by=str(fields.get("reliability_by", "")),
        reliability_why=str(fields.get("reliability_why", "")),
        kind=kind,
        origins=tuple(fields.get("origins", ())),
    )
