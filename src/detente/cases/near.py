"""Remedies that name the nearest thing known, and fields that a document has and its dataclass doesn't."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from detente.names.faults import Keys

FORMAT = "See docs/case-format.md."
FEW = 12  # names that a remedy lists in full


def near(name: str, known: Iterable[str]) -> str:
    """The nearest known name, or all of them where they are few."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]}?"
    return f"One of {', '.join(names)}." if 0 < len(names) <= FEW else FORMAT


def strangers(raw: Any, kind: Any, here: Keys = ()) -> Iterator[tuple[Keys, tuple[str, ...]]]:
    """Fields of a document that its dataclass doesn't have, and those that it has."""
    if isinstance(raw, list):
        inner = next((part for part in get_args(kind) if part is not Ellipsis), None)
        for n, part in enumerate(raw):
            yield from strangers(part, inner, (*here, n))
    kind = _dataclass_in(kind)
    if not isinstance(raw, Mapping) or kind is None:
        return
    hints = _hints(kind)
    known = tuple(field.name.removesuffix("_") for field in fields(kind))
    for name, part in raw.items():
        if name in known:
            yield from strangers(part, hints[name], (*here, name))
        else:
            yield (*here, name), known


def truths(raw: Any, kind: Any, here: Keys = ()) -> Iterator[tuple[Keys, bool]]:
    """Where a document says true or false and its dataclass has a number: pydantic would read them as 1 and 0."""
    options = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    if isinstance(raw, bool):
        if bool not in options and (int in options or float in options):
            yield here, raw
    elif isinstance(raw, list):
        inner = next((part for option in options for part in get_args(option) if part is not Ellipsis), None)
        for n, part in enumerate(raw):
            yield from truths(part, inner, (*here, n))
    elif isinstance(raw, Mapping):
        known, values = _dataclass_in(kind), next((get_args(o)[-1] for o in options if len(get_args(o)) == 2), None)
        for name, part in raw.items():
            yield from truths(part, _hints(known).get(str(name)) if known else values, (*here, str(name)))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return {name.removesuffix("_"): hint for name, hint in get_type_hints(kind).items()}


def _dataclass_in(kind: Any) -> Any:
    options = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    return next((option for option in options if isinstance(option, type) and is_dataclass(option)), None)
