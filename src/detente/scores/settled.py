"""The case's settled questions: what detente says as of the day, and what happened."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from detente.cases.model import Case, Question
from detente.findings.estimate import estimate
from detente.findings.study import Options, at_days, halves, study
from detente.scores.rules import brier, log_score


def settled(case: Case, options: Options) -> list[dict[str, Any]]:
    """One row an outcome that is settled and an as-of day, in the order of the case."""
    known = {(r.question, r.outcome): r.happened for r in case.resolutions if r.happened is not None}
    rows = []
    for question in case.file.questions:
        if any(name == question.id for name, _ in known):
            rows += [row for row in answered(case, question, options) if (question.id, row["outcome"]) in known]
    for row in rows:
        y = known[row["question"], row["outcome"]]
        row |= {"happened": y, "brier": float(brier(row["p"], y)), "log": float(log_score(row["p"], y))}
    return rows


def answered(case: Case, question: Question, options: Options) -> list[dict[str, Any]]:
    """Every outcome of a question that can be settled, as of each of its days or the one asked, with its interval."""
    rows = []
    for day in at_days(question, options):
        found = study(case, question, day, replace(options, workers=1))
        for half in halves(question):
            if half == "do":  # supposed: of that nobody sees how it ends
                continue
            for name, hits in found.hits[half].items():
                said = estimate(found.histories[half].by_draw(hits))
                band = list(said.interval) if said.interval else None
                row = {"question": question.id, "as_of": day, "months": found.months, "outcome": name}
                rows.append({**row, "p": said.shown_p, "interval": band})
    return rows


def open_questions(case: Case) -> list[Question]:
    """Questions of which nothing has been resolved."""
    done = {r.question for r in case.resolutions if r.happened is not None}
    return [question for question in case.file.questions if question.id not in done]
