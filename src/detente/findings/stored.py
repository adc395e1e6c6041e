"""A finished run read again: its findings, and the case as it was then."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from detente.cases.frozen import CASE, thaw_case
from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.errors import Fault, UsageError
from detente.histories.folder import MANIFEST, find_run, read_run


def stored_run(name: str, runs: Path) -> tuple[Path, dict[str, Any]] | None:
    """The folder and findings of a run, by its id or folder or the folder of runs it came last in; None for no run."""
    if (Path(name) / "latest").is_file():
        folder = find_run(Path(name), None)
    elif name.startswith("r-") or (Path(name) / MANIFEST).exists():
        folder = find_run(runs, name)
    else:
        return None
    return folder, read_run(folder)


def case_of(folder: Path, findings: Mapping[str, Any]) -> Case:
    """The case that a run was of: as the run kept it, else where it lay. Raises UsageError where it has changed."""
    frozen = folder / CASE
    if frozen.exists():
        with tempfile.TemporaryDirectory(prefix="detente-") as place:
            case = load_case(str(thaw_case(frozen.read_bytes().decode("utf-8"), Path(place))))
    else:
        case = load_case(findings["case_path"])
    if (case.digest, case.claims_digest) != (findings["run"]["case_digest"], findings["run"]["claims_digest"]):
        remedy = f"Run it again: {findings['command']}"
        reason = "the case has changed since this run, which did not keep it"
        raise UsageError(Fault(reason, remedy, value=findings["run"]["id"]))
    return case
