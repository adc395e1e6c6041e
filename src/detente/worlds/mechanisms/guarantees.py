"""Guarantees and third parties: who does what for whom in this crisis.

A power that can send troops joins when what it changes is worth more than what it costs (Altfeld & Bueno de
Mesquita 1979; Werner 2000):

    join - stay out = effect * change in its side's chance * interest
                      - K / attention + honour * pledge - danger * rivals who join - consent

K is set so that at the reference class's mean covariates the log-odds are the class's (j_limited, j_war): a level
measured on such rivalries, not chosen for a case. Where joining is a gain as such, it is the same at any attention:
little of it makes nobody readier. A pledge counts only inside the pact's scope and while the pact still binds. Consent
of the stronger neighbour isn't asked where that joins on the same side. An attacker foresees all this: smaller aims, or
places outside the pact's scope, keep others out. Whoever doesn't join chooses among statements, brokering and arms by a
local logit.

A war that turns to another place may come into a pact's scope, or touch other interests: then whoever isn't in it yet
is asked again, knowing who is.
"""

from __future__ import annotations

from typing import NamedTuple

from detente.numerics.compiled import kernel
from detente.numerics.portable import exp_
from detente.worlds.kernel.game import Game, logistic
from detente.worlds.layout import PLAYERS
from detente.worlds.mechanisms.balance import contest, usable
from detente.worlds.moment import Moment, draw
from detente.worlds.purposes import JOIN as JOIN_DRAW
from detente.worlds.purposes import RESPOND
from detente.worlds.setup import ARM, BROKER, DIPLOMACY, JOIN, JOIN_ATTACKER, OFFENSIVE, OUT, Setup, members
from detente.worlds.state import State
from detente.worlds.world import World

# Mean covariates of the reference class at which its joining log-odds hold (assumption; see docs/decisions).
EFFECT_REF = 0.2  # change of the side's chance
INTEREST_REF = 0.2  # stakes
ATTENTION_REF = 0.7
RELIABILITY_REF = 0.41  # defence pacts honoured, 1816-2003: Berkemeier & Fuhrmann 2018
LEAST_ATTENTION = 0.05
JOINER_COST = 0.5  # share of the attack's cost that each defender of the target adds


class JoinTerms(NamedTuple):
    """What joining costs or brings an outside power, apart from what it changes. Stakes."""

    cost: float
    honour: float
    consent: float
    patron: float


class LateTerms(NamedTuple):
    """What a war under way is worth to an outside power if it stays out, and what makes up its worth if it joins.

    Stakes. ``stays`` and ``outcome`` are what it has in who wins, without it and with it.
    """

    stays: float
    outcome: float
    cost: float
    honour: float
    consent: float
    patron: float
    danger: float


class RespondTerms(NamedTuple):
    """Log-odds of each response short of troops; staying out is 0."""

    diplomacy: float
    broker: float
    arm: float


@kernel
def side_of(s: State, setup: Setup, w: World, a: int, d: int, k: int) -> int:
    """1 with the challenger, -1 with the target, 0 with nobody (no stance, no pact that still binds, no interest).

    A neutral power's interest in a place is that it doesn't change hands, so it stands with the holder (assumption).
    """
    if w.stance[a, setup.challenger[d]] > 0.5:
        return 1
    target = setup.target[d]
    if w.stance[a, target] > 0.5 or w.pledge[d, a, k] * s.bound[a, target] > 0.0 or w.interest[a, k] > 0.0:
        return -1
    return 0


@kernel
def line_up(s: State, setup: Setup, w: World, d: int, k: int, g: Game) -> None:
    """Fill the order of moves with those who could send troops, strongest first, then by id.

    Beside the order stand each one's side and what it would send. Nothing is done where it is filled for ``k``.
    """
    if g.lined_up == k:
        return
    count, g.lined_up, g.defending = 0, k, 0
    for a in range(setup.actors if setup.on_guarantees == 1 else 0):
        if setup.troops[a] == 0 or side_of(s, setup, w, a, d, k) == 0 or count == PLAYERS:
            continue
        place = count
        while place > 0 and s.strength[g.order[place - 1]] < s.strength[a]:
            g.order[place] = g.order[place - 1]
            place -= 1
        g.order[place] = a
        count += 1
    g.count = count
    for i in range(count):
        g.side[i] = side_of(s, setup, w, g.order[i], d, k)
        g.sent[i] = committed(s, w, g.order[i])
        if g.side[i] == -1:
            g.defending |= 1 << i


