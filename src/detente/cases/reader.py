"""Read a case: validate everything at the edge, report all faults at once, hand on frozen dataclasses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from detente.cases.expressions import misuse, names
from detente.cases.model import Case, CaseFile, Resolution
from detente.cases.series import series_claims
from detente.cases.sourcefile import load_sources
from detente.claims.model import Claim
from detente.claims.store import load_claims
from detente.errors import DetenteError, Fault, InputError, UsageError
from detente.names.entities import load_entities
from detente.names.faults import Faults
from detente.names.yamlfile import parse_yaml, read_text
from detente.sources.model import Source


def bundled() -> Path:
    """The folder of the cases that come with detente."""
    return Path(str(files("detente.cases").joinpath("bundled")))


def find_case(name: str) -> Path:
    """The folder of a case: a path to one, or the name of a bundled one."""
    for folder in (Path(name), bundled() / name):
        if (folder / "case.yaml").is_file():
            return folder
    known = ", ".join(sorted(p.parent.name for p in bundled().glob("*/case.yaml")))
    raise UsageError(Fault("there is no such case", f"Bundled: {known}. Or give the path of a case folder.", value=name))


def load_case(name: str) -> Case:
    """Read a case by name or path. Raises UsageError if there is none, InputError with all faults."""
    folder = find_case(name)
    case_file = read_case_file(folder / "case.yaml")
    sources, voices = load_sources(folder / "sources.yaml")
    entities_path = folder / "entities.yaml"
    text = read_text(entities_path)
    entities = load_entities(parse_yaml(text, entities_path), entities_path, text)
    claims = _all_claims(folder, sources)
    return Case(
        path=folder,
        file=case_file,
        entities=entities,
        sources=sources,
        claims=claims,
        resolutions=tuple(_resolutions(folder / "resolutions.yaml")),
        voices_absent=voices,
        digest=_digest(folder, ("case.yaml", "sources.yaml", "entities.yaml", "resolutions.yaml")),
        claims_digest=_digest(folder, _claim_files(folder)),
    )


def read_case_file(path: Path) -> CaseFile:
    """``case.yaml`` validated field by field. Raises InputError with every fault and its line."""
    from pydantic import TypeAdapter, ValidationError

    text = read_text(path)
    raw = parse_yaml(text, path)
    faults = Faults(path, text)
    if isinstance(raw, dict):
        for question in raw.get("questions") or ():
            if isinstance(question, dict) and "from" in question:
                question["from_"] = question.pop("from")
    try:
        case = TypeAdapter(CaseFile).validate_python(raw)
    except ValidationError as error:
        for fault in error.errors():
            keys = tuple(part for part in fault["loc"])
            faults.add(keys, fault["msg"].lower(), "See the case format in docs/case-format.md.", fault.get("input", ""))
        faults.raise_errors()
        raise AssertionError from error
    _check_names(case, faults)
    faults.raise_errors()
    return case


def _check_names(case: CaseFile, faults: Faults) -> None:
    """Every actor and place that the file speaks of must be one of its own."""
    actors = {side for r in case.rivalries for side in r.sides} | {o.id for o in case.outsiders}
    places = {p.id for p in case.places}
    known = {"actor": actors, "place": places}
    for n, place in enumerate(case.places):
        for neighbour in (*place.next_to, *([place.route.through] if place.route else [])):
            if neighbour not in places:
                faults.add(("places", n, "next_to"), "no such place", f"One of {', '.join(sorted(places))}.", neighbour)
    for n, question in enumerate(case.questions):
        for m, outcome in enumerate(question.outcomes):
            here = ("questions", n, "outcomes", m, "when")
            wrong = list(misuse(outcome.when))
            for why in wrong:
                faults.add(here, why, "See docs/case-format.md.", outcome.id)
            for kind, name in () if wrong else names(outcome.when):
                if name not in known[kind]:
                    faults.add(here, f"no such {kind}", f"One of {', '.join(sorted(known[kind]))}.", name)


def _all_claims(folder: Path, sources: dict[str, Source]) -> tuple[Claim, ...]:
    """Claims of all files and series; faults of all files are raised together."""
    claims: list[Claim] = []
    faults: list[Fault] = []
    for path in sorted((folder / "claims").glob("*.yaml")):
        source = sources.get(path.stem)
        if source is None:
            remedy = "Name the file after a source of sources.yaml, or add the source there."
            faults.append(Fault("claims of a source that the case doesn't have", remedy, str(path), value=path.stem))
            continue
        try:
            claims.extend(load_claims(path, source))
        except DetenteError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(*faults)
    return (*claims, *series_claims(folder / "series"))


def _resolutions(path: Path) -> Iterator[Resolution]:
    if not path.exists():
        return
    for question in parse_yaml(read_text(path), path).get("resolutions", ()):
        for outcome in question["outcomes"]:
            yield _resolution(question["question"], outcome)


def _resolution(question: str, outcome: dict[str, Any]) -> Resolution:
    day = outcome.get("date")
    return Resolution(
        question,
        outcome["id"],
        outcome.get("happened"),
        day if isinstance(day, date) else None,
        str(outcome.get("evidence", "")),
        str(outcome.get("citation", "")),
    )


def _claim_files(folder: Path) -> tuple[str, ...]:
    parts = ("claims/*.yaml", "series/*.yaml", "series/*.csv")
    return tuple(sorted(path.relative_to(folder).as_posix() for part in parts for path in folder.glob(part)))


def _digest(folder: Path, files_: tuple[str, ...]) -> str:
    total = hashlib.sha256()
    for name in files_:
        path = folder / name
        total.update(f"\0{name}\0".encode())
        total.update(path.read_bytes() if path.exists() else b"")
    return total.hexdigest()
