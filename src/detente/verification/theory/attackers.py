"""Why rivals fight: costs, private information, shifting power."""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.verification.check import Check, computed
from detente.verification.rivalry import OPTION, Decision, alone, decide, setup, worlds
from detente.verification.theory.grid import RATIOS, RUNGS, by_ratio, not_falling, not_rising
from detente.worlds.setup import OFFENSIVE

FEARON = "Fearon 1995, International Organization 49(3)"
POWELL = "Powell 2006, International Organization 60(1)"
SURE = 1e4  # a precision at which nobody errs
NEVER = 1e3  # stakes: an option that costs so much is out of the question
WAR_OR_PEACE: dict[str, Any] = {
    "cost_limited": NEVER, "cost_coerce": NEVER, "cost_blockade": NEVER, "terrain": 1.0, "m": 1.0, "kappa": 1.0,
    "b_waiting": 0.9, "lam": SURE, "home_risk": 0.6, "cost_target": 0.3,
}  # fmt: skip
GROWTH = 4.0  # of the target's strength in a year: it doubles, and the challenger's chance falls from 1/2 to 1/3


def war_without_reason() -> float:
    """Largest chance of a resisted attack where fighting costs more than it wins, nobody errs and no power shifts."""
    dear = {"cost_limited": 1.1, "cost_offensive": 1.1, "lam": SURE}
    return max(alone(strength=(4.0 * ratio, 4.0), **dear).fight for ratio in RATIOS)


def war_or_peace(cost: float, growth: float) -> Decision:
    """Two even sides; a war of ``cost`` stakes or none, while the target's strength grows."""
    return alone(**WAR_OR_PEACE, cost_offensive=cost, spending=(0.0, growth))


def indifferent_cost(growth: float) -> float:
    """Cost at which a war of even sides is as good as to hold, by halving."""
    low, high = 0.0, 2.0
    for _ in range(50):
        cost = 0.5 * (low + high)
        found = war_or_peace(cost, growth)
        low, high = (cost, high) if found.value[OPTION[OFFENSIVE]] > found.hold else (low, cost)
    return cost


def cheaper_not_likelier() -> float:
    """Resisted attacks must fall as both sides' costs of war rise together."""

    def fight(strength: tuple[float, float], cost: float) -> float:
        return alone(strength=strength, cost_limited=cost, cost_offensive=cost, cost_target=0.3 * cost).fight

    return by_ratio(lambda s: not_falling(fight(s, cost) for cost in RUNGS[3:]))


def vaguer_not_likelier() -> float:
    """Wars that don't pay must rise with what is privately known: the spread of utilities goes with 1 / precision."""
    dear = {"cost_limited": 1.2, "cost_offensive": 1.2}
    return by_ratio(lambda s: not_rising(alone(strength=s, lam=10.0 / x, **dear).fight for x in RUNGS))


def faster_not_likelier() -> float:
    """Attacks must rise with how fast the other side grows."""
    return by_ratio(
        lambda s: not_rising(alone(strength=s, spending=(1.0, x), cost_offensive=0.6).attack for x in RUNGS)
    )


def unevenness() -> float:
    """Largest difference between what one side does and what the other does in its place."""
    here = decide(worlds(1, strength=(3, 5, 30, 50), edge=(1.2, 0.9))[0])
    there = worlds(1, strength=(5, 3, 50, 30), edge=(0.9, 1.2), holder=(0, 1, 0))[0]
    return float(np.abs(here.choice - decide(there, setup(challenger=(1, 0), target=(0, 1))).choice).max())


CHECKS = (
    Check(
        "no-reason-no-war", "largest P(war) with full information, no shift and a war that costs more than it wins",
        FEARON, 0.0, 1e-6, computed(war_without_reason),
    ),
    Check(
        "war-costs", "breaks in 25 steps: P(war) falls in the sum of war costs", FEARON, 0.0, 0.0,
        computed(cheaper_not_likelier),
    ),
    Check(
        "private-information", "breaks in 40 steps: P(war) rises in the variance of private information", FEARON, 0.0,
        0.0, computed(vaguer_not_likelier),
    ),
    Check(
        "no-shift-price", "cost at which even sides would fight without a shift: 1/2 of the stake", FEARON, 0.5, 1e-9,
        computed(lambda: indifferent_cost(0.0)),
    ),
    Check(
        "shift-price", "the same before a fall from 1/2 to 1/3, weighed at .9: 1/2 + .9 (1/2 - 1/3)", POWELL, 0.65,
        1e-9, computed(lambda: indifferent_cost(GROWTH)),
    ),
    Check(
        "shift-war", "P(attack) of that declining side at a cost of .6", POWELL, 1.0, 1e-6,
        computed(lambda: war_or_peace(0.6, GROWTH).attack),
    ),
    Check(
        "no-shift-no-war", "the same without the fall", POWELL, 0.0, 1e-6,
        computed(lambda: war_or_peace(0.6, 0.0).attack),
    ),
    Check(
        "shift-speed", "breaks in 40 steps: P(attack) rises in the speed of the other side's growth", POWELL, 0.0, 0.0,
        computed(faster_not_likelier),
    ),
    Check(
        "both-ways", "largest change of a choice when both sides swap places and everything with them",
        "the model's own rule: either side may challenge", 0.0, 1e-15, computed(unevenness),
    ),
)  # fmt: skip
