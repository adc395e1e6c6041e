"""Whose month it is, and its luck.

What is drawn in nearly every month of a history is dealt a year ahead, a row for each thing: a processor works out
several neighbours of a row at once. What is drawn seldom is drawn when it is needed. Either way a number is its key's
alone (``numerics/philox.py``).
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.numerics.philox import uniform
from detente.worlds import purposes
from detente.worlds.layout import YEAR, ActorYear, DyadYear, EventFloats, Floats, RivalryYear, Year
from detente.worlds.setup import Setup, first_of


class Moment:
    """Whose month it is, which keys every random draw of it; and the year's uniforms, by month from 0."""

    seed: int
    world: int
    life: int
    month: int
    at: int  # its place in the year that was dealt
    u_price: Year
    u_attention: ActorYear  # of outside powers
    u_unrest: ActorYear  # of sides
    u_leader: ActorYear
    u_agree: RivalryYear
    u_incidents: RivalryYear
    u_challenge: DyadYear
    u_each: EventFloats  # of this month: one for each of several things of a kind


@kernel
def enter(t: Moment, setup: Setup, world: int, life: int, month: int) -> None:
    """Go on to a month of a history: its months come in order, as a year is dealt with its first.

    Entered anywhere else first, a year's rows are those of whatever history was there before.
    """
    t.seed, t.world, t.life, t.month = setup.seed, world, life, month
    t.at = (month - 1) % YEAR
    if t.at == 0:
        deal(t, setup)


@kernel
def draw(t: Moment, ident: int, purpose: int) -> float:
    """The uniform of this month for one thing (its stable id) and one purpose."""
    return uniform(t.seed, t.world, t.life, t.month, ident, purpose)


@kernel
def draw_each(t: Moment, count: int, ident: int, purpose: int) -> None:
    """Draw for ``count`` things, at most ``EVENTS``, whose ids differ in their last bits, into ``u_each``."""
    seed, world, life, month = t.seed, t.world, t.life, t.month
    for n in range(count):
        t.u_each[n] = uniform(seed, world, life, month, ident ^ n, purpose)


@kernel
def deal(t: Moment, setup: Setup) -> None:
    """Deal the year that begins with this month, for every mechanism that is on."""
    left = min(YEAR, setup.months - t.month + 1)
    if setup.on_energy == 1:
        deal_row(t.u_price, t, left, 0, purposes.PRICE)
    for a in range(setup.actors if setup.on_influence == 1 else 0):
        if setup.outsider[a] == 1:
            deal_row(t.u_attention[a], t, left, setup.actor_id[a], purposes.ATTENTION_SHOCK)
    for d in range(setup.dyads if setup.on_home_front == 1 else 0):
        a = setup.challenger[d]
        if first_of(setup, d):
            deal_row(t.u_unrest[a], t, left, setup.actor_id[a], purposes.UNREST_SHOCK)
            deal_row(t.u_leader[a], t, left, setup.actor_id[a], purposes.LEADER)
    for q in range(setup.rivalries):
        if setup.on_talks == 1:
            deal_row(t.u_agree[q], t, left, setup.rivalry_id[q], purposes.AGREE)
        if setup.on_border == 1:
            deal_row(t.u_incidents[q], t, left, setup.rivalry_id[q], purposes.INCIDENTS)
    for d in range(setup.dyads if setup.on_crisis == 1 else 0):
        deal_row(t.u_challenge[d], t, left, setup.dyad_id[d], purposes.CHALLENGE)


@kernel
def deal_row(row: Floats, t: Moment, left: int, ident: int, purpose: int) -> None:
    """A year of one thing's uniforms for one purpose."""
    seed, world, life, month = t.seed, t.world, t.life, t.month
    for i in range(left):  # known at run time only: a loop of constant length is unrolled, and not vectorised
        row[i] = uniform(seed, world, life, month + i, ident, purpose)
