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
    """What the mechanisms multiply by. One value a world."""

    # border incidents (discrete Hawkes process)
    mu: float  # incidents a month with nothing going on
    s_mu: float  # sd of the log incident rate across rivalries
    alpha: float  # branching ratio: incidents that one incident causes
    rho: float  # memory of incidents, share kept from month to month
    pf: float  # probability that an incident is fatal
    tail: float  # Pareto exponent of deaths in a fatal incident
    b_gb: float  # grievance to log incident rate
    # crisis
    lam: float  # precision of choice, per stake
    cost_limited: float  # stakes
    cost_offensive: float  # stakes
    s_cost: float  # sd of log cost across rivalries
    cost_coerce: float  # stakes, coercion where no route can be cut
    gain_coerce: float  # share of the place's worth
    cost_blockade: float  # stakes, cutting a route within the challenger's reach
    gain_blockade: float  # share of the place's worth
    gain_limited: float  # share of the place's worth
    cost_target: float  # stakes, what fighting costs the target
    home_risk: float  # stakes, what conceding costs the target's leader at home
    mobilise: float  # share of an attack's cost that is paid even if the target concedes
    b_grievance: float  # stakes per unit of grievance
    b_recent: float  # stakes per remembered incident
    b_outside: float  # stakes per unit of outside restraint above the reference class's
    b_waiting: float  # weight of the expected shift of strength over a year
    b_path: float  # weight of what talks are expected to bring
    winter: float  # cost multiplier from December to March
    # contest
    m: float  # decisiveness of the contest success function
    terrain: float  # defender's multiplier
    # guarantees
    j_limited: float  # log-odds of joining a limited attack at the reference class's mean covariates
    j_war: float  # log-odds of joining a war, same
    j_pact: float  # log-odds that a defence pact in scope adds
    s_patron: float  # sd of the patron effect, log-odds
    b_effect: float  # weight of what joining changes (marginal effect times stake gap)
    b_danger: float  # stakes, clash with a rival patron
    b_consent: float  # stakes, acting against the stronger neighbour
    arm_level: float  # log-odds of arming a side it favours
    broker_level: float  # log-odds of brokering with full attention and even standing
    diplomacy_level: float  # log-odds of statements and calls
    # campaign
    deaths_limited: float  # log deaths of a limited attack, mean
    sd_limited: float
    deaths_war: float  # log deaths of a war month, mean
    sd_war: float
    end_war: float  # probability that a war ends in a month
    growth: float  # probability that a limited fight grows into war, per month
    tempo: float  # probability that an objective falls in a war month, times the contest's
    loss: float  # share of strength lost per thousand of own deaths
    # truce and keepers
    b_truce: float  # stakes, breaking an old preliminary truce
    tau_truce: float  # months at which half of it has grown
    b_keepers: float  # stakes, attacking where able and aligned keepers stand
    extend: float  # probability that a mandate which ends is extended
    # balance
    delta: float  # depreciation of military capital a year
    kappa: float  # share of spending that becomes capital
    # attention, standing
    recovery: float  # share of the gap to its long-run level that attention regains in a month
    shock: float  # probability of a shock that halves an outside power's attention, per month
    help_gain: float  # standing gained by help
    absent_loss: float  # standing lost by staying out
    restraint_ref: float  # outside restraint that the reference class's costs already hold
    # narratives
    half_life: float  # of grievance, months
    # talks
    agreement: float  # rate of agreements a year at even outlook
    lift: float  # probability that a blockade is lifted in a month


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
