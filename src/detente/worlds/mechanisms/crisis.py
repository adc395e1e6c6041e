"""The crisis: whether a side holds, coerces, or attacks, and whether the other concedes.

Each month and in each direction of a rivalry the challenger weighs hold against coercion, a limited attack and an
offensive on every place in reach. An attack is worth

    chance * gain * worth - cost - outside restraint - breach of the truce - keepers
    + grievance + recent incidents + diversion + the unsettled displaced

averaged over what the target and the outside powers will do, solved backwards (``kernel/game.py``). Unmanned weapons
make a limited attack cheaper; unrest makes conceding dearer to the target's leader. Hold is worth
what talks may bring and what waiting brings: a side whose window closes is pushed to act (Powell 2006). With
precision without end, full information and no shift of power nobody fights (Fearon 1995).

The levels belong to the reference class, where a rivalry has one objective; with several in reach each option's
log-odds are lowered by log(number), so that more objectives redistribute the risk and don't multiply it.

A question may make a side act in month 1, and a counterfactual may make one act, or hold, in a later month: then
nothing is drawn for it.
"""

from __future__ import annotations

from typing import NamedTuple

from detente.numerics.compiled import kernel
from detente.worlds.kernel.early import bound, choose, exactly, held_for_sure, recent_at_most
from detente.worlds.kernel.game import Game
from detente.worlds.mechanisms.guarantees import respond
from detente.worlds.moment import Moment, draw
from detente.worlds.purposes import FIRST_MOVER, RESIST
from detente.worlds.setup import COERCE, FREE, HOLD, LIMITED, PEACE, Setup
from detente.worlds.stakes import (
    Circumstances,
    circumstances_given,
    hold_terms,
    hold_value,
    in_reach,
    list_options,
    weigh,
)
from detente.worlds.state import State
from detente.worlds.world import World


class Leaning(NamedTuple):
    """What is settled of one side's month before it weighs anything."""

    around: Circumstances  # recent incidents at most
    u: float  # what its choice is drawn with
    holds: bool  # for sure


NOTHING_TO_DECIDE = Leaning(Circumstances(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 0.0, True)


@kernel
def confront(s: State, setup: Setup, w: World, g: Game, t: Moment) -> None:
    """Let each rivalry's two sides decide, in an order that a coin settles; only one attacks in a month."""
    if setup.on_crisis == 0:
        return
    for first in range(setup.dyads):
        second = setup.mirror[first]
        if second < first or s.phase[setup.rivalry[first]] != PEACE:
            continue
        here, there = lean(s, setup, w, first, g, t), lean(s, setup, w, second, g, t)
        if here.holds and there.holds:
            continue
        if here.holds or there.holds:  # so the order doesn't matter
            decide(s, setup, w, first, here, g, t)
            decide(s, setup, w, second, there, g, t)
        elif second_begins(s, setup, first, second, t):
            take_turns(s, setup, w, second, first, there, here, g, t)
        else:
            take_turns(s, setup, w, first, second, here, there, g, t)


@kernel
def lean(s: State, setup: Setup, w: World, d: int, g: Game, t: Moment) -> Leaning:
    """See whether one side's month is settled before anything is weighed."""
    made = made_to(s, setup, d, t) != FREE
    if s.enterable[d] == 0 and not made:
        return NOTHING_TO_DECIDE
    found = leaning(s, setup, w, d, g, t.month, t.u_challenge[d, t.at])
    return Leaning(found.around, found.u, found.holds and not made)


@kernel
def leaning(s: State, setup: Setup, w: World, d: int, g: Game, month: int, u: float) -> Leaning:
    """The same of a side that is free to choose, and draws its choice with ``u``."""
    around = circumstances_given(s, setup, w, d, month, recent_at_most(s, setup, w, d, g))
    return Leaning(around, u, held_for_sure(s, setup, w, around, d, g, u))


@kernel
def second_begins(s: State, setup: Setup, first: int, second: int, t: Moment) -> bool:
    """Whether the coin, or being made to act, gives the second of two sides the first move."""
    if draw(t, setup.rivalry_id[setup.rivalry[first]], FIRST_MOVER) < 0.5:
        return made_to(s, setup, second, t) != FREE
    return made_to(s, setup, first, t) == FREE


@kernel
def take_turns(
    s: State, setup: Setup, w: World, one: int, other: int, mine: Leaning, theirs: Leaning, g: Game,
    t: Moment,
) -> None:  # fmt: skip
    """Let one side decide, and the other unless it is attacked, or the question has the first one act."""
    decide(s, setup, w, one, mine, g, t)
    if s.action[one] < LIMITED and not supposed(setup, one, t):
        decide(s, setup, w, other, theirs, g, t)


@kernel
def supposed(setup: Setup, d: int, t: Moment) -> bool:
    """Whether the question makes the side act this month."""
    return t.month == 1 and setup.forced_dyad == d


@kernel
def made_to(s: State, setup: Setup, d: int, t: Moment) -> int:
    """The action that a side is made to take this month, else FREE.

    What the question supposes happens whatever the state; a counterfactual changes only a choice that the side has.
    """
    if supposed(setup, d, t):
        return setup.forced_action
    if t.month != setup.turn or setup.turn_dyad != d:
        return FREE
    can = setup.turn_action == HOLD or in_reach(s, d, setup.turn_place)
    return setup.turn_action if can else FREE


@kernel
def decide(s: State, setup: Setup, w: World, d: int, leans: Leaning, g: Game, t: Moment) -> None:
    """One side's month: weigh hold against every option, choose, let the target and the outside answer."""
    made = made_to(s, setup, d, t)
    if leans.holds or made == HOLD:
        return
    if made != FREE:
        place = setup.forced_place if supposed(setup, d, t) else setup.turn_place
        g.option_place[0], g.option_action[0] = place, made
        g.known[place], g.lined_up = 0, -1
        weigh(s, setup, w, exactly(s, setup, w, leans.around, d, g), d, g, 0, 1)
        carry_out(s, setup, w, d, g, 0, t)
        return
    n = chosen(s, setup, w, d, leans, g)
    if n >= 0:
        carry_out(s, setup, w, d, g, n, t)


@kernel
def chosen(s: State, setup: Setup, w: World, d: int, leans: Leaning, g: Game) -> int:
    """The option that a side chooses, listed in ``g``; -1 for holding."""
    around = exactly(s, setup, w, leans.around, d, g)
    options = list_options(s, setup, d, g)
    hold = hold_value(hold_terms(s, setup, w, d))
    bound(s, setup, w, around, d, g, options, hold)
    return choose(s, setup, w, around, d, g, options, hold, leans.u)


@kernel
def carry_out(
    s: State, setup: Setup, w: World, d: int, g: Game, n: int,
    t: Moment,
) -> None:  # fmt: skip
    """Record the chosen option, draw the target's answer, and ask the outside."""
    s.action[d], s.objective[d] = g.option_action[n], g.option_place[n]
    if s.action[d] == COERCE:
        s.coerced[s.objective[d]] = 1
        return
    u = draw(t, setup.dyad_id[d], RESIST)
    s.resisted[d] = 1 if u < g.resist[n] else 0
    respond(s, setup, w, d, g, n, t)
