"""Ceasefires and peacekeepers.

A truce of type cessation < preliminary < definitive (Clayton & Sticher 2021) makes attacking dearer, the more so
the older it is,

    breach = b_truce * type * firmness * (1 - b_terms * unmet) * (h + (1 - h) * age / (age + tau))

so the hazard of breach falls with age (Fortna 2004), from a share h of its hold on the first day, and a truce of which
a share ``unmet`` of the terms was not kept holds less.
Keepers add to it only while they are able (their provider's attention, their own effect) and aligned with no
attacker; they leave when their mandate ends, unless it is extended and they are wanted, or when one of the two sides
they stand between has taken what they guard.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.worlds.moment import Moment, draw
from detente.worlds.purposes import EXTEND
from detente.worlds.setup import CESSATION, DEFINITIVE, NO_TRUCE, PEACE, PRELIMINARY, WAR, Setup
from detente.worlds.state import State
from detente.worlds.world import World

# How much of the cost of breaking a preliminary truce the others carry (assumption).
CESSATION_WEIGHT = 0.6
DEFINITIVE_WEIGHT = 1.5
NEW_FIRMNESS = 0.5  # of a truce that begins where fighting ends; an agreement's is 1 (assumption)
TERM = 60.0  # months for which a mandate is extended (assumption)


@kernel
def type_weight(truce: int) -> float:
    """How much of the cost of breaking a preliminary truce a type carries."""
    if truce == CESSATION:
        return CESSATION_WEIGHT
    if truce == PRELIMINARY:
        return 1.0
    return DEFINITIVE_WEIGHT if truce == DEFINITIVE else 0.0


@kernel
def breach_cost(s: State, setup: Setup, w: World, q: int) -> float:
    """Stakes lost by breaking the truce in force, 0 where there is none."""
    if setup.on_truce == 0 or s.truce[q] == NO_TRUCE:
        return 0.0
    age = s.truce_age[q]
    kept = 1.0 - w.b_terms * s.unmet[q]
    grown = w.h_truce + (1.0 - w.h_truce) * age / (age + w.tau_truce)
    return w.b_truce * type_weight(s.truce[q]) * s.firmness[q] * kept * grown


@kernel
def keeper_cost(s: State, setup: Setup, w: World, q: int, attacker: int, k: int) -> float:
    """Stakes lost by attacking where keepers stand who are able and not aligned with the attacker."""
    return keepers_bite(s, setup, w, q, attacker) if setup.guarded[k] == 1 else 0.0


@kernel
def keepers_bite(s: State, setup: Setup, w: World, q: int, attacker: int) -> float:
    """What the keepers cost an attacker wherever they stand, stakes."""
    able = keepers_able(s, setup, w, q)
    return w.b_keepers * able * (1.0 - w.stance[setup.keeper[q], attacker]) if able > 0.0 else 0.0


@kernel
def keepers_able(s: State, setup: Setup, w: World, q: int) -> float:
    """How far keepers can do what they are there for, 0..1: their effect, while their provider attends to it."""
    if setup.on_truce == 0 or s.keepers[q] == 0:
        return 0.0
    return w.keeper_effect[q] * s.attention[setup.keeper[q]]


@kernel
def keep_truce(s: State, setup: Setup, w: World, t: Moment) -> None:
    """Age truces, end those that were broken, make new ones where fighting ended, run mandates down."""
    for q in range(setup.rivalries):
        if s.phase[q] != PEACE:
            s.truce[q] = NO_TRUCE
        elif s.ended[q] > 0:
            s.truce[q] = PRELIMINARY if s.ended[q] == WAR else CESSATION
            s.truce_age[q] = 0.0
            s.firmness[q] = NEW_FIRMNESS
            s.unmet[q] = 0.0
        else:
            s.truce_age[q] += 1.0
        if s.signed[q] == 1 and s.phase[q] == PEACE and s.ended[q] == 0:
            if s.truce[q] != DEFINITIVE:
                s.truce[q] = DEFINITIVE
                s.truce_age[q] = 0.0
            s.firmness[q] = 1.0  # of an older definitive truce too: who agrees renews it
            s.unmet[q] = 0.0
        run_mandate(s, setup, w, q, t)


@kernel
def run_mandate(s: State, setup: Setup, w: World, q: int, t: Moment) -> None:
    """Keepers leave at the end of an unextended mandate, or when a place they guard has fallen in their rivalry."""
    if s.keepers[q] == 0:
        return
    s.mandate[q] -= 1.0
    for k in range(setup.places):
        if setup.guarded[k] == 1 and s.taker[k] >= 0 and setup.rivalry[s.taker[k]] == q:
            s.keepers[q] = 0
    if s.mandate[q] <= 0.0:
        if draw(t, setup.rivalry_id[q], EXTEND) < w.extend * w.wanted[q]:
            s.mandate[q] = TERM
        else:
            s.keepers[q] = 0
