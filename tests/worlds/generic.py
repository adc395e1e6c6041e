"""A generic rivalry: two sides, one contested place, a patron on each side. Nothing in it belongs to a case."""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.numerics.ids import stable_id
from detente.worlds.kernel.history import Record, live
from detente.worlds.layout import records
from detente.worlds.setup import MECHANISMS, Setup
from detente.worlds.world import World

ACTORS = ("alpha", "beta", "patron_a", "patron_b")
PLACES = ("alpha_land", "beta_land", "march")
LEVELS = {
    "mu": 0.0166, "s_mu": 0.585, "alpha": 0.28, "rho": 0.72, "pf": 0.296, "tail": 1.7, "b_gb": 0.12, "lam": 11.1,
    "cost_limited": 0.819, "cost_offensive": 0.978, "s_cost": 0.15, "cost_coerce": 1.67, "gain_coerce": 0.066,
    "cost_blockade": 0.4, "gain_blockade": 0.2, "gain_limited": 0.70, "cost_target": 0.345, "home_risk": 0.6,
    "mobilise": 0.5, "b_grievance": 0.0144, "b_recent": 0.178, "b_outside": 0.1, "b_waiting": 0.3, "b_path": 0.3,
    "winter": 1.1, "m": 1.0, "terrain": 3.27, "j_limited": -2.95, "j_war": -0.59, "j_pact": 0.39, "s_patron": 0.7,
    "b_effect": 1.0, "b_danger": 0.1, "b_consent": 0.1, "arm_level": -1.5, "broker_level": -0.5,
    "diplomacy_level": 0.5, "deaths_limited": 3.887, "sd_limited": 0.63, "deaths_war": 6.6, "sd_war": 0.667,
    "end_war": 0.103, "growth": 0.057, "tempo": 0.5, "loss": 0.05, "b_truce": 0.339, "tau_truce": 1.87,
    "b_keepers": 0.1, "extend": 0.5, "delta": 0.08, "kappa": 0.35, "recovery": 0.02, "shock": 0.005,
    "help_gain": 0.2, "absent_loss": 0.3, "half_life": 22.0, "agreement": 0.03, "lift": 0.1, "restraint_ref": 0.28,
}  # fmt: skip


def setup(months: int = 12, seed: int = 1, **changes: Any) -> Any:
    """Two sides that share the march; alpha and beta challenge each other."""
    s = records(Setup, 1)[0]
    s.months, s.seed, s.actors, s.places, s.rivalries, s.dyads = months, seed, 4, 3, 1, 2
    s.actor_id[:4] = [stable_id(a) for a in ACTORS]
    s.place_id[:3] = [stable_id(k) for k in PLACES]
    s.rivalry_id[0] = stable_id("alpha-beta")
    s.dyad_id[:2] = stable_id("alpha>beta"), stable_id("beta>alpha")
    s.challenger[:2], s.target[:2], s.mirror[:2] = (0, 1), (1, 0), (1, 0)
    s.outsider[2:4] = s.troops[2:4] = 1
    s.consenter[:] = s.keeper[:] = s.route_through[:] = -1
    s.objective[2] = 1
    s.adjacent[:3, :3] = [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
    s.forced_dyad = s.forced_place = -1
    for name in MECHANISMS:
        s[f"on_{name}"] = 1
    return change(s, changes)


def worlds(draws: int = 100, **changes: Any) -> Any:
    """All draws alike; ``changes`` set fields (or, for arrays, their leading part) of every draw."""
    w = records(World, draws)
    for name, value in LEVELS.items():
        w[name] = value
    w.strength[:, :4], w.spending[:, :4], w.edge[:] = (4, 4, 40, 40), (1, 1, 10, 10), 1.0
    w.attention[:], w.resolve[:], w.commitment[:], w.consent[:], w.reach[:] = 0.7, 0.4, 0.1, 1.0, 1.0
    w.stance[:, 2, 0] = w.stance[:, 3, 1] = 1.0
    w.worth[:, :2, 2] = 1.0
    w.interest[:, 2:4, 2] = 0.2
    w.holder[:, :3] = 0, 1, 1
    w.outlook[:], w.incident_effect[:], w.cost_effect[:] = 0.5, 1.0, 1.0
    return change(w, changes)


def change(record: Any, changes: dict[str, Any]) -> Any:
    """Set fields in place; a plain number fills the field, an array the leading part of its last axes."""
    for name, value in changes.items():
        if np.ndim(value) == 0:
            record[name] = value
        else:
            record[name][(..., *(slice(n) for n in np.shape(value)))] = value
    return record


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
