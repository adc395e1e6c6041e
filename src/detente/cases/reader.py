"""Read a case: validate everything at the edge, report all faults at once, hand on frozen dataclasses."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from importlib.resources import files
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

from detente.beliefs.theories import Theories
from detente.cache import kept
from detente.cases.casefile import read_case_file, reading
from detente.cases.model import Case, CaseFile
from detente.cases.resolutions import read_resolutions
from detente.cases.series import series_claims
from detente.cases.sourcefile import load_sources
from detente.cases.theories import FILE as THEORIES
from detente.cases.theories import read_theories
from detente.cases.userdata import cases_folder
from detente.claims.model import Claim
from detente.claims.store import load_claims
from detente.errors import DetenteError, Fault, InputError, UsageError
from detente.names.entities import Entities, load_entities
from detente.names.yamlfile import parse_yaml, read_text
from detente.sources.model import Source

T = TypeVar("T")

DESCRIBED = ("case.yaml", "sources.yaml", "entities.yaml", THEORIES)
FILES = (*DESCRIBED, "resolutions.yaml", "contradictions.yaml")


def bundled() -> Path:
    """The folder of the cases that come with detente."""
    return Path(str(files("detente.cases").joinpath("bundled")))


def find_case(name: str) -> Path:
    """The folder of a case: a path to one, or the name of one of the user's own or of a bundled one."""
    for folder in (Path(name), cases_folder() / name, bundled() / name):
        if (folder / "case.yaml").is_file():
            return folder
    own, known = (
        ", ".join(sorted(path.parent.name for path in place.glob("*/case.yaml")))
        for place in (cases_folder(), bundled())
    )
    remedy = f"Bundled: {known}. {f'Yours: {own}. ' if own else ''}Or give the path of a case folder."
    raise UsageError(Fault("there is no such case", remedy, value=name))


def load_case(name: str) -> Case:
    """Read a case by name or path. Raises UsageError if there is none, InputError with all faults."""
    folder = find_case(name)
    described = _unchanged(folder, DESCRIBED, _described)
    claims = _all_claims(folder, described.sources)
    return Case(
        path=folder,
        file=described.file,
        entities=described.entities,
        sources=described.sources,
        claims=claims,
        resolutions=read_resolutions(folder / "resolutions.yaml"),
        voices_absent=described.voices,
        theories=described.theories,
        digest=_digest(folder, FILES),
        claims_digest=_digest(folder, _claim_files(folder)),
    )


class _Described(NamedTuple):
    """What is said of a case beside its claims."""

    file: CaseFile
    sources: dict[str, Source]
    voices: tuple[str, ...]
    entities: Entities
    theories: Theories


def _described(folder: Path) -> _Described:
    case_file = read_case_file(folder / "case.yaml")
    sources, voices = load_sources(folder / "sources.yaml")
    path = folder / "entities.yaml"
    text = read_text(path)
    entities = load_entities(parse_yaml(text, path), path, text)
    return _Described(case_file, sources, voices, entities, read_theories(folder / THEORIES, reading()))


def _unchanged(folder: Path, files_: Iterable[str], read: Callable[[Path], T]) -> T:
    """What was once read of a folder without fault, as long as these files of it say the same."""
    try:
        key = f"{read.__name__} {_digest(folder, files_)}"
    except OSError:
        return read(folder)  # which says what can't be read
    return kept(key, reading(), lambda: read(folder))


def _all_claims(folder: Path, sources: dict[str, Source]) -> tuple[Claim, ...]:
    """Claims of all files and series; faults of all files are raised together."""
    claims: list[Claim] = []
    faults: list[Fault] = []
    for path in claim_paths(folder):
        source = sources.get(path.stem)
        if source is None:
            faults.append(orphan_file(path))
            continue
        try:
            claims.extend(load_claims(path, source))
        except DetenteError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(*faults)
    return (*claims, *_unchanged(folder, _in_series(folder), _series))


def claim_paths(folder: Path) -> list[Path]:
    """The files of claims, by name. Raises InputError where they can't be listed: there would seem to be none."""
    place = folder / "claims"
    try:
        return sorted(path for path in place.iterdir() if path.name.endswith(".yaml")) if place.is_dir() else []
    except OSError as problem:
        reason = f"can't be read: {problem.strerror or problem}"
        raise InputError(Fault(reason, "Check the permissions of the folder.", str(place))) from None


def _series(folder: Path) -> tuple[Claim, ...]:
    claims = tuple(series_claims(folder / "series"))
    list(map(attrgetter("id"), claims))  # which each remembers, and is kept with
    return claims


def _in_series(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(f"series/{path.name}" for path in (folder / "series").glob("*") if path.is_file()))


def orphan_file(path: Path) -> Fault:
    """The fault of a file of claims whose source the case doesn't have."""
    remedy = "Name the file after a source of sources.yaml, or add the source there."
    return Fault("claims of a source that the case doesn't have", remedy, str(path), value=path.stem)


def case_files(folder: Path) -> tuple[str, ...]:
    """Every file that makes up the case, by its path within the folder."""
    inner = (path for part in ("*.yaml", "map.geojson", "claims/*.yaml", "series/**/*") for path in folder.glob(part))
    return tuple(sorted(path.relative_to(folder).as_posix() for path in inner if path.is_file()))


def _claim_files(folder: Path) -> tuple[str, ...]:
    parts = ("claims/*.yaml", "series/*.yaml", "series/*.csv")
    return tuple(sorted(path.relative_to(folder).as_posix() for part in parts for path in folder.glob(part)))


def _digest(folder: Path, files_: Iterable[str]) -> str:
    total = hashlib.sha256()
    for name in files_:
        path = folder / name
        total.update(f"\0{name}\0".encode())
        total.update(path.read_bytes() if path.exists() else b"")
    return total.hexdigest()
