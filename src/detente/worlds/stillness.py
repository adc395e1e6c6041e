"""What holding still says of costs: a side that attacks at the next best moment would have done so before.

How costly attacking is to one side, compared with others of its class, nobody can see. What can be seen is that its
rivalry has been at rest for some months. So those months, a year at most, are decided over again as things stand on
the as-of day, and a side that would have attacked in one of them draws its costs anew until it doesn't: rejection
sampling of the costs given the rest (von Neumann 1951; in survival analysis, conditioning on having survived). All
else that a world believes stays as it is.

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
from detente.numerics.portable import exp_, normal_quantile
from detente.worlds.kernel.early import forget_bounds
from detente.worlds.kernel.game import Game
from detente.worlds.layout import records
from detente.worlds.mechanisms.crisis import chosen, leaning
from detente.worlds.past import Past
from detente.worlds.purposes import REST, REST_COST
from detente.worlds.setup import LIMITED, Setup
from detente.worlds.shape import shape
from detente.worlds.state import State, begin
from detente.worlds.world import World

Floats = NDArray[np.float64]

LONGEST = 12  # months that the as-of day speaks for
VIOLENT = 25.0  # deaths of a month in which somebody may have attacked
TRIES = 50  # costs drawn for one side of one world; then the highest of them stay


def months_at_rest(past: Past) -> int:
    """How many of the last twelve months are known to have been at rest, since one with 25 deaths if any was."""
    violent = np.flatnonzero(past.deaths[:LONGEST] >= VIOLENT)
    return int(past.published[: violent[0] if violent.size else LONGEST].sum())


def settle(case: Case, as_of: date, seed: int, worlds: Any, numbers: NDArray[np.int64], rest: NDArray[np.int64],
           normals: Floats) -> None:  # fmt: skip
    """Draw the costs of attack of each side anew where it would have attacked in the months of rest.

    Args:
        case: whose model it is.
        as_of: the day as of which the worlds stand.
        seed: of the run.
        worlds: records of World; their ``cost_effect`` is written.
        numbers: (worlds,) the draws whose worlds these are, which key the luck.
        rest: (rivalries,) months at rest, not all 0.
        normals: (worlds, dyads) how far each cost departs from its class, in standard deviations of its logarithm;
            those drawn anew are written over.
    """
    months = int(rest.max())
    setup = shape(case, _before(as_of, months), months, seed)
    settle_costs(setup, worlds, numbers, rest, normals, records(State, 1)[0], records(Game, 1)[0])


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
    normals: Floats,
    s: State,
    g: Game,
) -> None:
    """The compiled loop: worlds, sides, tries. ``s`` and ``g`` are room to work in."""
    for i in range(numbers.size):
        w = worlds[i]
        begin(s, setup, w)
        for d in range(setup.dyads):
            highest = normals[i, d]
            for attempt in range(TRIES):
                if attempt > 0:
                    u = uniform(setup.seed, numbers[i], attempt, 0, setup.dyad_id[d], REST_COST)
                    normals[i, d] = normal_quantile(u)
                    highest = max(highest, normals[i, d])
                w.cost_effect[d] = exp_(w.s_cost * normals[i, d])
                if holds_still(s, setup, w, g, d, numbers[i], attempt, rest[setup.rivalry[d]]):
                    break
                if attempt == TRIES - 1:
                    normals[i, d] = highest
                    w.cost_effect[d] = exp_(w.s_cost * highest)


@kernel
def holds_still(s: State, setup: Setup, w: World, g: Game, d: int, world: int, attempt: int, rest: int) -> bool:
    """Whether a side attacks in none of the last ``rest`` months, as things stand; coercion isn't told of."""
    forget_bounds(g)
    for month in range(setup.months - rest + 1, setup.months + 1):
        if s.enterable[d] == 0:
            return True
        u = uniform(setup.seed, world, attempt, month, setup.dyad_id[d], REST)
        found = leaning(s, setup, w, d, g, month, u)
        if not found.holds:
            n = chosen(s, setup, w, d, found, g)
            if n >= 0 and g.option_action[n] >= LIMITED:
                return False
    return True
