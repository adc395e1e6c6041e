"""Which circumstances speak in which utility, and how freely: everything that was decided, in one place.

Decided on the years to 1990 alone, by forecasts of five-year windows from the years before them (``windows.py``).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

TRAINED_TO = 1990


@dataclass(frozen=True, slots=True)
class Prior:
    """Normal: a light penalty that keeps a coefficient that the rows don't know about near its mean."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class Design:
    """One way to set the game up. ``fading`` is the half-life of a training year's weight, years."""

    push: tuple[str, ...] = ("quiet", "memory", "land", "pact", "major", "age")
    force: tuple[str, ...] = ("grievance", "land", "pact")
    worth: tuple[str, ...] = ()
    memory_years: float = 4.0
    grievance_years: float = 8.0
    fading: float = 10.0
    slope: Prior = Prior(0.0, 0.5)
    level: Mapping[str, Prior] | None = None

    def terms(self) -> dict[str, tuple[str, ...]]:
        """Covariates of each index, in the order of the game's utilities."""
        one = ("one",)
        return {
            "worth": one + self.worth, "coerce": one, "limited": one, "offensive": one, "resolve": one,
            "push": self.push, "force": self.force,
        }  # fmt: skip

    def priors(self) -> list[Prior]:
        """A prior for each coefficient, in the order of `terms`."""
        levels = LEVELS if self.level is None else self.level
        return [
            levels[index] if name == "one" else self.slope for index, names in self.terms().items() for name in names
        ]


LEVELS: Mapping[str, Prior] = {
    "worth": Prior(1.0, 1.0), "coerce": Prior(4.0, 3.0), "limited": Prior(4.0, 3.0), "offensive": Prior(4.0, 3.0),
    "resolve": Prior(0.0, 1.0),
}  # fmt: skip
CHOSEN = Design()
# Logistic regressions that the game is compared with: what they are told, and their ridge on standardised slopes.
EVERYTHING = ("quiet", "memory", "grievance", "land", "pact", "major", "age", "lopsided")
HISTORY = ("quiet", "memory", "grievance")
LOGISTICS: Mapping[str, tuple[tuple[str, ...], float]] = {
    "constant": ((), 0.0),
    "logistic_penalised": (EVERYTHING, 10.0),
    "logistic": (EVERYTHING, 0.0),
    "history": (HISTORY, 0.0),
}
RIVALS = tuple(name for name in LOGISTICS if name != "constant")
# What else was tried, one change at a time.
VARIANTS: Mapping[str, Design] = {
    "chosen": CHOSEN,
    "training years weigh alike": replace(CHOSEN, fading=math.inf),
    "training years fade by half in 20 years": replace(CHOSEN, fading=20.0),
    "training years fade by half in 40 years": replace(CHOSEN, fading=40.0),
    "memory of 2 years": replace(CHOSEN, memory_years=2.0),
    "memory of 8 years": replace(CHOSEN, memory_years=8.0),
    "grievance of 4 years": replace(CHOSEN, grievance_years=4.0),
    "grievance of 16 years": replace(CHOSEN, grievance_years=16.0),
    "slopes held closer (sd .25)": replace(CHOSEN, slope=Prior(0.0, 0.25)),
    "slopes freer (sd 1)": replace(CHOSEN, slope=Prior(0.0, 1.0)),
    "balance plays no part": replace(CHOSEN, level={**LEVELS, "worth": Prior(0.0, 1e-3)}),
    "balance weighs more (worth 4, sd 2)": replace(CHOSEN, level={**LEVELS, "worth": Prior(4.0, 2.0)}),
    "territory raises the worth": replace(CHOSEN, worth=("spatial",)),
    "with last year's dispute": replace(CHOSEN, push=(*CHOSEN.push, "last")),
    "with the number of allies": replace(CHOSEN, push=(*CHOSEN.push, "allies")),
    "with lopsidedness": replace(CHOSEN, push=(*CHOSEN.push, "lopsided")),
    "grievance pushes to coerce, too": replace(CHOSEN, push=(*CHOSEN.push, "grievance")),
    "no pact": replace(CHOSEN, push=("quiet", "memory", "land", "major", "age"), force=("grievance", "land")),
    "no major powers": replace(CHOSEN, push=("quiet", "memory", "land", "pact", "age")),
    "no age of the rivalry": replace(CHOSEN, push=("quiet", "memory", "land", "pact", "major")),
    "force follows nothing": replace(CHOSEN, force=("one",), level={**LEVELS, "force": Prior(0.0, 1e-3)}),
}
