"""The reduced game in NumPy, all worlds of a chunk at once; what few worlds do is worked out for these alone."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from benchmarks.peers.game import FIELDS, Floats, Histories, empty
from numpy.typing import NDArray

from detente.engine.run import chunks

CHUNK = 4000  # worlds: some hundred kilobytes of what is at work, so that it stays in the cache
COERCE, LIMITED, OFFENSIVE = 1, 2, 3
PEACE, FIGHT, WAR = 0, 1, 2
LOUD = {COERCE: 0.25, LIMITED: 0.6, OFFENSIVE: 1.0}
WEIGHT = np.array([0.0, 0.6, 1.0])  # of a truce, by type

Which = NDArray[np.intp]


def logistic(x: Floats) -> Floats:
    """1 / (1 + exp(-x)); log-odds here stay far from overflow."""
    result: Floats = 1.0 / (1.0 + np.exp(-x))
    return result


class Worlds:
    """A chunk's parameters, one array of (worlds,) each, by name."""

    def __init__(self, given: Floats) -> None:
        for name, column in zip(FIELDS, given.T, strict=True):
            setattr(self, name, np.ascontiguousarray(column))

    def __getattr__(self, name: str) -> Floats:  # only so that types are known
        raise AttributeError(name)


@dataclass
class Solution:
    """The solved game: all of it but what recent incidents and the truce add. By action, or by who joined."""

    odds: dict[int, Floats]  # against hold
    resist: dict[int, Floats]
    join_0: dict[int, Floats]
    join_1: dict[int, Floats]  # (2, worlds): the second patron sees whether the first joined
    chance: Floats  # (4, worlds)


def solve(w: Worlds) -> Solution:
    """Fold the trees of the three actions, every world at once."""
    mine = np.stack([w.strength_c, w.strength_c + w.sent_0] * 2)
    theirs = np.stack([w.strength_t] * 2 + [w.strength_t + w.sent_1] * 2)
    found = Solution({}, {}, {}, {}, logistic(w.m * np.log(mine / (w.terrain * theirs))))
    cost = w.cost_effect * w.cost_coerce
    resist = logistic(w.lam * w.gain_coerce * w.home_risk)
    value = w.gain_coerce * w.worth_c - cost + (1.0 - resist) * cost * (1.0 - w.mobilise)
    found.odds[COERCE] = np.exp(w.lam * value)
    solve_attack(w, found, LIMITED, w.gain_limited, w.cost_effect * w.cost_limited, w.j_limited)
    solve_attack(w, found, OFFENSIVE, np.ones_like(w.lam), w.cost_effect * w.cost_offensive, w.j_war)
    return found


def solve_attack(w: Worlds, found: Solution, action: int, gain: Floats, cost: Floats, logit: Floats) -> None:
    """The tree of one attack: the second patron, the first, the target, and what it is worth to the challenger."""
    level = 0.7 * (w.b_effect * 0.2 * 0.2 - logit / w.lam)
    own_0 = -level / np.maximum(0.05, w.attention_0) + w.s_patron * w.effect_0 / w.lam
    own_1 = -level / np.maximum(0.05, w.attention_1) + (w.s_patron * w.effect_1 + w.j_pact * w.pledge_1 / 0.41) / w.lam
    without, joined = found.chance[:2], found.chance[2:]
    danger = np.stack([np.zeros_like(w.b_danger), w.b_danger])
    q_1 = logistic(w.lam * (w.b_effect * w.interest_1 * (without - joined) + own_1 - danger))
    chance = without + q_1 * (joined - without)
    lift = w.b_effect * w.interest_0 * (chance[1] - chance[0]) + own_0 - w.b_danger * q_1[1]
    q_0 = logistic(w.lam * lift)
    won = chance[0] + q_0 * (chance[1] - chance[0])
    defended = q_1[0] + q_0 * (q_1[1] - q_1[0])
    lost = -gain * (won * w.worth_t + w.cost_target)
    resist = logistic(w.lam * (lost + gain * (w.worth_t + w.home_risk)))
    given = gain * w.worth_c + cost * (1.0 - w.mobilise)
    fought = won * gain * w.worth_c - 0.5 * defended * cost
    found.odds[action] = np.exp(w.lam * (given + resist * (fought - given) - cost))
    found.resist[action], found.join_0[action], found.join_1[action] = resist, q_0, q_1


