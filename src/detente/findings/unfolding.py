"""How an answer unfolds: its risk by month over beliefs, events of record before it, what typical histories live."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from operator import methodcaller
from typing import Any

import numpy as np
import pyarrow as pa

from detente.cases.model import Case, Outcome
from detente.claims.timeline import Event, Period, is_coarse, timeline
from detente.claims.vintage import Vintage, counts
from detente.findings.answers import Answer
from detente.findings.estimate import estimate
from detente.findings.evaluate import came
from detente.findings.labels import name
from detente.findings.runs import Run
from detente.findings.study import Study, at_days
from detente.histories.record import Histories

TYPICAL = (0.1, 0.5, 0.9)  # how many of ten histories see fewer deaths
RECORD = 12  # events of record shown: those that most claims tell of
LOOK_BACK = timedelta(days=730)
BRIEF = timedelta(days=62)  # what is dated no better is a state and no event
LASTING = timedelta(days=366)  # what lasts longer is one, however well its ends are known
TOLD = ("coerce", "limited_attack", "offensive", "responds_join", "control_change", "blockade", "agreement")


def unfolding(answer: Answer, run: Run) -> dict[str, Any] | None:
    """The risk by month, events of record and typical histories of the answer that leads its question; else None.

    ``fan`` has no row for an outcome judged over the whole window.
    """
    if answer.as_of != at_days(answer.question, run.options)[-1]:
        return None
    study = next(s for s in run.studies if (s.question.id, s.as_of) == (answer.question.id, answer.as_of))
    histories = study.histories[answer.half]
    at = quantiles(histories, TYPICAL)
    table = run.tables[f"events-{answer.question.id}-{answer.half or 'all'}-{answer.as_of}"]
    return {
        "fan": list(_fans(study, answer)),
        "record": record(study.case, answer.as_of, study.options.vintage),
        "typical": [
            {
                "share": share,
                "history": history,
                "deaths": deaths.sum(1, dtype=np.int32).tolist(),
                "events": _events(history, table, study.case),
            }
            for share, history, deaths in zip(TYPICAL, at, histories.some("deaths", at), strict=True)
        ],
    }


def _fans(study: Study, answer: Answer) -> Iterator[dict[str, Any]]:
    for found in answer.outcomes:
        months = by_month(found.outcome, study, answer.half)
        if months is not None:
            each = [*(estimate(hits) for hits in months[:-1]), found.found]
            yield {
                "outcome": found.outcome.id,
                "p": [e.p for e in each],
                "interval": [list(e.interval) if e.interval else None for e in each],
            }


def by_month(outcome: Outcome, study: Study, half: str | None) -> list[np.ndarray[Any, Any]] | None:
    """Which histories the outcome has come about in by the end of each month, (draws, lives) each.

    The last month equals the answer: where outcomes exclude one another, histories that another came first in don't
    count. None where the outcome is judged over the whole window.
    """
    histories = study.histories[half]
    first = came(outcome, histories, study.hits[half][outcome.id])
    if first is None:
        return None
    when = first.reshape(-1, histories.lives)
    return [when <= month for month in range(histories.months)]


def record(case: Case, day: date, vintage: Vintage) -> list[dict[str, Any]]:
    """The events of the two years before the day that could be known on it, oldest first."""
    heard = [c for c in case.claims if case.sources[c.source].kind != "series" and counts(c, day, vintage)]
    past = timeline(heard, case.entities, partial(_recent, day), case.background)
    most = sorted(past, key=lambda event: (-len(event.claims), -event.date[1].toordinal(), event.what))[:RECORD]
    return [
        {
            "date": [day.isoformat() for day in event.date],
            "what": _as_told(event, case),
            "place": event.place,
            "claims": [claim.id for claim in event.claims],
        }
        for event in sorted(most, key=lambda event: (event.date, event.what))
    ]


def _as_told(event: Event, case: Case) -> str:
    """What happened; of a named event that only some tell of, so much is said."""
    if not event.told_by or event.subject is None:
        return event.what
    names = " and ".join(name(one, case) if one in case.entities else one for one in event.told_by)
    return f"{event.what} (as told by {names})"


def _recent(day: date, when: Period) -> bool:
    first, last = when
    most = BRIEF if is_coarse(when) else LASTING
    return day - LOOK_BACK <= first and last <= day and last - first <= most


def _events(history: int, table: pa.Table, case: Case) -> list[dict[str, Any]]:
    """What happens in a history, by a table in which events stand in the order of their histories."""
    start, stop = (bisect_left(table["history"], n, key=methodcaller("as_py")) for n in (history, history + 1))
    rows = table.slice(start, stop - start).to_pylist()
    return [_event(row, case) for row in rows if row["event"] in TOLD]


def quantiles(histories: Histories, shares: Sequence[float]) -> list[int]:
    """The histories at these shares of the order by deaths; of equal ones the first."""
    deaths = histories.each(lambda part: part.arrays["deaths"].sum((1, 2), dtype=np.int64))
    order = np.argsort(deaths, kind="stable")
    return [int(order[int(share * (histories.count - 1))]) for share in shares]


def _event(row: dict[str, Any], case: Case) -> dict[str, Any]:
    who, where = row["actor"] or None, row["place"] or None
    return {
        "month": row["month"],
        "event": row["event"],
        "actor": who and name(who, case),
        "place": where and name(where, case),
    }
