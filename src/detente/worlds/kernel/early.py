"""Choices made without thinking everything through: the same choices, for a fraction of the work.

Most months end in "hold". Three steps find that out, each dearer than the one before:

1. ``held_for_sure``: upper bounds on the odds of acting from an earlier month, carried to this one by what moved.
2. ``bound``: the same option by option; where too much moved anew, each in its best case for the challenger. No tree is
   solved.
3. ``choose``: trees solved one by one, the most tempting first, until the month's uniform decides.

A bound that can't decide hands on to the next, so the choice is always the one that solving all options would give
(docs/decisions/005-early-accept-by-refinement.md).
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.numerics.portable import exp_
from detente.worlds.kernel.game import Game, choose_option, logistic, pick
from detente.worlds.layout import DYADS
from detente.worlds.mechanisms.balance import TINY, contest, expected_strength, mustered, usable
from detente.worlds.mechanisms.guarantees import join_terms
from detente.worlds.mechanisms.truce import keepers_bite
from detente.worlds.setup import COERCE, Setup
from detente.worlds.stakes import (
    QUIETEST,
    Circumstances,
    attack_terms,
    burden,
    concede_loss,
    gain_share,
    is_friend,
    recent_push,
    talks_path,
    weigh,
)
from detente.worlds.state import State
from detente.worlds.world import World

NOTHING = -25.0  # log-odds below which an option adds less than 2e-11
UNCERTAIN = -2
LEAST = 1.4e-11  # stands in for the odds of such an option; the slack covers 36 of them
FAINT = -7.0  # log-odds below which no bound is worked out in full
SMALL = -6.0  # log-odds above which a bound is worth tightening
SLACK = 1e-9  # a choice made early stays this far, as a probability, from where it would change
STRIDE = 1.05  # how far strengths and attention may move before an earlier bound is worked out anew


@kernel
def held_for_sure(s: State, setup: Setup, w: World, around: Circumstances, d: int, g: Game, u: float) -> bool:
    """Whether ``u`` holds this month whatever the options are worth, by the bounds kept from an earlier month.

    Bounds that too much has moved for are dropped.
    """
    if not still_bounded(s, setup, w, around, d, g):
        g.calm_kept[d] = 0
        return False
    lift = w.lam * risen(s, setup, w, around, d, g)
    if lift < 0.5 and short_of_acting(u, g.calm_acting[d], 1.0 - max(0.0, lift)):  # e^x <= 1 / (1 - x)
        return True
    return short_of_acting(u, g.calm_acting[d] * exp_(lift), 1.0)


@kernel
def short_of_acting(u: float, acting: float, holding: float) -> bool:
    """Whether ``u`` falls to holding, where it has these odds and acting at most those."""
    return u * (holding + acting) < holding - SLACK * (holding + acting)


@kernel
def bound(s: State, setup: Setup, w: World, around: Circumstances, d: int, g: Game, options: int, hold: float) -> None:
    """Fill ``g.odds`` with bounds on every option: those of an earlier month carried to this one, or new ones."""
    if g.calm_kept[d] == 0:
        bound_all(s, setup, w, in_the_mildest_season(w, around, d), d, g, options, hold, STRIDE)
        keep_bound(s, setup, w, around, d, g, options, hold)
        return
    grown = exp_(w.lam * risen(s, setup, w, around, d, g))
    for n in range(options):
        g.odds[n] = g.calm_odds[d, n] * grown
        g.solved[n] = 0


@kernel
def in_the_mildest_season(w: World, around: Circumstances, d: int) -> Circumstances:
    """The same where attacks cost least, so that a bound holds all the year."""
    return Circumstances(
        w.cost_effect[d] * min(1.0, w.winter),
        around.outside,
        around.breach,
        around.grievance,
        around.recent,
        around.diversion,
        around.friends,
    )


@kernel
def risen(s: State, setup: Setup, w: World, around: Circumstances, d: int, g: Game) -> float:
    """Stakes by which acting, against holding, can have gained at most since the bound was kept."""
    push = urge(around) - talks_path(s, setup, w, d) - waiting_at_least(s, setup, w, d, g)
    tighter = restraint(w, around) - g.calm_outside[d]  # felt as far as the quietest action feels it, at least
    rise = push - g.calm_push[d] - (QUIETEST * tighter if tighter > 0.0 else tighter)
    return rise + max(0.0, g.calm_bite[d] - keepers_bite(s, setup, w, setup.rivalry[d], setup.challenger[d]))


@kernel
def waiting_at_least(s: State, setup: Setup, w: World, d: int, g: Game) -> float:
    """What waiting brings at least, stakes: less by no more than its two chances moved.

    The slope of a chance in the logarithm of a strength is at most m / 4.
    """
    if w.b_waiting == 0.0 or setup.on_balance == 0:
        return g.calm_waiting[d]
    c, other = setup.challenger[d], setup.target[d]
    mine, theirs = expected_strength(s, setup, w, c), expected_strength(s, setup, w, other)
    moved = moved_by(present(s, c), present(s, other), g.calm_strength[d], g.calm_resistance[d])
    moved += moved_by(mine, theirs, g.calm_later_strength[d], g.calm_later_resistance[d])
    return g.calm_waiting[d] - 0.25 * w.m * abs(w.b_waiting) * moved


@kernel
def recent_at_most(s: State, setup: Setup, w: World, d: int, g: Game) -> float:
    """What recent incidents add at most, stakes: what they last did, unless more are recalled than were then."""
    if w.b_recent < 0.0 or s.recalled[setup.rivalry[d]] > g.calm_recalled[d]:
        return recent_now(s, setup, w, d, g)
    return g.calm_recent[d]


@kernel
def recent_now(s: State, setup: Setup, w: World, d: int, g: Game) -> float:
    """What recent incidents add, stakes; kept as a bound for later months."""
    g.calm_recalled[d], g.calm_recent[d] = s.recalled[setup.rivalry[d]], recent_push(s, setup, w, d)
    return g.calm_recent[d]


@kernel
def exactly(s: State, setup: Setup, w: World, around: Circumstances, d: int, g: Game) -> Circumstances:
    """The same with what recent incidents add, where it had been bounded."""
    return Circumstances(
        around.cost,
        around.outside,
        around.breach,
        around.grievance,
        recent_now(s, setup, w, d, g),
        around.diversion,
        around.friends,
    )


@kernel
def restraint(w: World, around: Circumstances) -> float:
    """What the loudest action meets from outside and by breaking a truce, stakes."""
    return w.b_outside * around.outside + around.breach


@kernel
def urge(around: Circumstances) -> float:
    """What speaks for acting whatever the option, stakes."""
    return around.grievance + around.recent + around.diversion


@kernel
def present(s: State, a: int) -> float:
    """Strength with its technology, billion dollars."""
    return s.strength[a] * s.edge[a]


@kernel
def moved_by(mine: float, theirs: float, mine_before: float, theirs_before: float) -> float:
    """At least as much as the logarithm of the ratio of two strengths moved either way."""
    one = max(mine, TINY) * max(theirs_before, TINY)
    other = max(theirs, TINY) * max(mine_before, TINY)
    return max(one, other) / min(one, other) - 1.0


@kernel
def ground(s: State, setup: Setup) -> int:
    """Who holds what and which routes are cut, as one number: five bits a place, at most 60."""
    code = 0
    for k in range(setup.places):
        code = code << 5 | s.holder[k] << 1 | s.closed[k]
    return code


@kernel
def still_bounded(s: State, setup: Setup, w: World, around: Circumstances, d: int, g: Game) -> bool:
    """Whether the kept bound still holds: nothing changed hands and no strength moved beyond the stride."""
    c, other = setup.challenger[d], setup.target[d]
    if g.calm_kept[d] == 0:
        return False
    if mustered(s, c) > STRIDE * g.calm_mine[d] or mustered(s, other) * STRIDE < g.calm_theirs[d]:
        return False
    if around.friends > STRIDE * g.calm_friends[d]:
        return False
    if ground(s, setup) != g.calm_ground[d]:
        return False
    for k in range(setup.places if setup.on_displacement == 1 else 0):
        if (s.unsettled[c, k] - g.calm_unsettled[d, k]) * w.b_return > 0.0:
            return False
    for a in range(setup.actors):
        if is_friend(setup, w, d, a) and s.attention[a] > STRIDE * g.calm_attention[d, a]:
            return False
    return True


@kernel
def keep_bound(
    s: State, setup: Setup, w: World, around: Circumstances, d: int, g: Game, options: int, hold: float
) -> None:
    """Remember the odds of every option, and what they were bounded from."""
    g.calm_acting[d] = 0.0
    for n in range(options):
        g.calm_odds[d, n] = g.odds[n]
        g.calm_acting[d] += g.odds[n]
    g.calm_kept[d], g.calm_friends[d] = 1, around.friends
    g.calm_push[d] = urge(around) - hold
    g.calm_waiting[d] = hold - talks_path(s, setup, w, d)
    g.calm_outside[d] = restraint(w, around)
    c, other = setup.challenger[d], setup.target[d]
    g.calm_strength[d], g.calm_resistance[d] = present(s, c), present(s, other)
    g.calm_later_strength[d] = expected_strength(s, setup, w, c)
    g.calm_later_resistance[d] = expected_strength(s, setup, w, other)
    g.calm_bite[d] = keepers_bite(s, setup, w, setup.rivalry[d], c)
    g.calm_mine[d], g.calm_theirs[d] = mustered(s, c), mustered(s, other)
    g.calm_ground[d] = ground(s, setup)
    for k in range(setup.places):
        g.calm_unsettled[d, k] = s.unsettled[c, k]
    for a in range(setup.actors):
        g.calm_attention[d, a] = s.attention[a]


@kernel
def forget_bounds(g: Game) -> None:
    """Another world: nothing that was bounded in the last one holds."""
    for d in range(DYADS):
        g.calm_kept[d] = 0
        g.calm_recalled[d] = -1.0


@kernel
def choose(
    s: State, setup: Setup, w: World, around: Circumstances, d: int, g: Game, options: int, hold: float, u: float
) -> int:
    """The option in whose stretch of the inverse CDF ``u`` falls, -1 for hold (which comes first).

    ``g.odds`` holds upper bounds. If they make the choice certain, no tree is solved. Otherwise options are solved
    one by one, the most tempting first, and each bound is replaced by the true value, until it is. The choice is the
    one that solving all of them would give.
    """
    for _ in range(options):
        chosen = certain_choice(g, options, u)
        if chosen != UNCERTAIN:
            return chosen
        n = most_tempting(g, options)
        weigh(s, setup, w, around, d, g, n, options)
        g.odds[n] = exp_(w.lam * (g.value[n] - hold)) * 3.0 / options
        g.solved[n] = 1
    choose_option(g, options, hold, w.lam)
    return pick(g.choice, options + 1, u) - 1


@kernel
def certain_choice(g: Game, options: int, u: float) -> int:
    """What ``u`` chooses whatever the unsolved options are worth, from nothing to their bounds; else UNCERTAIN.

    With odds against hold (1) that are solved (S in all, A before option n) or bounded (B before it, C after it),
    n is chosen for sure if u falls beyond A + B even where nothing follows, and short of A + its own odds even
    where everything unsolved follows.
    """
    solved, unsolved = 1.0, 0.0
    for n in range(options):
        if g.solved[n] == 1:
            solved += g.odds[n]
        else:
            unsolved += g.odds[n]
    slack = SLACK * (solved + unsolved)
    if u * (solved + unsolved) < 1.0 - slack:
        return -1
    before, bounded = 1.0, 0.0
    for n in range(options):
        if g.solved[n] == 0:
            bounded += g.odds[n]
            continue
        beyond = u * solved - before > (1.0 - u) * bounded + slack
        if beyond and u * (solved + unsolved - bounded) < before + g.odds[n] - slack:
            return n
        before += g.odds[n]
    return UNCERTAIN


@kernel
def bound_all(
    s: State, setup: Setup, w: World, around: Circumstances, d: int, g: Game, options: int, hold: float, stride: float
) -> None:
    """Upper bounds of every option's odds against hold, into ``g.odds``: its best case for the challenger.

    Its friends join as often as they ever might, none of the target's do, and the target concedes as readily as it
    would against that.
    They hold for all strengths and friends' attention within a factor ``stride`` of the present ones.
    """
    alone, helped, place = 0.0, 0.0, -1
    for n in range(options):
        action = g.option_action[n]
        if g.option_place[n] != place:
            place = g.option_place[n]
            mine, theirs = usable(s, w, setup.challenger[d], place), usable(s, w, setup.target[d], place) / stride
            alone = contest(mine * stride, theirs, w.terrain, w.m)
            helped = alone
            if around.friends > 0.0:
                helped = contest((mine + around.friends) * stride, theirs, w.terrain, w.m)
        lift = w.lam * (upper_bound(s, setup, w, around, d, place, action, helped, hold) - hold)
        if lift > SMALL and around.friends > 0.0 and action != COERCE:
            chance = alone + any_friend(s, setup, w, d, place, action, helped, stride) * max(0.0, helped - alone)
            lift = w.lam * (upper_bound(s, setup, w, around, d, place, action, chance, hold) - hold)
        g.odds[n] = (exp_(lift) if lift > NOTHING else LEAST) * 3.0 / options
        g.solved[n] = 0


@kernel
def any_friend(s: State, setup: Setup, w: World, d: int, k: int, action: int, helped: float, stride: float) -> float:
    """A probability that the chance of any friend of the challenger joining can't exceed.

    Whatever the others do, a friend gains at most ``effect * interest * helped`` by joining, and pays at least its
    own terms; more attention makes a cost smaller, and leaves a gain as it is. A pact that would keep it out may be
    left. Where rivals who join are no danger but draw a friend in, nothing bounds it.
    """
    if w.b_danger < 0.0:
        return 1.0
    none = 1.0
    for a in range(setup.actors):
        if is_friend(setup, w, d, a):
            t = join_terms(s, setup, w, d, k, action, a)
            most = w.b_effect * w.interest[a, k] * helped + max(t.cost, t.cost / stride) + t.patron
            most += max(0.0, t.honour) + max(0.0, t.consent)
            none *= 1.0 - logistic(w.lam * most)
    return 1.0 - none


@kernel
def most_tempting(g: Game, options: int) -> int:
    """The unsolved option with the largest bound."""
    best = -1
    for n in range(options):
        if g.solved[n] == 0 and (best < 0 or g.odds[n] > g.odds[best]):
            best = n
    return best


@kernel
def upper_bound(
    s: State, setup: Setup, w: World, around: Circumstances, d: int, k: int, action: int,
    chance: float, hold: float,
) -> float:  # fmt: skip
    """A value that the option can't exceed, where the challenger's expected chance can't exceed ``chance``.

    Conceding costs the target's leader the least that any unrest would make of it. Where even its better branch is
    worth little against ``hold``, that will do.
    """
    c, other = setup.challenger[d], setup.target[d]
    gain = gain_share(s, setup, w, action, k, c)
    terms = attack_terms(s, setup, w, around, d, k, action)
    rest = burden(terms)
    conceded = gain * w.worth[c, k] + rest - terms.cost * (1.0 - w.mobilise)
    defied = gain * w.worth[c, k] * (1.0 if action == COERCE else chance) + rest
    if w.lam * (max(conceded, defied) - hold) < FAINT:
        return max(conceded, defied)
    price = least_price(setup, w)
    if action == COERCE:  # nobody joins a blockade, so this is its value
        return conceded + logistic(w.lam * gain * price) * (defied - conceded) + 1e-12
    if defied >= conceded:
        return defied
    resisted = -gain * (chance * w.worth[other, k] + w.cost_target)
    least = logistic(w.lam * (resisted - concede_loss(w, other, k, gain, price)))
    return conceded + least * (defied - conceded)


@kernel
def least_price(setup: Setup, w: World) -> float:
    """A price of conceding that no unrest, nor the lack of it, can bring the present one below."""
    raised = 1.0 + w.b_concession if setup.on_home_front == 1 else 1.0
    return min(w.home_risk, w.home_risk * raised)
