"""The fixed shape of a case: the same for every world of a question.

Index names used throughout: ``a`` actor (sorted by id), ``k`` place, ``q`` rivalry, ``d`` directed dyad.
Entries beyond ``actors``, ``places``, ``rivalries``, ``dyads`` are unused room.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.worlds.layout import ActorInts, DyadInts, MonthInts, PlaceInts, PlacePairInts, RivalryInts

NOBODYS, ANYBODYS = -1, -2  # no polity; one that is no side's, and ends whoever takes the place
FREE, HOLD, COERCE, LIMITED, OFFENSIVE = -1, 0, 1, 2, 3  # free: nothing that a side is made to do
ACTIONS = ("hold", "coerce", "limited_attack", "offensive")
OUT, DIPLOMACY, BROKER, ARM, JOIN, JOIN_ATTACKER = 0, 1, 2, 3, 4, 5
RESPONSES = ("out", "diplomacy", "broker", "arm", "join", "join_attacker")  # join: with the target
NO_TRUCE, CESSATION, PRELIMINARY, DEFINITIVE = 0, 1, 2, 3
PEACE, FIGHT, WAR = 0, 1, 2  # of a rivalry in a month: nothing large, a limited attack, a war
MECHANISMS = (
    "balance", "influence", "energy", "home_front", "narratives", "talks", "border", "crisis", "guarantees", "campaign",
    "volunteers", "truce", "territory", "displacement", "routes",
)  # fmt: skip


class Setup:
    """See the module docstring for the indices."""

    months: int  # length of a history
    seed: int
    actors: int
    places: int
    rivalries: int
    dyads: int
    actor_id: ActorInts  # stable ids that key the random draws
    place_id: PlaceInts
    rivalry_id: RivalryInts
    dyad_id: DyadInts
    challenger: DyadInts  # actor
    target: DyadInts  # actor
    rivalry: DyadInts  # rivalry of the dyad
    mirror: DyadInts  # the same dyad the other way round
    outsider: ActorInts  # 1 if it may respond to a crisis
    troops: ActorInts  # 1 if it can send troops
    consenter: ActorInts  # the stronger neighbour whose consent it needs, or -1
    objective: PlaceInts  # 1 if the place can be fought over
    adjacent: PlacePairInts  # 1 if one can be entered from the other
    route_through: PlaceInts  # the place through which the route it lives by runs, or -1
    pipeline: PlaceInts  # 1 if others' energy runs by it
    polity: PlaceInts  # the side whose polity lives on the place and ends with its loss, or one of the two below
    keeper: RivalryInts  # actor that provides peacekeepers, or -1
    guarded: PlaceInts  # 1 if keepers stand there
    winter: MonthInts  # by month from 1: 1 if its midpoint lies in December to March
    forced_dyad: int  # the dyad made to act in month 1, or -1
    forced_action: int
    forced_place: int
    turn: int  # month from which something is otherwise, or 0 for never: one decision of it, or what is believed
    turn_dyad: int  # the dyad that is made to act or to hold in that month, or -1
    turn_action: int
    turn_place: int
    on_balance: int  # mechanism switches, 1 or 0
    on_influence: int
    on_narratives: int
    on_talks: int
    on_border: int
    on_crisis: int
    on_guarantees: int
    on_campaign: int
    on_truce: int
    on_territory: int
    on_energy: int
    on_home_front: int
    on_volunteers: int
    on_displacement: int
    on_routes: int


@kernel
def members(mask: int) -> int:
    """How many bits of a mask are set."""
    total = 0
    while mask:
        mask &= mask - 1
        total += 1
    return total


@kernel
def first_of(setup: Setup, d: int) -> bool:
    """Whether no earlier dyad has the same challenger: what happens once a side happens on its first."""
    for earlier in range(d):
        if setup.challenger[earlier] == setup.challenger[d]:
            return False
    return True
