"""The scoreboard of a case as one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from detente.cases.model import Case
from detente.errors import Fault, InputError, UsageError
from detente.findings.study import Options
from detente.panel.shipped import panel_scores
from detente.scores import groups
from detente.scores.ablation import ablation
from detente.scores.calibration import coverage, reliabilities
from detente.scores.changes import changes
from detente.scores.forecasts import registered
from detente.scores.hindcast import Seen, Tell, hindcast, prepared, without_late
from detente.scores.plan import BARS, HORIZONS, Plan, last_day, month_index, month_name, read_plan
from detente.scores.record import Record, Reports, read_reports
from detente.scores.register import read_register, registers
from detente.scores.rules import FLOOR
from detente.scores.settled import settled
from detente.scores.statements import aggregates, statement_rows
from detente.scores.table import columns, row, summary
from detente.scores.views import views
from detente.scores.warning import AHEAD, onsets, timing, warnings
from detente.verification.check import Shared
from detente.worlds.version import model_digest

SAYS: Final = (
    "A handful of wars prove nothing, and whoever wrote the model and coded the record knows the ending: "
    "only the register is clean.",
    "The record of deaths is the one last revised; each number counts from the day its month was published.",
    "A case's own range for a number counts from the day on which it could have been written down.",
    "The generic levels come from rates to 1990, but those of joiners in wars to 2010; the constant saw later years.",
    "Log scores are means of ln p of what happened, with p no nearer to 0 or 1 than the floor; above 0 a difference "
    "says that detente is better, and skill is 1 - log / log of the baseline.",
    "Intervals of differences are the 90 % of Student's t over the means of at most six long stretches. In simulated "
    "records as long as this one, two equally good forecasters with lasting errors come out clear of each other in "
    "about one comparison of ten.",
)


@dataclass(frozen=True, slots=True)
class Terms:
    """How much is scored. ``every`` months a day; ablation on each ``spared``-th of these days; 0 leaves it out."""

    options: Options
    every: int = 1
    spared: int = 12
    first: str | None = None
    last: str | None = None
    shared: Path | None = None
    quick: bool = False


def score(case: Case, terms: Terms, into: Path | None = None, tell: Tell | None = None) -> dict[str, Any]:
    """Score the case. Raises UsageError for days that can't be scored, InputError for a record that can't be read."""
    plan = read_plan(case.path)
    reports = read_reports(case, plan)
    truth = reports.by()
    shown, options = prepared(case, plan), terms.options
    days = _days(terms, plan, truth)
    entries = [entry for path in registers(case, into) for entry in read_register(path)]
    questions = settled(case, options)
    statements = statement_rows(case, _as_answers(questions))
    events = [event for event in onsets(truth, plan.onset, days[0]) if event <= days.stop]
    all_days = sorted({*days, *(event - 1 for event in events if event > days[0])})
    seen = hindcast(shown, all_days, options, tell)
    late = _without_late(shown, plan, seen, days, options, tell)
    found = columns(seen, late, reports, days)
    targets = [row(column, terms.every) for column in found.values()]
    alert = columns(seen, {}, reports, all_days, ((plan.onset.deaths, AHEAD),))[plan.onset.deaths, AHEAD]
    spared = days[:: terms.spared] if terms.spared else ()
    return {
        "case": case.id,
        "case_digest": case.digest,
        "claims_digest": case.claims_digest,
        "code_digest": model_digest(),
        "says": list(SAYS),
        "register": registered(entries),
        "cutoffs": _cutoffs(terms, plan, days, seen, truth, reports),
        "summary": summary(targets),
        "targets": targets,
        "coverage": coverage(seen, truth, days),
        "warnings": warnings(alert, truth, plan.onset, events),
        "timing": timing(alert, truth, plan.onset, events),
        "reliability": reliabilities(found),
        "ablation": ablation(shown, seen, spared, options, truth, tell) if terms.spared else [],
        "ablation_days": [last_day(day) for day in spared],
        "panel": panel_scores(),
        "views": views(shown, plan, options, Shared(terms.shared)),
        "questions": questions,
        "predictions": statements,
        "prediction_counts": aggregates(statements),
        "changes": changes(),
    }


def _days(terms: Terms, plan: Plan, truth: Record) -> range:
    """The as-of months. The last is the last whose shortest window is on record."""
    shortest = min(HORIZONS)
    if truth.deaths.size < shortest + 2:
        span = f"{month_name(truth.first)} to {month_name(truth.last)}" if truth.deaths.size else "nothing"
        remedy = f"It takes at least {shortest + 2} months: one to look back on, one not out yet, and a window."
        raise InputError(Fault("the record of deaths is too short to score anything", remedy, value=span))
    start = terms.first or plan.from_
    first = month_index(start) if start else truth.first + 12
    last = month_index(terms.last) if terms.last else truth.last - shortest
    if last > truth.last - shortest:
        remedy = f"The last month that can be scored is {month_name(truth.last - shortest)}."
        raise UsageError(Fault("no window after that month is on record", remedy, path="--to", value=month_name(last)))
    if first <= truth.first:
        remedy = f"Begin with {month_name(truth.first + 1)} or later."
        raise UsageError(
            Fault("nothing is on record before that month", remedy, path="--from", value=month_name(first))
        )
    if first > last:
        remedy = f"Give months from {month_name(truth.first + 1)} to {month_name(truth.last - shortest)}."
        raise UsageError(
            Fault("no month to score", remedy, path="--from", value=f"{month_name(first)} to {month_name(last)}")
        )
    return range(first, last + 1, terms.every)


def _without_late(
    case: Case, plan: Plan, seen: Mapping[int, Seen], days: Sequence[int], options: Options, tell: Tell | None
) -> dict[int, Seen]:
    """The same days without late judgements; days before the first of these are the same and aren't lived again."""
    other = without_late(case, plan.judgements_until)
    if other is None or plan.judgements_until is None:
        return {}
    after = [day for day in days if last_day(day) > plan.judgements_until]
    again = hindcast(other, after, options, tell, "without late judgements")
    return {day: again.get(day, seen[day]) for day in days}


