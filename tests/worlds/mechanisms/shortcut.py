"""A compiled driver: random games, decided with the early accept of "hold" and with every option solved."""

from __future__ import annotations

from typing import Any

from detente.numerics.compiled import kernel
from detente.numerics.portable import exp_
from detente.worlds.kernel.early import bound, bound_all, choose, exactly, forget_bounds, held_for_sure, recent_at_most
from detente.worlds.kernel.game import Game, choose_option, pick
from detente.worlds.layout import Floats, Ints
from detente.worlds.moment import Moment, draw, enter
from detente.worlds.setup import Setup
from detente.worlds.stakes import circumstances, circumstances_given, hold_terms, hold_value, list_options, weigh
from detente.worlds.state import State, begin, can_enter

NEGLIGIBLE = 2e-11  # odds that the bound may leave out; its slack covers 36 of them
GAMES, MISMATCHES, ABOVE_BOUND, ACCEPTED, CHOSEN = range(5)  # entries of ``tally``


@kernel
def unsolved(g: Game, options: int) -> bool:
    """Whether the choice was made without solving every option."""
    left = 0
    for n in range(options):
        left += 1 - g.solved[n]
    return left > 0


@kernel
def shake(s: State, setup: Setup, t: Moment) -> None:
    """Replace the state by a random one."""
    for a in range(setup.actors):
        s.strength[a] *= exp_(4.0 * draw(t, a, 101) - 2.0)
        s.attention[a] = draw(t, a, 102)
        s.scars[a] = 300.0 * draw(t, a, 103)
        s.edge[a] = 0.5 + draw(t, a, 113)
        s.unrest[a] = draw(t, a, 114)
        s.irregulars[a] = 0.3 * draw(t, a, 115)
        for k in range(setup.places):
            s.unsettled[a, k] = 200.0 * draw(t, a ^ k << 8, 116)
    for k in range(setup.places):
        if setup.objective[k] == 1:
            s.holder[k] = int(2.0 * draw(t, k, 104))
            s.closed[k] = int(2.0 * draw(t, k, 105))
    for d in range(setup.dyads):
        s.enterable[d] = can_enter(s, setup, d)
    s.memory[0] = 2.0 * draw(t, 0, 106)
    s.recalled[0] = 20.0 * s.memory[0]
    s.truce[0] = int(4.0 * draw(t, 0, 107))
    s.truce_age[0] = 60.0 * draw(t, 0, 108)
    s.firmness[0] = draw(t, 0, 109)
    s.keepers[0] = int(2.0 * draw(t, 0, 110))
    s.outlook[0] = draw(t, 0, 111)


@kernel
def compare(setup: Setup, worlds: Any, lives: int, s: State, g: Game, t: Moment, tally: Ints, worst: Floats) -> None:
    """Decide every game both ways; count into ``tally``, and keep the largest excess of odds over their bound.

    Half of the uniforms lie within a thousandth of P(hold), where a wrong bound would show.
    """
    for i in range(worlds.size):
        w = worlds[i]
        for life in range(lives):
            enter(t, setup, i, life, 1)
            t.month = 1 + life % 12
            for d in range(setup.dyads):
                begin(s, setup, w)
                shake(s, setup, t)
                options = list_options(s, setup, d, g)
                if options == 0:
                    continue
                around = circumstances(s, setup, w, d, t.month)
                hold = hold_value(hold_terms(s, setup, w, d))
                bound_all(s, setup, w, around, d, g, options, hold, 1.0)
                for n in range(options):
                    weigh(s, setup, w, around, d, g, n, options)
                    excess = exp_(w.lam * (g.value[n] - hold)) * 3.0 / options - g.odds[n]
                    if excess > 1e-9 * g.odds[n] + NEGLIGIBLE:
                        tally[ABOVE_BOUND] += 1
                        worst[0] = max(worst[0], excess)
                choose_option(g, options, hold, w.lam)
                u = draw(t, d, 112)
                if life % 2 == 1:
                    u = min(1.0, max(0.0, g.choice[0] + 0.001 * (u - 0.5)))
                chosen = pick(g.choice, options + 1, u) - 1
                bound_all(s, setup, w, around, d, g, options, hold, 1.0)
                shortcut = choose(s, setup, w, around, d, g, options, hold, u)
                if unsolved(g, options):
                    tally[ACCEPTED] += 1
                tally[GAMES] += 1
                if chosen >= 0:
                    tally[CHOSEN] += 1
                if shortcut != chosen:
                    tally[MISMATCHES] += 1


