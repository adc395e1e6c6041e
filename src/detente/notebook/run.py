"""A run in Python: its answers by question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa

from detente.cases.model import Case
from detente.errors import unknown
from detente.notebook import html
from detente.notebook.answer import Answer, Json, Kept, line, outcomes, question_of
from detente.notebook.words import spoken


class Run:
    """What a run found."""

    def __init__(self, findings: Json, case: Callable[[], Case], events: Callable[[str], pa.Table]) -> None:
        self._kept = Kept(findings, case, events)

    @property
    def findings(self) -> Json:
        """The document that ``detente run --json`` prints."""
        return self._kept.findings

    @property
    def id(self) -> str:
        """Short name of the run."""
        return str(self.findings["run"]["id"])

    @property
    def digest(self) -> str:
        """Of every history: the same on the same terms, wherever and however it was run."""
        return str(self.findings["run"]["result_digest"])

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions that it answers."""
        return tuple(dict.fromkeys(question_of(answer) for answer in self.findings["answers"]))

    def __getitem__(self, question: str) -> Answer:
        """The answer to a question, or to one half of it (``attack-on-syunik/do``)."""
        named = [a for a in self.findings["answers"] if question in (a["question"], question_of(a))]
        if not named:
            with spoken():
                unknown("answer of this run", str(question), self.questions)
        return Answer(self._kept, named)

    def __iter__(self) -> Iterator[Answer]:
        return (self[question] for question in self.questions)

    def __len__(self) -> int:
        return len(self.questions)

    def table(self, form: str = "arrow") -> Any:
        """Every outcome of every answer, a row each."""
        return outcomes(self.findings["answers"], form)

    def __repr__(self) -> str:
        return "\n".join([f"run {self.id}", *map(line, self.findings["answers"])])

    def _repr_html_(self) -> str:
        return html.page(html.run(self.findings))
