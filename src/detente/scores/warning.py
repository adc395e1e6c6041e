"""Warning before events: was the chance high the month before, and how often was it high for nothing?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from detente.scores.plan import Onset, last_day, month_name
from detente.scores.record import Record
from detente.scores.table import Column

Floats = NDArray[np.float64]

AHEAD: Final = 6  # months in which an onset is warned of
BESIDE: Final = ("persistence", "trend", "climatology")


def onsets(record: Record, rule: Onset, first: int) -> list[int]:
    """Months from ``first`` on with at least so many deaths, after so many months without."""
    loud = np.nan_to_num(record.deaths) >= rule.deaths
    starts = range(max(first - record.first, rule.quiet), loud.size)
    return [record.first + n for n in starts if loud[n] and not loud[n - rule.quiet : n].any()]


def quiet(record: Record, rule: Onset, day: int) -> bool:
    """Whether no month was loud in the months before the day, nor in those after it of which one would be warned."""
    at = day - record.first
    span = record.deaths[max(0, at - rule.quiet + 1) : at + 1 + AHEAD]
    return at + AHEAD < record.deaths.size and not (np.nan_to_num(span) >= rule.deaths).any()


def warnings(column: Column, record: Record, rule: Onset, events: Sequence[int]) -> list[dict[str, Any]]:
    """One row an onset: the chance as of the month before, beside that of earlier quiet days."""
    p = {name: dict(zip(column.days, column.p[name].tolist(), strict=True)) for name in ("detente", *BESIDE)}
    return [_warning(event, p, record, rule) for event in events if event - 1 in p["detente"]]


def _warning(event: int, p: Mapping[str, Mapping[int, float]], record: Record, rule: Onset) -> dict[str, Any]:
    eve = event - 1
    calm = [day for day in p["detente"] if day + AHEAD < eve and quiet(record, rule, day)]
    return {
        "onset": month_name(event),
        "deaths": float(record.deaths[event - record.first]),
        "as_of": last_day(eve),
        "months": AHEAD,
        "earlier_quiet": len(calm),
        "threshold": rule.threshold,
        **_judged("detente", eve, calm, p, rule),
        "beside": {name: _judged(name, eve, calm, p, rule) for name in BESIDE},
    }


def _judged(
    name: str, eve: int, calm: Sequence[int], p: Mapping[str, Mapping[int, float]], rule: Onset
) -> dict[str, Any]:
    ours = p[name][eve]
    others = np.array([p[name][day] for day in calm])
    return {
        "p": ours,
        "percentile": percentile(ours, others),
        "warned": bool(ours >= rule.threshold),
        "false_alarms": float((others >= rule.threshold).mean()) if others.size else None,
    }


def percentile(p: float, others: Floats) -> float | None:
    """Share of ``others`` below p, those equal counted half; None without any."""
    return float(((others < p) + 0.5 * (others == p)).mean()) if others.size else None


def timing(column: Column, record: Record, rule: Onset, events: Sequence[int]) -> dict[str, Any]:
    """Whether chances rose when they should: the mean percentile of eves among quiet days, by every circular shift.

    ``permutation_p`` is the share of shifts of the series of chances, the actual one included, that do as well: it
    keeps how slowly chances move, and breaks when.
    """
    days = list(column.days)
    eves = sorted({max((day for day in days if day < event), default=-1) for event in events} - {-1})
    calm = [n for n, day in enumerate(days) if quiet(record, rule, day) and day not in eves]
    at = [days.index(eve) for eve in eves]
    if not at or not calm:
        return {"rank": None, "permutation_p": None, "eves": len(at), "note": "too few days"}
    p = column.p["detente"]
    ranks = [float(np.mean([percentile(q[n], q[calm]) for n in at])) for q in (np.roll(p, k) for k in range(p.size))]
    return {
        "rank": ranks[0],
        "permutation_p": float(np.mean([rank >= ranks[0] - 1e-12 for rank in ranks])),
        "eves": len(at),
        "note": "few onsets: a small permutation_p proves little, a large one says no timing was shown",
    }
