"""The schemas for editors say what the readers read, and the files in docs/schema are what the program makes."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.cases.making import write_case

from detente.cases.model import CaseFile, Outcome, Question
from detente.cases.reader import bundled
from detente.cases.schema import FILES, schemas
from detente.claims.reading import FIELDS
from detente.names.entities import FIELDS as ENTITY_FIELDS
from detente.names.yamlfile import parse_yaml

FOLDER = Path(__file__).parents[2] / "docs" / "schema"
UPDATE = "DETENTE_UPDATE_DOCS"


def wrong(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str = "") -> Iterator[str]:
    """What a value breaks of the few words of JSON Schema that ours use."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    for word in ("oneOf", "anyOf"):
        options = [list(wrong(value, option, root, path)) for option in schema.get(word, ())]
        if options and all(options):
            yield f"{path}: {value!r} is none of {word}"
    kinds = schema.get("type", ())
    if kinds and not any(_is(value, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        yield f"{path}: {value!r} is no {kinds}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: {value!r} is not among {schema['enum']}"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{path}: {value!r} does not match"
    if isinstance(value, list):
        for number, part in enumerate(value):
            yield from wrong(part, schema.get("items", {}), root, f"{path}[{number}]")
    if isinstance(value, dict):
        yield from _wrong_fields(value, schema, root, path)


def _wrong_fields(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], path: str) -> Iterator[str]:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{path}: {name} is missing"
    for name, part in value.items():
        if name in known:
            yield from wrong(part, known[name], root, f"{path}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{path}: {name} is not known"
        elif isinstance(others := schema.get("additionalProperties"), dict):
            yield from wrong(part, others, root, f"{path}.{name}")


def _is(value: Any, kind: str) -> bool:
    types: dict[str, Any] = {
        "string": (str, date), "integer": int, "number": (int, float), "array": list, "object": dict,
        "boolean": bool, "null": type(None),
    }  # fmt: skip
    return isinstance(value, types[kind]) and (kind == "boolean" or not isinstance(value, bool))


def kind_of(path: Path) -> str:
    return "claims" if path.parent.name == "claims" else path.stem


def files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.yaml")) if kind_of(path) in FILES]


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_current(name: str) -> None:
    path, text = FOLDER / f"{name}.json", json.dumps(schemas()[name], indent=1) + "\n"
    if os.environ.get(UPDATE) == "1":
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text, f"run the test again with {UPDATE}=1"


@pytest.mark.parametrize("path", files(bundled()), ids=lambda path: path.stem)
def test_the_bundled_case_fits(path: Path) -> None:
    schema = schemas()[kind_of(path)]
    assert list(wrong(parse_yaml(path.read_text("utf-8"), path), schema, schema)) == []


def test_the_case_of_the_guide_fits(tmp_path: Path) -> None:
    for path in files(write_case(tmp_path)):
        schema = schemas()[kind_of(path)]
        assert list(wrong(parse_yaml(path.read_text("utf-8"), path), schema, schema)) == []


def test_schemas_have_the_fields_of_the_readers() -> None:
    made = schemas()
    assert set(made["claims"]["properties"]["claims"]["items"]["properties"]) == set(FIELDS)
    assert set(made["entities"]["items"]["properties"]) == set(ENTITY_FIELDS)
    for kind, at in ((CaseFile, made["case"]), (Outcome, made["case"]["$defs"]["Outcome"]),
                     (Question, made["case"]["$defs"]["Question"])):  # fmt: skip
        assert set(at["properties"]) == {field.name.removesuffix("_") for field in fields(kind)}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("claims", "source: a\nclaims:\n- {slot: a.atention, kind: measure, value: 1, by: x, paraphrase: p}"),
        ("claims", "source: a\nclaims:\n- {slot: a.attention, kind: guess, value: 1, by: x, paraphrase: p}"),
        ("claims", "source: a\nclaims:\n- {slot: a.attention, kind: measure, value: 1, by: x}"),
        ("case", "id: a\ntitle: b\nrivalries: []\noutsiders: []\nplaces: []\nquestions: []\ncolour: red"),
        ("sources", "sources:\n- {id: a, reliability: G}"),
        ("entities", "- {id: A b, name: A, kind: actor}"),
        ("theories", "speak_of: {b_pats: {a_b: more_likely}}"),
        ("theories", "speak_of: {b_path: {a_b: likely}}"),
        ("theories", "move_nothing: {a_b: 3}"),
    ],
)
def test_what_is_wrong_is_marked(name: str, text: str) -> None:
    schema = schemas()[name]
    assert list(wrong(yaml.safe_load(text), schema, schema))