class Play:
    """A chunk on its way through the months."""

    def __init__(self, given: Floats, random: np.random.Generator, kept: Histories) -> None:
        self.w, self.random, self.kept = Worlds(given), random, kept
        self.solution = solve(self.w)
        count = len(given)
        self.phase, self.joined = np.zeros((2, count), np.int8)
        self.truce = self.w.truce.astype(np.int8)
        self.held = self.w.b_truce * WEIGHT[self.truce] * self.w.firmness  # breach of a truce without end
        self.age, self.memory = self.w.truce_age.copy(), self.w.memory.copy()
        self.dead = np.zeros(count, np.int32)

    def month(self, m: int, anew: bool) -> None:
        """One month of every world."""
        self.dead[:] = 0
        ended = np.zeros_like(self.phase)
        self.skirmish(m)
        if anew:
            self.solution = solve(self.w)
        self.confront(m, ended)
        self.fight(ended)
        self.keep_truce(ended)
        self.kept.deaths[m], self.kept.phase[m], self.kept.truce[m] = self.dead, self.phase, self.truce

    def skirmish(self, m: int) -> None:
        """Incidents, which excite more, and whom they kill."""
        w, rate = self.w, self.w.rate + self.w.alpha * self.memory
        u = self.random.random(rate.size)
        at = np.flatnonzero((u * (1.0 + rate) < rate) & (self.phase == PEACE))
        count = np.minimum(np.log(u[at]) / np.log(rate[at] / (1.0 + rate[at])), 60.0).astype(np.int16)
        self.kept.incidents[m, at] = count
        self.memory *= w.rho
        self.memory[at] += (1.0 - w.rho[at]) * count
        each = np.repeat(at, count)
        u = self.random.random(each.size) / w.pf[each]
        fatal, u = each[u < 1.0], u[u < 1.0]
        deaths = np.minimum(200.0, np.exp(-np.log(u) / w.tail[fatal])).astype(np.int32)
        np.add.at(self.dead, fatal, deaths)

    def confront(self, m: int, ended: NDArray[np.int8]) -> None:
        """Hold or act; of those who attack, who is resisted and who joins."""
        w, odds = self.w, self.solution.odds
        breach = w.lam * self.held * (self.age / (self.age + w.tau_truce))
        push = np.exp(w.lam * w.b_recent * np.log10(1.0 + self.memory / (1.0 - w.rho)))
        acting = {n: odds[n] * push * np.exp(-LOUD[n] * breach) for n in odds}
        total = 1.0 + acting[COERCE] + acting[LIMITED] + acting[OFFENSIVE]
        u = self.random.random(total.size) * total - 1.0
        at = np.flatnonzero((u >= 0.0) & (self.phase == PEACE))
        limited = u[at] >= acting[COERCE][at]
        offensive = u[at] - acting[COERCE][at] >= acting[LIMITED][at]
        self.kept.action[m, at] = COERCE + limited.astype(np.int8) + offensive
        for action, which in ((LIMITED, at[limited & ~offensive]), (OFFENSIVE, at[offensive])):
            self.answer(m, action, which, ended)

    def answer(self, m: int, action: int, at: Which, ended: NDArray[np.int8]) -> None:
        """The target concedes or resists; then the patrons, one after the other."""
        s, (u, u_0, u_1) = self.solution, self.random.random((3, at.size))
        resisted = u < s.resist[action][at]
        ended[at[~resisted]] = FIGHT
        at, u_0, u_1 = at[resisted], u_0[resisted], u_1[resisted]
        first = (u_0 < s.join_0[action][at]).astype(np.int8)
        self.joined[at] = first + 2 * (u_1 < s.join_1[action][first, at])
        self.phase[at] = WAR if action == OFFENSIVE else FIGHT
        self.kept.resisted[m, at], self.kept.joined[m, at] = 1, self.joined[at]

    def fight(self, ended: NDArray[np.int8]) -> None:
        """Deaths of those at it, and whether it goes on."""
        at = np.flatnonzero(self.phase)
        w, phase, chance = self.w, self.phase[at], self.solution.chance[self.joined[at], at]
        war = phase == WAR
        level = np.where(war, w.deaths_war[at], w.deaths_limited[at])
        spread = np.where(war, w.sd_war[at], w.sd_limited[at])
        size = np.exp(level + spread * self.random.standard_normal(at.size))
        self.dead[at] += (size * np.maximum(0.1, 4.0 * chance * (1.0 - chance))).astype(np.int32)
        u, v = self.random.random((2, at.size))
        over = (u < w.tempo[at] * chance) | (v < w.end_war[at]) | (chance < 0.08)
        after = np.where(np.where(war, ~over, u < w.growth[at]), WAR, PEACE)
        self.phase[at] = after
        ended[at] = np.where(after == PEACE, phase, PEACE)

    def keep_truce(self, ended: NDArray[np.int8]) -> None:
        """Truces age, break where it is fought, and are made where fighting ended."""
        self.age += 1.0
        fought = np.flatnonzero(self.phase)
        self.truce[fought], self.held[fought] = 0, 0.0
        at = np.flatnonzero(ended)
        self.truce[at] = ended[at]
        self.held[at] = self.w.b_truce[at] * WEIGHT[ended[at]] * 0.5
        self.age[at] = 0.0


def player(given: Floats, months: int, seed: int, workers: int, anew: bool) -> Callable[[], Histories]:
    """What plays all histories when called, one a world."""

    def call() -> Histories:
        kept = empty(months, len(given))  # a month's worlds lie side by side

        def part(of: Any) -> None:
            inside = slice(of[0], of[-1] + 1)
            random = np.random.Generator(np.random.SFC64([seed, int(of[0])]))
            play = Play(given[inside], random, Histories(*(array[:, inside] for array in kept)))
            for m in range(months):
                play.month(m, anew)

        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(part, chunks(np.arange(len(given)), min(CHUNK, -(-len(given) // workers)))))
        return Histories(*(array.T for array in kept))

    return call