@kernel
def drift(s: State, setup: Setup, t: Moment) -> None:
    """Move the state by a little, as a month does."""
    for a in range(setup.actors):
        s.strength[a] *= exp_(0.06 * draw(t, a, 121) - 0.03)
        s.attention[a] = min(1.0, s.attention[a] * exp_(0.2 * draw(t, a, 122) - 0.1))
        s.grievance[a] += 0.2 * draw(t, a, 123) - 0.1
        s.edge[a] *= exp_(0.04 * draw(t, a, 131) - 0.02)
        s.unrest[a] = min(1.0, max(0.0, s.unrest[a] + 0.1 * draw(t, a, 132) - 0.05))
        s.irregulars[a] *= exp_(0.2 * draw(t, a, 133) - 0.1)
        for k in range(setup.places):
            s.unsettled[a, k] *= exp_(0.05 * draw(t, a ^ k << 8, 134) - 0.025)
        for side in range(setup.actors):
            if draw(t, a ^ side << 8, 135) < 0.02:
                s.bound[a, side] = 0.0
    s.memory[0] = max(0.0, s.memory[0] + 0.4 * draw(t, 0, 124) - 0.2)
    s.recalled[0] = 20.0 * s.memory[0]
    s.truce_age[0] += 1.0
    s.firmness[0] = max(0.0, s.firmness[0] + 0.1 * draw(t, 0, 125) - 0.05)
    s.outlook[0] += 0.2 * draw(t, 0, 126) - 0.1
    if draw(t, 0, 127) < 0.05:
        s.keepers[0] = 1 - s.keepers[0]
    if draw(t, 0, 128) < 0.05:
        s.closed[2] = 1 - s.closed[2]
    if draw(t, 0, 129) < 0.05:
        s.holder[3] = 1 - s.holder[3]
        for d in range(setup.dyads):
            s.enterable[d] = can_enter(s, setup, d)


@kernel
def carry(setup: Setup, worlds: Any, months: int, s: State, g: Game, t: Moment, tally: Ints) -> None:
    """Drift through months; wherever the kept bound says "hold", solve every option and see."""
    for i in range(worlds.size):
        w = worlds[i]
        forget_bounds(g)
        begin(s, setup, w)
        enter(t, setup, i, 0, 1)
        shake(s, setup, t)
        for month in range(1, months + 1):
            enter(t, setup, i, 1, month)
            drift(s, setup, t)
            for d in range(setup.dyads):
                around = circumstances_given(s, setup, w, d, t.month, recent_at_most(s, setup, w, d, g))
                hold = hold_value(hold_terms(s, setup, w, d))
                u = draw(t, d, 112)
                options = list_options(s, setup, d, g)
                held = held_for_sure(s, setup, w, around, d, g, u)
                around = exactly(s, setup, w, around, d, g)
                bound(s, setup, w, around, d, g, options, hold)
                quick = choose(s, setup, w, around, d, g, options, hold, u)  # from the bounds that were carried
                for n in range(options):
                    weigh(s, setup, w, around, d, g, n, options)
                choose_option(g, options, hold, w.lam)
                chosen = pick(g.choice, options + 1, u) - 1
                tally[GAMES] += 1
                if held:
                    tally[ACCEPTED] += 1
                if chosen >= 0:
                    tally[CHOSEN] += 1
                if (held and chosen >= 0) or quick != chosen:
                    tally[MISMATCHES] += 1
                # where the uniform is one that holds by a hair, the bound must lie below it
                if held_for_sure(s, setup, w, around, d, g, g.choice[0] * (1.0 + 1e-12)):
                    tally[ABOVE_BOUND] += 1
