"""What the compiled model lives when only incidents, or only decisions, are switched on."""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.verification.equations import Counts
from detente.verification.rivalry import ALONE, MARCH, Floats, setup, worlds
from detente.worlds.kernel.history import live
from detente.worlds.setup import ACTIONS, MECHANISMS

# Fixed, so that what is found again doesn't move with the levels of the reference class.
LEVELS = {
    "m": 1.2, "terrain": 2.5, "gain_limited": 0.6, "gain_coerce": 0.08, "cost_coerce": 1.2, "home_risk": 0.6,
    "mobilise": 0.5,
}  # fmt: skip


def only(mechanism: str) -> dict[str, int]:
    """Switches that leave one mechanism on."""
    return {f"on_{name}": int(name == mechanism) for name in MECHANISMS}


def incidents(w: Any, months: int, seed: int) -> Floats:
    """Incidents by world and month."""
    record = live(setup(months, seed, **only("border")), w, np.arange(w.size), 1)
    return record.incidents[:, :, 0].astype(np.float64)


def rivals(kinds: int, **levels: float) -> Any:
    """Rivalries that differ in balance and in what each side has at stake."""
    w = worlds(kinds, **ALONE | LEVELS | levels)
    place = np.linspace(-1.0, 1.0, kinds)
    w.strength[:, 0] = w.strength[:, 1] * np.exp(1.5 * place)
    w.worth[:, 0, MARCH] = 1.0 + 0.3 * np.cos(5.0 * place)
    w.worth[:, 1, MARCH] = 1.0 + 0.3 * np.sin(7.0 * place)
    return w


def choices(w: Any, lives: int, seed: int) -> Counts:
    """What alpha and beta do in one month of each world, lived ``lives`` times."""
    record = live(setup(1, seed, **only("crisis")), w, np.arange(w.size), lives)
    action, resisted = (x[:, 0, 0].reshape(w.size, lives) for x in (record.action, record.resisted))
    kinds = range(len(ACTIONS))
    chosen = np.array([(action == kind).sum(1) for kind in kinds], np.float64).T
    fought = np.array([((action == kind) & (resisted == 1)).sum(1) for kind in kinds[1:]], np.float64).T
    return Counts(chosen, fought)
