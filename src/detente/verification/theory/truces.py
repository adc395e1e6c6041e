"""Truces: the hazard of breach falls with age."""

from __future__ import annotations

from detente.verification.check import Check, computed
from detente.verification.rivalry import alone, setup, worlds
from detente.verification.theory.grid import by_ratio, not_falling
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.mechanisms import truce
from detente.worlds.setup import CESSATION, DEFINITIVE, PRELIMINARY
from detente.worlds.state import State, begin

AGEING = "Fortna 2004, Peace Time; Clayton & Sticher 2021 for the kinds"
AGES = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0)  # months


def age_not_felt() -> float:
    """A month's chance of attack must fall with the age of a truce, of whichever kind."""

    def attack(strength: tuple[float, float], kind: int, age: float) -> float:
        tempting = {"cost_limited": 0.7, "cost_offensive": 0.7, "firmness": 0.5}
        return alone(strength=strength, truce=kind, truce_age=age, **tempting).attack

    kinds = (CESSATION, PRELIMINARY, DEFINITIVE)
    return by_ratio(lambda s: sum(not_falling(attack(s, kind, age) for age in AGES) for kind in kinds))


def breach_at_tau() -> float:
    """Share of its final cost that breaking a truce of age tau carries."""
    w = worlds(1, truce=PRELIMINARY, truce_age=2.0, h_truce=0.0, tau_truce=2.0, firmness=1.0, b_truce=1.0)[0]
    s, shape = records(State, 1)[0], setup()
    plain(begin)(s, shape, w)
    return float(plain(truce.breach_cost)(s, shape, w, 0))


CHECKS = (
    Check(
        "truce-age", "breaks in 120 steps: a month's P(attack) falls with the age of the truce", AGEING, 0.0, 0.0,
        computed(age_not_felt),
    ),
    Check(
        "truce-tau", "share of a truce's cost of breach that has grown at age tau, where none is there at first",
        "the mechanism's own form", 0.5, 1e-12, computed(breach_at_tau),
    ),
)  # fmt: skip
