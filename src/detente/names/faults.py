"""Collects every fault of a YAML file and finds the lines only when there is something to report."""

from __future__ import annotations

import reprlib
from datetime import date
from pathlib import Path

import yaml

from detente.errors import Fault, InputError, Severity

Keys = tuple[str | int, ...]
"""Where something stands in a document: ``("claims", 3, "value")``."""


class _Brief(reprlib.Repr):
    def repr_date(self, day: date, _: int) -> str:
        return day.isoformat()  # as it is written


_BRIEF = _Brief()
_BRIEF.maxstring = _BRIEF.maxother = 80
_BRIEF.maxlevel = 2


def brief(value: object) -> str:
    """The value as a fault shows it: one line, never long."""
    return _BRIEF.repr(value) if not isinstance(value, str) else _BRIEF.repr(value).strip("'\"")


def show_path(keys: Keys) -> str:
    """``claims[3].value`` for ``("claims", 3, "value")``."""
    parts = [f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys]
    return "".join(parts).lstrip(".")


class Faults:
    """The faults of one file, in the order found. Falsy while there are none."""

    def __init__(self, file: str | Path, text: str | None = None) -> None:
        self.file = str(file)
        self._text = text
        self._found: list[tuple[Keys, Fault]] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    @property
    def count(self) -> int:
        """How many were noted so far."""
        return len(self._found)

    def add(self, keys: Keys, reason: str, remedy: str, value: object = "", severity: Severity = "error") -> None:
        """Note one fault at ``keys``; nothing is raised yet."""
        shown = "" if value == "" else brief(value)
        fault = Fault(reason, remedy, file=self.file, path=show_path(keys), value=shown, severity=severity)
        self._found.append((keys, fault))

    def located(self) -> tuple[Fault, ...]:
        """All faults, each with its line."""
        root = self._compose() if self._found else None
        return tuple(
            Fault(f.reason, f.remedy, f.file, _line(root, keys), f.path, f.value, f.severity) for keys, f in self._found
        )

    def raise_errors(self) -> None:
        """Raise :class:`InputError` with all faults if one of them is an error."""
        if any(fault.severity == "error" for _, fault in self._found):
            raise InputError(*self.located())

    def _compose(self) -> yaml.Node | None:
        try:
            text = Path(self.file).read_text(encoding="utf-8") if self._text is None else self._text
            return yaml.compose(text, Loader=yaml.CSafeLoader)
        except (OSError, UnicodeDecodeError, yaml.YAMLError):
            return None


def _line(node: yaml.Node | None, keys: Keys) -> int:
    """Line of the deepest node on the way to ``keys`` that exists; 0 for a file without lines."""
    line = 0
    for key in keys:
        step = _child(node, key)
        if step is None:
            break
        node, line = step
    return line


def _child(node: yaml.Node | None, key: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if getattr(name, "value", None) == str(key):
                return value, name.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        item: yaml.Node = node.value[key]
        return item, item.start_mark.line + 1
    return None
