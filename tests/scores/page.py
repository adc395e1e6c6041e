"""The page of all statements, from the bundled table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tests.docs.commands import ROOT

from detente.cases.model import Case
from detente.scores.statements import ENOUGH, aggregates

PAGE = ROOT / "docs" / "statements.md"
HEAD = """# What the five analyses said of the future

Every statement about the future in the five texts, in our words, with what came of it by the end of May 2026. The page
is made from `statements.yaml` of the case; a test compares the two. Write it again with

    DETENTE_UPDATE_DOCS=1 make test ARGS=tests/scores

Statements are scored one by one, authors are not. **p** is what the words mean to readers: the mean of the phrase in
the CAPphrase survey, and that of its *will happen* where something is said flatly. **Score** is Brier's, (p − y)²: 0 is
best, y is 1 where it came true, 0 where it did not and ½ where it partly did. Not scored: bare possibilities, orders of
likelihood, what an actor wants or announces, what hung on a condition that was not met, and what names no event that
could decide it. No mean is given below {enough} scored statements. Where a text names no time, the horizon is the
window of the question that the case asks of it. † marks a resolution that rests on a work not found in a stored copy.
"""


def page(case: Case, rows: list[dict[str, Any]]) -> str:
    """The page as it should be."""
    parts = [HEAD.format(enough=ENOUGH), _counts(rows)]
    for source in dict.fromkeys(row["source"] for row in rows):
        own = [row for row in rows if row["source"] == source]
        title = case.sources[source].title
        parts.append(f"## {source}\n\n*{title}*\n\n" + _table(row for row in own if row["weight"] > 0))
        if any(row["weight"] == 0 for row in own):
            parts.append(f"### Readers' comments below {source}: they count in no mean\n\n")
            parts[-1] += _table(row for row in own if row["weight"] == 0)
    return "\n".join(parts)


def _counts(rows: list[dict[str, Any]]) -> str:
    lines = ["| | statements | scoreable | scored | mean score |", "|---|---|---|---|---|"]
    for tally in aggregates(rows):
        name = "all" if tally["by"] == "all" else f"{tally['by']}: {tally['name']}"
        mean = "" if tally["brier"] is None else f"{tally['brier']:.3f}"
        lines.append(f"| {name} | {tally['statements']} | {tally['scoreable']} | {tally['n']} | {mean} |")
    return "\n".join(lines) + "\n"


def _table(rows: Iterable[Mapping[str, Any]]) -> str:
    lines = ["| statement | class | p | until | came | score | evidence |", "|---|---|---|---|---|---|---|"]
    return "\n".join([*lines, *map(_line, rows)]) + "\n"


def _line(row: Mapping[str, Any]) -> str:
    says = f"*If {row['condition']}:* {row['says']}" if row["condition"] else row["says"]
    kind = f"{row['class']} ({row['phrase']})" if row["phrase"] else row["class"]
    p = f"{row['p']:.2f}" if row["p"] is not None and row["scoreable"] else ""
    came = row["resolved"].replace("_", " ") + (f", {row['resolved_on']}" if row["resolved_on"] else "")
    score = f"{row['brier']:.3f}" if row["brier"] is not None else "–" if row["scoreable"] else f"no: {row['reason']}"
    cells = (says, kind, p, str(row["horizon"][1]), came, score, _evidence(row))
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _evidence(row: Mapping[str, Any]) -> str:
    works = "; ".join(f"{work['publisher']}, {work['date']}" for work in row["works"])
    mark = " †" if row["checked"] is False else ""
    return str(row["evidence"]) + (f" ({works}){mark}" if works else "")
