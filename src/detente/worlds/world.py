"""A world: one joint draw of everything the case does not know.

The coefficients come from ``beliefs/priors.yaml`` (each with its source) or from the reference class; the rest
from the case's slots, each value with the claim, prior or assumption it came from. Utilities are in stakes,
strengths in billions of constant dollars, times in months.
"""

from __future__ import annotations

from detente.worlds.layout import (
    ActorFloats,
    ActorPlaceFloats,
    DyadActorPlaceFloats,
    DyadFloats,
    PairFloats,
    PlaceInts,
    RivalryFloats,
    RivalryInts,
)


class Coefficients:
    """What the mechanisms multiply by, one value a world; `beliefs/priors.yaml` says what each means, in which unit."""

    # border incidents (discrete Hawkes process)
    mu: float
    s_mu: float
    alpha: float
    rho: float
    pf: float
    tail: float
    b_gb: float
    # crisis
    lam: float
    cost_limited: float
    cost_offensive: float
    s_cost: float
    cost_coerce: float
    gain_coerce: float
    cost_blockade: float
    gain_blockade: float
    gain_limited: float
    cost_target: float
    home_risk: float
    mobilise: float
    b_grievance: float
    b_recent: float
    b_outside: float
    b_waiting: float
    b_path: float
    winter: float
    # contest
    m: float
    terrain: float
    # guarantees
    j_limited: float
    j_war: float
    j_pact: float
    s_patron: float
    b_effect: float
    b_danger: float
    b_consent: float
    arm_level: float
    broker_level: float
    diplomacy_level: float
    # campaign
    deaths_limited: float
    sd_limited: float
    deaths_war: float
    sd_war: float
    end_war: float
    growth: float
    tempo: float
    loss: float
    # truce and keepers
    b_truce: float
    tau_truce: float
    b_keepers: float
    extend: float
    # balance
    delta: float
    kappa: float
    # attention, standing
    recovery: float
    shock: float
    help_gain: float
    absent_loss: float
    restraint_ref: float
    # narratives
    half_life: float
    # talks
    agreement: float
    lift: float


class World(Coefficients):
    """The coefficients, and what is believed of the case on the as-of day."""

    strength: ActorFloats  # usable military capital, billion dollars
    spending: ActorFloats  # military spending, billion dollars a year
    edge: ActorFloats  # technology multiplier
    attention: ActorFloats  # 0..1
    resolve: ActorFloats  # 0..1
    commitment: ActorFloats  # share of its strength an outsider would send
    consent: ActorFloats  # 0..1, consent of the actor's stronger neighbour
    patron_effect: ActorFloats  # standard normal
    scars: ActorFloats  # decayed deaths that feed grievance
    dependence: PairFloats  # outsider on rival, 0..1
    stance: PairFloats  # 1 where the outsider takes the rival's side
    standing: PairFloats  # of the outsider with the rival, -1..1
    interest: ActorPlaceFloats  # stakes
    worth: ActorPlaceFloats  # stakes
    reach: ActorPlaceFloats  # share of strength an actor can bring to bear
    pledge: DyadActorPlaceFloats  # [d, a, k]: reliability of a's pact with d's target where its scope covers k
    holder: PlaceInts  # actor
    closed: PlaceInts  # 1 if the place's route is cut
    incident_effect: RivalryFloats  # multiplier of the incident rate
    cost_effect: DyadFloats  # multiplier of the costs of attack
    memory: RivalryFloats  # remembered incidents
    truce: RivalryInts  # type, see setup
    truce_age: RivalryFloats  # months
    firmness: RivalryFloats  # 0..1
    keepers: RivalryInts  # 1 if deployed
    keeper_effect: RivalryFloats  # 0..1
    mandate: RivalryFloats  # months left
    outlook: RivalryFloats  # of talks, 0..1
