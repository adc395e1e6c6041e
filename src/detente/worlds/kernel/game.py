"""The crisis game, solved backwards in closed form: agent quantal response on an exact tree.

A challenger chooses to hold or one of ``n`` options; the target concedes or resists; if it resists, up to K
outside powers join or stay out, one after the other. Every node is a logit in the chooser's own expected
utilities (McKelvey & Palfrey 1998, agent form; Signorino 1999), so the solution is unique and every number in
it can be named. On a tree of perfect information this is the agent quantal response equilibrium itself.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.numerics.portable import exp_
from detente.worlds.layout import (
    ChoiceFloats,
    DyadActorFloats,
    DyadFloats,
    DyadInts,
    DyadOptionFloats,
    DyadPlaceFloats,
    Floats,
    LeafFloats,
    LeafPlayerFloats,
    OptionFloats,
    OptionInts,
    OptionLeafFloats,
    OptionLeafPlayerFloats,
    OptionPlayerLeafFloats,
    PlaceInts,
    PlaceLeafFloats,
    PlayerFloats,
    PlayerInts,
)


class Game:
    """Payoffs in, probabilities out. ``leaf`` is a bit mask: bit i set means player i joined."""

    concede_c: OptionFloats  # challenger's utility of option n if the target concedes
    concede_t: OptionFloats  # target's
    leaf_c: OptionLeafFloats  # challenger's utility if the target resists and `leaf` joins
    leaf_t: OptionLeafFloats  # target's
    leaf_p: OptionLeafPlayerFloats  # each outside power's
    players: OptionInts  # outside powers of option n
    correction: OptionFloats  # added to the option's log-odds (choice-set correction)
    join: OptionPlayerLeafFloats  # out: probability that player i joins after history `leaf`
    resist: OptionFloats  # out
    value: OptionFloats  # out: challenger's expected utility
    choice: ChoiceFloats  # out: hold first
    odds: OptionFloats  # an option's odds against hold: a bound until it is solved
    solved: OptionInts  # 1 once it is
    option_place: OptionInts  # what the option is: a place,
    option_action: OptionInts  # and an action
    lined_up: int  # the place for which the five below are filled, or -1
    count: int  # outside powers that may move
    defending: int  # mask of those with the target
    order: PlayerInts  # outside powers in the order in which they move
    side: PlayerInts  # 1 with the challenger, -1 with the target
    sent: PlayerFloats  # strength each would send, billion dollars
    chance: PlaceLeafFloats  # attacker's chance at a place on each leaf
    known: PlaceInts  # 1 where this month's chances at a place are in `chance`
    # a bound on the odds of acting at all, kept for later months; and what it rests on
    calm_odds: DyadOptionFloats  # of each option
    calm_acting: DyadFloats  # of all together
    calm_push: DyadFloats  # grievance and recent incidents, less hold
    calm_recalled: DyadFloats  # incidents remembered when recent ones were last weighed, below 0 for never
    calm_recent: DyadFloats  # and what they added, stakes
    calm_waiting: DyadFloats  # the part of hold that waiting brings
    calm_strength: DyadFloats  # the challenger's and the target's, billion dollars; and a year on
    calm_resistance: DyadFloats
    calm_later_strength: DyadFloats
    calm_later_resistance: DyadFloats
    calm_outside: DyadFloats  # outside restraint and breach
    calm_bite: DyadFloats  # keepers
    calm_mine: DyadFloats  # strengths, billion dollars
    calm_theirs: DyadFloats
    calm_friends: DyadFloats
    calm_attention: DyadActorFloats
    calm_ground: DyadInts  # who holds what, and what is cut off
    calm_unsettled: DyadPlaceFloats  # displaced of the challenger, by place
    calm_kept: DyadInts  # 1 where a bound is kept
    work_c: LeafFloats  # scratch
    work_t: LeafFloats
    work_p: LeafPlayerFloats


@kernel
def logistic(x: float) -> float:
    """1 / (1 + exp(-x)), without overflow on either side."""
    e = exp_(-abs(x))
    return (1.0 if x >= 0.0 else e) / (1.0 + e)


@kernel
def solve_option(g: Game, n: int, lam: float) -> None:
    """Fold the tree of option ``n``: joiners from last to first, then the target."""
    count = g.players[n]
    leaves = 1 << count
    for leaf in range(leaves):
        g.work_c[leaf] = g.leaf_c[n, leaf]
        g.work_t[leaf] = g.leaf_t[n, leaf]
        for j in range(count):
            g.work_p[leaf, j] = g.leaf_p[n, leaf, j]
    for step in range(count):
        i = count - 1 - step
        bit = 1 << i
        for h in range(bit):
            q = logistic(lam * (g.work_p[h | bit, i] - g.work_p[h, i]))
            g.join[n, i, h] = q
            g.work_c[h] += q * (g.work_c[h | bit] - g.work_c[h])
            g.work_t[h] += q * (g.work_t[h | bit] - g.work_t[h])
            for j in range(i):  # those who have moved before; the later ones have nothing left to decide
                g.work_p[h, j] += q * (g.work_p[h | bit, j] - g.work_p[h, j])
    g.resist[n] = logistic(lam * (g.work_t[0] - g.concede_t[n]))
    g.value[n] = g.concede_c[n] + g.resist[n] * (g.work_c[0] - g.concede_c[n])


@kernel
def choose_option(g: Game, options: int, hold: float, lam: float) -> None:
    """The challenger's logit over hold and the solved options."""
    top = hold * lam
    for n in range(options):
        top = max(top, lam * g.value[n] + g.correction[n])
    g.choice[0] = exp_(lam * hold - top)
    total = g.choice[0]
    for n in range(options):
        g.choice[n + 1] = exp_(lam * g.value[n] + g.correction[n] - top)
        total += g.choice[n + 1]
    for n in range(options + 1):
        g.choice[n] /= total


@kernel
def pick(probabilities: Floats, n: int, u: float) -> int:
    """Inverse CDF over the first ``n`` entries: the option in whose stretch ``u`` falls."""
    reached = 0.0
    for i in range(n - 1):
        reached += probabilities[i]
        if u < reached:
            return i
    return n - 1
