"""The one error a user ever sees: where, what value, why, and what to do about it."""

from __future__ import annotations

import difflib
import errno
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NoReturn

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

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows in place of a traceback: every fault in words, as on the command line."""
        return [printable(str(fault)) for fault in self.faults]


class UsageError(DetenteError):
    """The command or call was used wrongly: an unknown case, slot, option or number of worlds."""

    exit_code = 2


class InputError(DetenteError):
    """An input was refused: a document, a case file or a run folder that can't be read as what it claims to be."""

    exit_code = 3


def printable(text: str) -> str:
    """``text`` on one line without what would steer a terminal: files and names come from anywhere."""
    return "".join(char if char.isprintable() else " " if char.isspace() else "\ufffd" for char in text)


def of_system(error: OSError) -> Fault:
    """What the operating system refuses, as a fault."""
    file = str(error.filename or "")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Fault("no space is left on the disk", "Free some space or choose another folder.", file)
    return Fault(f"the system refuses: {error.strerror or error}", "Check the path and its permissions.", file)


def nearest(value: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names most like ``value``; names that contain it come first."""
    names = sorted(set(known))
    inside = [name for name in names if value and value in name]
    close = difflib.get_close_matches(value, names, n=most, cutoff=0.5)
    return list(dict.fromkeys([*inside[:most], *close]))[:most]


def unknown(what: str, value: str, known: Iterable[str], remedy: str = "") -> NoReturn:
    """Refuse a name that isn't known, with the nearest that are."""
    names = sorted(set(known))
    near = nearest(value, names)
    listed = ", ".join(near) if near else ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    advice = f"Nearest: {listed}." if near else f"There are {listed}." if names else "There are none."
    raise UsageError(Fault(f"no such {what}", f"{advice} {remedy}".strip(), value=value))


def one_of(what: str, value: str, known: Iterable[str]) -> str:
    """``value`` if it is known, else a refusal with the nearest."""
    names = set(known)
    if value not in names:
        unknown(what, value, names)
    return value
