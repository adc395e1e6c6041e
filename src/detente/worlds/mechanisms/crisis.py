"""The crisis: whether a side holds, coerces, or attacks, and whether the other concedes.

Each month and in each direction of a rivalry the challenger weighs hold against coercion, a limited attack and an
offensive on every place in reach. An attack is worth

    chance * gain * worth - cost - outside restraint - breach of the truce - keepers + grievance + recent incidents

averaged over what the target and the outside powers will do, solved backwards (``kernel/game.py``). Hold is worth
what talks may bring and what waiting brings: a side whose window closes is pushed to act (Powell 2006). With
precision without end, full information and no shift of power nobody fights (Fearon 1995).

The levels belong to the reference class, where a rivalry has one objective; with several in reach each option's
log-odds are lowered by log(number), so that more objectives redistribute the risk and don't multiply it.
"""

from __future__ import annotations

from typing import NamedTuple

from detente.numerics.compiled import kernel
from detente.numerics.portable import exp_, log_
from detente.worlds.kernel.game import Game, choose_option, logistic, pick, solve_option
from detente.worlds.mechanisms.balance import TINY, contest, expected_strength, usable
from detente.worlds.mechanisms.guarantees import (
    JOINER_COST,
    committed,
    defenders,
    fill_leaves,
    join_terms,
    respond,
)
from detente.worlds.mechanisms.influence import outside_restraint
from detente.worlds.mechanisms.truce import breach_cost, keeper_cost
from detente.worlds.purposes import CHALLENGE, FIRST_MOVER, RESIST
from detente.worlds.setup import COERCE, LIMITED, OFFENSIVE, PEACE, Moment, Setup, draw
from detente.worlds.state import State
from detente.worlds.world import World

NOTHING = -25.0  # log-odds below which an option adds less than 2e-11
UNCERTAIN = -2
LOOSE = 0.04  # change of a ratio of strengths after which a bound on the chance is worked out anew
SMALL = -6.0  # log-odds above which a bound is worth tightening
SLACK = 1e-9  # a choice made early stays this far, as a probability, from where it would change


class HoldTerms(NamedTuple):
    """Stakes that holding is worth."""

    path: float
    waiting: float


class Circumstances(NamedTuple):
    """What is the same for all options of one side's month."""

    cost: float  # multiplier of the costs of attack, season included
    outside: float  # outside restraint, above the reference class's
    breach: float  # stakes
    grievance: float  # stakes
    recent: float  # stakes
    friends: float  # strength that the challenger's friends would send, billion dollars


class AttackTerms(NamedTuple):
    """Stakes that go with an attack whatever its outcome; losses are negative."""

    cost: float
    outside: float
    breach: float
    keepers: float
    grievance: float
    recent: float


@kernel
def confront(s: State, setup: Setup, w: World, g: Game, t: Moment) -> None:
    """Let each rivalry's two sides decide, in an order that a coin settles; only one attacks in a month."""
    if setup.on_crisis == 0:
        return
    for first in range(setup.dyads):
        second = setup.mirror[first]
        if second < first or s.phase[setup.rivalry[first]] != PEACE:
            continue
        coin = draw(t, setup.rivalry_id[setup.rivalry[first]], FIRST_MOVER)
        one, other = (first, second) if coin < 0.5 else (second, first)
        forced = setup.forced_dyad if t.month == 1 else -1
        if forced == other:
            one, other = other, one
        decide(s, setup, w, one, g, t)
        if s.action[one] < LIMITED and forced != one:
            decide(s, setup, w, other, g, t)


@kernel
def decide(s: State, setup: Setup, w: World, d: int, g: Game, t: Moment) -> None:
    """One side's month: list options, choose, let the target and the outside answer."""
    options = list_options(s, setup, d, g)
    forced = t.month == 1 and setup.forced_dyad == d
    if options == 0 and not forced:
        return
    u = draw(t, setup.dyad_id[d], CHALLENGE)
    around = circumstances(s, setup, w, d, t)
    if forced:
        g.option_place[0], g.option_action[0] = setup.forced_place, setup.forced_action
        weigh(s, setup, w, around, d, g, 0, 1)
        chosen = 0
    else:
        hold = hold_value(hold_terms(s, setup, w, d))
        chosen = choose(s, setup, w, around, d, g, options, hold, u)
    if chosen >= 0:
        carry_out(s, setup, w, d, g, chosen, t)


