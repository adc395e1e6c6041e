"""A case as one text, so that a run keeps what it was run on: claims change, and comparisons look back."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

from detente.cases.reader import case_files
from detente.errors import Fault, InputError

CASE = "case.json"  # in the folder of a run: its case as it was


def freeze_case(folder: Path) -> str:
    """Every file of the case, as JSON from its path to its text. Texts of sources are no part of a case.

    Raises InputError where one is not UTF-8.
    """
    return json.dumps(
        {name: decoded((folder / name).read_bytes(), folder / name) for name in case_files(folder)}, ensure_ascii=False
    )


def decoded(raw: bytes, path: Path) -> str:
    """The text of a file of a case, byte for byte. Raises InputError where it is not UTF-8."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise InputError(Fault("not UTF-8", "Save the file as UTF-8.", str(path), line)) from None


def thaw_case(text: str, place: Path) -> Path:
    """Write a frozen case into the empty folder ``place``. Raises InputError where a path would lead out of it."""
    try:
        files = dict(json.loads(text))
    except (ValueError, TypeError, RecursionError) as error:
        raise InputError(Fault(f"not a frozen case: {error}", "Run it again.", str(place))) from None
    for name, content in files.items():
        inner = PurePosixPath(name)
        if inner.is_absolute() or ".." in inner.parts or not isinstance(content, str):
            raise InputError(Fault("not a file of a case", "Run it again.", value=name))
        (place / inner).parent.mkdir(parents=True, exist_ok=True)
        (place / inner).write_text(content, encoding="utf-8", newline="")
    return place
