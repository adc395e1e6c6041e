"""The generic rivalry lived twice with the same luck, with one thing changed; and what that change did."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from tests.worlds import generic

from detente.verification.rivalry import ALPHA, BETA, MARCH
from detente.worlds.kernel.history import Record
from detente.worlds.layout import Floats
from detente.worlds.setup import LIMITED, OFFENSIVE

HILL = 3  # a second contested place, beta's and as good as the march
SURE = 3.0  # standard errors from which a difference counts as one


class Gap(NamedTuple):
    """Mean difference between pairs of histories, and its standard error."""

    delta: float
    se: float

    @property
    def up(self) -> bool:
        """Surely above nothing."""
        return self.delta > SURE * self.se

    @property
    def down(self) -> bool:
        """Surely below nothing."""
        return self.delta < -SURE * self.se


def gap(after: Any, before: Any, lives: int = 1) -> Gap:
    """What changed from ``before`` to ``after``: one value a history each, the same luck in both.

    Histories that are ``lives`` of one world count as one.
    """
    found: Floats = (np.asarray(after, float) - np.asarray(before, float)).reshape(-1, lives).mean(1)
    return Gap(float(found.mean()), float(found.std(ddof=1) / np.sqrt(found.size)))


def live(shape: dict[str, Any] | None = None, draws: int = 3000, months: int = 12, **world: Any) -> Record:
    """Histories of rivalries that are all alike."""
    return generic.run(generic.setup(months, **(shape or {})), generic.worlds(draws, **world))


def attacked(action: int = OFFENSIVE, d: int = ALPHA, **shape: Any) -> dict[str, Any]:
    """A shape in which dyad ``d`` is made to attack the march in the first month."""
    return {"forced_dyad": d, "forced_action": action, "forced_place": MARCH} | shape


def answered(r: Record, power: int, *how: int, d: int = ALPHA) -> Any:
    """Whether an outside power answered the first month's attack so, by history."""
    return np.isin(r.response[:, 0, d, power], how)


def attacks(r: Record, d: int = ALPHA, *actions: int) -> Any:
    """How many attacks a dyad made, by history."""
    return np.isin(r.action[:, :, d], actions or (LIMITED, OFFENSIVE)).sum(1)


def two_places(draws: int = 3000, months: int = 12, **world: Any) -> tuple[Any, Any]:
    """A setup and worlds in which the hill is contested beside the march."""
    setup = generic.setup(months, places=4, objective=(0, 0, 1, 1))
    setup.adjacent[ALPHA, HILL] = setup.adjacent[HILL, ALPHA] = 1
    w = generic.worlds(draws, **world)
    w.holder[:, HILL] = BETA
    for field in (w.worth, w.interest, w.reach):
        field[..., HILL] = field[..., MARCH]
    return setup, w
