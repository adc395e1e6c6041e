"""A new case in the user's own folder: a copy of another to edit, or a skeleton with a place for everything."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from detente.cases.reader import bundled, case_files, find_case, load_case
from detente.cases.schema import schemas
from detente.cases.userdata import texts_folder
from detente.claims.writing import scalar
from detente.errors import Fault, InputError, UsageError
from detente.names.yamledit import set_fields

SCHEMAS = ".schema"
POINTER = "# yaml-language-server: $schema="
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def new_case(name: str, within: Path, origin: str | None = None) -> Path:
    """Make the case ``name`` in a folder of its own below ``within`` and return that folder.

    ``origin`` is the case to copy, with the texts attached to it; without one the case is an empty skeleton.
    Raises UsageError for what is no name, or taken; InputError where the folder can't be written.
    """
    _check_name(name)
    folder = within / name
    if folder.exists():
        remedy = "Choose another name; nothing was changed."
        raise UsageError(Fault("there already is something of that name", remedy, value=str(folder)))
    contents = _skeleton(name) if origin is None else _copied(name, find_case(origin))
    schema = {f"{SCHEMAS}/{kind}.json": json.dumps(made, indent=1) + "\n" for kind, made in schemas().items()}
    _write_folder(folder, {**contents, **{path: text.encode() for path, text in schema.items()}})
    if origin is not None:
        _copy_texts(load_case(origin).id, name)
    return folder


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        remedy = "Use up to 64 letters, digits, - and _, beginning with a letter or digit."
        raise UsageError(Fault("not a name for a case", remedy, value=name))
    if (bundled() / name).exists():
        raise UsageError(Fault("a bundled case has this name", f"Call yours my-{name}, for example.", value=name))


def _skeleton(name: str) -> dict[str, bytes]:
    place = files("detente.cases").joinpath("skeleton")
    found = {path.name: path.read_text(encoding="utf-8") for path in place.iterdir() if path.name.endswith(".yaml")}
    return {path: _pointed(path, _named(path, text, name)).encode() for path, text in sorted(found.items())}


def _copied(name: str, folder: Path) -> dict[str, bytes]:
    """All files of a case that loads, with pointers to their schemas; ``case.yaml`` under the new name."""
    original = load_case(str(folder)).id
    found: dict[str, bytes] = {}
    for path in case_files(folder):
        raw = (folder / path).read_bytes()
        found[path] = _pointed(path, _named(path, raw.decode("utf-8-sig"), name)).encode() if _kind(path) else raw
    remark = f"# A copy of {original}: edit it as you like. The guide is docs/case-format.md.\n"
    return {**found, "case.yaml": found["case.yaml"].replace(b"\n", f"\n{remark}".encode(), 1)}


def _named(path: str, text: str, name: str) -> str:
    return set_fields(text, (), {"id": scalar(name)}) if path == "case.yaml" else text


def _pointed(path: str, text: str) -> str:
    """The text with a first line that tells an editor its schema."""
    lines = [line for line in text.split("\n") if not line.startswith(POINTER)]
    up = "../" * path.count("/")
    return "\n".join([f"{POINTER}{up}{SCHEMAS}/{_kind(path)}.json", *lines])


def _kind(path: str) -> str | None:
    """The schema of a file of the case, if it has one."""
    folder, _, name = path.rpartition("/")
    if folder == "claims":
        return "claims"
    stem = name.removesuffix(".yaml")
    return stem if not folder and stem in schemas() else None


def _write_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write a folder beside its place and move it there in one step."""
    draft: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        draft.chmod(0o755)
        (draft / "claims").mkdir()
        for path, raw in contents.items():
            (draft / path).parent.mkdir(parents=True, exist_ok=True)
            (draft / path).write_bytes(raw)
        draft.rename(folder)
    except BaseException as error:
        if draft is not None:
            shutil.rmtree(draft, ignore_errors=True)
        if not isinstance(error, OSError):
            raise
        remedy = "Choose another folder with --in, or free some space."
        raise InputError(Fault(f"the case can't be written: {error.strerror or error}", remedy, str(folder))) from None


def _copy_texts(origin: str, name: str) -> None:
    """The texts attached to the original are attached to the copy too; both folders are the user's own."""
    texts, place = texts_folder(origin), texts_folder(name)
    if texts.is_dir() and not place.exists():
        shutil.copytree(texts, place)
