"""A case in Python: what it asks, and what is asked of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from detente.cases import model
from detente.notebook import html, tables
from detente.notebook.words import spoken
from detente.report.words import clean


class Case:
    """A conflict as data. ``case`` is all that was read."""

    def __init__(self, case: model.Case) -> None:
        self.case = case

    @property
    def id(self) -> str:
        """The case's own name."""
        return self.case.id

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of its questions, in its own order."""
        return tuple(question.id for question in self.case.file.questions)

    def table(self, form: str = "arrow") -> Any:
        """Its questions, a row each."""
        asked = self.case.file.questions
        found = (asdict(q) | {"question": q.id, "outcomes": [outcome.id for outcome in q.outcomes]} for q in asked)
        with spoken():
            return tables.rows(found, tables.QUESTIONS, form)

    def __repr__(self) -> str:
        asked = (f"{question.id}: {question.text}" for question in self.case.file.questions)
        return clean("\n".join([f"{self.id}: {self.case.file.title}", *asked]))

    def _repr_html_(self) -> str:
        return html.page(html.case(self.case))
