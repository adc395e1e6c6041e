"""Priors: what is believed before any source speaks, each with its source or the word that it is an assumption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from detente.beliefs.tablefile import read_table
from detente.errors import Fault, InputError
from detente.numerics.portable import exp_array, log_, normal_quantile_array

Floats = NDArray[np.float64]
Z90 = 1.2815515655446004  # 90 % quantile of the standard normal


@dataclass(frozen=True, slots=True)
class Prior:
    """A distribution (``low`` to ``high``, by ``dist``) or a ``word``; ``derived`` is computed from other slots.

    ``means`` says what a coefficient is, with its unit, ``label`` what readers are shown, ``of`` which mechanism it
    belongs to, and ``range`` between which values, both included, that mechanism makes sense. ``known_from`` is the
    first day on which the range could have been written down.
    """

    low: float = 0.0
    high: float = 0.0
    dist: str = "uniform"
    word: str | None = None
    derived: str | None = None
    reference_class: bool = False
    source: str = "assumption"
    checked: bool | None = None
    why: str = ""
    means: str = ""
    label: str = ""
    of: str = ""
    range: tuple[float, float] = (-np.inf, np.inf)
    known_from: date = date.min

    @property
    def assumed(self) -> bool:
        """Whether it rests on no publication, so that reports must call it an assumption."""
        return "assumption" in self.source or self.checked is False

    def quantile(self, u: Floats) -> Floats:
        """Values at uniforms ``u``; the same bits on any machine."""
        if self.dist == "lognormal":
            low, high = log_(self.low), log_(self.high)
            return exp_array(0.5 * (low + high) + 0.5 * (high - low) / Z90 * normal_quantile_array(u))
        return self.low + (self.high - self.low) * u


@dataclass(frozen=True, slots=True)
class Priors:
    """The whole file: weights, trust by letter, half-lives in years, and priors by attribute and by coefficient."""

    prior_weight: float
    trust: Mapping[str, float]
    credibility: Mapping[int, float]
    half_life: Mapping[str, float]
    slots: Mapping[str, Prior]
    coefficients: Mapping[str, Prior]


def known_by(dated: Mapping[str, Sequence[Prior]], as_of: date) -> dict[str, Prior]:
    """Of a case's priors on each slot the latest that could be written down by a day; none, no entry."""
    known = {slot: [prior for prior in each if prior.known_from <= as_of] for slot, each in dated.items()}
    return {slot: max(each, key=lambda prior: prior.known_from) for slot, each in known.items() if each}


@cache
def priors() -> Priors:
    """Read ``priors.yaml``. Raises InputError for a prior without values, or a coefficient without its range."""
    raw = yaml.load(files("detente.beliefs").joinpath("priors.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return Priors(
        prior_weight=float(raw["prior_weight"]),
        trust=raw["trust"],
        credibility=raw["credibility"],
        half_life={name: float(years) for name, years in raw["half_life"].items()},
        slots={name: _prior(name, fields) for name, fields in raw["slots"].items()},
        coefficients={name: _coefficient(name, fields) for name, fields in raw["coefficients"].items()},
    )


def _prior(name: str, fields: dict[str, Any]) -> Prior:
    prior = Prior(**fields)
    named = prior.word or prior.derived or prior.reference_class
    if not named and not ("low" in fields and "high" in fields and prior.low <= prior.high):
        raise InputError(Fault("a prior needs low <= high", "Give both.", file="priors.yaml", path=name))
    return prior


def _coefficient(name: str, fields: dict[str, Any]) -> Prior:
    """A prior with the range that assumptions about it keep to."""
    low, high = fields.get("range", (0.0, 0.0))
    if not -np.inf < low < high < np.inf:
        raise InputError(Fault("a coefficient needs a range", "Give [LOW, HIGH].", file="priors.yaml", path=name))
    return _prior(name, {**fields, "range": (float(low), float(high))})


@cache
def reference_class() -> Mapping[str, tuple[float, ...]]:
    """Generic levels by coefficient: one value an accepted set, all sets equally likely."""
    rows = read_table("reference_class.csv")
    return {name: tuple(float(row[name]) for row in rows) for name in rows[0] if name != "set"}
