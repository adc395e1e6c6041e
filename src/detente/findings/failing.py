"""Where a measure fails: the beliefs that go with its making things worse (scenario discovery, Bryant & Lempert 2010).

Half of the worlds choose which beliefs to look at, the other half measure them: among hundreds some would always seem
to matter. Of those looked at a belief is told only if it explains more than the best of as many would by chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.draws import Beliefs
from detente.findings.cuts import cut as binned
from detente.findings.drivers import drivers
from detente.findings.estimate import Interval
from detente.findings.evidence import RESAMPLES, SET, screen, unless_chance

MOST = 3
LEAST = 100  # worlds in each half: with fewer, chance looks like a reason too often
HIGH, LOW = "high", "low"


class Failing(NamedTuple):
    """A belief, the share of the failures' epistemic variance it explains, and its word or side where they gather.

    ``where`` is None for the set of generic levels, which has no sides.
    """

    slot: str
    share: float
    interval: Interval
    where: str | None


def fails_when(
    beliefs: Beliefs, columns: Mapping[str, NDArray[Any]], worse: NDArray[np.bool_]
) -> tuple[Failing, ...] | None:
    """The beliefs that surely go with failure, strongest first; None where too few worlds were lived to tell.

    Args:
        beliefs: those of the worlds without the measure.
        columns: what differs between worlds, by slot or coefficient, (draws,).
        worse: whether the measure failed, (draws, lives).
    """
    cut = len(worse) // 2
    if cut < LEAST:
        return None
    if not worse[cut:].any():
        return ()
    chosen = screen({slot: column[:cut] for slot, column in columns.items()}, worse[:cut].mean(axis=1))
    rest = {slot: columns[slot][cut:] for slot in chosen}
    cuts = {slot: binned(slot, column, column.size) for slot, column in rest.items()}
    told = unless_chance(drivers(cuts, worse[cut:], resamples=RESAMPLES), cuts, worse[cut:], len(cuts))
    found = [each for each in told if each.interval[0] > 0]
    failed = worse[cut:].mean(axis=1)
    return tuple(
        Failing(each.id, each.share, each.interval, _where(beliefs, each.id, rest[each.id], failed))
        for each in found[:MOST]
    )


def _where(beliefs: Beliefs, slot: str, column: NDArray[Any], failed: NDArray[np.float64]) -> str | None:
    """The word, or the side of the middle, at which more fails."""
    if slot == SET:
        return None
    if column.dtype.kind == "f":
        known = ~np.isnan(column)
        return HIGH if np.cov(column[known], failed[known])[0, 1] > 0 else LOW
    worst: int = max(np.unique(column).tolist(), key=lambda code: (float(failed[column == code].mean()), -code))
    return beliefs.slots[slot].words[worst]
