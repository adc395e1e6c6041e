"""The reduced game that every peer plays: its worlds, drawn once for all, and what a history of it is.

Its equations stand in ``docs/bench.md``. The worlds are detente's own records of the generic rivalry; what the peers
are given is read out of these records, so nobody can be dealt other cards than the rest.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.verification import rivalry
from detente.verification.rivalry import ALPHA, BETA, MARCH, PATRON_A, PATRON_B

Floats = NDArray[np.float64]

# Levels at which something happens every few years; no calibration moves them, so that figures stay comparable.
LEVELS = {
    "mu": 0.08, "alpha": 0.28, "rho": 0.72, "pf": 0.296, "tail": 1.7, "lam": 9.0, "b_recent": 0.12,
    "cost_coerce": 0.58, "gain_coerce": 0.066, "cost_limited": 0.8, "gain_limited": 0.70, "cost_offensive": 1.0,
    "cost_target": 0.345, "home_risk": 0.3, "mobilise": 0.5, "m": 1.0, "terrain": 1.6,
    "j_limited": -2.0, "j_war": -0.6, "j_pact": 0.39, "s_patron": 0.7, "b_effect": 1.0, "b_danger": 0.1,
    "deaths_limited": 3.887, "sd_limited": 0.63, "deaths_war": 6.6, "sd_war": 0.667,
    "end_war": 0.103, "growth": 0.2, "tempo": 0.5, "b_truce": 0.339, "h_truce": 0.0, "tau_truce": 12.0,
}  # fmt: skip

# What the game is made of, one number a world, in the order in which the C peer reads them. Patrons: 0 is the
# challenger's, 1 the target's.
FIELDS = (
    "rate", "alpha", "rho", "pf", "tail",
    "lam", "b_recent", "cost_effect", "cost_coerce", "gain_coerce", "cost_limited", "gain_limited", "cost_offensive",
    "cost_target", "home_risk", "mobilise", "worth_c", "worth_t",
    "strength_c", "strength_t", "sent_0", "sent_1", "terrain", "m",
    "attention_0", "attention_1", "interest_0", "interest_1", "effect_0", "effect_1", "pledge_1",
    "j_limited", "j_war", "j_pact", "s_patron", "b_effect", "b_danger",
    "deaths_limited", "sd_limited", "deaths_war", "sd_war", "growth", "tempo", "end_war",
    "b_truce", "tau_truce", "truce", "truce_age", "firmness", "memory",
)  # fmt: skip
_RENAMED = {"rate", "sent_0", "sent_1"}
_ELSEWHERE = {
    "worth_c": ("worth", ALPHA, MARCH), "worth_t": ("worth", BETA, MARCH),
    "strength_c": ("strength", ALPHA), "strength_t": ("strength", BETA),
    "attention_0": ("attention", PATRON_A), "attention_1": ("attention", PATRON_B),
    "interest_0": ("interest", PATRON_A, MARCH), "interest_1": ("interest", PATRON_B, MARCH),
    "effect_0": ("patron_effect", PATRON_A), "effect_1": ("patron_effect", PATRON_B),
    "pledge_1": ("pledge", 0, PATRON_B, MARCH), "cost_effect": ("cost_effect", 0),
    "truce": ("truce", 0), "truce_age": ("truce_age", 0), "firmness": ("firmness", 0), "memory": ("memory", 0),
}  # fmt: skip


class Histories(NamedTuple):
    """What every peer keeps of each month: integers, (H, M), month 1 at index 0."""

    incidents: NDArray[Any]
    action: NDArray[Any]  # 0 hold, 1 coerce, 2 limited attack, 3 offensive
    resisted: NDArray[Any]
    joined: NDArray[Any]  # in the month of the attack: 1 the challenger's patron + 2 the target's
    phase: NDArray[Any]  # at the end of the month: 0 peace, 1 fight, 2 war
    truce: NDArray[Any]  # at the end of the month: 0 none, 1 cessation, 2 preliminary
    deaths: NDArray[Any]


TYPES = (np.int16, np.int8, np.int8, np.int8, np.int8, np.int8, np.int32)


def empty(histories: int, months: int) -> Histories:
    """Histories in which nothing has happened."""
    return Histories(*(np.zeros((histories, months), kind) for kind in TYPES))


def worlds(draws: int, seed: int = 0) -> Any:
    """Records of detente's for ``draws`` rivalries: unequal, with patrons who care more or less, some under a truce."""
    rng = np.random.default_rng(seed)
    w = rivalry.worlds(draws, **LEVELS)
    w.strength[:, BETA] = 4.0 * np.exp(0.7 * rng.normal(size=draws))
    w.strength[:, PATRON_A] = 60.0  # stronger than the target's, so it moves first
    w.incident_effect[:, 0] = np.exp(0.585 * rng.normal(size=draws))
    w.cost_effect[:, 0] = np.exp(0.15 * rng.normal(size=draws))
    w.lam[:] = rng.uniform(7.0, 11.0, draws)
    w.patron_effect[:, 2:4] = rng.normal(size=(draws, 2))
    w.attention[:, 2:4] = rng.uniform(0.35, 0.9, (draws, 2))
    w.commitment[:, 2:4] = rng.uniform(0.01, 0.1, (draws, 2))
    w.interest[:, 2:4, MARCH] = rng.uniform(0.05, 0.25, (draws, 2))
    w.worth[:, :2, MARCH] = rng.uniform(0.8, 1.2, (draws, 2))
    w.pledge[:, 0, PATRON_B, MARCH] = rng.uniform(0.0, 0.6, draws)
    w.memory[:, 0] = rng.exponential(0.2, draws)
    w.truce[:, 0] = rng.integers(0, 3, draws)
    w.truce_age[:, 0] = rng.integers(0, 48, draws) * (w.truce[:, 0] > 0)
    w.firmness[:, 0] = 0.5
    return w


def parameters(of: Any) -> Floats:
    """What the peers are given of detente's records: (worlds, FIELDS)."""
    given = {name: of[name] for name in FIELDS if name not in _RENAMED and name not in _ELSEWHERE}
    given |= {name: of[field][(slice(None), *where)] for name, (field, *where) in _ELSEWHERE.items()}
    given["rate"] = of.mu * of.incident_effect[:, 0]
    for i, patron in enumerate((PATRON_A, PATRON_B)):
        given[f"sent_{i}"] = of.strength[:, patron] * of.commitment[:, patron] * of.attention[:, patron]
    return np.ascontiguousarray(np.stack([given[name].astype(np.float64) for name in FIELDS], axis=1))
