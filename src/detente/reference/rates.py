"""What generic rivalries did, counted as the data sets count it.

A *dispute* is a run of months with an incident, a coercion, an attack or a fight, none more than six months after
the last (the rule of the dispute data). It uses force if more than threats and blockades happened in it; it is fatal,
large or a war by its deaths (1, more than 100, 1,000: all that it costs, however long it lasts), and joined if an
outside power sent troops.
An *episode* is a run of years with 25 deaths each (the rule of the conflict data).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.worlds.kernel.history import Record
from detente.worlds.setup import COERCE, JOIN, JOIN_ATTACKER, LIMITED, PEACE

Bools = NDArray[np.bool_]
Counts = dict[str, tuple[float, float]]  # by rate: of how many, how many

GAP = 6  # months without anything that end a dispute
FATAL, LARGE, WAR, ACTIVE = 1, 100, 1000, 25  # deaths


class Disputes(NamedTuple):
    """One row a dispute."""

    history: NDArray[np.int64]
    year: NDArray[np.int64]  # in which it began
    force: Bools
    deaths: NDArray[np.int64]
    joined: Bools


def disputes(record: Record) -> Disputes:
    """All disputes of all histories."""
    deaths = record.deaths.sum(axis=2, dtype=np.int64)
    force = (record.incidents > 0).any(2) | (record.action >= LIMITED).any(2) | (record.phase != PEACE).any(2)
    stirred = force | (record.action == COERCE).any(2) | (deaths > 0)
    since = _since_last(stirred)
    opens = stirred & (since > GAP)
    number = np.cumsum(opens.ravel()).reshape(opens.shape) - 1  # a history's first month of anything always opens one
    h, m = np.nonzero(opens)
    count = h.size
    of = number[stirred]
    total = np.bincount(of, deaths[stirred], count).astype(np.int64)
    forced = np.bincount(of, force[stirred], count) > 0
    joins = (record.response == JOIN) | (record.response == JOIN_ATTACKER)
    joined = np.bincount(of, joins.any((2, 3))[stirred], count) > 0
    return Disputes(h, m // 12, forced, total, joined)


def _since_last(stirred: Bools) -> NDArray[np.int64]:
    """Months since the last month before this one in which anything happened; many where nothing yet did."""
    months = np.arange(stirred.shape[1])
    last = np.maximum.accumulate(np.where(stirred, months, -10 * GAP), axis=1)
    before = np.concatenate([np.full((len(stirred), 1), -10 * GAP), last[:, :-1]], axis=1)
    found: NDArray[np.int64] = months - before
    return found


def counts(record: Record, skip: int) -> Counts:
    """Every rate of ``targets.yaml`` as (k, n), from the histories' years after the first ``skip``."""
    found = disputes(record)
    years = record.deaths.shape[1] // 12
    by_year = {
        "dispute": _years(found, np.ones(found.year.size, bool), record, years)[:, skip:],
        "force": _years(found, found.force, record, years)[:, skip:],
        "fatal": _years(found, found.deaths >= FATAL, record, years)[:, skip:],
        "over_100": _years(found, found.deaths > LARGE, record, years)[:, skip:],
        "war": _years(found, found.deaths >= WAR, record, years)[:, skip:],
    }
    rates: Counts = {name: (float(hit.sum()), float(hit.size)) for name, hit in by_year.items()}
    dispute, fatal = by_year["dispute"], by_year["fatal"]
    rates["dispute_after_dispute"] = _after(dispute, dispute)
    rates["dispute_after_none"] = _after(~dispute, dispute)
    rates["fatal_after_fatal"] = _after(fatal, fatal)
    windows = np.lib.stride_tricks.sliding_window_view(dispute, 10, axis=1)
    rates["decade_without"] = (float((~windows.any(2)).sum()), float(windows[..., 0].size))
    late = found.year >= skip
    for name, of in (
        ("joined", late),
        ("joined_fatal", late & (found.deaths >= FATAL)),
        ("joined_over_100", late & (found.deaths > LARGE)),
        ("joined_war", late & (found.deaths >= WAR)),
    ):
        rates[name] = (float((found.joined & of).sum()), float(of.sum()))
    active = (
        record.deaths.sum(axis=2, dtype=np.int64)[:, skip * 12 :].reshape(len(record.deaths), -1, 12).sum(2) >= ACTIVE
    )
    for within in (2, 5, 10):
        rates[f"restart_{within}"] = restarts(active, within)
    return rates


def _years(found: Disputes, chosen: Bools, record: Record, years: int) -> Bools:
    hit = np.zeros((record.deaths.shape[0], years), bool)
    hit[found.history[chosen], found.year[chosen]] = True
    return hit


def _after(first: Bools, then: Bools) -> tuple[float, float]:
    return float((first[:, :-1] & then[:, 1:]).sum()), float(first[:, :-1].sum())


def restarts(active: Bools, within: int) -> tuple[float, float]:
    """Episodes that are active again within so many years of their last, of those whose window is seen whole."""
    years = active.shape[1]
    k = n = 0.0
    for year in range(years - within):
        ended = active[:, year] & ~active[:, year + 1]
        n += float(ended.sum())
        k += float((ended & active[:, year + 1 : year + within + 1].any(1)).sum())
    return k, n
