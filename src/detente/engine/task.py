"""A chunk of work that can be done anywhere: here, in another process, on another machine, or never because it was."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from detente.cache import source_digest
from detente.histories.packed import Packed
from detente.numerics import compiled


@cache
def code_digest() -> str:
    """Of the whole program and what compiles it: whoever does a task elsewhere, or had done it, must have the same."""
    return source_digest("", also=compiled.source_digest())


class Task(NamedTuple):
    """A function of a module, and all that its result depends on; it gives a named tuple of arrays."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]  # arrays, records and whole numbers

    def do(self) -> Packed:
        """The result, packed."""
        return Packed.of(self.function(*self.arguments)._asdict())

    def key(self, code: str) -> str:
        """A digest of the code and of all that the result depends on: equal keys, equal results."""
        total = hashlib.sha256(f"{code} {self.function.__module__}.{self.function.__qualname__}".encode())
        for argument in self.arguments:
            array = np.asarray(argument)
            total.update(f"\0{array.dtype.descr}{array.shape}\0".encode())
            total.update(array.tobytes())
        return total.hexdigest()
