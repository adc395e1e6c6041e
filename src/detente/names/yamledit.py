"""Edits a YAML text in place: adds an entry to a list, or sets fields of a mapping. Every other byte stays as it is.

A person's layout and remarks are worth more than ours, and a change should be the only thing a reviewer sees.
Values come as text that is already YAML: on one line, or as lines that begin with a line break.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml

from detente.names.faults import Keys, show_path


class UneditableError(ValueError):
    """The text is of a form in which this can't be changed in place."""


def add_entry(text: str, name: str, lines: Sequence[str]) -> str:
    """``text`` with another entry at the end of its top-level list ``name``; ``lines`` are those of a mapping.

    Raises UneditableError where the list stands in brackets and is not empty.
    """
    node = _get(_root(text), name)
    if node is None:
        return text.rstrip("\n") + f"\n{name}:\n" + _entry(lines, "") + "\n" if text.strip() else ""
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        at = _line_end(text, _end(text, node.value[-1]))
        return text[:at] + "\n" + _entry(lines, " " * node.start_mark.column) + text[at:]
    if isinstance(node, yaml.SequenceNode) and node.value:
        raise UneditableError(f"{name} stands in brackets; write one `- ` a line")
    start, end = node.start_mark.index, node.end_mark.index
    tail = text[end : _line_end(text, end)]
    head = text[:start].rstrip(" ")
    return head + tail + "\n" + _entry(lines, "") + text[end + len(tail) :]


def set_fields(text: str, keys: Keys, fields: Mapping[str, str]) -> str:
    """``text`` with ``fields`` of the mapping at ``keys`` replaced, or added after its others.

    Raises UneditableError where there is no mapping, or one in brackets can't take a value of several lines.
    """
    for name, value in fields.items():
        text = _set(text, keys, name, value)
    return text


def assignment(name: str, value: str) -> str:
    """``name: value``, whose value may begin with a line break."""
    return f"{name}:{value}" if value.startswith("\n") else f"{name}: {value}"


def _set(text: str, keys: Keys, name: str, value: str) -> str:
    node = _root(text)
    for key in keys:
        node = _get(node, key)
    if not isinstance(node, yaml.MappingNode):
        raise UneditableError(f"there is no mapping at {show_path(keys)}")
    if node.flow_style and "\n" in value:
        raise UneditableError(f"{show_path(keys)} stands in brackets; write one field a line")
    value = value.replace("\n", "\n" + " " * node.start_mark.column)
    pair = next((pair for pair in node.value if pair[0].value == name), None)
    if pair is not None:
        return _replaced(text, pair[0].end_mark.index, pair[1], value)
    if node.flow_style:
        at = node.end_mark.index - 1
        return text[:at].rstrip() + (", " if node.value else "") + f"{name}: {value}" + text[at:]
    at = _line_end(text, _end(text, node))
    return text[:at] + "\n" + " " * node.start_mark.column + assignment(name, value) + text[at:]


def _replaced(text: str, key_end: int, old: yaml.Node, value: str) -> str:
    colon = text.index(":", key_end) + 1
    start, end = max(colon, old.start_mark.index), _end(text, old)
    between = text[colon:start]
    if "\n" in between:  # the old value began on a line of its own, after a remark perhaps
        remark = between.rstrip()
        return text[:colon] + (remark + value if value.startswith("\n") else f" {value}{remark}") + text[end:]
    return text[:colon] + (value if value.startswith("\n") else (between or " ") + value) + text[max(end, colon) :]


def _entry(lines: Sequence[str], indent: str) -> str:
    return "\n".join(indent + ("  " if number else "- ") + line for number, line in enumerate(lines))


def _root(text: str) -> yaml.Node | None:
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def _get(node: yaml.Node | None, key: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == str(key)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        found: yaml.Node = node.value[key]
        return found
    return None


def _end(text: str, node: yaml.Node) -> int:
    """Where the content of a node ends; the parser counts the remarks after a block to it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return max(_end(text, part) for part in (last if isinstance(last, tuple) else (last,)))
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(text[start:end].rstrip())


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end - text[:end].endswith("\r")
