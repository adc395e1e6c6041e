"""Fighting, in a first form: a limited attack lasts a month or grows into war; a war takes places one by one.

Deaths are lognormal, largest between equals (times 4p(1-p)) and borne more by the weaker side. In a war month the
place fought over falls with probability tempo * p; then the next place in reach that is worth at least half as
much becomes the objective, and outside powers are asked again. A war ends when nothing is left to take, when the
attacker's chance is gone, or by the generic monthly probability of an end. A short overwhelming operation and a long
grind are outcomes, not options.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.numerics.portable import exp_, normal_quantile
from detente.worlds.kernel.game import Game
from detente.worlds.mechanisms.balance import contest, usable
from detente.worlds.mechanisms.guarantees import ask_again, joined_strength
from detente.worlds.moment import Moment, draw
from detente.worlds.purposes import DEATHS, END, FALL, GROW
from detente.worlds.setup import FIGHT, LIMITED, OFFENSIVE, PEACE, WAR, Setup
from detente.worlds.stakes import in_reach
from detente.worlds.state import State, quiet
from detente.worlds.world import World

HOPELESS = 0.08  # an attacker whose chance falls below this gives up


@kernel
def fight(s: State, setup: Setup, w: World, g: Game, t: Moment) -> None:
    """Open the month's new attacks, then let every rivalry that fights go through its month."""
    if setup.on_campaign == 0 or quiet(s, setup):
        return
    for d in range(setup.dyads):
        if s.action[d] >= LIMITED:
            open_attack(s, setup, d)
    for q in range(setup.rivalries):
        if s.phase[q] != PEACE:
            fight_month(s, setup, w, q, g, t)


@kernel
def open_attack(s: State, setup: Setup, d: int) -> None:
    """A conceded attack gains at once; a resisted one opens a fight or a war."""
    q, k = setup.rivalry[d], s.objective[d]
    s.attacker[q], s.front[q] = d, k
    if s.resisted[d] == 1:
        s.phase[q] = WAR if s.action[d] == OFFENSIVE else FIGHT
        return
    s.ended[q] = FIGHT
    s.seized[k] = 1
    if s.action[d] == OFFENSIVE:
        s.taker[k] = d


@kernel
def fight_month(s: State, setup: Setup, w: World, q: int, g: Game, t: Moment) -> None:
    """Deaths, ground, and whether it goes on."""
    d = s.attacker[q]
    if s.holder[s.front[q]] != setup.target[d]:  # taken, perhaps by a third side
        if not advance(s, setup, w, d):
            stop(s, q)
            return
        ask_again(s, setup, w, d, s.front[q], g, t)
    k = s.front[q]
    mine = usable(s, w, setup.challenger[d], k) + joined_strength(s, setup, w, q, 1)
    theirs = usable(s, w, setup.target[d], k) + joined_strength(s, setup, w, q, -1)
    chance = contest(mine, theirs, w.terrain, w.m)
    z = normal_quantile(draw(t, setup.rivalry_id[q], DEATHS))
    shed_blood(s, setup, w, d, k, mine, theirs, chance, z)
    u = draw(t, setup.rivalry_id[q], FALL)
    if s.phase[q] == FIGHT:
        s.seized[k] = 1 if u < chance else 0
        if draw(t, setup.rivalry_id[q], GROW) < w.growth:
            s.phase[q] = WAR
        else:
            stop(s, q)
        return
    if u < w.tempo * chance:
        s.taker[k] = d
        s.seized[k] = 1
    ends = draw(t, setup.rivalry_id[q], END) < w.end_war
    if ends or chance < HOPELESS or (s.taker[k] == d and not anything_left(s, setup, w, d, k)):
        stop(s, q)


@kernel
def shed_blood(
    s: State, setup: Setup, w: World, d: int, k: int, mine: float, theirs: float, chance: float, z: float
) -> None:
    """Deaths of the month, and each side's share of them."""
    deaths = toll(w, s.phase[setup.rivalry[d]] == WAR, chance, z)
    share = min(0.75, max(0.25, mine / (mine + theirs + 1e-9)))
    s.battle_deaths[k] += deaths
    s.losses[setup.target[d]] += share * deaths
    s.losses[setup.challenger[d]] += (1.0 - share) * deaths


@kernel
def toll(w: World, war: bool, chance: float, z: float) -> int:
    """Deaths of a month of war, or of a limited attack, in which the attacker has this chance."""
    size = exp_(w.deaths_war + w.sd_war * z) if war else exp_(w.deaths_limited + w.sd_limited * z)
    return int(size * max(0.1, 4.0 * chance * (1.0 - chance)))


@kernel
def anything_left(s: State, setup: Setup, w: World, d: int, taken: int) -> bool:
    """Whether another place of the target's, next to what the attacker now holds, is worth going on for."""
    return next_place(s, setup, w, d, taken) >= 0


@kernel
def advance(s: State, setup: Setup, w: World, d: int) -> bool:
    """Turn to the next place; False where there is none."""
    q = setup.rivalry[d]
    k = next_place(s, setup, w, d, s.front[q])
    if k >= 0:
        s.front[q] = k
    return k >= 0


@kernel
def next_place(s: State, setup: Setup, w: World, d: int, last: int) -> int:
    """The place in reach, or next to ``last`` if it just took that, worth most to it and at least half of ``last``."""
    c, best, worth = setup.challenger[d], -1, 0.5 * w.worth[setup.challenger[d], last]
    for k in range(setup.places):
        beyond = s.taker[last] == d and setup.adjacent[k, last] == 1
        near = in_reach(s, d, k) or (beyond and setup.objective[k] == 1 and s.holder[k] == setup.target[d])
        if k != last and near and w.worth[c, k] >= worth:
            best, worth = k, w.worth[c, k]
    return best


@kernel
def stop(s: State, q: int) -> None:
    """End the fighting; the kind of what ended decides the kind of truce."""
    s.ended[q] = s.phase[q]
    s.phase[q] = PEACE
