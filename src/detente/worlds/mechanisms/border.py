"""Border incidents: a discrete self-exciting (Hawkes) count with negative binomial noise.

    rate = calm * (1 - b_patrols * keepers) * mu * effect * exp(b_gb * grievance) + alpha * memory
    memory' = rho * memory + (1 - rho) * N
    recalled' = rho * recalled + N
    alarm   = log10(1 + recalled)

``calm`` is CALM under an agreement, else 1. Keepers count as far as they are able: their effect times their provider's
attention. Below a branching ratio of 1 the process is stable. A month's incidents happen at one place of contact; each
is fatal with probability pf, and a fatal one kills a Pareto-distributed number (heavy-tailed, as conflict events are).
What incidents add to the worth of acting goes by ``alarm``, the tenfolds of those still remembered: the first weighs
more than the hundredth, as deaths do in grievance, and as past fatalities do in the models of VIEWS (Hegre et al. 2022,
"Forecasting fatalities").
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.numerics.portable import exp_, log10_, log_
from detente.worlds.layout import EVENTS
from detente.worlds.mechanisms.truce import keepers_able
from detente.worlds.moment import Moment, draw, draw_each
from detente.worlds.purposes import INCIDENT_DEATHS, INCIDENT_PLACE
from detente.worlds.setup import PEACE, Setup, members
from detente.worlds.state import State
from detente.worlds.world import World

CALM = 0.25  # share of incidents that come by themselves under an agreement (assumption)
DISPERSION = 1.0  # of the negative binomial: variance = mean + mean**2; so it is the geometric distribution
WORST = 200.0  # deaths in one incident; larger fights are attacks and come from the campaign


@kernel
def skirmish(s: State, setup: Setup, w: World, t: Moment) -> None:
    """Draw the month's incidents of each rivalry, where they happen and whom they kill."""
    for d in range(setup.dyads):
        q = setup.rivalry[d]
        if setup.mirror[d] < d:
            continue
        if setup.on_border == 1 and s.phase[q] == PEACE:
            rate = incident_rate(s, setup, w, d)
            s.incidents[q] = count_incidents(rate, t.u_incidents[q, t.at])
            if s.incidents[q] > 0:
                kill(s, setup, w, d, t)
        s.memory[q] = w.rho * s.memory[q] + (1.0 - w.rho) * s.incidents[q]
        s.recalled[q] = w.rho * s.recalled[q] + s.incidents[q]


@kernel
def incident_rate(s: State, setup: Setup, w: World, d: int) -> float:
    """Expected incidents in a month."""
    q = setup.rivalry[d]
    sore = 0.5 * (s.grievance[setup.challenger[d]] + s.grievance[setup.target[d]])
    calm = (CALM if s.agreed[q] == 1 else 1.0) * (1.0 - w.b_patrols * keepers_able(s, setup, w, q))
    soreness = exp_(w.b_gb * sore) if sore > 0.0 else 1.0
    return calm * w.mu * w.incident_effect[q] * soreness + w.alpha * s.memory[q]


@kernel
def alarm(s: State, q: int) -> float:
    """Tenfolds of incidents that are still remembered: 0 for none, 1 for nine."""
    return log10_(1.0 + s.recalled[q]) if s.recalled[q] > 0.0 else 0.0


@kernel
def count_incidents(rate: float, u: float) -> int:
    """Inverse CDF of the negative binomial with mean ``rate`` and dispersion 1: each count is ``step`` times rarer."""
    step = rate / (rate + DISPERSION)
    mass = reached = DISPERSION / (DISPERSION + rate)
    n = 0
    while u >= reached and n < EVENTS:
        mass *= step
        reached += mass
        n += 1
    return n


@kernel
def kill(s: State, setup: Setup, w: World, d: int, t: Moment) -> None:
    """Place the month's incidents and draw deaths; each side bears half."""
    q = setup.rivalry[d]
    place = contact_place(s, setup, d, draw(t, setup.rivalry_id[q], INCIDENT_PLACE))
    if place < 0:
        return
    deaths = 0
    draw_each(t, s.incidents[q], setup.rivalry_id[q], INCIDENT_DEATHS)
    for n in range(s.incidents[q]):
        u = t.u_each[n]
        if u < w.pf:
            deaths += int(min(WORST, exp_(-log_((u + 0.5e-9) / w.pf) / w.tail)))
    s.border_deaths[place] += deaths
    s.border_losses[setup.challenger[d]] += 0.5 * deaths
    s.border_losses[setup.target[d]] += 0.5 * deaths


@kernel
def contact_place(s: State, setup: Setup, d: int, u: float) -> int:
    """One of the places where the two sides touch, each as likely as any other; -1 where they don't."""
    fronts = s.enterable[d] | s.enterable[setup.mirror[d]]  # a bit for each
    count, seen = members(fronts), 0
    for k in range(setup.places):
        seen += fronts >> k & 1
        if u * count < seen:
            return k
    return -1
