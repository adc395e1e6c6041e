"""The generic rivalry at levels that no calibration moves, and rivalries as different as those of its class."""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.verification import rivalry
from detente.verification.rivalry import change
from detente.worlds.kernel.history import Record, live

LEVELS = {
    "mu": 0.0166, "s_mu": 0.585, "alpha": 0.28, "rho": 0.72, "pf": 0.296, "tail": 1.7, "b_gb": 0.12, "lam": 11.1,
    "cost_limited": 0.819, "cost_offensive": 0.978, "s_cost": 0.15, "cost_coerce": 1.67, "gain_coerce": 0.066,
    "cost_blockade": 0.4, "gain_blockade": 0.2, "gain_limited": 0.70, "cost_target": 0.345, "home_risk": 0.6,
    "mobilise": 0.5, "b_grievance": 0.0144, "b_recent": 0.178, "b_outside": 0.1, "b_waiting": 0.3, "b_path": 0.3,
    "winter": 1.1, "m": 1.0, "terrain": 3.27, "j_limited": -2.95, "j_war": -0.59, "j_pact": 0.39, "s_patron": 0.7,
    "b_effect": 1.0, "b_danger": 0.1, "b_consent": 0.1, "arm_level": -1.5, "broker_level": -0.5,
    "diplomacy_level": 0.5, "deaths_limited": 3.887, "sd_limited": 0.63, "deaths_war": 6.6, "sd_war": 0.667,
    "end_war": 0.103, "growth": 0.057, "tempo": 0.5, "loss": 0.05, "b_truce": 0.339, "h_truce": 0.0, "tau_truce": 1.87,
    "b_keepers": 0.1, "extend": 0.5, "delta": 0.08, "kappa": 0.35, "recovery": 0.02, "shock": 0.005,
    "help_gain": 0.2, "absent_loss": 0.3, "half_life": 22.0, "agreement": 0.03, "lift": 0.1, "restraint_ref": 0.28,
    # off, until a test asks for it
    "b_patrols": 0.0,
    "catch_up": 0.0, "gift": 0.0, "sd_price": 0.0, "scarcity": 0.0, "b_pipeline": 0.0, "b_unmanned": 0.0,
    "b_irregulars": 0.0, "b_terms": 0.0, "calm_down": 0.9, "b_losses": 0.0, "b_defeat": 0.0, "unrest_shock": 0.0,
    "b_diversion": 0.0, "b_concession": 0.0, "fall": 0.0, "flight": 0.0, "settle": 0.0, "b_return": 0.0, "leave": 0.0,
    "humiliation": 0.0, "b_mediators": 0.0, "b_rival_formats": 0.0, "b_clash": 0.0,
}  # fmt: skip


def setup(months: int = 12, **changes: Any) -> Any:
    """Two sides that challenge each other; both patrons can send troops."""
    return rivalry.setup(months, **changes)


def worlds(draws: int = 100, **changes: Any) -> Any:
    """All draws alike; ``changes`` set fields (or, for arrays, their leading part) of every draw."""
    return rivalry.worlds(draws, **(LEVELS | changes))


def varied(draws: int, seed: int = 0, **changes: Any) -> Any:
    """Rivalries as different as those of the reference class: unequal, with and without patrons who care."""
    rng = np.random.default_rng(seed)
    w = worlds(draws)
    ratio = np.exp(rng.normal(size=draws))
    w.strength[:, 1], w.spending[:, 1] = 4 * ratio, ratio
    w.incident_effect[:, 0] = np.exp(w.s_mu * rng.normal(size=draws))
    w.cost_effect[:, :2] = np.exp(w.s_cost[:, None] * rng.normal(size=(draws, 2)))
    w.patron_effect[:, 2:4] = rng.normal(size=(draws, 2))
    w.attention[:, 2:4] = rng.uniform(0.35, 0.9, (draws, 2))
    w.resolve[:, 2:4] = rng.uniform(0.1, 0.5, (draws, 2))
    w.commitment[:, 2:4] = rng.uniform(0.01, 0.1, (draws, 2))
    w.interest[:, 2:4, 2] = rng.uniform(0, 0.15, (draws, 2))
    w.worth[:, :2, 2] = rng.uniform(0.8, 1.2, (draws, 2))
    w.stance[:, 2, 0], w.stance[:, 3, 1] = rng.random((2, draws)) < 0.5
    return change(w, changes)


def run(setup: Any, worlds: Any, lives: int = 1) -> Record:
    """Every draw of ``worlds``, ``lives`` times."""
    return live(setup, worlds, np.arange(worlds.size), lives)
