"""A check: a number that is known beforehand, and the function that computes it again."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class AbsentError(Exception):
    """The data of a check is not on this machine."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The folder of reference data, None where there is none."""

    root: Path | None = None

    def file(self, name: str) -> Path:
        """Path of a file of the folder. Raises AbsentError if it isn't there."""
        if self.root is None:
            raise AbsentError("the folder of reference data is not here")
        if not (self.root / name).is_file():
            raise AbsentError(f"{name} is not in the folder of reference data")
        return self.root / name


@dataclass(frozen=True, slots=True)
class Check:
    """``got`` must come within ``tolerance`` of ``expected``; ``source`` says who published or proved it."""

    id: str
    what: str
    source: str
    expected: float
    tolerance: float
    got: Callable[[Shared], float]


class Result(NamedTuple):
    """What came of a check; ``passed`` is None where its data is not here, and ``reason`` says what is missing."""

    check: Check
    got: float | None
    passed: bool | None
    reason: str = ""


def run(check: Check, shared: Shared) -> Result:
    """Compute the number and compare. What is no number has failed."""
    try:
        got = check.got(shared)
    except AbsentError as absent:
        return Result(check, None, None, str(absent))
    return Result(check, got, math.isfinite(got) and abs(got - check.expected) <= check.tolerance)


def computed(function: Callable[[], float]) -> Callable[[Shared], float]:
    """A ``got`` that needs no reference data."""
    return lambda _: function()
