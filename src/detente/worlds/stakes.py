"""What holding and attacking are worth to a challenger, in stakes, and the game that each option opens.

    attack = chance * gain * worth - cost - outside restraint - breach of the truce - keepers
             + grievance + recent incidents + diversion + displaced
    hold   = what talks may bring + what a year of waiting brings (negative: the window closes)

Every term has its name, so that the ledger can show it. ``weigh`` fills an option's tree and solves it.
"""

from __future__ import annotations

from typing import NamedTuple

from detente.numerics.compiled import kernel
from detente.numerics.portable import log_
from detente.worlds.kernel.game import Game, solve_option
from detente.worlds.mechanisms.balance import contest, expected_strength
from detente.worlds.mechanisms.border import alarm
from detente.worlds.mechanisms.displacement import return_pressure
from detente.worlds.mechanisms.guarantees import JOINER_COST, committed, fill_leaves
from detente.worlds.mechanisms.home_front import concession_price, diversion
from detente.worlds.mechanisms.influence import outside_restraint
from detente.worlds.mechanisms.routes import can_cut
from detente.worlds.mechanisms.truce import breach_cost, keeper_cost
from detente.worlds.setup import COERCE, LIMITED, OFFENSIVE, Setup, members
from detente.worlds.state import State
from detente.worlds.world import World

LOUD = 0.6  # a limited attack's share of the restraint and of the breach that an offensive draws (assumption)
QUIETEST = 0.25  # coercion's (assumption)


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
    diversion: float  # stakes
    friends: float  # strength that the challenger's friends would send, billion dollars


class AttackTerms(NamedTuple):
    """Stakes that go with an attack whatever its outcome; losses are negative."""

    cost: float
    outside: float
    breach: float
    keepers: float
    grievance: float
    recent: float
    diversion: float
    displaced: float


@kernel
def list_options(s: State, setup: Setup, d: int, g: Game) -> int:
    """Coerce, limited attack and offensive on every place of the target's that can be entered; how many."""
    n, g.lined_up = 0, -1
    for k in range(setup.places):
        g.known[k] = 0  # chances are worked out anew for each decision
        if in_reach(s, d, k):
            for action in (COERCE, LIMITED, OFFENSIVE):
                g.option_place[n], g.option_action[n] = k, action
                n += 1
    return n


@kernel
def in_reach(s: State, d: int, k: int) -> bool:
    """Whether the target holds ``k`` and the challenger a place next to it."""
    return s.enterable[d] >> k & 1 == 1


@kernel
def hold_terms(s: State, setup: Setup, w: World, d: int) -> HoldTerms:
    """What talks may bring, and what a year of waiting does to the balance (negative: the window closes)."""
    c, other = setup.challenger[d], setup.target[d]
    if setup.on_balance == 0:
        return HoldTerms(talks_path(s, setup, w, d), 0.0)
    now = contest(s.strength[c] * s.edge[c], s.strength[other] * s.edge[other], w.terrain, w.m)
    later_c = expected_strength(s, setup, w, c)
    later_t = expected_strength(s, setup, w, other)
    waiting = w.b_waiting * (contest(later_c, later_t, w.terrain, w.m) - now)
    return HoldTerms(talks_path(s, setup, w, d), waiting)


@kernel
def talks_path(s: State, setup: Setup, w: World, d: int) -> float:
    """Stakes that talks may bring; nothing once they have."""
    q = setup.rivalry[d]
    open_ = setup.on_talks == 1 and s.agreed[q] == 0
    return w.b_path * w.agreement * s.outlook[q] if open_ else 0.0


@kernel
def hold_value(t: HoldTerms) -> float:
    """Sum of the terms."""
    return t.path + t.waiting


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
    """Cost of the action in the reference class, stakes; unmanned weapons make a limited one cheaper."""
    if action == OFFENSIVE:
        return w.cost_offensive
    if action == LIMITED:
        return w.cost_limited * (1.0 - w.b_unmanned * w.unmanned[challenger])
    return w.cost_blockade if can_cut(s, setup, k, challenger) else w.cost_coerce


@kernel
def loudness(action: int) -> float:
    """How much of the outside's restraint and of a truce's breach an action draws."""
    if action == OFFENSIVE:
        return 1.0
    return LOUD if action == LIMITED else QUIETEST


@kernel
def circumstances(s: State, setup: Setup, w: World, d: int, month: int) -> Circumstances:
    """Work out once what every option of this side's month shares."""
    return circumstances_given(s, setup, w, d, month, recent_push(s, setup, w, d))


@kernel
def circumstances_given(s: State, setup: Setup, w: World, d: int, month: int, recent: float) -> Circumstances:
    """The same, given what recent incidents add."""
    q, c = setup.rivalry[d], setup.challenger[d]
    season = w.winter if setup.winter[month] == 1 else 1.0
    return Circumstances(
        w.cost_effect[d] * season,
        outside_restraint(s, setup, w, c),
        breach_cost(s, setup, w, q),
        w.b_grievance * s.grievance[c],
        recent,
        diversion(s, setup, w, c),
        friends_strength(s, setup, w, d),
    )


@kernel
def recent_push(s: State, setup: Setup, w: World, d: int) -> float:
    """What recent incidents add to the worth of acting, stakes."""
    return w.b_recent * alarm(s, setup.rivalry[d]) if setup.on_border == 1 else 0.0


@kernel
def is_friend(setup: Setup, w: World, d: int, a: int) -> bool:
    """Whether an outside power could send troops and takes the challenger's side."""
    return setup.on_guarantees == 1 and setup.troops[a] == 1 and w.stance[a, setup.challenger[d]] > 0.5


@kernel
def friends_strength(s: State, setup: Setup, w: World, d: int) -> float:
    """What all friends of the challenger would send it."""
    total = 0.0
    for a in range(setup.actors):
        if is_friend(setup, w, d, a):
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
        around.diversion,
        return_pressure(s, setup, w, setup.challenger[d], place),
    )


@kernel
def burden(t: AttackTerms) -> float:
    """Sum of the terms."""
    return t.cost + t.outside + t.breach + t.keepers + t.grievance + t.recent + t.diversion + t.displaced


@kernel
def concede_loss(w: World, other: int, k: int, gain: float, price: float) -> float:
    """Target's utility of conceding: what is lost, and the leader's ``price`` at home."""
    return -gain * (w.worth[other, k] + price)


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
    g.concede_t[n] = concede_loss(w, other, k, gain, concession_price(s, setup, w, other))
    if action == COERCE:  # nobody is asked to join a blockade; what it gains it gains, resisted or not
        g.players[n] = 0
        g.leaf_c[n, 0] = gain * w.worth[c, k] + rest
        g.leaf_t[n, 0] = -gain * w.worth[other, k]
    else:
        fill_leaves(s, setup, w, d, k, action, g, n)
        for leaf in range(1 << g.players[n]):
            extra = JOINER_COST * members(leaf & g.defending)
            g.leaf_c[n, leaf] = g.chance[k, leaf] * gain * w.worth[c, k] + rest + extra * terms.cost
            g.leaf_t[n, leaf] = -gain * (g.chance[k, leaf] * w.worth[other, k] + w.cost_target)
    solve_option(g, n, w.lam)
