"""Changes to a case: made on a copy, checked there, and only then put in place. A refusal leaves the case as it was."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from detente.cases.reader import bundled, case_files, find_case
from detente.errors import Fault, InputError, UsageError

Check = Callable[[Path], Iterable[Fault]]


def own_case(name: str) -> Path:
    """The folder of a case that may be changed. Raises UsageError for a bundled one, which updates replace."""
    folder = find_case(name)
    if folder.resolve().parent == bundled().resolve():
        remedy = f"Make your own copy first: detente new my-{folder.name} --from {folder.name}"
        raise UsageError(Fault("a bundled case is not changed", remedy, value=name))
    return folder


def change_case(folder: Path, files: Mapping[str, str], check: Check) -> None:
    """Put ``files`` (texts by their path within the case) into the case, all or none.

    ``check`` is shown a copy of the case with the change; its errors refuse the change. Raises InputError with
    them, or where the folder can't be written.
    """
    before = {name: _bytes(folder / name) for name in files}
    with tempfile.TemporaryDirectory(prefix="detente-") as place:
        draft = Path(place) / folder.name
        for name in case_files(folder):
            (draft / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / name, draft / name)
        for name, text in files.items():
            (draft / name).parent.mkdir(parents=True, exist_ok=True)
            (draft / name).write_bytes(text.encode())
        errors = [fault for fault in check(draft) if fault.severity == "error"]
        if errors:
            raise InputError(*(_of_case(fault, draft, folder) for fault in errors))
    if {name: _bytes(folder / name) for name in files} != before:
        remedy = "Give the command again."
        raise InputError(Fault("the case was changed by somebody else meanwhile", remedy, str(folder)))
    put_in_place(folder, files)


def _of_case(fault: Fault, draft: Path, folder: Path) -> Fault:
    """A fault of the draft as one of the case: its line only where that stands in the file as it is."""
    file = fault.file.replace(str(draft), str(folder))
    drafted, there = (_lines(Path(path), fault.line) for path in (fault.file, file))
    return replace(fault, file=file, line=fault.line if drafted == there else 0)


def _lines(path: Path, most: int) -> list[bytes]:
    return (_bytes(path) or b"").split(b"\n")[:most]


def put_in_place(folder: Path, files: Mapping[str, str]) -> None:
    """Replace files, all or none: each is written beside its place first. Raises InputError where one can't be."""
    before = {name: _bytes(folder / name) for name in files}
    drafts = {name: (folder / name).with_name(f".{Path(name).name}.new-{os.getpid()}") for name in files}
    done: list[str] = []
    try:
        for name, draft in drafts.items():
            draft.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(files[name].encode())
        for name, draft in drafts.items():
            done.append(name)
            draft.replace(folder / name)
    except BaseException as error:
        _undo(folder, {name: before[name] for name in done}, drafts.values())
        if not isinstance(error, OSError):
            raise
        reason = f"the case can't be written: {error.strerror or error}"
        remedy = "Check the folder's permissions and the disk, or work on a copy (`detente new`); nothing was changed."
        raise InputError(Fault(reason, remedy, str(folder))) from None


def _undo(folder: Path, before: Mapping[str, bytes | None], drafts: Iterable[Path]) -> None:
    for draft in drafts:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    for name, content in before.items():
        if _bytes(folder / name) != content:
            with suppress(OSError):
                (folder / name).unlink() if content is None else (folder / name).write_bytes(content)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
