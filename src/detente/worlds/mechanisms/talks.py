"""Negotiation: the outlook of talks, the formats that feed it, and agreements.

    outlook' = outlook + PACE * (aim - outlook)
    aim      = outlook on the as-of day + b_mediators * (mediators' attention - on that day)
               - b_rival_formats * formats beyond the first - b_clash * (incidents a month - on that day)

An agreement comes with a small yearly rate, scaled by the outlook (0.5 is even), lowered by grievance and by unrest on
either side, never during fighting (Bercovitch & Diehl 1997; Crocker, Hampson & Aall 1999 on crowded mediation). It
makes a definitive truce and opens routes. A definitive truce in the record is no such agreement: it may end the
shooting for good and leave open all that they talk about. A new leader on either side reopens talks: half of the way
back to even. War in itself doesn't move the outlook; only incidents that are remembered do, and they fade while a war
goes on. Issues and positions are recorded, and bargained over in ``detente.bargain``; they don't move this.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.worlds.moment import Moment
from detente.worlds.setup import DEFINITIVE, PEACE, Setup
from detente.worlds.state import State
from detente.worlds.world import World

PACE = 0.1  # share of the way to its aim that the outlook goes in a month (assumption)


@kernel
def negotiate(s: State, setup: Setup, w: World, t: Moment) -> None:
    """Settle, or not, each rivalry that is not fighting; fighting ends an agreement."""
    if setup.on_talks == 0:
        return
    for d in range(setup.dyads):
        q = setup.rivalry[d]
        if setup.mirror[d] < d:
            continue
        move_outlook(s, setup, w, d)
        if s.phase[q] != PEACE or s.truce[q] != DEFINITIVE:
            s.agreed[q] = 0  # an agreement lives as long as the truce that it made
        if s.phase[q] != PEACE or s.agreed[q] == 1:
            continue
        sore = 0.5 * (s.grievance[setup.challenger[d]] + s.grievance[setup.target[d]])
        uneasy = 0.5 * (s.unrest[setup.challenger[d]] + s.unrest[setup.target[d]]) if setup.on_home_front == 1 else 0.0
        yearly = w.agreement * 2.0 * s.outlook[q] / (1.0 + 0.25 * sore) / (1.0 + w.b_concession * uneasy)
        if t.u_agree[q, t.at] < yearly / 12.0:
            s.agreed[q] = s.signed[q] = 1


@kernel
def move_outlook(s: State, setup: Setup, w: World, d: int) -> None:
    """Mediators who attend to it help, rival formats and clashes don't, new leaders start afresh."""
    q = setup.rivalry[d]
    aim = w.outlook[q] - w.b_rival_formats * max(0.0, w.formats[q] - 1.0) - w.b_clash * (s.memory[q] - w.memory[q])
    aim += w.b_mediators * mediators_attention(s, setup, w, q)
    s.outlook[q] += PACE * (min(1.0, max(0.0, aim)) - s.outlook[q])
    if s.turned[setup.challenger[d]] == 1 or s.turned[setup.target[d]] == 1:
        s.outlook[q] += 0.5 * (0.5 - s.outlook[q])


@kernel
def mediators_attention(s: State, setup: Setup, w: World, q: int) -> float:
    """Mean attention of those who mediate, above what it was on the as-of day; 0 where nobody mediates."""
    total, count = 0.0, 0.0
    for a in range(setup.actors):
        total += w.mediates[q, a] * (s.attention[a] - w.attention[a])
        count += w.mediates[q, a]
    return total / count if count > 0.0 else 0.0