@kernel
def list_options(s: State, setup: Setup, d: int, g: Game) -> int:
    """Coerce, limited attack and offensive on every place of the target's that can be entered; how many."""
    n = 0
    for k in range(setup.places):
        g.known[k] = 0  # chances are worked out anew for each decision
        if in_reach(s, setup, d, k):
            for action in (COERCE, LIMITED, OFFENSIVE):
                g.option_place[n], g.option_action[n] = k, action
                n += 1
    return n


@kernel
def in_reach(s: State, setup: Setup, d: int, k: int) -> bool:
    """Whether the target holds ``k`` and the challenger a place next to it."""
    if setup.objective[k] == 0 or s.holder[k] != setup.target[d]:
        return False
    for j in range(setup.places):
        if setup.adjacent[k, j] == 1 and s.holder[j] == setup.challenger[d]:
            return True
    return False


@kernel
def hold_terms(s: State, setup: Setup, w: World, d: int) -> HoldTerms:
    """What talks may bring, and what a year of waiting does to the balance (negative: the window closes)."""
    q, c, other = setup.rivalry[d], setup.challenger[d], setup.target[d]
    open_ = setup.on_talks == 1 and s.agreed[q] == 0
    path = w.b_path * w.agreement * s.outlook[q] if open_ else 0.0
    now = contest(s.strength[c] * w.edge[c], s.strength[other] * w.edge[other], w.terrain, w.m)
    later_c = expected_strength(s, setup, w, c) * w.edge[c]
    later_t = expected_strength(s, setup, w, other) * w.edge[other]
    return HoldTerms(path, w.b_waiting * (contest(later_c, later_t, w.terrain, w.m) - now))


@kernel
def hold_value(t: HoldTerms) -> float:
    """Sum of the terms."""
    return t.path + t.waiting


@kernel
def can_cut(s: State, setup: Setup, k: int, challenger: int) -> bool:
    """Whether the place lives by a route that runs where the challenger already is."""
    return setup.route_through[k] >= 0 and s.holder[setup.route_through[k]] == challenger


@kernel
def gain_share(s: State, setup: Setup, w: World, action: int, k: int, challenger: int) -> float:
    """Share of the place's worth that the action would gain."""
    if action == OFFENSIVE:
        return 1.0
    if action == LIMITED:
        return w.gain_limited
    if can_cut(s, setup, k, challenger):
        return 0.0 if s.closed[k] == 1 else w.gain_blockade  # a route that is cut can't be cut again
    return w.gain_coerce


@kernel
def base_cost(s: State, setup: Setup, w: World, action: int, k: int, challenger: int) -> float:
    """Cost of the action in the reference class, stakes."""
    if action == OFFENSIVE:
        return w.cost_offensive
    if action == LIMITED:
        return w.cost_limited
    return w.cost_blockade if can_cut(s, setup, k, challenger) else w.cost_coerce


@kernel
def loudness(action: int) -> float:
    """How much of the outside's restraint and of a truce's breach an action draws."""
    if action == OFFENSIVE:
        return 1.0
    return 0.6 if action == LIMITED else 0.25


@kernel
def circumstances(s: State, setup: Setup, w: World, d: int, t: Moment) -> Circumstances:
    """Work out once what every option of this side's month shares."""
    q, c = setup.rivalry[d], setup.challenger[d]
    season = w.winter if setup.winter[t.month] == 1 else 1.0
    return Circumstances(
        w.cost_effect[d] * season,
        outside_restraint(s, setup, w, c),
        breach_cost(s, setup, w, q),
        w.b_grievance * s.grievance[c],
        w.b_recent * s.memory[q],
        friends_strength(s, setup, w, c),
    )