@kernel
def join_cost(s: State, w: World, scale: int, actor: int) -> float:
    """What joining costs, stakes: the class's level at its attention, more at less. Below 0 it is a gain, and stays."""
    logit = w.j_war if scale == OFFENSIVE else w.j_limited
    level = w.b_effect * EFFECT_REF * INTEREST_REF - logit / w.lam
    return level * ATTENTION_REF / max(LEAST_ATTENTION, s.attention[actor]) if level > 0.0 else level


@kernel
def join_terms(s: State, setup: Setup, w: World, d: int, k: int, scale: int, actor: int) -> JoinTerms:
    """Named terms of one outside power's decision to join."""
    toward = d if side_of(s, setup, w, actor, d, k) == -1 else setup.mirror[d]  # the dyad whose target it would help
    pledge = w.pledge[toward, actor, k] * s.bound[actor, setup.target[toward]] / RELIABILITY_REF
    against = 1.0 - w.consent[actor] if setup.consenter[actor] >= 0 else 0.0
    return JoinTerms(
        -join_cost(s, w, scale, actor),
        w.j_pact / w.lam * pledge,
        -w.b_consent * against,
        w.s_patron * w.patron_effect[actor] / w.lam,
    )


@kernel
def committed(s: State, w: World, a: int) -> float:
    """Strength an outside power would send."""
    return s.strength[a] * s.edge[a] * w.commitment[a] * s.attention[a]


@kernel
def joined_strength(s: State, setup: Setup, w: World, q: int, side: int) -> float:
    """What those who joined on a side have sent."""
    total = 0.0
    for a in range(setup.actors):
        if s.joined[q, a] == side:
            total += committed(s, w, a)
    return total


@kernel
def fill_leaves(s: State, setup: Setup, w: World, d: int, k: int, scale: int, g: Game, n: int) -> None:
    """Outside powers' payoffs of option ``n`` on every leaf, and the challenger's chance on each."""
    line_up(s, setup, w, d, k, g)
    count = g.count
    g.players[n] = count
    if g.known[k] == 0:
        fill_chances(s, setup, w, d, k, count, g)
    for i in range(count):
        t = join_terms(s, setup, w, d, k, scale, g.order[i])
        alone = t.cost + t.honour + t.patron + t.consent
        stake = w.b_effect * w.interest[g.order[i], k]
        rivals, consenter = those_against(setup, i, count, g)
        for leaf in range(1 << count):
            wins = g.chance[k, leaf] if g.side[i] == 1 else 1.0 - g.chance[k, leaf]
            g.leaf_p[n, leaf, i] = stake * wins
            if leaf >> i & 1:
                g.leaf_p[n, leaf, i] += alone - w.b_danger * members(leaf & rivals)
                if leaf & consenter:
                    g.leaf_p[n, leaf, i] -= t.consent


@kernel
def fill_chances(s: State, setup: Setup, w: World, d: int, k: int, count: int, g: Game) -> None:
    """The challenger's chance at a place on every leaf; the same for every action there."""
    attack = usable(s, w, setup.challenger[d], k)
    defend = usable(s, w, setup.target[d], k)
    for leaf in range(1 << count):
        mine, theirs = attack, defend
        for i in range(count):
            if leaf >> i & 1:
                if g.side[i] == 1:
                    mine += g.sent[i]
                else:
                    theirs += g.sent[i]
        g.chance[k, leaf] = contest(mine, theirs, w.terrain, w.m)
    g.known[k] = 1


@kernel
def those_against(setup: Setup, i: int, count: int, g: Game) -> tuple[int, int]:
    """As masks over leaves: who stands on the other side; the neighbour who consents to power ``i`` by joining too."""
    rivals, consenter = 0, 0
    for j in range(count):
        if g.side[j] != g.side[i]:
            rivals |= 1 << j
        elif g.order[j] == setup.consenter[g.order[i]]:
            consenter |= 1 << j
    return rivals, consenter


@kernel
def respond(s: State, setup: Setup, w: World, d: int, g: Game, n: int, t: Moment) -> None:
    """Draw who joins the fight over the chosen option, then what everyone else does short of that."""
    k, q = s.objective[d], setup.rivalry[d]
    for a in range(setup.actors):
        s.joined[q, a] = 0
    if setup.on_guarantees == 0:
        return
    s.asked[d] = k
    for a in range(setup.actors):
        s.response[d, a] = 0 if setup.outsider[a] == 1 else -1
    history = 0
    if s.resisted[d] == 1:
        line_up(s, setup, w, d, k, g)
        for i in range(g.players[n]):
            u = draw(t, setup.dyad_id[d] ^ setup.actor_id[g.order[i]], JOIN_DRAW)
            if u < g.join[n, i, history]:
                history |= 1 << i
                s.response[d, g.order[i]] = JOIN if g.side[i] == -1 else JOIN_ATTACKER
                s.joined[q, g.order[i]] = g.side[i]
    for a in range(setup.actors):
        if setup.outsider[a] == 1 and s.joined[q, a] == 0:
            u = draw(t, setup.dyad_id[d] ^ setup.actor_id[a], RESPOND)
            s.response[d, a] = short_of_troops(respond_terms(s, setup, w, d, a), u)


