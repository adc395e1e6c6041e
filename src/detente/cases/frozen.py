"""A case as one text, so that a run keeps what it was run on: claims change, and comparisons look back."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

from detente.cases.reader import case_files
from detente.errors import Fault, InputError

CASE = "case.json"  # in the folder of a run: its case as it was


def freeze_case(folder: Path) -> str:
    """Every file of the case, as JSON from its path to its text. Texts of sources are no part of a case."""
    return json.dumps(
        {name: (folder / name).read_bytes().decode("utf-8") for name in case_files(folder)}, ensure_ascii=False
    )


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
