"""Collects the faults of a case, file by file, and locates them at the end."""

from __future__ import annotations

from pathlib import Path

from detente.errors import Fault, Severity
from detente.names.faults import Faults, Keys


class Found:
    """The faults of the case in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[Path, Faults] = {}
        self._seen: set[tuple[str, str]] = set()

    def add(
        self, file: str, keys: Keys, reason: str, remedy: str, value: object = "", severity: Severity = "error"
    ) -> None:
        """Note a fault at ``keys`` of a file of the case."""
        path = self.folder / file
        self._files.setdefault(path, Faults(path)).add(keys, reason, remedy, value, severity)

    def once(self, file: str, name: str) -> bool:
        """Whether this is the first time that ``name`` is asked about: what is wrong everywhere is said once."""
        fresh = (file, name) not in self._seen
        self._seen.add((file, name))
        return fresh

    def faults(self) -> tuple[Fault, ...]:
        """All faults, errors first, each in the order of its file."""
        located = [fault for faults in self._files.values() for fault in faults.located()]
        return tuple(sorted(located, key=lambda fault: fault.severity != "error"))
