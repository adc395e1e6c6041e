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
    PlaceFloats,
    PlaceInts,
    RivalryActorFloats,
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
    b_patrols: float
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
    b_unmanned: float
    # volunteers
    b_irregulars: float
    # truce and keepers
    b_truce: float
    h_truce: float
    tau_truce: float
    b_keepers: float
    extend: float
    b_terms: float
    # balance
    delta: float
    kappa: float
    catch_up: float
    gift: float
    # energy
    sd_price: float
    scarcity: float
    b_pipeline: float
    # home front
    calm_down: float
    b_losses: float
    b_defeat: float
    unrest_shock: float
    b_diversion: float
    b_concession: float
    fall: float
    # displacement
    flight: float
    settle: float
    b_return: float
    # attention, standing
    recovery: float
    shock: float
    help_gain: float
    absent_loss: float
    leave: float
    restraint_ref: float
    # narratives
    half_life: float
    humiliation: float
    # talks
    agreement: float
    b_mediators: float
    b_rival_formats: float
    b_clash: float
    # routes
    lift: float


class World(Coefficients):
    """The coefficients, and what is believed of the case on the as-of day."""

    strength: ActorFloats  # usable military capital, billion dollars
    spending: ActorFloats  # military spending, billion dollars a year
    edge: ActorFloats  # technology multiplier
    supplied: ActorFloats  # share of what it would buy that suppliers sell, 0..1
    rent_share: ActorFloats  # of its spending, 0..1
    unmanned: ActorFloats  # 0..1, how far it can strike without sending people
    irregulars: ActorFloats  # share of its strength that would come as irregulars
    unrest: ActorFloats  # 0..1
    settling: ActorFloats  # 0..1, how far it lets the displaced settle
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
    unsettled: ActorPlaceFloats  # displaced it hosts from a place who have not settled, thousand persons
    reach: ActorPlaceFloats  # share of strength an actor can bring to bear
    pledge: DyadActorPlaceFloats  # [d, a, k]: reliability of a's pact with d's target where its scope covers k
    holder: PlaceInts  # actor
    residents: PlaceFloats  # people of the side that holds it, thousand
    closed: PlaceInts  # 1 if the place's route is cut
    incident_effect: RivalryFloats  # multiplier of the incident rate
    cost_effect: DyadFloats  # multiplier of the costs of attack
    memory: RivalryFloats  # incidents a month, recent ones weighing most
    truce: RivalryInts  # type, see setup
    truce_age: RivalryFloats  # months
    firmness: RivalryFloats  # 0..1
    unmet: RivalryFloats  # share of the truce's terms that was not kept
    keepers: RivalryInts  # 1 if deployed
    wanted: RivalryFloats  # 0..1, whether the hosts want the keepers extended
    keeper_effect: RivalryFloats  # 0..1
    mandate: RivalryFloats  # months left
    outlook: RivalryFloats  # of talks, 0..1
    formats: RivalryFloats  # active formats of talks
    mediates: RivalryActorFloats  # 1 if the actor mediates in an active one