@kernel
def ask_again(s: State, setup: Setup, w: World, d: int, k: int, g: Game, t: Moment) -> None:
    """Ask those who aren't in a war that turns to place ``k``, strongest first; each knows who is in by then."""
    if setup.on_guarantees == 0:
        return
    q, s.asked[d], g.lined_up = setup.rivalry[d], k, -1
    line_up(s, setup, w, d, k, g)
    for i in range(g.count):
        a, side = g.order[i], g.side[i]
        if s.joined[q, a] != 0:
            continue
        u = draw(t, setup.dyad_id[d] ^ setup.actor_id[a], JOIN_DRAW)
        if joins_late(late_terms(s, setup, w, d, k, a, side), w.lam, u):
            s.joined[q, a] = side
            s.response[d, a] = JOIN if side == -1 else JOIN_ATTACKER
        else:
            s.response[d, a] = OUT


@kernel
def late_terms(s: State, setup: Setup, w: World, d: int, k: int, actor: int, side: int) -> LateTerms:
    """Named terms of joining a war under way on a side, given who is in it; nobody else is expected to come."""
    q, c, other, sent = setup.rivalry[d], setup.challenger[d], setup.target[d], committed(s, w, actor)
    mine = usable(s, w, c, k) + joined_strength(s, setup, w, q, 1)
    theirs = usable(s, w, other, k) + joined_strength(s, setup, w, q, -1)
    without = contest(mine, theirs, w.terrain, w.m)
    joining = (
        contest(mine + sent, theirs, w.terrain, w.m) if side == 1 else contest(mine, theirs + sent, w.terrain, w.m)
    )
    terms, stake, rivals = join_terms(s, setup, w, d, k, OFFENSIVE, actor), w.b_effect * w.interest[actor, k], 0
    for a in range(setup.actors):
        if s.joined[q, a] == -side:
            rivals += 1
    neighbour = setup.consenter[actor]
    return LateTerms(
        stake * (without if side == 1 else 1.0 - without),
        stake * (joining if side == 1 else 1.0 - joining),
        terms.cost,
        terms.honour,
        0.0 if neighbour >= 0 and s.joined[q, neighbour] == side else terms.consent,
        terms.patron,
        -w.b_danger * rivals,
    )


@kernel
def joins_late(t: LateTerms, lam: float, u: float) -> bool:
    """Logit over staying out and joining."""
    return u < logistic(lam * (t.outcome + t.cost + t.honour + t.consent + t.patron + t.danger - t.stays))


@kernel
def respond_terms(s: State, setup: Setup, w: World, d: int, actor: int) -> RespondTerms:
    """Log-odds of statements, brokering and arms for one outsider.

    Slopes are assumptions of this first form: statements follow attention and resolve; a broker needs attention
    and is not the attacker's own patron; arms follow attention too, and go to a side the outsider has a stance or
    an interest for.
    """
    attacker, target, k = setup.challenger[d], setup.target[d], s.objective[d]
    care = s.attention[actor] * w.resolve[actor] * (1.0 - s.dependence[actor, attacker])
    favour = w.stance[actor, target] + w.stance[actor, attacker]
    even = 1.0 - w.stance[actor, attacker]
    pledge = w.pledge[d, actor, k] * s.bound[actor, target]
    heed = 2.0 * (s.attention[actor] - ATTENTION_REF)
    offended = 0.0 if w.stance[actor, attacker] > 0.5 else s.dependence[actor, attacker]  # by arms for its target
    return RespondTerms(
        w.diplomacy_level + 3.0 * (care - 0.25),
        w.broker_level + 2.0 * (s.attention[actor] - 0.5) + even - 1.0 + pledge,
        w.arm_level + favour + 4.0 * w.interest[actor, k] - 2.0 * offended + heed,
    )


@kernel
def short_of_troops(t: RespondTerms, u: float) -> int:
    """Logit over out, diplomacy, broker, arm."""
    diplomacy, broker = exp_(t.diplomacy), exp_(t.broker)
    total = 1.0 + diplomacy + broker + exp_(t.arm)
    reached = 1.0 / total
    if u < reached:
        return OUT
    reached += diplomacy / total
    if u < reached:
        return DIPLOMACY
    reached += broker / total
    return BROKER if u < reached else ARM
