"""Which mechanism reads whose state, from the sources of the mechanisms themselves.

A mechanism takes from another where it reads a field that the other writes, or asks one of its functions about the
state. Nothing is declared, so nothing can be out of date.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from detente.cache import kept, source_digest
from detente.worlds.layout import dtype_of
from detente.worlds.setup import MECHANISMS
from detente.worlds.world import Coefficients

PACKAGE = "detente.worlds"
STATE, WORLD = "s", "w"  # what every kernel calls them
HELPERS = {"stakes": "crisis"}  # files beside the mechanisms, and the mechanism whose terms they hold


@cache
def sources() -> Mapping[str, tuple[ast.Module, ...]]:
    """The parsed files of each mechanism."""
    folder = files(PACKAGE)
    found = {name: [folder / "mechanisms" / f"{name}.py"] for name in MECHANISMS}
    for helper, owner in HELPERS.items():
        found[owner].append(folder / f"{helper}.py")
    return {name: tuple(ast.parse(path.read_text("utf-8")) for path in paths) for name, paths in found.items()}


class Wiring(NamedTuple):
    """What stands in the sources of all mechanisms, as the functions below say."""

    owners: Mapping[str, str]
    takes: Mapping[str, Mapping[str, tuple[str, ...]]]
    coefficients: Mapping[str, str]


@cache
def wiring() -> Wiring:
    """What the sources say. They are read again when one of them is edited, and otherwise only once."""
    return kept("wiring", source_digest("systems", "worlds"), _read)


def owners() -> Mapping[str, str]:
    """The mechanism that writes each field of the state."""
    return wiring().owners


def takes() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For each mechanism the others it takes from, and what: fields of the state, or what it asks."""
    return wiring().takes


def coefficients() -> Mapping[str, str]:
    """The mechanism that uses each coefficient; the first in the order of the month where several do."""
    return wiring().coefficients


def _read() -> Wiring:
    own = {field: name for name, trees in sources().items() for field in written(trees)}
    names = set(dtype_of(Coefficients).names or ())
    used = ((field, name) for name in reversed(MECHANISMS) for field in read(sources()[name], WORLD))
    return Wiring(
        own,
        {name: _taken(name, trees, own) for name, trees in sources().items()},
        {field: name for field, name in used if field in names},
    )


def _taken(name: str, trees: tuple[ast.Module, ...], own: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for field in read(trees, STATE):
        found[own[field]].add(field)
    for other, function in asked(trees):
        found[other].add(function)
    return {other: tuple(sorted(found[other])) for other in MECHANISMS if other in found and other != name}


def read(trees: Iterable[ast.AST], record: str) -> Iterator[str]:
    """Fields of the record that the files name."""
    for node in _walk(trees):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == record:
            yield node.attr


def written(trees: Iterable[ast.AST]) -> Iterator[str]:
    """Fields of the state that the files assign to."""
    for node in _walk(trees):
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign):
            targets = [node.target]
        else:
            continue
        for target in targets:
            parts = target.elts if isinstance(target, ast.Tuple) else [target]
            yield from read([part.value if isinstance(part, ast.Subscript) else part for part in parts], STATE)


def asked(trees: Iterable[ast.AST]) -> Iterator[tuple[str, str]]:
    """Functions of other mechanisms that the files call with the state: (mechanism, function)."""
    trees = tuple(trees)
    imported = {
        alias.asname or alias.name: (_mechanism(node.module or ""), alias.name)
        for node in _walk(trees)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for node in _walk(trees):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and _passes_state(node):
            other, function = imported.get(node.func.id, (None, ""))
            if other is not None:
                yield other, function


def _mechanism(module: str) -> str | None:
    """The mechanism a module belongs to."""
    package, _, name = module.rpartition(".")
    if package == f"{PACKAGE}.mechanisms":
        return name
    return HELPERS.get(name) if package == PACKAGE else None


def _passes_state(call: ast.Call) -> bool:
    return any(isinstance(part, ast.Name) and part.id == STATE for part in call.args)


def _walk(trees: Iterable[ast.AST]) -> Iterator[ast.AST]:
    for tree in trees:
        yield from ast.walk(tree)
