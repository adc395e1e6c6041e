"""What the record of deaths says of a rivalry's incidents: how many are remembered, and how frequent they are.

The months are gone through from the oldest to the newest as a history would live them: incidents are remembered and
deaths leave scars (``mechanisms/border.py``, ``mechanisms/narratives.py``). Deaths are read as incidents by what an
incident of the world's own levels brings on average. In a month of the record incidents would come at the rate

    mu * effect * exp(b_gb * grievance) + alpha * memory

and as their count is geometric and each is fatal with probability pf, nobody dies in it with probability
1 / (1 + pf * rate). Only whether anybody died is trusted to the count of deaths. What is not known, the rivalry's own
``effect`` beside others of its class, is lognormal there; given the months its logarithm is taken as normal, with mean
and spread found by weighing points around the likeliest value.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.numerics.compiled import kernel
from detente.numerics.portable import LN2, exp_, log10_, log_
from detente.worlds.layout import records
from detente.worlds.past import VIOLENT, Past

Floats = NDArray[np.float64]

STEPS = 50  # at most, to the likeliest value; it takes about eight
CLOSE = 1e-9  # a step as small as this is the last
LONGEST_STEP = 1.0  # of a logarithm
POINTS = 10  # weighed on each side of the likeliest value,
REACH = 5.0  # the last of them so many standard deviations away


class Incidence:
    """A world's levels, and what the record says with them."""

    mu: float
    alpha: float
    rho: float
    pf: float
    tail: float
    b_gb: float
    half_life: float
    s_mu: float
    memory: float  # mean incidents a month that are remembered
    scars: float  # decayed deaths of one side
    effect: float  # log of the rivalry's own multiplier of mu, mean
    spread: float  # its standard deviation


LEVELS = ("mu", "alpha", "rho", "pf", "tail", "b_gb", "half_life", "s_mu")  # the fields that are given


def incidence(past: Past, levels: Any) -> Any:
    """Read a past with the levels of each world, by name, (worlds,) each; a row a world."""
    rows = records(Incidence, levels["mu"].size)
    for name in LEVELS:
        rows[name] = levels[name]
    watched = past.watched()
    room = np.zeros((2, watched.size))
    read(past.deaths, past.everyday(), watched, rows, room)
    return rows


@kernel
def read(deaths: Floats, everyday: Floats, watched: NDArray[np.int64], rows: Any, room: Floats) -> None:
    """The compiled loop: worlds, months. ``room`` holds both parts of the rate in the watched months, newest first."""
    for i in range(rows.size):
        r = rows[i]
        fade, each = exp_(-LN2 / r.half_life), deaths_each(r)
        r.memory = r.scars = 0.0
        left = watched.size
        for back in range(deaths.size):
            age = deaths.size - 1 - back
            if left > 0 and watched[left - 1] == age:
                left -= 1
                soreness = exp_(r.b_gb * log10_(1.0 + r.scars)) if r.scars > 0.0 else 1.0
                room[0, left], room[1, left] = r.mu * soreness, r.alpha * r.memory
            r.memory = r.rho * r.memory + (1.0 - r.rho) * (everyday[age] / each if each > 0.0 else 0.0)
            r.scars = fade * r.scars + 0.5 * deaths[age]
        settle_effect(r, deaths, watched, room)


@kernel
def deaths_each(r: Incidence) -> float:
    """Deaths that an incident brings on average if it is no fighting: a fatal one kills k or more with k^-tail."""
    total = 0.0
    for k in range(1, int(VIOLENT)):
        total += exp_(-r.tail * log_(k))
    beyond = exp_(-r.tail * log_(VIOLENT))
    return r.pf * (total - (VIOLENT - 1.0) * beyond) / (1.0 - r.pf * beyond)


@kernel
def settle_effect(r: Incidence, deaths: Floats, watched: NDArray[np.int64], room: Floats) -> None:
    """Find mean and spread of the effect: where it is likeliest, then by weighing points around that."""
    r.effect, r.spread = 0.0, r.s_mu
    if r.s_mu <= 0.0 or r.pf <= 0.0:  # a rivalry is as its class is
        return
    find_likeliest(r, deaths, watched, room)
    top = log_weight(r, r.effect, deaths, watched, room)
    total = first = second = 0.0
    for n in range(2 * POINTS + 1):
        x = REACH * (n - POINTS) / POINTS
        weight = exp_(log_weight(r, r.effect + x * r.spread, deaths, watched, room) - top)
        total += weight
        first += weight * x
        second += weight * x * x
    mean = first / total
    r.effect += mean * r.spread
    r.spread *= exp_(0.5 * log_(second / total - mean * mean))


@kernel
def find_likeliest(r: Incidence, deaths: Floats, watched: NDArray[np.int64], room: Floats) -> None:
    """The effect that months and class together make likeliest, by Fisher's scoring; the spread by information."""
    for _ in range(STEPS):
        slope, information = -r.effect / (r.s_mu * r.s_mu), 1.0 / (r.s_mu * r.s_mu)
        own = exp_(r.effect)
        for n in range(watched.size):
            by_itself = room[0, n] * own
            rate = by_itself + room[1, n]
            if by_itself <= 0.0:
                continue
            died = 1.0 if deaths[watched[n]] > 0.0 else 0.0
            slope += by_itself * (died / rate - r.pf / (1.0 + r.pf * rate))
            information += r.pf * by_itself * by_itself / (rate * (1.0 + r.pf * rate) * (1.0 + r.pf * rate))
        step = min(LONGEST_STEP, max(-LONGEST_STEP, slope / information))
        r.effect += step
        r.spread = exp_(-0.5 * log_(information))
        if abs(step) < CLOSE:
            break


@kernel
def log_weight(r: Incidence, effect: float, deaths: Floats, watched: NDArray[np.int64], room: Floats) -> float:
    """Logarithm of how likely an effect is by its class and the months, but for a constant."""
    found, own = -0.5 * effect * effect / (r.s_mu * r.s_mu), exp_(effect)
    for n in range(watched.size):
        rate = room[0, n] * own + room[1, n]
        found -= log_(1.0 + r.pf * rate)
        if deaths[watched[n]] > 0.0 and rate > 0.0:
            found += log_(rate)
    return found
