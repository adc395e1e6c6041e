"""What changes during a history, and which mechanism alone may write it.

=============  =========  ============================  =============
field          shape      unit and range                written by
=============  =========  ============================  =============
strength       (A,)       billion dollars, >= 0         balance
edge           (A,)       multiplier, > 0               balance
attention      (A,)       share, 0..1                   influence
standing       (A, A)     index, -1..1                  influence
bound          (A, A)     0 or 1: the pact still holds  influence
price          ()         of energy, 1 on the as-of day energy
dependence     (A, A)     outsider on side, 0..1        energy
unrest         (A,)       share, 0..1                   home_front
turned         (A,)       0 or 1: its leader fell       home_front
scars          (A,)       decayed deaths, >= 0          narratives
grievance      (A,)       decimal log of scars, >= 0    narratives
outlook        (Q,)       share, 0..1                   talks
agreed         (Q,)       0 or 1                        talks
signed         (Q,)       0 or 1: agreed this month     talks
memory         (Q,)       mean incidents a month, >= 0  border
recalled       (Q,)       incidents remembered, >= 0    border
incidents      (Q,)       count of the month            border
border_deaths  (K,)       deaths of the month           border
border_losses  (A,)       own deaths of the month       border
action         (D,)       option of the month           crisis
objective      (D,)       place of the month, or -1     crisis
resisted       (D,)       0 or 1                        crisis
coerced        (K,)       0 or 1, of the month          crisis
response       (D, A)     option of the month, or -1    guarantees
asked          (D,)       place it is about, or -1      guarantees
joined         (Q, A)     -1, 0, 1: on which side       guarantees
phase          (Q,)       peace, fight, war             campaign
attacker       (Q,)       dyad that fights, or -1       campaign
front          (Q,)       place fought over, or -1      campaign
losses         (A,)       own deaths of the month       campaign
battle_deaths  (K,)       deaths of the month           campaign
taker          (K,)       dyad that took it now, or -1  campaign
seized         (K,)       0 or 1: some ground lost      campaign
ended          (Q,)       0 or 1: fighting ended        campaign
irregulars     (A,)       share of strength             volunteers
truce          (Q,)       type, 0..3                    truce
truce_age      (Q,)       months                        truce
firmness       (Q,)       share, 0..1                   truce
unmet          (Q,)       share of terms not kept       truce
keepers        (Q,)       0 or 1                        truce
mandate        (Q,)       months left                   truce
holder         (K,)       actor                         territory
alive          (K,)       0 or 1: the polity exists     territory
enterable      (D,)       places, a bit each            territory
unsettled      (A, K)     thousand persons, by host     displacement
residents      (K,)       thousand, of who holds it     displacement
closed         (K,)       0 or 1: route cut             routes
=============  =========  ============================  =============
"""

from __future__ import annotations

from typing import TypeVar

from detente.numerics.compiled import kernel
from detente.worlds.layout import (
    ActorFloats,
    ActorInts,
    ActorPlaceFloats,
    DyadActorInts,
    DyadInts,
    PairFloats,
    PlaceFloats,
    PlaceInts,
    RivalryActorInts,
    RivalryFloats,
    RivalryInts,
)
from detente.worlds.setup import ANYBODYS, NOBODYS, Setup
from detente.worlds.world import World

Number = TypeVar("Number", int, float)


