"""The reduced game in Mesa: two sides and two patrons as agents of one rivalry, a model a world."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from math import exp, log, log10
from types import SimpleNamespace
from typing import Any

import mesa
import numpy as np
from benchmarks.peers.game import FIELDS, TYPES, Floats, Histories

HOLD, COERCE, LIMITED, OFFENSIVE = range(4)
PEACE, FIGHT, WAR = range(3)
NO_TRUCE, CESSATION, PRELIMINARY = range(3)
LOUD = (0.0, 0.25, 0.6, 1.0)
WEIGHT = (0.0, 0.6, 1.0)  # of a truce, by type


def logistic(x: float) -> float:
    """1 / (1 + exp(-x)); log-odds here stay far from overflow."""
    return 1.0 / (1.0 + exp(-x))


class Side(mesa.Agent):  # type: ignore[misc]
    """A side of the rivalry; the second of them answers the first."""

    def __init__(self, model: Rivalry, strength: float, worth: float) -> None:
        super().__init__(model)
        self.strength, self.worth = strength, worth


class Target(Side):
    """Holds the place, and concedes or resists."""

    def resists(self, gain: float, lost: float) -> float:
        """The probability, where a fight is expected to cost ``lost`` of the place's worth."""
        w = self.model.world
        return logistic(w.lam * (gain * (self.worth + w.home_risk) - lost))


class Patron(mesa.Agent):  # type: ignore[misc]
    """A power that may join."""

    def __init__(self, model: Rivalry, number: int) -> None:
        super().__init__(model)
        w = model.world
        self.sent, self.attention = getattr(w, f"sent_{number}"), getattr(w, f"attention_{number}")
        self.stake = w.b_effect * getattr(w, f"interest_{number}")
        self.effect = getattr(w, f"effect_{number}")
        self.pledge = w.pledge_1 if number == 1 else 0.0

    def own(self, logit: float) -> float:
        """What joining brings it apart from what it changes, stakes."""
        w = self.model.world
        cost = 0.7 * (w.b_effect * 0.2 * 0.2 - logit / w.lam) / max(0.05, self.attention)
        return float((w.s_patron * self.effect + w.j_pact * self.pledge / 0.41) / w.lam - cost)


class Attack:
    """One attack, its tree folded: who joins, whether it is resisted, and what it is worth."""

    def __init__(self, model: Rivalry, gain: float, cost: float, logit: float) -> None:
        w, chance, (first, second) = model.world, model.chances(), model.patrons
        own_0, own_1 = first.own(logit), second.own(logit)
        self.join_1 = [
            logistic(w.lam * (second.stake * (chance[h] - chance[h | 2]) + own_1 - w.b_danger * h)) for h in (0, 1)
        ]
        wins = [chance[h] + q * (chance[h | 2] - chance[h]) for h, q in enumerate(self.join_1)]
        lift = first.stake * (wins[1] - wins[0]) + own_0 - w.b_danger * self.join_1[1]
        self.join_0 = logistic(w.lam * lift)
        won = wins[0] + self.join_0 * (wins[1] - wins[0])
        defended = self.join_1[0] + self.join_0 * (self.join_1[1] - self.join_1[0])
        self.resist = model.target.resists(gain, gain * (won * w.worth_t + w.cost_target))
        given = gain * w.worth_c + cost * (1.0 - w.mobilise)
        fought = won * gain * w.worth_c - 0.5 * defended * cost
        self.value = given + self.resist * (fought - given) - cost


class Challenger(Side):
    """Wants the place, and weighs each month what to do for it."""

    def options(self) -> tuple[list[float], dict[int, Attack]]:
        """What each action is worth but for recent incidents and the truce, and the attacks behind it."""
        w = self.model.world
        cost, resist = w.cost_effect * w.cost_coerce, logistic(w.lam * w.gain_coerce * w.home_risk)
        attacks = {
            LIMITED: Attack(self.model, w.gain_limited, w.cost_effect * w.cost_limited, w.j_limited),
            OFFENSIVE: Attack(self.model, 1.0, w.cost_effect * w.cost_offensive, w.j_war),
        }
        coerce = w.gain_coerce * self.worth - cost + (1.0 - resist) * cost * (1.0 - w.mobilise)
        return [0.0, coerce, attacks[LIMITED].value, attacks[OFFENSIVE].value], attacks

    def step(self) -> None:
        """Hold or act; where it attacks, let the others answer."""
        model, w = self.model, self.model.world
        if model.anew or model.solved is None:
            model.solved = self.options()
        values, attacks = model.solved
        recent, breach = w.b_recent * log10(1.0 + model.memory / (1.0 - w.rho)), model.breach()
        odds = [1.0]
        for action in (COERCE, LIMITED, OFFENSIVE):
            odds.append(exp(w.lam * (values[action] + recent - LOUD[action] * breach)))
        u = model.random.random() * sum(odds)
        if u < 1.0:
            return
        model.action = self.pick(odds, u)
        if model.action >= LIMITED:
            model.answer(attacks[model.action])

    def pick(self, odds: list[float], u: float) -> int:
        """The action in whose stretch ``u`` falls."""
        for action in (HOLD, COERCE, LIMITED):
            u -= odds[action]
            if u < 0.0:
                return action
        return OFFENSIVE


