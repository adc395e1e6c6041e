"""What enters the register: forecasts of open questions, and the resolutions of earlier ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import numpy as np

from detente.cases.model import Case, Outcome
from detente.errors import Fault, InputError, UsageError
from detente.findings.runs import run_case
from detente.findings.study import Options
from detente.scores.plan import Plan, last_day
from detente.scores.record import Record, read_reports
from detente.scores.register import Entry, day_of
from detente.scores.settled import open_questions

COUNTED: Final = ("deaths", "deaths_in_month")  # what the monthly record can settle


def forecasts(case: Case, options: Options, made_on: date) -> list[dict[str, Any]]:
    """One entry an open question and as-of day. Raises UsageError where nothing is open, or the day lies ahead."""
    questions = open_questions(case)
    if not questions:
        remedy = "Ask something new: `detente question add`."
        raise UsageError(Fault("every question of the case is settled", remedy, value=case.id))
    done = run_case(case, tuple(q.id for q in questions), options)
    late = next((answer.as_of for answer in done.answers if answer.as_of > made_on), None)
    if late is not None:
        remedy = "Give the day on which this is made with --on, and an as-of day no later."
        raise UsageError(
            Fault("a forecast can't know what came after it was made", remedy, "", 0, "--as-of", str(late))
        )
    digests = {"case": case.digest, "claims": case.claims_digest, "code": done.code_digest}
    return [
        {
            "kind": "forecast",
            "case": case.id,
            "question": answer.id,
            "text": answer.question.text,
            "as_of": str(answer.as_of),
            "months": answer.months,
            "made_on": str(made_on),
            "outcomes": [
                {
                    "id": o.outcome.id,
                    "label": o.outcome.label,
                    "p": _rounded(o.found.shown_p),
                    "interval": [_rounded(end) for end in o.found.interval] if o.found.interval else None,
                }
                for o in answer.outcomes
            ],
            "run": {
                **digests,
                "result": answer.digest,
                "seed": options.seed,
                "worlds": options.draws * options.lives,
                "lives": options.lives,
            },
        }
        for answer in done.answers
    ]


def _rounded(p: float) -> float:
    """Four decimals, never 0 or 1: the register is read by people, and its digests must outlive formats."""
    return min(max(round(p, 4), 0.0001), 0.9999)


def resolutions(case: Case, plan: Plan, entries: Sequence[Entry], made_on: date) -> list[dict[str, Any]]:
    """What has been settled by ``made_on`` and isn't in the register yet: by the case, else by the monthly record."""
    done = {(e["forecast"], e["outcome"]) for e in entries if e["kind"] == "resolution"}
    found = []
    for entry in (e for e in entries if e["kind"] == "forecast" and e["case"] == case.id):
        for name, happened, basis in _settled(case, plan, entry, made_on):
            if (entry["id"], name) not in done:
                head = {"kind": "resolution", "forecast": entry["id"], "outcome": name, "happened": happened}
                found.append({**head, "made_on": str(made_on), "basis": basis})
    return found


def _settled(case: Case, plan: Plan, entry: Entry, made_on: date) -> Iterator[tuple[str, bool, str]]:
    name, _, half = str(entry["question"]).partition("/")
    question = case.question(name)
    if question is None or half == "do":  # of what was only supposed nobody sees how it ends
        return
    asked = question.as_of[0] <= day_of(entry, "as_of") <= question.as_of[-1] and question.months == entry["months"]
    known = {r.outcome: r for r in case.resolutions if r.question == question.id and r.happened is not None}
    foretold = {outcome["id"] for outcome in entry["outcomes"]}
    for outcome in (o for o in question.outcomes if o.id in foretold):
        resolved = known.get(outcome.id) if asked else None
        if resolved and resolved.happened is not None and (resolved.on is None or resolved.on <= made_on):
            yield outcome.id, resolved.happened, resolved.evidence
        elif not resolved and (counted := _counted(case, plan, outcome, entry, made_on)) is not None:
            if counted and question.first_of:
                continue  # another outcome may have come first, which the record of deaths can't tell
            yield outcome.id, counted, f"the case's monthly record as published by {made_on}"


def _counted(case: Case, plan: Plan, outcome: Outcome, entry: Entry, made_on: date) -> bool | None:
    """By the record: true if months wholly inside reach the bar, false if not even those at its edges do, else None."""
    ((word, rest),) = outcome.when.items()
    if word not in COUNTED or "places" in rest or "less_than" in rest:
        return None
    try:
        record = read_reports(case, plan).by(made_on)
    except InputError:
        return None
    inside, touched = _months(day_of(entry, "as_of"), int(entry["months"]))
    reached = _most(record, inside, word)
    if reached is not None and reached >= rest["at_least"]:
        return True
    covered = record.deaths.size > 0 and touched.stop - 1 <= record.last and not _has_gap(record, touched)
    if not covered:
        return None
    return False if _at_most(record, inside, touched, word) < rest["at_least"] else None


def _months(as_of: date, months: int) -> tuple[range, range]:
    """The calendar months wholly inside the window that starts after ``as_of``, and those that it touches."""
    month = as_of.year * 12 + as_of.month - 1
    whole = as_of == last_day(month)
    first = month + 1
    return range(first, month + months + (1 if whole else 0)), range(first if whole else month, month + months + 1)


def _most(record: Record, months: range, word: str) -> float | None:
    chosen = [record.deaths[m - record.first] for m in months if record.first <= m <= record.last]
    known = np.array([n for n in chosen if not np.isnan(n)])
    return float(known.sum() if word == "deaths" else known.max()) if known.size else None


def _at_most(record: Record, inside: range, touched: range, word: str) -> float:
    """What the window can't exceed: one month of it may hold what died at the end of one and the start of the next."""
    deaths = np.array([record.deaths[m - record.first] for m in touched])
    if word == "deaths":
        return float(deaths.sum())
    return float(deaths.max() if len(inside) == len(touched) else (deaths[1:] + deaths[:-1]).max())


def _has_gap(record: Record, months: range) -> bool:
    return any(not record.first <= m <= record.last or np.isnan(record.deaths[m - record.first]) for m in months)


def registered(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Forecasts with what came of them, as ``score`` prints them."""
    came: dict[str, dict[str, Mapping[str, Any]]] = {}
    for entry in entries:
        if entry["kind"] == "resolution":
            came.setdefault(entry["forecast"], {})[entry["outcome"]] = entry
    return [_with(entry, came.get(entry["id"], {})) for entry in entries if entry["kind"] == "forecast"]


def _with(entry: Entry, came: Mapping[str, Entry]) -> dict[str, Any]:
    outcomes = [
        {
            **outcome,
            "happened": came[outcome["id"]]["happened"] if outcome["id"] in came else None,
            "resolved_on": came[outcome["id"]]["made_on"] if outcome["id"] in came else None,
        }
        for outcome in entry["outcomes"]
    ]
    return {**entry, "outcomes": outcomes}