@kernel
def friends_strength(s: State, setup: Setup, w: World, side: int) -> float:
    """What all outside powers that take a side would send it."""
    total = 0.0
    for a in range(setup.actors):
        if setup.on_guarantees == 1 and setup.troops[a] == 1 and w.stance[a, side] > 0.5:
            total += committed(s, w, a)
    return total


@kernel
def attack_terms(
    s: State, setup: Setup, w: World, around: Circumstances, d: int, place: int, action: int
) -> AttackTerms:
    """Named terms of one action on one place."""
    loud = loudness(action)
    return AttackTerms(
        -base_cost(s, setup, w, action, place, setup.challenger[d]) * around.cost,
        -w.b_outside * loud * around.outside,
        -loud * around.breach,
        -loud * keeper_cost(s, setup, w, setup.rivalry[d], setup.challenger[d], place),
        around.grievance,
        around.recent,
    )


@kernel
def burden(t: AttackTerms) -> float:
    """Sum of the terms."""
    return t.cost + t.outside + t.breach + t.keepers + t.grievance + t.recent


@kernel
def concede_loss(w: World, other: int, k: int, gain: float) -> float:
    """Target's utility of conceding: what is lost, and the leader's risk at home."""
    return -gain * (w.worth[other, k] + w.home_risk)


@kernel
def weigh(s: State, setup: Setup, w: World, around: Circumstances, d: int, g: Game, n: int, options: int) -> None:
    """Fill option ``n`` of the game with everyone's payoffs, and solve it."""
    k, action = g.option_place[n], g.option_action[n]
    c, other = setup.challenger[d], setup.target[d]
    gain = gain_share(s, setup, w, action, k, c)
    terms = attack_terms(s, setup, w, around, d, k, action)
    rest = burden(terms)
    g.correction[n] = -log_(options / 3.0) if options > 3 else 0.0
    g.concede_c[n] = gain * w.worth[c, k] + rest - terms.cost * (1.0 - w.mobilise)
    g.concede_t[n] = concede_loss(w, other, k, gain)
    if action == COERCE:  # nobody is asked to join a blockade; what it gains it gains, resisted or not
        g.players[n] = 0
        g.leaf_c[n, 0] = gain * w.worth[c, k] + rest
        g.leaf_t[n, 0] = -gain * w.worth[other, k]
    else:
        fill_leaves(s, setup, w, d, k, action, g, n)
        for leaf in range(1 << g.players[n]):
            extra = JOINER_COST * defenders(leaf, g.players[n], g)
            g.leaf_c[n, leaf] = g.chance[k, leaf] * gain * w.worth[c, k] + rest + extra * terms.cost
            g.leaf_t[n, leaf] = -gain * (g.chance[k, leaf] * w.worth[other, k] + w.cost_target)
    solve_option(g, n, w.lam)


@kernel
def choose(
    s: State, setup: Setup, w: World, around: Circumstances, d: int, g: Game, options: int, hold: float, u: float
) -> int:
    """The option in whose stretch of the inverse CDF ``u`` falls, -1 for hold (which comes first).

    First every option is given its best case for the challenger: its friends join as often as they ever might,
    none of the target's do, and the target concedes as readily as it would against that. If the choice is then
    certain, no tree is solved. Otherwise options are solved one by one, the most tempting first, and each bound is
    replaced by the true value, until it is. The choice is the one that solving all of them would give.
    """
    bound_all(s, setup, w, around, d, g, options, hold)
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
    s: State, setup: Setup, w: World, around: Circumstances, d: int, g: Game, options: int, hold: float
) -> None:
    """Upper bounds of every option's odds against hold, into ``g.odds``: first as if every friend joined for sure."""
    mine, theirs, helped, place = 0.0, 0.0, 0.0, -1
    for n in range(options):
        action = g.option_action[n]
        if g.option_place[n] != place:
            place = g.option_place[n]
            mine, theirs = usable(s, w, setup.challenger[d], place), usable(s, w, setup.target[d], place)
            helped = chance_bound(w, g, d, place, mine + around.friends, theirs)
        lift = w.lam * (upper_bound(s, setup, w, around, d, place, action, helped) - hold)
        if lift > SMALL and around.friends > 0.0 and action != COERCE:
            alone = contest(mine, theirs, w.terrain, w.m)
            chance = alone + any_friend(s, setup, w, d, place, action, helped) * max(0.0, helped - alone)
            lift = w.lam * (upper_bound(s, setup, w, around, d, place, action, chance) - hold)
        g.odds[n] = exp_(lift) * 3.0 / options if lift > NOTHING else 0.0  # the slack covers what is left out
        g.solved[n] = 0