class Rivalry(mesa.Model):  # type: ignore[misc]
    """One world."""

    def __init__(self, given: Floats, seed: int, anew: bool) -> None:
        super().__init__(seed=seed)
        self.world = w = SimpleNamespace(**dict(zip(FIELDS, given.tolist(), strict=True)))
        self.challenger = Challenger(self, w.strength_c, w.worth_c)
        self.target = Target(self, w.strength_t, w.worth_t)
        self.patrons = [Patron(self, number) for number in (0, 1)]
        self.anew, self.solved = anew, None
        self.phase, self.truce, self.age = PEACE, int(w.truce), w.truce_age
        self.firmness, self.memory, self.chance = w.firmness, w.memory, 0.0

    def chances(self) -> list[float]:
        """The challenger's chance by who joined: 1 its patron + 2 the target's."""
        w, (first, second) = self.world, self.patrons
        ratios = [
            (self.challenger.strength + first.sent * (leaf & 1))
            / (w.terrain * (self.target.strength + second.sent * (leaf >> 1)))
            for leaf in range(4)
        ]
        return [logistic(w.m * log(ratio)) for ratio in ratios]

    def breach(self) -> float:
        """What breaking the truce would cost, stakes."""
        w = self.world
        return float(w.b_truce * WEIGHT[self.truce] * self.firmness * self.age / (self.age + w.tau_truce))

    def step(self) -> None:
        """One month."""
        self.incidents = self.action = self.resisted = self.joined = self.deaths = 0
        self.ended = PEACE
        self.skirmish()
        if self.phase == PEACE:
            self.challenger.step()
        if self.phase != PEACE:
            self.fight()
        self.keep_truce()

    def shown(self) -> tuple[int, ...]:
        """What is kept of the month."""
        return (self.incidents, self.action, self.resisted, self.joined, self.phase, self.truce, self.deaths)

    def skirmish(self) -> None:
        """Incidents, which excite more, and whom they kill."""
        w = self.world
        rate = w.rate + w.alpha * self.memory
        if self.phase == PEACE:
            u = self.random.random()
            if u * (1.0 + rate) < rate:
                self.incidents = min(60, int(log(u) / log(rate / (1.0 + rate))))
        for _ in range(self.incidents):
            u = self.random.random() / w.pf
            if u < 1.0:
                self.deaths += int(min(200.0, u ** (-1.0 / w.tail)))
        self.memory = w.rho * self.memory + (1.0 - w.rho) * self.incidents

    def answer(self, attack: Attack) -> None:
        """The target concedes or resists; then the patrons, one after the other."""
        if self.random.random() >= attack.resist:
            self.ended = FIGHT
            return
        self.resisted = 1
        self.joined = int(self.random.random() < attack.join_0)
        self.joined += 2 * (self.random.random() < attack.join_1[self.joined])
        self.phase = WAR if self.action == OFFENSIVE else FIGHT
        self.chance = self.chances()[self.joined]

    def fight(self) -> None:
        """Deaths, and whether it goes on."""
        w, war = self.world, self.phase == WAR
        level, spread = (w.deaths_war, w.sd_war) if war else (w.deaths_limited, w.sd_limited)
        size = exp(level + spread * self.random.gauss(0.0, 1.0))
        self.deaths += int(size * max(0.1, 4.0 * self.chance * (1.0 - self.chance)))
        if war:
            falls, ends = self.random.random() < w.tempo * self.chance, self.random.random() < w.end_war
            goes_on = not (falls or ends or self.chance < 0.08)
        else:
            goes_on = self.random.random() < w.growth
        if not goes_on:
            self.ended = self.phase
        self.phase = WAR if goes_on else PEACE

    def keep_truce(self) -> None:
        """Truces age, break where it is fought, and are made where fighting ended."""
        self.age += 1.0
        if self.phase != PEACE:
            self.truce = NO_TRUCE
        elif self.ended != PEACE:
            self.truce, self.age, self.firmness = self.ended, 0.0, 0.5


def played(months: int, anew: bool, work: tuple[Floats, int]) -> Histories:
    """The histories of some worlds; the first is seeded with the number beside them."""
    given, first = work
    rows = []
    for seed, world in enumerate(given, first):
        model = Rivalry(world, seed, anew)
        for _ in range(months):
            model.step()
            rows.append(model.shown())
    columns = zip(TYPES, zip(*rows, strict=True), strict=True)
    return Histories(*(np.array(column, kind).reshape(-1, months) for kind, column in columns))


def player(given: Floats, months: int, seed: int, pool: Executor | None, workers: int, anew: bool) -> Callable[[], Any]:
    """What plays all histories when called, one a world; on the processes of ``pool`` if there are any."""
    parts = np.array_split(given, workers)
    firsts = seed * 1_000_003 + np.cumsum([0, *(len(part) for part in parts[:-1])])
    work = [(part, int(first)) for part, first in zip(parts, firsts, strict=True)]

    def call() -> Histories:
        done = list((pool.map if pool else map)(partial(played, months, anew), work))
        return Histories(*(np.concatenate(arrays) for arrays in zip(*done, strict=True)))

    return call
