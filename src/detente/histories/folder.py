"""A run's folder: the findings, the histories, and the record of how they came about. Written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from detente.errors import Fault, InputError, UsageError

FINDINGS = "findings.json"
MANIFEST = "manifest.json"
FORMAT = 1


def parquet(table: pa.Table) -> pa.Buffer:
    """A table as it is kept in a run's folder."""
    out = pa.BufferOutputStream()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def write_run(
    folder: Path, findings: Mapping[str, Any], tables: Mapping[str, pa.Buffer], pages: Mapping[str, str] | None = None
) -> Path:
    """Write a run beside its final place and move it there in one step; an older run of that name is replaced.

    ``tables`` are as ``parquet`` makes them, ``pages`` (by file name) become text files.

    Raises InputError where the disk is full or the place can't be written; nothing is left half done.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise _unwritable(folder, error) from None
    try:
        (draft / FINDINGS).write_text(json.dumps(findings, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        for name, page in (pages or {}).items():
            (draft / name).write_text(page, encoding="utf-8")
        for name, table in tables.items():
            (draft / f"{name}.parquet").write_bytes(table)
        digests = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(draft.iterdir())}
        manifest = {"format": FORMAT, "run": findings["run"]["id"], "files": digests}
        (draft / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
        _swap(draft, folder)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise _unwritable(folder, error) from None
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return folder


def renew_pages(folder: Path, pages: Mapping[str, str]) -> None:
    """Put text files into a finished run, or renew them. Raises InputError where they can't be written.

    The manifest vouches for none of them while they are written, so that the run is whole at every moment.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = {name: digest for name, digest in manifest["files"].items() if name not in pages}
        _put(folder / MANIFEST, json.dumps(manifest | {"files": files}, indent=1) + "\n")
        for name, page in pages.items():
            _put(folder / name, page)
        files |= {name: _digest(folder / name) for name in pages}
        _put(folder / MANIFEST, json.dumps(manifest | {"files": dict(sorted(files.items()))}, indent=1) + "\n")
    except OSError as error:
        raise _unwritable(folder, error) from None


def _put(target: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def check_writable(runs: Path) -> None:
    """Refuse a folder that no run can be written to, before anything is lived. Raises InputError."""
    try:
        runs.mkdir(parents=True, exist_ok=True)
        Path(tempfile.mkdtemp(prefix=".try-", dir=runs)).rmdir()
    except OSError as error:
        raise _unwritable(runs, error) from None


def _swap(draft: Path, folder: Path) -> None:
    """Put the draft in the run's place; the old run stays until the new one is whole."""
    if not folder.exists():
        draft.rename(folder)
        return
    old = folder.with_name(f".{folder.name}-old-{os.getpid()}")
    folder.rename(old)
    try:
        draft.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _unwritable(folder: Path, error: OSError) -> InputError:
    remedy = "Free some space or choose another folder with --out; earlier runs are untouched."
    return InputError(Fault(f"the run can't be written: {error.strerror or error}", remedy, file=str(folder)))


def read_run(folder: Path) -> dict[str, Any]:
    """The findings of a run. Raises InputError where a file is missing or not as it was written."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = dict(manifest["files"])
        wrong = [name for name, digest in files.items() if _digest(folder / name) != digest]
        if manifest["format"] != FORMAT:
            raise InputError(_corrupt(folder / MANIFEST, "a run of another version of detente"))
        if wrong or FINDINGS not in files:
            raise InputError(*(_corrupt(folder / name, "not as it was written") for name in wrong or [FINDINGS]))
        findings: dict[str, Any] = json.loads((folder / FINDINGS).read_text(encoding="utf-8"))
        if not isinstance(findings, dict):
            raise InputError(_corrupt(folder / FINDINGS, "not the findings of a run"))
    except FileNotFoundError as error:
        raise InputError(_corrupt(Path(error.filename), "a file of the run is missing")) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(_corrupt(folder / MANIFEST, f"not a run of detente: {error}")) from None
    return findings


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _corrupt(path: Path, reason: str) -> Fault:
    return Fault(reason, "Run `detente run` again; other runs are untouched.", file=str(path))


def read_events(folder: Path, name: str) -> pa.Table:
    """A table of a run that `read_run` has found whole."""
    try:
        return pq.read_table(folder / f"{name}.parquet")
    except FileNotFoundError as error:
        raise InputError(_corrupt(Path(error.filename or folder / name), "a file of the run is missing")) from None


def find_run(runs: Path, name: str | None) -> Path:
    """The folder of a run by id, or the newest one. Raises UsageError where there is none."""
    found = dict(_runs(runs))
    if name is not None:
        if Path(name).joinpath(MANIFEST).exists():
            return Path(name)
        if name not in found:
            known = f"Known: {', '.join(found)}." if found else "There is none yet; start with `detente run`."
            raise UsageError(Fault("there is no such run", known, value=name))
        return found[name]
    if not found:
        raise UsageError(Fault("there is no run yet", "Start with `detente run`.", value=str(runs)))
    latest = runs / "latest"
    last = latest.read_text(encoding="utf-8", errors="replace").strip() if latest.is_file() else ""
    if last not in found and len(found) > 1:
        remedy = f"Name one: {', '.join(found)}."
        raise UsageError(Fault("which run was the last isn't known any more", remedy, value=str(runs)))
    return found[last] if last in found else next(iter(found.values()))


def _runs(runs: Path) -> Iterator[tuple[str, Path]]:
    if runs.is_dir():
        for folder in sorted(runs.iterdir()):
            if (folder / MANIFEST).exists() and not folder.name.startswith("."):
                yield folder.name, folder


def mark_latest(runs: Path, folder: Path) -> None:
    """Remember which run came last; a list of folders can't tell."""
    draft = runs / f".latest-{os.getpid()}"
    draft.write_text(folder.name + "\n", encoding="utf-8")
    draft.replace(runs / "latest")
