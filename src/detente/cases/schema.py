"""JSON Schemas of a case's files, for editors: they complete names and mark what can't be right while one types.

They are made from the same types that the readers use. `detente check` knows more: what one file says of another.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from detente.beliefs.theories import Agrees, spoken_of
from detente.cases.expressions import ARGUMENTS, LISTS
from detente.cases.model import MOST_MONTHS, CaseFile
from detente.claims.model import Bound, Kind, ModalityClass, Stance, Status
from detente.names.catalogue import catalogue
from detente.names.entities import FIELDS as ENTITY_FIELDS
from detente.names.entities import EntityKind
from detente.sources.model import Reliability, SourceKind, Zone

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DAY = {"type": "string", "format": "date"}
TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
TEXTS = {"type": "array", "items": TEXT}
PERIOD = {"oneOf": [DAY, {"type": "array", "items": DAY, "minItems": 1, "maxItems": 2}]}
FILES = ("case", "claims", "entities", "resolutions", "sources", "theories")


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by name."""
    made = (_case(), _claims(), _entities(), _resolutions(), _sources(), _theories())
    return {
        name: {"$schema": DRAFT, "title": f"{name} of a detente case", **schema}
        for name, schema in zip(FILES, made, strict=True)
    }


def _case() -> dict[str, Any]:
    from pydantic import TypeAdapter

    schema = TypeAdapter(CaseFile).json_schema()
    for part in (schema, *schema["$defs"].values()):
        part["additionalProperties"] = False
        part.pop("title", None)
        for shown in part["properties"].values():
            shown.pop("title", None)
    asked = schema["$defs"]["Question"]["properties"]
    asked["as_of"] |= {"minItems": 1, "maxItems": 2}
    asked["months"] |= {"minimum": 1, "maximum": MOST_MONTHS}
    schema["$defs"]["Outcome"]["properties"]["when"] = {"$ref": "#/$defs/Expression"}
    schema["$defs"]["Expression"] = _expression()
    return schema


def _expression() -> dict[str, Any]:
    texts, number = {"type": "array", "items": TEXT, "minItems": 1}, {"type": "number"}
    kinds = {"at_least": number, "less_than": number, "places": texts, "actors": texts, "how": texts}
    inner = {"type": "array", "items": {"$ref": "#/$defs/Expression"}, "minItems": 1}
    words = {word: _object({name: kinds.get(name, TEXT) for name in sorted(ARGUMENTS[word])}) for word in ARGUMENTS}
    return {
        **_object({**words, **dict.fromkeys(LISTS, inner)}),
        "description": "One expression over what happens in the window.",
        "minProperties": 1,
        "maxProperties": 1,
    }


def _claims() -> dict[str, Any]:
    modality = _object(
        {
            "class": _word(ModalityClass),
            "phrase": TEXT,
            "cue": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
            "scale": TEXT,
        }
    )
    whole = {"type": "integer", "minimum": 0}
    at = _object(
        {
            "start": whole, "end": whole, "sha256": _digest(), "paragraph": {"type": "integer", "minimum": 1},
            "anchor": TEXT, "zone": _word(Zone),
        },
        ("start", "end", "sha256", "anchor"),
    )  # fmt: skip
    change = _object({"what": TEXT, "by": TEXT, "why": TEXT}, ("what", "by", "why"))
    pair = {"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2}
    fields = {
        "id": {"type": "string", "pattern": "^c-[0-9a-f]{12}$", "description": "Computed; leave it out."},
        "slot": {"type": "string", "pattern": _slot(), "description": "subject.attribute or subject.attribute[key]"},
        "kind": _word(Kind),
        "value": {"description": "A number, [low, high], a word, a day or {order: [best, next]}."},
        "bound": _word(Bound),
        "unit": TEXT,
        "original": {"type": ["string", "number"], "description": "The source's own wording of a number."},
        "by": {**TEXT, "description": "Who says it."},
        "attribution": TEXTS,
        "stance": _word(Stance),
        "modality": modality,
        "condition": TEXT,
        "event_time": PERIOD,
        "event_basis": TEXT,
        "known_from": DAY,
        "known_basis": TEXT,
        "credibility": {"type": "integer", "minimum": 1, "maximum": 6},
        "origin": TEXT,
        "weight": {"type": "number", "minimum": 0, "maximum": 1},
        "status": _word(Status),
        "made_by": TEXT,
        "at": at,
        "citation": TEXT,
        "paraphrase": {**TEXT, "description": "In your own words; never the sentence."},
        "translator": TEXT,
        "note": TEXT,
        "links": {"type": "array", "items": pair},
        "changes": {"type": "array", "items": change},
    }
    claim = _object(fields, ("slot", "kind", "value", "by", "paraphrase"))
    return _object(
        {"source": TEXT, "text_sha256": _digest(), "claims": {"type": "array", "items": claim}}, ("source", "claims")
    )


def _slot() -> str:
    return rf"^[a-z0-9_]+\.({'|'.join(catalogue())})(\[[^\[\]]+\])?$"


def _sources() -> dict[str, Any]:
    fields = {
        "id": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"},
        "kind": _word(SourceKind),
        "title": TEXT,
        "authors": TEXTS,
        "publisher": {"type": "string"},
        "published": PERIOD,
        "published_basis": TEXT,
        "url": {"type": ["string", "null"]},
        "language": TEXT,
        "standpoint": _object({name: {"type": ["string", "null"]} for name in ("affiliation", "country", "basis")}),
        "licence_note": {"type": "string"},
        "reliability": _word(Reliability),
        "reliability_by": {"type": "string"},
        "reliability_why": {"type": "string"},
        "origins": TEXTS,
    }
    source = _object(fields, ("id",), more=True)  # a case may keep more about a source for its readers
    return _object({"sources": {"type": "array", "items": source}, "voices_absent": TEXTS}, ("sources",))


def _entities() -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": {"type": "string", "pattern": "^[a-z0-9_]+$"},
        "name": TEXT,
        "kind": _word(EntityKind),
        "variants": TEXTS,
        "display": TEXT,
        "note": TEXT,
    }
    every = {name: fields.get(name, {}) for name in ENTITY_FIELDS}
    return {"type": "array", "items": _object(every, ("id", "name", "kind"))}


def _resolutions() -> dict[str, Any]:
    said = {
        "id": TEXT,
        "happened": {"type": ["boolean", "null"]},
        "date": {"oneOf": [DAY, {"type": "null"}]},
        "evidence": {"type": ["string", "null"]},
        "citation": {"type": ["string", "null"]},
    }
    outcomes = {"type": "array", "items": _object(said, ("id",), more=True)}
    entry = _object({"question": TEXT, "outcomes": outcomes}, ("question", "outcomes"), more=True)
    return _object({"resolutions": {"type": "array", "items": entry}}, ("resolutions",))


def _theories() -> dict[str, Any]:
    causes = {"type": "object", "additionalProperties": _word(Agrees)}
    spoken = {name: {**causes, "description": f"{means[0].upper()}{means[1:]}."} for name, means in spoken_of().items()}
    return _object({"speak_of": _object(spoken), "move_nothing": {"type": "object", "additionalProperties": TEXT}})


def _object(fields: Mapping[str, Any], needed: tuple[str, ...] = (), more: bool = False) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "properties": dict(fields), "additionalProperties": more}
    return {**made, "required": list(needed)} if needed else made


def _word(words: Any) -> dict[str, Any]:
    return {"enum": list(get_args(words))}


def _digest() -> dict[str, Any]:
    return {"type": "string", "pattern": "^[0-9a-f]{64}$"}
