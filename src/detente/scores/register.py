"""The register: what detente said of open questions, on which day, frozen; and later what came of it.

A file of entries in the order they were made, each with the digest of its content and of the entry before it. Entries
are only ever added; one that was changed afterwards, or lost, shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

from detente.cases.model import Case
from detente.cases.reader import bundled
from detente.cases.userdata import user_folder
from detente.errors import Fault, InputError
from detente.names.faults import Faults
from detente.names.yamlfile import read_text, read_yaml

FILE: Final = "register.yaml"
HEAD: Final = """# Dated forecasts of open questions, and what came of them. Only `detente score --register` adds to it,
# at the end: `id` is the digest of an entry and of the one before it, so a change of what was said would show.
register:
"""
KINDS: Final = ("forecast", "resolution")
Entry = Mapping[str, Any]


def register_path(case: Case) -> Path:
    """Where the register of a case is written: in its folder, or in the user's own for a bundled case."""
    if case.path.resolve().parent == bundled().resolve():
        return user_folder() / "registers" / f"{case.id}.yaml"
    return case.path / FILE


def registers(case: Case, into: Path | None = None) -> list[Path]:
    """The registers of the case that are there: the one that came with it, the user's, and ``into``."""
    paths = [case.path / FILE, register_path(case), *([into] if into else [])]
    return [path for path in dict.fromkeys(path.resolve() for path in paths) if path.exists()]


def read_register(path: Path) -> list[dict[str, Any]]:
    """The entries, oldest first. Raises InputError where one is not as it was written."""
    raw = read_yaml(path)
    listed = raw.get("register") if isinstance(raw, dict) else None
    if not isinstance(listed, list | None) or not isinstance(raw, dict):
        raise InputError(Fault("not a register", "Start it with `register:`, or leave it to `--register`.", str(path)))
    before, entries, faults = "", [], Faults(path)
    for n, entry in enumerate(listed or ()):
        if not isinstance(entry, dict) or entry.get("kind") not in KINDS or not isinstance(entry.get("id"), str):
            faults.add(("register", n), "not an entry of a register", "Restore the file.")
            break
        if entry["id"] != entry_id(entry, before):
            remedy = "Restore the file as it was: an entry, or the one before it, is not what was registered."
            faults.add(("register", n), "an entry was changed or lost", remedy, entry["id"])
            break
        before = entry["id"]
        entries.append(entry)
    faults.raise_errors()
    return entries


def entry_id(entry: Entry, before: str) -> str:
    """The digest of an entry's content, whatever its layout, chained to the entry before."""
    content = {name: value for name, value in entry.items() if name != "id"}
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, default=str)
    return "f-" + hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()[:16]


def add(path: Path, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Append what isn't there yet and return what was added. What stands in the file stays as it is, byte for byte."""
    there = read_register(path) if path.exists() else []
    text = read_text(path) if path.exists() else HEAD
    before = there[-1]["id"] if there else ""
    added: list[dict[str, Any]] = []
    for entry in entries:
        if any(same(entry, other) for other in (*there, *added)):
            continue
        made = {"id": entry_id(entry, before), **entry}
        added.append(made)
        before = made["id"]
    if added:
        _write(path, text.rstrip("\n") + "\n" + "".join(_lines(entry) for entry in added))
    return added


def same(entry: Entry, other: Entry) -> bool:
    """The same forecast of the same thing by the same model, or a resolution of the same outcome."""
    keys = ("forecast", "outcome") if entry["kind"] == "resolution" else ("case", "question", "as_of", "months", "run")
    return entry["kind"] == other["kind"] and all(str(entry[key]) == str(other.get(key)) for key in keys)


def _lines(entry: Entry) -> str:
    """YAML that is JSON within: one field a line."""
    pairs = [f"{name}: {json.dumps(value, ensure_ascii=False, default=str)}" for name, value in entry.items()]
    return "- " + "\n  ".join(pairs) + "\n"


def _write(path: Path, text: str) -> None:
    """In one step: whoever reads sees the old file or the new one."""
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        remedy = "Give another file with --into."
        raise InputError(Fault(f"can't be written: {error.strerror or error}", remedy, str(path))) from None


def day_of(entry: Entry, field: str) -> date:
    """A day of an entry."""
    return date.fromisoformat(str(entry[field]))