@kernel
def chance_bound(w: World, g: Game, d: int, k: int, attacker: float, defender: float) -> float:
    """A number that the contest's chance can't exceed, from the last time it was worked out there.

    The chance is logistic in m times the log of the ratio, so its slope is at most m / 4; and a log rises by no more
    than the ratio less 1. Where that bound has grown loose, the contest is worked out anew.
    """
    ratio = max(attacker, TINY) / max(w.terrain * defender, TINY)
    if g.seen_m[d, k] == w.m:
        grown = ratio / g.seen_ratio[d, k] - 1.0
        if grown <= 0.0 and grown > -LOOSE:
            return g.seen_chance[d, k]
        if grown > 0.0 and w.m * grown < LOOSE:
            return g.seen_chance[d, k] + 0.25 * w.m * grown
    g.seen_m[d, k], g.seen_ratio[d, k] = w.m, ratio
    g.seen_chance[d, k] = contest(attacker, defender, w.terrain, w.m)
    return g.seen_chance[d, k]


@kernel
def any_friend(s: State, setup: Setup, w: World, d: int, k: int, action: int, helped: float) -> float:
    """A probability that the chance of any friend of the challenger joining can't exceed.

    Whatever the others do, a friend gains at most ``effect * interest * helped`` by joining, and pays at least its
    own terms.
    """
    none = 1.0
    for a in range(setup.actors):
        if setup.troops[a] == 1 and w.stance[a, setup.challenger[d]] > 0.5:
            t = join_terms(s, setup, w, d, k, action, a)
            most = w.b_effect * w.interest[a, k] * helped + t.cost + t.honour + t.patron
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
    s: State, setup: Setup, w: World, around: Circumstances, d: int, k: int, action: int, chance: float
) -> float:
    """A value that the option can't exceed, where the challenger's expected chance can't exceed ``chance``."""
    c, other = setup.challenger[d], setup.target[d]
    gain = gain_share(s, setup, w, action, k, c)
    terms = attack_terms(s, setup, w, around, d, k, action)
    rest = burden(terms)
    conceded = gain * w.worth[c, k] + rest - terms.cost * (1.0 - w.mobilise)
    if action == COERCE:  # nobody joins a blockade, so this is its value
        defied = gain * w.worth[c, k] + rest
        return conceded + logistic(w.lam * gain * w.home_risk) * (defied - conceded) + 1e-12
    fought = chance * gain * w.worth[c, k] + rest
    if fought >= conceded:
        return fought
    least = logistic(w.lam * (-gain * (chance * w.worth[other, k] + w.cost_target) - concede_loss(w, other, k, gain)))
    return conceded + least * (fought - conceded)


@kernel
def carry_out(
    s: State, setup: Setup, w: World, d: int, g: Game, n: int,
    t: Moment,
) -> None:  # fmt: skip
    """Record the chosen option, draw the target's answer, and ask the outside."""
    s.action[d], s.objective[d] = g.option_action[n], g.option_place[n]
    if s.action[d] == COERCE:
        s.coerced[s.objective[d]] = 1
        return
    u = draw(t, setup.dyad_id[d], RESIST)
    s.resisted[d] = 1 if u < g.resist[n] else 0
    respond(s, setup, w, d, g, n, t)
