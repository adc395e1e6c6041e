"""The answer to one question in Python: its table, its reasons and its picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa

from detente.cases.model import Case
from detente.cases.userdata import texts_folder
from detente.claims.attach import read_cache, reattach
from detente.errors import Fault, UsageError, unknown
from detente.findings.asked import recorded_options
from detente.findings.counterfactual_json import ask_otherwise
from detente.findings.supposed import Words
from detente.findings.trace import trace
from detente.notebook import html, tables
from detente.notebook.counterfactual import Counterfactual
from detente.notebook.picture import Picture, bars
from detente.notebook.why import Why
from detente.notebook.words import Texts, assumptions, day, said, spoken
from detente.report.words import clean

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a run keeps: its findings, and what gives its case and its tables of events where somebody asks."""

    findings: Json
    case: Callable[[], Case]
    events: Callable[[str], pa.Table]

    def events_of(self, answer: Json) -> pa.Table:
        """The events of one answer."""
        name, _, half = answer["question"].partition("/")
        return self.events(f"events-{name}-{half or 'all'}-{answer['as_of']}")


class Answer:
    """The answer to one question: on each day and in each half in which it was asked."""

    def __init__(self, kept: Kept, answers: Sequence[Json]) -> None:
        self._kept = kept
        self.answers = tuple(answers)

    def at(self, as_of: date | str) -> Answer:
        """The answer as of one of its days."""
        with spoken():
            wanted = str(day("as_of", as_of))
            found = [answer for answer in self.answers if answer["as_of"] == wanted]
            return Answer(self._kept, found) if found else unknown("day of this answer", wanted, _days(self.answers))

    def table(self, form: str = "arrow") -> Any:
        """Its outcomes, a row each; ``low`` and ``high`` are the ends of the 90 % interval, null is not known."""
        return outcomes(self.answers, form)

    def events(self, form: str = "arrow") -> Any:
        """What its histories did: a row an event, beside the answer and the day that it belongs to."""
        parts = []
        for answer in self.answers:
            found = self._kept.events_of(answer)
            for name in ("as_of", "question"):
                found = found.add_column(0, name, pa.array([answer[name]] * len(found), pa.string()))
            parts.append(found)
        with spoken():
            return tables.handed(pa.concat_tables(parts).unify_dictionaries(), form)

    def why(self, outcome: str | None = None) -> Why:
        """What an outcome hangs on, by default that which leads; of several days or halves the last that has it."""
        holding = [a for a in self.answers if outcome is None or outcome in _named(a)]
        if not holding:
            with spoken():
                unknown("outcome of this answer", str(outcome), (name for a in self.answers for name in _named(a)))
        answer = holding[-1]
        chosen = next(o for o in answer["outcomes"] if o["id"] == (outcome or answer["lead"]))
        with spoken():
            case = self._kept.case()
            quotations = reattach(case.claims, read_cache(texts_folder(case.id))).quotations
            as_of, options = date.fromisoformat(answer["as_of"]), self._kept.findings["options"]
            return Why(answer, chosen, trace(case, as_of, options, chosen["drivers"], quotations))

    def counterfactual(
        self,
        since: int | str,
        *,
        make: str | None = None,
        hold: str | None = None,
        assume: Mapping[str, Any] | Texts = (),
    ) -> Counterfactual:
        """What one decision or belief, changed from a month on, would change here, on the terms of the run.

        ``since`` is a month of the window, from 1, or a calendar month (``"2024-03"``). Give one of ``make``
        (``"SIDE ACTION PLACE"``), ``hold`` (``"SIDE"``) and ``assume`` with one slot: what
        ``detente counterfactual --make``, ``--hold`` and ``--set`` take. The last day of the answer counts.
        """
        with spoken():
            last, slots = self.answers[-1], assumptions(assume)
            if len(slots) > 1:
                raise UsageError(Fault("a counterfactual changes one thing", "Give one slot.", path="assume"))
            asked = {answer["question"] for answer in self.answers}
            options = recorded_options(self._kept.findings)
            options = replace(options, as_of=date.fromisoformat(last["as_of"]))
            words = Words(str(since), said("make", make), said("hold", hold), *slots)
            question = last["question"] if len(asked) == 1 else question_of(last)
            return Counterfactual(ask_otherwise(self._kept.case(), question, words, options))

    def plot(self) -> Picture:
        """Its outcomes as bars, with their ranges, the rates of comparable cases and what happened."""
        return bars(self.answers)

    def __repr__(self) -> str:
        return "\n".join(map(line, self.answers))

    def _repr_html_(self) -> str:
        return html.page(*(html.answer(answer) for answer in self.answers))


def outcomes(answers: Sequence[Json], form: str) -> Any:
    """The outcomes of answers, a row each."""
    found = (
        outcome
        | {
            "question": answer["question"],
            "as_of": date.fromisoformat(answer["as_of"]),
            "months": answer["months"],
            "given": answer["given"] and answer["given"]["do"],
            "outcome": outcome["id"],
            "low": outcome["interval"] and outcome["interval"][0],
            "high": outcome["interval"] and outcome["interval"][1],
            "reference_class": outcome["baselines"]["reference_class"],
        }
        for answer in answers
        for outcome in answer["outcomes"]
    )
    with spoken():
        return tables.rows(found, tables.OUTCOMES, form)


def question_of(answer: Json) -> str:
    """The question that it is an answer to, or half of one."""
    return str(answer["question"].partition("/")[0])


def _days(answers: Sequence[Json]) -> tuple[str, ...]:
    return tuple(answer["as_of"] for answer in answers)


def _named(answer: Json) -> tuple[str, ...]:
    return tuple(outcome["id"] for outcome in answer["outcomes"])


def line(answer: Json) -> str:
    """An answer in a line."""
    return clean(f"{answer['question']}, as of {answer['as_of']}: {answer['headline']}")
