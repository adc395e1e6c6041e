"""The reduced game on detente's own kernel: the generic rivalry with all other mechanisms switched off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from benchmarks.peers.game import Histories

from detente.engine.run import run
from detente.verification.rivalry import MARCH, PATRON_A, PATRON_B, setup
from detente.worlds.kernel.history import Record, live_into, room
from detente.worlds.setup import JOIN, JOIN_ATTACKER, MECHANISMS

PLAYED = ("border", "crisis", "guarantees", "campaign", "truce")


def player(worlds: Any, months: int, seed: int, workers: int) -> Callable[[], Record]:
    """What lives all histories when called, one a world."""
    shape = setup(months, seed, **{f"on_{name}": int(name in PLAYED) for name in MECHANISMS})
    draws = np.arange(worlds.size)
    return lambda: run(
        lambda part, rows: live_into(rows, shape, worlds, part, 1), lambda count: room(shape, count), draws, workers
    )


def histories(record: Record) -> Histories:
    """The part of detente's record that the game has."""
    answers = record.response[:, :, 0]
    joined = (answers[:, :, PATRON_A] == JOIN_ATTACKER) + 2 * (answers[:, :, PATRON_B] == JOIN)
    return Histories(
        record.incidents[:, :, 0], record.action[:, :, 0], record.resisted[:, :, 0], joined.astype(np.int8),
        record.phase[:, :, 0], record.truce[:, :, 0], record.deaths[:, :, MARCH],
    )  # fmt: skip
