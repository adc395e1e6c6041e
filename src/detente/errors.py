"""The one error a user ever sees: where, what value, why, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the input.

    ``file`` and ``line`` say where (line counts from 1; 0 means the whole file), ``path`` where inside
    the document (``claims[3].value``), ``value`` what stood there, ``reason`` why it can't be used and
    ``remedy`` what to do. A ``warning`` is shown and does not stop anything.
    """

    reason: str
    remedy: str
    file: str = ""
    line: int = 0
    path: str = ""
    value: str = ""
    severity: Severity = "error"

    @property
    def place(self) -> str:
        """File, line and path in the order a reader looks them up."""
        where = f"{self.file}:{self.line}" if self.file and self.line else self.file
        return " ".join(part for part in (where, self.path) if part)

    def __str__(self) -> str:
        head = f"{self.place}: " if self.place else ""
        value = f" (got {self.value})" if self.value else ""
        return f"{head}{self.reason}{value}. {self.remedy}"


class DetenteError(Exception):
    """Base of every refusal; carries all faults found, never only the first."""

    exit_code = 1

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class UsageError(DetenteError):
    """The command or call was used wrongly: an unknown case, slot, option or number of worlds."""

    exit_code = 2


class InputError(DetenteError):
    """An input was refused: a document, a case file or a run folder that can't be read as what it claims to be."""

    exit_code = 3
