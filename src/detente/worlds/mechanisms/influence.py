"""Attention and influence of outside powers.

Attention is the share of its capacity that an outside power has free for this conflict. It drifts back to what
is usual and is struck by shocks (a war elsewhere). Outside restraint is what an attacker has to fear short of
troops: the sum over outsiders of attention * resolve * (1 - dependence on the attacker), less what attack costs are
taken to hold already (`restraint_ref`, an assumption: the rivalries that levels are fitted on have two patrons each,
and mostly less of it). Fighting by a pipeline wakes everyone. Standing rises for those who help in a crisis and falls
for those who stay out of one that their pact covers, most of all for those who join the attacker in it; a side that
trusts its patron too little leaves the pact or lets it freeze (``bound``), with probability ``leave`` a month.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.worlds.mechanisms.balance import favours
from detente.worlds.mechanisms.volunteers import disfavour
from detente.worlds.moment import Moment, draw
from detente.worlds.purposes import LEAVE
from detente.worlds.setup import ARM, BROKER, DIPLOMACY, JOIN, JOIN_ATTACKER, OUT, Setup, first_of
from detente.worlds.state import State
from detente.worlds.world import World

FELT = 25  # deaths of a month of incidents that are felt as fighting (assumption: from where data sets count conflicts)
LET_DOWN = -0.3  # standing below which a pact is in doubt (assumption)
USUAL = 0.7  # long-run attention of an outside power; the upper reading of "divided"


@kernel
def drift_attention(s: State, setup: Setup, w: World, t: Moment) -> None:
    """Recovery toward the usual level, and a rare shock that halves attention."""
    if setup.on_influence == 0:
        return
    burns = pipeline_burns(s, setup)
    for a in range(setup.actors):
        if setup.outsider[a] == 0:
            continue
        s.attention[a] += w.recovery * (USUAL - s.attention[a])
        if t.u_attention[a, t.at] < w.shock:
            s.attention[a] *= 0.5
        if burns:
            s.attention[a] += w.b_pipeline * (1.0 - s.attention[a])


@kernel
def pipeline_burns(s: State, setup: Setup) -> bool:
    """Whether there was fighting last month, or as good as that, at a place by which others' energy runs."""
    for k in range(setup.places):
        if setup.pipeline[k] == 1 and (s.battle_deaths[k] > 0 or s.border_deaths[k] >= FELT):
            return True
    return False


@kernel
def outside_restraint(s: State, setup: Setup, w: World, attacker: int) -> float:
    """What the outside would make an attacker pay, relative to the reference class (0: as usual there)."""
    if setup.on_influence == 0:
        return 0.0
    total = 0.0
    for a in range(setup.actors):
        if setup.outsider[a] == 1 and w.stance[a, attacker] < 0.5:
            total += s.attention[a] * w.resolve[a] * (1.0 - s.dependence[a, attacker])
    return total - w.restraint_ref + disfavour(s, setup, w, attacker)


@kernel
def update_standing(s: State, setup: Setup, w: World, t: Moment) -> None:
    """Whoever acts in a crisis gains with the target; whoever stays out of a fight its pact covers loses."""
    if setup.on_influence == 0:
        return
    loosen_pacts(s, setup, w, t)
    for d in range(setup.dyads):
        if s.asked[d] < 0:
            continue
        for a in range(setup.actors):
            if setup.outsider[a] == 1 and s.response[d, a] >= 0:
                shift_standing(s, setup, w, a, d, s.response[d, a])


@kernel
def shift_standing(s: State, setup: Setup, w: World, a: int, d: int, response: int) -> None:
    """One outsider's gain or loss with the target of an attack: by what it did, and for whom."""
    k, target = s.asked[d], setup.target[d]
    gain = 0.0
    if response == JOIN:
        gain = w.help_gain
    elif response == JOIN_ATTACKER:
        gain = -w.help_gain
    elif response == ARM:
        gain = 0.5 * w.help_gain if favours(w, a, d, target, setup) else -0.5 * w.help_gain
    elif response == BROKER:
        gain = 0.25 * w.help_gain
    fought = s.resisted[d] == 1 or s.objective[d] < 0  # asked without an attack this month: a war came to the place
    called = fought and w.pledge[d, a, k] * s.bound[a, target] > 0.0
    if called and response in (OUT, DIPLOMACY, JOIN_ATTACKER):
        gain -= w.absent_loss
    s.standing[a, target] = min(1.0, max(-1.0, s.standing[a, target] + gain))


@kernel
def loosen_pacts(s: State, setup: Setup, w: World, t: Moment) -> None:
    """Who is let down enough may leave."""
    for d in range(setup.dyads):
        side = setup.challenger[d]
        for a in range(setup.actors if first_of(setup, d) else 0):
            let_down = setup.outsider[a] == 1 and s.bound[a, side] > 0.0 and s.standing[a, side] < LET_DOWN
            if let_down and draw(t, setup.actor_id[side] ^ setup.actor_id[a], LEAVE) < w.leave:
                s.bound[a, side] = 0.0
