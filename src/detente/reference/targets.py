"""The rates that generic rivalries are fitted to and checked against, with their sampling intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Target:
    """``k`` of ``n`` in the record; ``effective_n`` where windows overlap. See ``targets.yaml`` for the definition."""

    id: str
    k: int
    n: int
    years: str
    event: str
    source: str
    effective_n: int | None = None

    @property
    def rate(self) -> float:
        """The share observed."""
        return self.k / self.n

    @property
    def error(self) -> float:
        """Standard error of the share, with half a case added on either side so that it is never nothing."""
        n = self.effective_n or self.n
        p = (self.rate * n + 0.5) / (n + 1)
        return math.sqrt(p * (1 - p) / n)

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval."""
        n, p = self.effective_n or self.n, self.rate
        middle = (p + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
        half = Z95 / (1 + Z95**2 / n) * math.sqrt(p * (1 - p) / n + Z95**2 / (4 * n * n))
        return middle - half, middle + half


@dataclass(frozen=True, slots=True)
class Level:
    """Where the search for a coefficient starts: even between ``low`` and ``high``, or even in their logarithm.

    ``of``: the coefficient of which it is a share; ``low`` and ``high`` are then the share's.
    """

    low: float
    high: float
    log: bool
    of: str | None = None


def fitted() -> tuple[Target, ...]:
    """Rates that the levels are fitted to."""
    return tuple(Target(**row) for row in _file()["fitted"])


def held_out() -> tuple[Target, ...]:
    """Rates that no fit has seen."""
    return tuple(Target(**row) for row in _file()["held_out"])


def levels() -> Mapping[str, Level]:
    """The coefficients that are fitted."""
    return {name: _level(*row) for name, row in _file()["levels"].items()}


def _level(low: float, high: float, how: str = "") -> Level:
    of = how.removeprefix("of ") if how.startswith("of ") else None
    whole = _file()["levels"].get(of)
    if how not in ("", "log") and (whole is None or str(whole[-1]).startswith("of ")):
        raise ValueError(f"targets.yaml: {how!r} is neither 'log' nor 'of' a level that is no share itself")
    return Level(float(low), float(high), how == "log", of)


@cache
def _file() -> dict[str, Any]:
    text = files("detente.reference").joinpath("targets.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return read
