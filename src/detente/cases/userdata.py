"""The user's own folder: what belongs to the reader's machine and never into a case."""

from __future__ import annotations

import os
import re
from pathlib import Path

from detente.cases.model import Case
from detente.claims.store import read_claim_file


def user_folder() -> Path:
    """``$XDG_DATA_HOME/detente``, or ``~/.local/share/detente``; it need not exist."""
    base = os.environ.get("XDG_DATA_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".local" / "share") / "detente"


def cases_folder() -> Path:
    """Where the user's own cases are kept, each in a folder of its name."""
    return user_folder() / "cases"


def texts_folder(case_id: str) -> Path:
    """Where the texts that the user attached to a case are kept. The id never leads out of the user's folder."""
    return user_folder() / (re.sub(r"[^A-Za-z0-9_-]", "_", case_id) or "case") / "texts"


def text_digests(case: Case) -> dict[str, str]:
    """The digest of the frozen text that each source's claims point into, by source id."""
    found: dict[str, str] = {}
    for path in sorted((case.path / "claims").glob("*.yaml")):
        digest = read_claim_file(path, case.sources[path.stem]).text_sha256
        if digest:
            found[path.stem] = digest
    return found
