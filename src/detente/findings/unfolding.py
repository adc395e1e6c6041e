"""How an answer unfolds: its risk by month over beliefs, events of record before it, what typical histories live."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from operator import methodcaller
from typing import Any

import numpy as np
import pyarrow as pa

from detente.beliefs.current import left_out_as
from detente.cases.model import Case, Outcome
from detente.claims.timeline import Event, Period, is_coarse, timeline
from detente.claims.vintage import Vintage, counts
from detente.findings.answers import Answer
from detente.findings.estimate import estimate
from detente.findings.evaluate import came
from detente.findings.labels import listed, name, possessive
from detente.findings.runs import Run
from detente.findings.study import Study, at_days
from detente.findings.taken import joined
from detente.findings.telling import choose
from detente.histories.record import Histories
from detente.worlds.shape import dyads

TYPICAL = (0.1, 0.5, 0.9)  # where the histories told stand by deaths; the middle one only about
RECORD = 12  # events of record shown: those that most claims tell of
LOOK_BACK = timedelta(days=730)
BRIEF = timedelta(days=62)  # what is dated no better is a state and no event
LASTING = timedelta(days=366)  # what lasts longer is one, however well its ends are known
TOLD = (
    "coerce", "limited_attack", "offensive", "responds_join", "responds_join_attacker", "control_change", "blockade",
    "agreement",
)  # fmt: skip


def unfolding(answer: Answer, run: Run) -> dict[str, Any] | None:
    """The risk by month, events of record and typical histories of the answer that leads its question; else None.

    ``fan`` has no row for an outcome judged over the whole window.
    """
    if answer.as_of != at_days(answer.question, run.options)[-1]:
        return None
    study = next(s for s in run.studies if (s.question.id, s.as_of) == (answer.question.id, answer.as_of))
    histories = study.histories[answer.half]
    table = run.tables[f"events-{answer.question.id}-{answer.half or 'all'}-{answer.as_of}"]
    at, tolls = typical(histories, table), _tolls(histories)
    each = zip(TYPICAL, at, histories.some("deaths", at), histories.some("response", at), strict=True)
    day, vintage, left_out = answer.as_of, study.options.vintage, study.options.left_out
    return {
        "fan": list(_fans(study, answer)),
        "record": record(study.case, day, vintage, left_out),
        "typical": [
            {
                "share": share,
                "as_few": float((tolls <= tolls[history]).mean()),
                "history": history,
                "deaths": deaths.sum(1, dtype=np.int32).tolist(),
                "events": _events(history, table, responses, study),
            }
            for share, history, deaths, responses in each
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


def record(case: Case, day: date, vintage: Vintage, left_out: Collection[str] = ()) -> list[dict[str, Any]]:
    """The events of the two years before the day that could be known on it, oldest first.

    ``left_out``: the sources and claims that were struck out, which tell of nothing.
    """
    told = (c for c in case.claims if case.sources[c.source].kind != "series" and left_out_as(c).isdisjoint(left_out))
    heard = [c for c in told if counts(c, day, vintage)]
    past = timeline(heard, case.entities, partial(_recent, day), case.background)
    most = sorted(past, key=lambda event: (-len(event.claims), -event.date[1].toordinal(), event.what))[:RECORD]
    return [
        {
            "date": [day.isoformat() for day in event.date],
            "what": _as_told(event, case),
            "place": event.place,
            "claims": sorted(claim.id for claim in event.claims),
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


def _events(history: int, table: pa.Table, responses: Any, study: Study) -> list[dict[str, Any]]:
    """What happens in a history, by a table in which events stand in the order of their histories."""
    start, stop = (bisect_left(table["history"], n, key=methodcaller("as_py")) for n in (history, history + 1))
    rows = table.slice(start, stop - start).to_pylist()
    return [_event(row, responses, study) for row in rows if row["event"] in TOLD]


def typical(histories: Histories, table: pa.Table) -> list[int]:
    """The histories that are told, in the order of ``TYPICAL``; ``table`` holds their events.

    In the middle stands the one that ``detente why --world typical`` tells: that with the middle number of deaths may
    be like few others in all else.
    """
    few, _, many = quantiles(histories, TYPICAL)
    return [few, choose(table, histories.count, "typical"), many]


def quantiles(histories: Histories, shares: Sequence[float]) -> list[int]:
    """The histories at these shares of the order by deaths; of equal ones the first."""
    order = np.argsort(_tolls(histories), kind="stable")
    return [int(order[int(share * (histories.count - 1))]) for share in shares]


def _tolls(histories: Histories) -> np.ndarray[Any, Any]:
    """Deaths of each history."""
    return histories.each(lambda part: part.arrays["deaths"].sum((1, 2), dtype=np.int64))


def _event(row: dict[str, Any], responses: Any, study: Study) -> dict[str, Any]:
    """``side``: whose side somebody joins (a possessive); ``responses`` are a history's, (months, dyads, actors)."""
    who, where, case, sides = row["actor"] or None, row["place"] or None, study.case, list[str]()
    if row["event"].startswith("responds_"):
        codes = responses[row["month"] - 1, :, case.actors.index(row["actor"])]
        sides = joined(dyads(case), codes, (row["event"].removeprefix("responds_"),))
    return {
        "month": row["month"],
        "event": row["event"],
        "actor": who and name(who, case),
        "place": where and name(where, case),
        "side": listed([possessive(name(side, case)) for side in sides]) or None,
    }