class State:
    """See the table above for units and owners."""

    strength: ActorFloats
    edge: ActorFloats
    attention: ActorFloats
    standing: PairFloats
    bound: PairFloats
    price: float
    dependence: PairFloats
    unrest: ActorFloats
    turned: ActorInts
    scars: ActorFloats
    grievance: ActorFloats
    outlook: RivalryFloats
    agreed: RivalryInts
    signed: RivalryInts
    memory: RivalryFloats
    recalled: RivalryFloats
    incidents: RivalryInts
    border_deaths: PlaceInts
    border_losses: ActorFloats
    action: DyadInts
    objective: DyadInts
    resisted: DyadInts
    coerced: PlaceInts
    response: DyadActorInts
    asked: DyadInts
    joined: RivalryActorInts
    phase: RivalryInts
    attacker: RivalryInts
    front: RivalryInts
    losses: ActorFloats
    battle_deaths: PlaceInts
    taker: PlaceInts
    seized: PlaceInts
    ended: RivalryInts
    irregulars: ActorFloats
    truce: RivalryInts
    truce_age: RivalryFloats
    firmness: RivalryFloats
    unmet: RivalryFloats
    keepers: RivalryInts
    mandate: RivalryFloats
    holder: PlaceInts
    alive: PlaceInts
    enterable: DyadInts
    unsettled: ActorPlaceFloats
    residents: PlaceFloats
    closed: PlaceInts


@kernel
def begin(s: State, setup: Setup, w: World) -> None:
    """Set the state to what the world believes of the as-of day. Loops, since slices cost seconds to compile."""
    s.price = 1.0
    for a in range(setup.actors):
        s.strength[a] = w.strength[a]
        s.edge[a] = w.edge[a]
        s.attention[a] = w.attention[a]
        s.unrest[a] = w.unrest[a]
        s.turned[a] = 0
        s.irregulars[a] = 0.0
        s.scars[a] = w.scars[a]
        s.grievance[a] = 0.0
        for other in range(setup.actors):
            s.standing[a, other] = w.standing[a, other]
            s.dependence[a, other] = w.dependence[a, other]
            s.bound[a, other] = 1.0
        for k in range(setup.places):
            s.unsettled[a, k] = w.unsettled[a, k]
    for q in range(setup.rivalries):
        s.outlook[q] = w.outlook[q]
        s.agreed[q] = 0
        s.memory[q] = w.memory[q]
        s.recalled[q] = recalled(w, w.memory[q])
        s.phase[q] = 0
        s.attacker[q] = -1
        s.front[q] = -1
        s.truce[q] = w.truce[q]
        s.truce_age[q] = w.truce_age[q]
        s.firmness[q] = w.firmness[q]
        s.unmet[q] = w.unmet[q]
        s.keepers[q] = w.keepers[q]
        s.mandate[q] = w.mandate[q]
        for a in range(setup.actors):
            s.joined[q, a] = 0
    for k in range(setup.places):
        s.holder[k] = w.holder[k]
        s.closed[k] = w.closed[k]
        s.residents[k] = w.residents[k]
        s.alive[k] = can_live(s, setup, k)
    for d in range(setup.dyads):
        s.enterable[d] = can_enter(s, setup, d)
    forget_month(s, setup)


@kernel
def recalled(w: World, memory: float) -> float:
    """How many incidents a steady memory of so many a month holds; ``rho`` stays below 1 (`beliefs/priors.yaml`)."""
    return memory / (1.0 - w.rho)


