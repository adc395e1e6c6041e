"""The table of targets: detente beside every baseline on the same days, better or worse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from detente.scores import groups
from detente.scores.baselines import BASELINES, Asked, baselines
from detente.scores.hindcast import Seen, Target
from detente.scores.plan import BARS, HORIZONS, last_day
from detente.scores.record import Record, Reports
from detente.scores.rules import brier, calibration_slope, log_score, runs, skill

Floats = NDArray[np.float64]

YEAR: Final = 12
FEW_RUNS: Final = 5  # separate stretches of events below which a row describes and decides nothing
LONE: Final = 2  # below this not even an interval is given: resampling one war says nothing of the next


@dataclass(frozen=True)
class Column:
    """Probabilities and what happened for one target, (days,) in order of time; nan where unknown."""

    target: Target
    days: Sequence[int]
    p: Mapping[str, Floats]
    happened: Floats
    last: int  # month on record

    def scored(self) -> Column:
        """Only the days on which the engine has an answer and the outcome is known."""
        ours = [p for name, p in self.p.items() if name not in BASELINES]
        keep = ~np.isnan(np.array([self.happened, *ours])).any(0)
        days = [day for day, kept in zip(self.days, keep, strict=True) if kept]
        return Column(self.target, days, {name: p[keep] for name, p in self.p.items()}, self.happened[keep], self.last)


TARGETS: Final = tuple((bar, months) for bar in BARS for months in HORIZONS)


def columns(
    seen: Mapping[int, Seen],
    late: Mapping[int, Seen],
    reports: Reports,
    days: Sequence[int],
    targets: Sequence[Target] = TARGETS,
) -> dict[Target, Column]:
    """Every forecast of every target. Baselines see the record as published on the day, and earlier days' facts."""
    truth = reports.by()
    views = {day: reports.by(last_day(day)) for day in days}
    found = {}
    for target in targets:
        beside = [_beside(target, day, views[day], seen) for day in days]
        p = {name: np.array([row[name] for row in beside], np.float64) for name in BASELINES}
        p["detente"] = np.array([seen[day].p.get(target, np.nan) for day in days])
        if late:
            p["without_late_judgements"] = np.array([late[day].p.get(target, np.nan) for day in days])
        outcome = np.array([happened(truth, day, target) for day in days])
        found[target] = Column(target, days, p, outcome, truth.last)
    return found


def happened(truth: Record, day: int, target: Target) -> float:
    """Whether the window after the month ``day`` reached the bar; nan where nobody knows."""
    bar, months = target
    windows = truth.happened(months, bar)
    start = day + 1 - truth.first
    return float(windows[start]) if 0 <= start < windows.size else float("nan")


def _beside(target: Target, day: int, record: Record, seen: Mapping[int, Seen]) -> dict[str, float | None]:
    asked = Asked(target[0], target[1], day - record.last if record.deaths.size else 1)
    states = [(other, seen[other].state) for other in sorted(seen) if other < day and not seen[other].refused]
    return baselines(record, asked, states, seen[day].state)


