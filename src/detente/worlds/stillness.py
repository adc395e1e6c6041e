"""What holding still says of costs: a side that attacks at the next best moment would have done so before.

How much of the costs of attacking a side would bear, compared with others of its class, nobody can see: its tolerance
is the share of comparable sides that would bear less, and the costs depart from the class's accordingly (`departure`).
What can be seen is that its rivalry has been at rest: of some months it is known that fewer than 25 people died in
them, and places are held as they were. So those months, of the last twelve, are decided over again as things stand on
the as-of day. A side that would have fought in one of them so that it showed draws its tolerance anew until it doesn't,
from the range that the world believes of it: rejection sampling given the rest (von Neumann 1951; in survival analysis,
conditioning on having survived). All else that a world believes stays as it is.

Things are taken to have stood for a year as they stand on the as-of day (assumption), and the months before that say
nothing. Where something is assumed or brought about, the worlds that are believed say what costs are: nobody held
still in the others.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.cases.model import Case
from detente.numerics.compiled import kernel
from detente.numerics.philox import uniform
from detente.numerics.portable import exp_, normal_quantile, normal_quantile_array
from detente.worlds.kernel.early import forget_bounds
from detente.worlds.kernel.game import Game
from detente.worlds.layout import records
from detente.worlds.mechanisms.balance import contest, usable
from detente.worlds.mechanisms.campaign import toll
from detente.worlds.mechanisms.crisis import chosen, leaning
from detente.worlds.mechanisms.narratives import remember
from detente.worlds.past import VIOLENT, Past
from detente.worlds.purposes import REST, REST_ANSWER, REST_COST, REST_DEATHS, REST_GROWS
from detente.worlds.setup import LIMITED, OFFENSIVE, Setup
from detente.worlds.shape import shape
from detente.worlds.state import State, begin
from detente.worlds.world import World

Floats = NDArray[np.float64]

LONGEST = 12  # months that the as-of day speaks for
TRIES = 50  # tolerances drawn for one side of one world; then the least of them stays
LEAST = 1e-6  # of a share of sides: nobody is beyond all others


def months_at_rest(past: Past) -> NDArray[np.int64]:
    """Which of the last twelve months, newest first, are known to have been at rest, since one with 25 deaths if any.

    1 for a month that is, (LONGEST,).
    """
    violent = np.flatnonzero(past.deaths[:LONGEST] >= VIOLENT)
    since = np.arange(LONGEST) < (violent[0] if violent.size else LONGEST)
    found: NDArray[np.int64] = (past.published[:LONGEST] & since).astype(np.int64)
    return found


def departures(tolerance: Floats) -> Floats:
    """How far the costs of attacking depart from the class's, in standard deviations of their logarithm."""
    return -normal_quantile_array(np.minimum(np.maximum(tolerance, LEAST), 1.0 - LEAST))


def settle(case: Case, as_of: date, seed: int, worlds: Any, numbers: NDArray[np.int64], rest: NDArray[np.int64],
           spans: tuple[Floats, Floats], tolerance: Floats) -> None:  # fmt: skip
    """Draw the tolerance of each side anew where it would have fought in the months of rest.

    Args:
        case: whose model it is.
        as_of: the day as of which the worlds stand.
        seed: of the run.
        worlds: records of World; their ``cost_effect`` is written.
        numbers: (worlds,) the draws whose worlds these are, which key the luck.
        rest: (rivalries, LONGEST) 1 for the months known to have been at rest, newest first.
        spans: (worlds, dyads) each, the least and the most that a tolerance may be in each world.
        tolerance: (worlds, dyads) the share of comparable sides that would bear less; written over where drawn anew.
    """
    setup = shape(case, _before(as_of, LONGEST), LONGEST, seed)
    settle_costs(setup, worlds, numbers, rest, *spans, tolerance, records(State, 1)[0], records(Game, 1)[0])


def _before(day: date, months: int) -> date:
    """The day so many months before, or the 28th where its month is too short."""
    month = day.year * 12 + day.month - 1 - months
    return date(month // 12, month % 12 + 1, min(day.day, 28))


@kernel
def settle_costs(
    setup: Setup,
    worlds: Any,
    numbers: NDArray[np.int64],
    rest: NDArray[np.int64],
    low: Floats,
    high: Floats,
    tolerance: Floats,
    s: State,
    g: Game,
) -> None:
    """The compiled loop: worlds, sides, tries. ``s`` and ``g`` are room to work in."""
    for i in range(numbers.size):
        w = worlds[i]
        begin(s, setup, w)
        remember(s, setup, w)  # as the first month of a history does: grievance is there before anybody decides
        for d in range(setup.dyads):
            least = tolerance[i, d]
            for attempt in range(TRIES if low[i, d] < high[i, d] else 0):
                if attempt > 0:
                    u = uniform(setup.seed, numbers[i], attempt, 0, setup.dyad_id[d], REST_COST)
                    tolerance[i, d] = low[i, d] + (high[i, d] - low[i, d]) * u
                    least = min(least, tolerance[i, d])
                w.cost_effect[d] = exp_(w.s_cost * departure(tolerance[i, d]))
                if holds_still(s, setup, w, g, d, numbers[i], attempt, rest):
                    break
                if attempt == TRIES - 1:
                    tolerance[i, d] = least
            w.cost_effect[d] = exp_(w.s_cost * departure(tolerance[i, d]))


@kernel
def departure(tolerance: float) -> float:
    """The same of one tolerance."""
    return -normal_quantile(min(max(tolerance, LEAST), 1.0 - LEAST))


@kernel
def holds_still(
    s: State, setup: Setup, w: World, g: Game, d: int, world: int, attempt: int, rest: NDArray[np.int64]
) -> bool:
    """Whether nothing that a side does in the months of rest shows, as things stand."""
    forget_bounds(g)
    if s.enterable[d] == 0:
        return True
    for month in range(1, LONGEST + 1):
        if rest[setup.rivalry[d], LONGEST - month] == 1:
            u = uniform(setup.seed, world, attempt, month, setup.dyad_id[d], REST)
            found = leaning(s, setup, w, d, g, month, u)
            if not found.holds and shows(s, setup, w, g, d, world, attempt, month, chosen(s, setup, w, d, found, g)):
                return False
    return True


@kernel
def shows(s: State, setup: Setup, w: World, g: Game, d: int, world: int, attempt: int, month: int, n: int) -> bool:
    """Whether an option would have been seen: in a place that changed hands, a war, or 25 deaths. Coercion isn't."""
    if n < 0 or g.option_action[n] < LIMITED:
        return False
    seed, ident, war, k = setup.seed, setup.dyad_id[d], g.option_action[n] == OFFENSIVE, g.option_place[n]
    if uniform(seed, world, attempt, month, ident, REST_ANSWER) >= g.resist[n]:
        return war  # conceded: an offensive takes the place, a limited attack some ground
    chance = contest(usable(s, w, setup.challenger[d], k), usable(s, w, setup.target[d], k), w.terrain, w.m)
    z = normal_quantile(uniform(seed, world, attempt, month, ident, REST_DEATHS))
    grows = not war and uniform(seed, world, attempt, month, ident, REST_GROWS) < w.growth
    return grows or toll(w, war, chance, z) >= VIOLENT
