"""A YAML document as the dataclass that says which fields it has: every fault with where it stands and a remedy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from detente.cache import kept
from detente.cases.near import FORMAT, near, strangers
from detente.names.faults import Faults

T = TypeVar("T")

# The `__pydantic_config__` of a file's outermost dataclass: fields named after words of Python's own end in _.
AS_WRITTEN: Final[Mapping[str, Any]] = {"alias_generator": lambda name: name.removesuffix("_")}


def typed(raw: Any, kind: type[T], faults: Faults, made_by: str | None = None) -> T:
    """``raw`` as a ``kind``; fields that it doesn't have are noted in ``faults``.

    What is right is kept under a digest ``made_by`` the code that says what that is, where one is given: to import
    pydantic and tell it of a large format takes a tenth of a second.

    Raises InputError with all of ``faults`` where a field is missing or of the wrong type.
    """
    for keys, known in strangers(raw, kind):
        faults.add(keys, "not a field here", near(str(keys[-1]), known), keys[-1])
    if made_by is None:
        return _valid(raw, kind, faults)
    return kept(f"{kind.__qualname__} {raw!r}", made_by, lambda: _valid(raw, kind, faults))


def _valid(raw: Any, kind: type[T], faults: Faults) -> T:
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(kind).validate_python(raw)
    except ValidationError as error:
        for fault in error.errors():
            faults.add(fault["loc"], fault["msg"].lower(), FORMAT, fault.get("input", ""))
        faults.raise_errors()
        raise AssertionError from error
