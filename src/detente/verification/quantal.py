"""Quantal response as others solved it: a tree of three moves, and two players who move at once.

Our games are trees of perfect information in agent form. The tree is solved as the model solves a crisis; the
simultaneous game has no place in the model, so there our choice rule answers both players until they agree.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from detente.verification.check import Check, computed
from detente.worlds.kernel.game import Game, choose_option, logistic, solve_option
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records

TREE = "Gambit (pygambit 16.7.0), logit agent quantal response of intervene_3stage.efg at precision 3"
MP95 = "McKelvey & Palfrey 1995 on Ochs 1995, payoffs in 1982 US cents; Gambit (pygambit 16.7.0)"
# Payoffs to attacker, defender and third party: a status quo of nothing, and the three other ends.
CONCEDE, OUT, JOIN = (0.5, -0.3, 0.0), (0.3, -0.5, -0.1), (-0.6, 0.1, -0.05)
# Ochs: row gains HIGH on (1, 1) and LOW on (2, 2), column gains HIGH elsewhere.
HIGH, LOW = 1.1141, 0.2785
COUNTS = ((67.456, 60.544), (46.848, 81.152))  # choices of row and of column

SKIPPED = (
    ("intervention-strategic", TREE.replace("agent ", "strategic-form "),
     "the model solves the agent form, where each move has its own error; the strategic form is another equilibrium"),
)  # fmt: skip


class Moves(NamedTuple):
    """Probabilities along the tree, each given that the move is reached."""

    attack: float
    resist: float
    join: float


@cache
def intervention(lam: float = 3.0) -> Moves:
    """The tree solved by the kernel's own functions."""
    g = records(Game, 1)[0]
    g.players[0] = 1
    g.concede_c[0], g.concede_t[0] = CONCEDE[:2]
    for leaf, payoffs in enumerate((OUT, JOIN)):
        g.leaf_c[0, leaf], g.leaf_t[0, leaf], g.leaf_p[0, leaf, 0] = payoffs
    plain(solve_option)(g, 0, lam)
    plain(choose_option)(g, 1, 0.0, lam)
    return Moves(float(g.choice[1]), float(g.resist[0]), float(g.join[0, 0, 0]))


def ochs(lam: float) -> tuple[float, float]:
    """P(first choice) of row and of column where each answers the other by our logit; there is one such pair.

    What row does falls in its own share by way of column, so halving finds where the two meet.
    """
    low, high = 0.0, 1.0
    for _ in range(60):
        row = 0.5 * (low + high)
        column = _answer(lam, HIGH * (1.0 - row), HIGH * row)
        low, high = (row, high) if _answer(lam, HIGH * column, LOW * (1.0 - column)) > row else (low, row)
    return row, column


def _answer(lam: float, first: float, second: float) -> float:
    return float(plain(logistic)(lam * (first - second)))


def ochs_loglik(lam: float) -> float:
    """Log-likelihood of the choices observed."""
    return sum(n * math.log(q) for p, (first, second) in zip(ochs(lam), COUNTS, strict=True)
               for n, q in ((first, p), (second, 1.0 - p)))  # fmt: skip


@cache
def ochs_precision() -> float:
    """The precision at which the observed choices are likeliest, by golden sections of 0 to 6."""
    low, high, share = 0.0, 6.0, (math.sqrt(5.0) - 1.0) / 2.0
    while high - low > 1e-9:
        left, right = high - share * (high - low), low + share * (high - low)
        low, high = (left, high) if ochs_loglik(left) < ochs_loglik(right) else (low, right)
    return 0.5 * (low + high)


def _tree(move: str, expected: float) -> Check:
    got = computed(lambda: float(getattr(intervention(), move)))
    return Check(f"intervention-{move}", f"P({move}) in the three-stage intervention tree", TREE, expected, 1e-9, got)


def _ochs(lam: int, player: int, expected: float) -> Check:
    name, got = ("row", "column")[player], computed(lambda: ochs(float(lam))[player])
    return Check(f"ochs-{lam}-{name}", f"P(first choice) of {name} at precision {lam}", MP95, expected, 1e-8, got)


def _estimate(name: str, what: str, expected: float, tolerance: float, got: Callable[[], float]) -> Check:
    return Check(f"ochs-{name}", what, MP95, expected, tolerance, computed(got))


CHECKS = (
    _tree("attack", 0.5715514198), _tree("resist", 0.5908242249), _tree("join", 0.5374298453),
    _ochs(1, 0, 0.5867840364), _ochs(1, 1, 0.4518070317), _ochs(2, 0, 0.6175219458), _ochs(2, 1, 0.3719816648),
    _ochs(3, 0, 0.6168968501), _ochs(3, 1, 0.3140163620),
    _estimate("precision", "precision estimated from the choices", 1.845609754, 1e-5, ochs_precision),
    _estimate("loglik", "its log-likelihood", -174.7645319, 1e-6, lambda: ochs_loglik(ochs_precision())),
)  # fmt: skip
