"""Reads a YAML file of untrusted origin: plain values only, bounded, every refusal with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from detente.errors import Fault, InputError
from detente.names.days import parse_day

LIMIT = 10_000_000  # bytes; the largest file of a case is below 1 % of it
DEPTH = 50  # levels of nesting; ours need four
SUSPECT = 2500  # only with this many openings is the depth counted: the parser stands ten times as much


class _Builder:
    """Plain values from a composed document.

    Twice as fast as the library's constructors and stricter: no tags, no aliases, a key stands once. What
    looks like a day or a number and is none stays text, so that the check of its field names it.
    """

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def build(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.tag == _STR else self._scalar(node)
        if id(node) in self._seen:
            raise _refusal("an alias (*name) is not used here", node)
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode) and node.tag == _SEQ:
            return [self.build(item) for item in node.value]
        if isinstance(node, yaml.MappingNode) and node.tag == _MAP:
            return self._mapping(node)
        raise _refusal(f"the tag {node.tag} is not used here", node)

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _refusal("a key must be a word", key)
            if key.value in built:
                raise _refusal(f"the key {key.value} stands twice", key)
            built[key.value] = self.build(value)
        return built

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        make = _SCALARS.get(node.tag)
        if make is None:
            raise _refusal(f"the tag {node.tag} is not used here", node)
        try:
            return make(node.value)
        except ValueError:
            return node.value


_STR, _SEQ, _MAP = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
_SCALARS: dict[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:int": lambda text: int(text.replace("_", "")),
    "tag:yaml.org,2002:float": lambda text: float(re.sub(r"\.(?=inf|nan)", "", text.replace("_", ""), flags=re.I)),
    "tag:yaml.org,2002:bool": lambda text: text.lower() in ("yes", "true", "on"),
    "tag:yaml.org,2002:null": lambda _: None,
    "tag:yaml.org,2002:timestamp": parse_day,
    "tag:yaml.org,2002:value": str,
}


def _refusal(problem: str, node: yaml.Node) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)


def parse_yaml(text: str, file: str | Path) -> Any:
    """The document in ``text``; ``file`` is only named in faults.

    Raises :class:`InputError` with the line where the text is not plain YAML or nests too deeply.
    """
    try:
        _refuse_depth(text, str(file))
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        return None if root is None else _Builder().build(root)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        reason = f"this is not plain YAML: {getattr(problem, 'problem', None) or 'unreadable characters'}"
        fault = Fault(reason, "Correct the line.", file=str(file), line=mark.line + 1 if mark else 0)
        raise InputError(fault) from None
    except (ValueError, RecursionError, TypeError) as problem:
        raise InputError(Fault(f"unreadable YAML: {problem}", "Correct the file.", file=str(file))) from None


def read_text(path: Path) -> str:
    """The file's text. Raises :class:`InputError` where it is missing, too large or not UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as problem:
        reason = f"can't be read: {problem.strerror or problem}"
        raise InputError(Fault(reason, "Check the path.", file=str(path))) from None
    if len(raw) > LIMIT:
        raise InputError(Fault("larger than 10 MB", "Split the file.", file=str(path), value=f"{len(raw)} bytes"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise InputError(Fault("not UTF-8", "Save the file as UTF-8.", file=str(path), line=line)) from None


def read_yaml(path: Path) -> Any:
    """The document in a file. Raises :class:`InputError` as :func:`read_text` and :func:`parse_yaml` do."""
    return parse_yaml(read_text(path), path)


def _refuse_depth(text: str, file: str) -> None:
    # the C parser recurses: a page of open brackets would end the process instead of raising
    opens = sum(text.count(mark) for mark in ("[", "{", "- ", "? ", "-\t", "?\t"))
    if opens < SUSPECT and " " * SUSPECT not in text:
        return
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH:
            line = event.start_mark.line + 1 if event.start_mark else 0
            raise InputError(Fault("nested too deeply", "Flatten it.", file=file, line=line))
