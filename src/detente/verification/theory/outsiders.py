"""Who joins a war: what it costs, what is at stake, what it changes."""

from __future__ import annotations

import math
from typing import Any

from detente.verification.check import Check, computed
from detente.verification.rivalry import OPTION, defended
from detente.verification.theory.grid import RUNGS, not_falling, not_rising
from detente.worlds.mechanisms.guarantees import ATTENTION_REF, EFFECT_REF, INTEREST_REF
from detente.worlds.setup import LIMITED, OFFENSIVE

JOINING = "Altfeld & Bueno de Mesquita 1979, International Studies Quarterly 23(1)"
WERNER = "Werner 2000, American Journal of Political Science 44(4)"
LEVEL = -0.59  # log-odds of joining a war


def joining(action: int = OFFENSIVE, **world: Any) -> float:
    """Chance that the target's patron joins against an action."""
    return float(defended(**world).join[OPTION[action]])


def reference_logit() -> float:
    """Log-odds of joining a war for a patron at the reference class's mean covariates."""
    mine = 4.0
    sent = mine * 2.0 * EFFECT_REF / (0.5 - EFFECT_REF)  # turns an even fight into 1/2 - EFFECT_REF
    even: dict[str, Any] = {
        "terrain": 1.0,
        "m": 1.0,
        "strength": (mine, mine, 40, 40),
        "attention": ATTENTION_REF,
        "j_war": LEVEL,
    }
    q = joining(**even, stake=INTEREST_REF, commitment=sent / 40 / ATTENTION_REF)
    return math.log(q / (1.0 - q))


def cost_not_felt() -> float:
    """Joining must fall in its cost."""
    return float(not_falling(joining(j_war=-x) for x in RUNGS))


def stake_not_felt() -> float:
    """Joining must rise in the gap between the joiner's stakes in the two outcomes."""
    return float(not_rising(joining(stake=x) for x in RUNGS))


def effect_not_felt() -> float:
    """Joining must rise in how much the joiner's troops change the outcome."""
    return float(not_rising(joining(commitment=x / 3.0) for x in RUNGS))


def moderation_not_felt() -> float:
    """A limited attack must draw fewer joiners than an offensive, whatever the stake."""
    return float(sum(joining(LIMITED, stake=x) >= joining(stake=x) for x in RUNGS))


CHECKS = (
    Check("joining-cost", "breaks in 8 steps: P(join) falls in its cost", JOINING, 0.0, 0.0, computed(cost_not_felt)),
    Check(
        "joining-stake", "breaks in 8 steps: P(join) rises in the stake gap", JOINING, 0.0, 0.0,
        computed(stake_not_felt),
    ),
    Check(
        "joining-effect", "breaks in 8 steps: P(join) rises in what the joiner's troops change", JOINING, 0.0, 0.0,
        computed(effect_not_felt),
    ),
    Check(
        "joining-level", "log-odds of joining at the reference class's mean covariates: those of the class",
        "the mechanism's own rule, docs/decisions/002", LEVEL, 1e-9, computed(reference_logit),
    ),
    Check(
        "moderate-aims", "stakes of 9 at which limited aims draw as many joiners as a war", WERNER, 0.0, 0.0,
        computed(moderation_not_felt),
    ),
)  # fmt: skip
