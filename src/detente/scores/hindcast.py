"""Forecasts as if made long ago: one run of the engine a day, from what was published by then, answers every target.

Day by day, in any order and on any number of threads, with the same bits: a day knows its claims and the record as
published, and nothing of other days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.pool import source_of
from detente.cases.model import Case, Outcome, Question
from detente.claims.model import Claim
from detente.errors import DetenteError
from detente.findings.study import Options, study
from detente.scores.baselines import State
from detente.scores.plan import BARS, HORIZONS, Plan, last_day
from detente.scores.record import without_excluded

Floats = NDArray[np.float64]

BAND: Final = (0.05, 0.95)
DATED: Final = ("event", "fact", "measure")  # kinds of claims that no judgement is part of
Tell = Callable[[str, int, int], None]
Target = tuple[int, int]  # deaths, months


@dataclass(frozen=True, slots=True)
class Seen:
    """What the engine said on the last day of month ``day``: a probability by target.

    ``band`` holds nine tenths of all histories' deaths by horizon; ``state`` are the coded facts it began from;
    ``refused`` says why there is no forecast, if there is none.
    """

    day: int
    p: dict[Target, float]
    state: State
    band: dict[int, tuple[float, float]]
    refused: str = ""


def prepared(case: Case, plan: Plan) -> Case:
    """The case without what the plan leaves out of the record: engine and baselines see the same."""
    return replace(case, claims=without_excluded(case, plan))


def without_late(case: Case, until: date | None) -> Case | None:
    """The case without judgements dated after ``until``; None where there is no such day or no such judgement."""
    if until is None:
        return None
    kept = tuple(claim for claim in case.claims if not is_late(claim, case, until))
    return replace(case, claims=kept) if len(kept) < len(case.claims) else None


def is_late(claim: Claim, case: Case, until: date) -> bool:
    """Whether the claim is a judgement of after ``until``: an analyst's word, or anyone's reading of what happened."""
    origin = source_of(claim.origin, case.sources) or case.sources[claim.source]
    return claim.known_from > until and (origin.kind not in ("record", "series") or claim.kind not in DATED)


def hindcast(
    case: Case, days: Iterable[int], options: Options, tell: Tell | None = None, what: str = "hindcast"
) -> dict[int, Seen]:
    """What the engine said on the last day of each month, by month."""
    todo = sorted(set(days))
    with ThreadPoolExecutor(max(1, options.workers)) as pool:
        found = {}
        for seen in pool.map(lambda day: forecast(case, day, options), todo):
            found[seen.day] = seen
            if tell:
                tell(what, len(found), len(todo))
    return found


def forecast(case: Case, day: int, options: Options) -> Seen:
    """One day. What the case can't fill on that day is said, not guessed.

    Each day has luck of its own: shared, it would move all days alike, and no interval over days would know of it.
    """
    try:
        deaths, worlds = lived(case, last_day(day), max(HORIZONS), replace(options, seed=own_seed(options.seed, day)))
    except DetenteError as error:
        return Seen(day, {}, (), {}, str(error.faults[0]))
    total = deaths.sum(2, dtype=np.int64).cumsum(1)
    n = total.shape[0]
    p = {(bar, h): _shown(int((total[:, h - 1] >= bar).sum()), n) for bar in BARS for h in HORIZONS}
    band = {h: (float(low), float(high)) for h in HORIZONS for low, high in [np.quantile(total[:, h - 1], BAND)]}
    return Seen(day, p, state(case, worlds), band)


def own_seed(seed: int, day: int) -> int:
    """The seed of one day of a hindcast, within the 64 bits of a seed."""
    return (seed * 100_003 + day + 2**63) % 2**64 - 2**63


def lived(case: Case, as_of: date, months: int, options: Options) -> tuple[NDArray[Any], Any]:
    """Deaths, (histories, months, places), and the worlds they began from."""
    question = Question("score", "", (as_of,), months, (Outcome("any", "", {"deaths": {"at_least": 1}}),))
    found = study(case, question, as_of, replace(options, workers=1, months=None, as_of=None))
    return found.histories[None].arrays["deaths"], found.worlds


def state(case: Case, worlds: Any) -> State:
    """What most worlds hold of the coded facts: of each rivalry its truce and keepers, then the routes that are cut."""
    rivalries, places = len(case.file.rivalries), len(case.file.places)
    kinds = [int(np.median(worlds.truce[:, q])) for q in range(rivalries)]
    keepers = [int(worlds.keepers[:, q].mean() > 0.5) for q in range(rivalries)]
    closed = int((worlds.closed[:, :places].mean(0) > 0.5).any())
    return (*kinds, *keepers, closed)


def _shown(k: int, n: int) -> float:
    """Never 0 or 1: nothing in n histories is no proof of never."""
    return min(max(k / n, 1.0 / (n + 2)), (n + 1) / (n + 2))
