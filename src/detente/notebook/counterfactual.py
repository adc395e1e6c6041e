"""What a change from some month on would have changed, in Python: the document of ``detente counterfactual``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.notebook import tables
from detente.notebook.words import spoken
from detente.report.measures import moved
from detente.report.words import clean, prob


class Counterfactual:
    """One change, and what it does to each outcome of a question. ``document`` is all of it."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document

    def table(self, form: str = "arrow") -> Any:
        """A row an outcome, without the change and with it; ``low`` and ``high`` are of the difference, at 90 %."""
        found = (
            answer
            | outcome
            | {
                "outcome": outcome["id"],
                "p": outcome["p"][0],
                "p_changed": outcome["p"][1],
                "low": outcome["interval"][0],
                "high": outcome["interval"][1],
            }
            for answer in self.document["answers"]
            for outcome in answer["outcomes"]
        )
        with spoken():
            return tables.rows(found, tables.CHANGED, form)

    def __repr__(self) -> str:
        lines = (
            f"{outcome['label']}: {prob(outcome['p'][0])} \u2192 {prob(outcome['p'][1])}, {moved(told(outcome))}"
            for answer in self.document["answers"]
            for outcome in answer["outcomes"]
        )
        return "\n".join(map(clean, lines))


def told(outcome: Mapping[str, Any]) -> Mapping[str, Any]:
    """An outcome in the words of a measure's."""
    return {**outcome, "only_with": outcome["came"], "only_without": outcome["went"]}