def _cutoffs(
    terms: Terms, plan: Plan, days: Sequence[int], seen: Mapping[int, Seen], truth: Record, reports: Reports
) -> dict[str, Any]:
    options = terms.options
    blind = days[-1] - reports.by(last_day(days[-1])).last
    return {
        "first": last_day(days[0]),
        "last": last_day(days[-1]),
        "every_months": terms.every,
        "n": len(days),
        "quick": terms.quick,
        "worlds": options.draws * options.lives,
        "lives": options.lives,
        "seed": options.seed,
        "vintage": options.vintage,
        "horizons": list(HORIZONS),
        "bars": list(BARS),
        "floor": FLOOR,
        "intervals": {
            "kind": "Student's t over the means of stretches, each at least the horizon and a year long",
            "stretches": groups.GROUPS,
        },
        "months_not_yet_published": blind,
        "record": {"first": month_name(truth.first), "last": month_name(truth.last), "gaps": truth.gaps},
        "refused": [{"as_of": last_day(day), "reason": seen[day].refused} for day in seen if seen[day].refused],
        "excluded": [{"slot": item.slot, "why": item.why} for item in plan.excluded],
        "spread": [{"from": s.from_, "to": s.to, "deaths": s.deaths, "why": s.why} for s in plan.spread],
        "judgements_until": plan.judgements_until,
        "onset": {"deaths": plan.onset.deaths, "quiet_months": plan.onset.quiet, "threshold": plan.onset.threshold},
    }


def _as_answers(questions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The settled questions in the form of a run's document."""
    rows: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for each in questions:
        rows.setdefault((each["question"], str(each["as_of"])), []).append({"id": each["outcome"], "p": each["p"]})
    return {"answers": [{"question": q, "as_of": day, "outcomes": found} for (q, day), found in rows.items()]}