@kernel
def begin_otherwise(s: State, setup: Setup, was: World, w: World, passed: int) -> None:
    """Set what begins otherwise in world ``w`` than in the world ``was`` that the state comes from.

    ``passed`` months lie behind: ages have grown by them, and mandates run down. All else stays as it has become.
    """
    for a in range(setup.actors):
        s.strength[a] = otherwise(s.strength[a], was.strength[a], w.strength[a])
        s.edge[a] = otherwise(s.edge[a], was.edge[a], w.edge[a])
        s.attention[a] = otherwise(s.attention[a], was.attention[a], w.attention[a])
        s.unrest[a] = otherwise(s.unrest[a], was.unrest[a], w.unrest[a])
        s.scars[a] = otherwise(s.scars[a], was.scars[a], w.scars[a])
        for other in range(setup.actors):
            s.standing[a, other] = otherwise(s.standing[a, other], was.standing[a, other], w.standing[a, other])
            s.dependence[a, other] = otherwise(s.dependence[a, other], was.dependence[a, other], w.dependence[a, other])
        for k in range(setup.places):
            s.unsettled[a, k] = otherwise(s.unsettled[a, k], was.unsettled[a, k], w.unsettled[a, k])
    for q in range(setup.rivalries):
        s.outlook[q] = otherwise(s.outlook[q], was.outlook[q], w.outlook[q])
        s.memory[q] = otherwise(s.memory[q], was.memory[q], w.memory[q])
        s.recalled[q] = otherwise(s.recalled[q], recalled(was, was.memory[q]), recalled(was, w.memory[q]))
        s.truce[q] = otherwise(s.truce[q], was.truce[q], w.truce[q])
        s.firmness[q] = otherwise(s.firmness[q], was.firmness[q], w.firmness[q])
        s.unmet[q] = otherwise(s.unmet[q], was.unmet[q], w.unmet[q])
        s.keepers[q] = otherwise(s.keepers[q], was.keepers[q], w.keepers[q])
        if w.truce_age[q] != was.truce_age[q]:
            s.truce_age[q] = w.truce_age[q] + passed
        if w.mandate[q] != was.mandate[q]:
            s.mandate[q] = w.mandate[q] - passed
    for k in range(setup.places):
        if w.holder[k] != was.holder[k]:
            s.holder[k] = w.holder[k]
            s.alive[k] = can_live(s, setup, k)
        s.closed[k] = otherwise(s.closed[k], was.closed[k], w.closed[k])
        s.residents[k] = otherwise(s.residents[k], was.residents[k], w.residents[k])
    for d in range(setup.dyads):
        s.enterable[d] = can_enter(s, setup, d)


@kernel
def otherwise(now: Number, was: Number, believed: Number) -> Number:
    """What is believed where that is not what was, else what it is now."""
    return believed if believed != was else now


@kernel
def can_live(s: State, setup: Setup, k: int) -> int:
    """1 if a polity lives on a place and its own side holds it, else 0; one that is no side's lives under anybody."""
    polity = setup.polity[k]
    return 1 if polity == ANYBODYS or (polity != NOBODYS and s.holder[k] == polity) else 0


@kernel
def can_enter(s: State, setup: Setup, d: int) -> int:
    """The places of the target's next to one that the challenger holds, a bit each."""
    places = 0
    for k in range(setup.places):
        if setup.objective[k] == 1 and s.holder[k] == setup.target[d] and stands_by(s, setup, setup.challenger[d], k):
            places |= 1 << k
    return places


@kernel
def stands_by(s: State, setup: Setup, a: int, k: int) -> bool:
    """Whether an actor holds a place next to ``k``."""
    for j in range(setup.places):
        if setup.adjacent[k, j] == 1 and s.holder[j] == a:
            return True
    return False


@kernel
def quiet(s: State, setup: Setup) -> bool:
    """Whether nothing happened that holds for one month only: no incident, no action, no fighting, no agreement."""
    for q in range(setup.rivalries):
        if s.incidents[q] + s.phase[q] + s.ended[q] + s.signed[q] > 0:
            return False
    for d in range(setup.dyads):
        if s.action[d] > 0:
            return False
    return True


@kernel
def clear_month(s: State, setup: Setup) -> None:
    """Forget what only holds for one month, where there is anything."""
    if not quiet(s, setup):
        forget_month(s, setup)


@kernel
def forget_month(s: State, setup: Setup) -> None:
    """Forget what only holds for one month."""
    for a in range(setup.actors):
        s.losses[a] = 0.0
        s.border_losses[a] = 0.0
    for q in range(setup.rivalries):
        s.signed[q] = 0
        s.incidents[q] = 0
        s.ended[q] = 0
    for k in range(setup.places):
        s.border_deaths[k] = 0
        s.battle_deaths[k] = 0
        s.coerced[k] = 0
        s.taker[k] = -1
        s.seized[k] = 0
    for d in range(setup.dyads):
        s.action[d] = 0
        s.objective[d] = -1
        s.resisted[d] = 0
        s.asked[d] = -1
        for a in range(setup.actors):
            s.response[d, a] = -1
