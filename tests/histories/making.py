"""A tiny record made by hand: two draws of two lives, three months, two sides, one outsider, three places."""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.histories.record import Histories, Names
from detente.worlds.setup import ACTIONS, RESPONSES

NAMES = Names(
    actors=("north", "patron", "south"),
    places=("north_home", "south_home", "valley"),
    rivalries=("north_south",),
    dyads=(("north", "south"), ("south", "north")),
    actions=ACTIONS,
    responses=RESPONSES,
)
NORTH, PATRON, SOUTH = range(3)
VALLEY = 2
N_S, S_N = 0, 1
H, M = 4, 3


def blank(histories: int = H, months: int = M) -> dict[str, Any]:
    """Nothing happens: the north holds the valley, the road is open, the polity lives."""
    shape = (histories, months)
    arrays: dict[str, Any] = {
        "deaths": np.zeros((*shape, 3), np.int32),
        "incidents": np.zeros((*shape, 1), np.int16),
        "action": np.zeros((*shape, 2), np.int8),
        "objective": np.full((*shape, 2), -1, np.int8),
        "resisted": np.zeros((*shape, 2), np.int8),
        "response": np.full((*shape, 2, 3), -1, np.int8),
        "phase": np.zeros((*shape, 1), np.int8),
        "truce": np.zeros((*shape, 1), np.int8),
        "keepers": np.zeros((*shape, 1), np.int8),
        "agreed": np.zeros((*shape, 1), np.int8),
        "holder": np.zeros((*shape, 3), np.int8),
        "closed": np.zeros((*shape, 3), np.int8),
        "seized": np.zeros((*shape, 3), np.int8),
        "alive": np.zeros((*shape, 3), np.int8),
        "standing": np.zeros((histories, 3, 3)),
    }
    arrays["holder"][:] = NORTH, SOUTH, NORTH
    arrays["alive"][:, :, VALLEY] = 1
    return arrays


def histories(arrays: dict[str, Any] | None = None, lives: int = 2, made: int | None = None, **start: Any) -> Histories:
    """Histories of ``arrays``; ``start`` may give ``holder`` and ``closed`` by draw."""
    arrays = blank() if arrays is None else arrays
    draws = arrays["deaths"].shape[0] // lives
    holder = start.get("holder", np.tile([NORTH, SOUTH, NORTH], (draws, 1)))
    closed = start.get("closed", np.zeros((draws, 3), np.int64))
    return Histories(NAMES, arrays, lives, np.asarray(holder), np.asarray(closed), made)