def stretch(months: int, every: int) -> int:
    """Over how many days errors hang together: windows overlap by their length, and wars leave a year of aftermath."""
    return -(-(months + YEAR) // every)


def row(column: Column, every: int) -> dict[str, Any]:
    """One row: n, events and their runs, scores, and the difference to each baseline with its interval."""
    bar, months = column.target
    kept = column.scored()
    ahead = sum(day + months > column.last for day in column.days)  # windows that are not over
    unknown = int(np.isnan(column.happened).sum()) - ahead
    base = {"target": f"deaths_ge_{bar}", "horizon": months, "n": len(kept.days), "not_over": ahead}
    if not kept.days:
        return {**base, "undetermined": unknown, **_EMPTY, "note": "nothing could be scored"}
    y = kept.happened
    stretches = runs(y)
    block = stretch(months, every)
    result = {
        **base,
        "undetermined": unknown,
        "events": int(y.sum()),
        "runs": stretches,
        "base_rate": float(y.mean()),
        "brier": float(brier(kept.p["detente"], y).mean()),
        "log": float(log_score(kept.p["detente"], y).mean()),
        **_compared(kept, block if stretches >= LONE else None),
        "slope": calibration_slope(kept.p["detente"], y) if stretches >= LONE else None,
        "note": _note(stretches),
    }
    if "without_late_judgements" in kept.p:
        p = {**kept.p, "detente": kept.p["without_late_judgements"]}
        again = Column(kept.target, kept.days, p, y, kept.last)
        result["without_late_judgements"] = {
            "brier": float(brier(p["detente"], y).mean()),
            "log": float(log_score(p["detente"], y).mean()),
            **_compared(again, block if stretches >= LONE else None),
        }
    return result


def summary(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """How many comparisons detente wins and loses, and how many are clear of 0 in rows that decide something.

    ``says`` is the same in a sentence, with what it is worth.
    """
    gaps = [gap for row in rows for gap in row["difference"].values() if gap is not None]
    deciding = [row for row in rows if row["difference"] and row["note"] is None]
    bands = [band for row in deciding for band in row["interval"].values() if band is not None]
    found = {
        "comparisons": len(gaps),
        "better": sum(gap > 0 for gap in gaps),
        "worse": sum(gap < 0 for gap in gaps),
        "deciding_rows": len(deciding),
        "deciding": len(bands),
        "clearly_better": sum(band[0] > 0 for band in bands),
        "clearly_worse": sum(band[1] < 0 for band in bands),
    }
    return {**found, "says": _summed_up(found, len(rows))}


def _summed_up(found: Mapping[str, int], rows: int) -> str:
    head = (
        f"Of {found['comparisons']} comparisons with simple rules detente is better in {found['better']} "
        f"and worse in {found['worse']}."
    )
    if not found["deciding"]:
        return f"{head} None of the {rows} targets has {FEW_RUNS} separate runs of events, so none decides anything."
    few = "one target" if found["deciding_rows"] == 1 else f"{found['deciding_rows']} targets"
    return (
        f"{head} Only {few} of {rows} had at least {FEW_RUNS} separate runs of events, which decides something: of "
        f"the {found['deciding']} comparisons there {found['clearly_better']} are better with an interval clear of 0 "
        f"and {found['clearly_worse']} are worse with one. Targets are windows of one history and the rules are much "
        "alike, so these are not so many pieces of evidence."
    )


_EMPTY: Final[Mapping[str, Any]] = {
    "events": None, "runs": None, "base_rate": None, "brier": None, "log": None, "log_of": {}, "brier_of": {},
    "difference": {}, "interval": {}, "skill": {}, "worse_than": [], "slope": None,
}  # fmt: skip


def _compared(column: Column, block: int | None) -> dict[str, Any]:
    """Against each baseline on the days it has an answer; above 0: detente is better. ``block`` None: no interval."""
    found = {name: _against(column, name, block) for name in BASELINES}
    return {
        **{key: {name: one[key] for name, one in found.items()} for key in _OF_EACH},
        "worse_than": [name for name, one in found.items() if one["difference"] is not None and one["difference"] < 0],
    }


_OF_EACH: Final = ("log_of", "brier_of", "difference", "interval", "skill")


def _against(column: Column, name: str, block: int | None) -> dict[str, Any]:
    """The same for one baseline; nothing where it never has an answer."""
    known = ~np.isnan(column.p[name])
    if not known.any():
        return dict.fromkeys(_OF_EACH)
    y, ours, theirs = column.happened[known], column.p["detente"][known], column.p[name][known]
    mine, log = log_score(ours, y), log_score(theirs, y)
    band = groups.interval(mine - log, block) if block else None
    return {
        "log_of": float(log.mean()),
        "brier_of": float(brier(theirs, y).mean()),
        "difference": float((mine - log).mean()),
        "interval": list(band) if band else None,
        "skill": skill(float(mine.mean()), float(log.mean())),
    }


def _note(stretches: int) -> str | None:
    if stretches == 0:
        return "no event: only false alarms are scored, and no interval is given"
    if stretches < LONE:
        return "a single run of events: no interval can be given, and the row decides nothing"
    if stretches < FEW_RUNS:
        return f"only {stretches} runs of events: the row describes and decides nothing"
    return None
