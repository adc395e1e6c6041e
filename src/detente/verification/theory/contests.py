"""Contest success: Tullock's form, and the axioms of Skaperdas (1996)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from detente.verification.check import Check, computed
from detente.verification.theory.grid import RUNGS, not_falling, not_rising
from detente.worlds.kernel.twin import plain
from detente.worlds.mechanisms import balance

SKAPERDAS = "Skaperdas 1996, Economic Theory 7, axioms of contest success functions"
DECISIVENESS = (0.5, 1.0, 2.0)

Contest = Callable[[float, float, float, float], float]
contest: Contest = plain(balance.contest)


def asymmetry(chance: Contest = contest) -> float:
    """Largest distance from 1 of both sides' chances together, where neither has terrain."""
    grid = product(RUNGS, RUNGS, DECISIVENESS)
    return max(abs(chance(a, b, 1.0, m) + chance(b, a, 1.0, m) - 1.0) for a, b, m in grid)


def not_monotone(chance: Contest = contest) -> float:
    """The chance must rise in one's own strength, and fall in the other's and in its terrain."""
    count = 0
    for x, m in product(RUNGS, DECISIVENESS):
        count += not_rising(chance(rung, x, 2.0, m) for rung in RUNGS)
        count += not_falling(chance(x, rung, 2.0, m) for rung in RUNGS)
        count += not_falling(chance(x, 1.0, 1.0 + rung, m) for rung in RUNGS)
    return float(count)


CHECKS = (
    Check(
        "contest-symmetric", "names don't matter: largest error of p(a, b) + p(b, a) = 1", SKAPERDAS, 0.0, 1e-12,
        computed(asymmetry),
    ),
    Check(
        "contest-monotone", "breaks in 648 steps: rises in own strength, falls in the other's and its terrain",
        SKAPERDAS, 0.0, 0.0, computed(not_monotone),
    ),
    Check(
        "contest-tullock", "chance of 4 against 2 on terrain 1.5 at decisiveness 2: 16 / (16 + 9)",
        "Tullock 1980; Hirshleifer 1989, Public Choice 63", 0.64, 1e-12, computed(lambda: contest(4.0, 2.0, 1.5, 2.0)),
    ),
)  # fmt: skip
