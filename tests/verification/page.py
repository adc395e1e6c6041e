"""The page of all checks, from the document that ``detente verify --json`` prints."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from detente.cli.verify import digits

PAGE = Path(__file__).parents[2] / "docs" / "verification.md"
HEAD = """# What detente gets right that was known beforehand

`detente verify` computes every number below again and says whether it comes out within its tolerance; `--only ID` picks
some, `--json` prints them as data. The exit code is 1 if any is false. Other people's data (strategic choice, scoring)
lies outside the project, by default in `../shared`; without it those checks are neither true nor false.

How to read a row: *breaks* counts neighbouring points of a grid between which a law fails, so 0 is expected. Where a
source prints a number to so many decimals, the tolerance is half a unit of the last; coefficients, 1e-3.

A test compares this page with the program; write it again with

    DETENTE_UPDATE_DOCS=1 make test ARGS=tests/verification
"""
TABLE = "| check | what | expected | got | tolerance | true |\n|---|---|---|---|---|---|\n"


def page(document: dict[str, Any]) -> str:
    """The page as it should be."""
    parts = [HEAD, summary(document["checks"])]
    for family, rows in groupby(document["checks"], lambda row: str(row["family"])):
        parts.append(f"## {family}\n")
        parts += [_table(source, list(found)) for source, found in groupby(rows, lambda row: str(row["source"]))]
    parts.append("## Not checked\n")
    parts += [f"- `{row['id']}` ({row['source']}): {row['reason']}.\n" for row in document["skipped"]]
    return "\n".join(parts)


def summary(rows: list[dict[str, Any]]) -> str:
    """How many are true."""
    true, false = (sum(row["pass"] is outcome for row in rows) for outcome in (True, False))
    return f"**{len(rows)} checks, {true} true, {false} false.**\n"


def _table(source: str, rows: list[dict[str, Any]]) -> str:
    return f"{source}:\n\n{TABLE}" + "".join(_row(row) for row in rows)


def _row(row: dict[str, Any]) -> str:
    got, outcome = digits(row["got"], row["tolerance"]), {True: "true", False: "**false**"}[row["pass"]]
    return f"| `{row['id']}` | {row['what']} | {row['expected']:.10g} | {got} | {row['tolerance']:g} | {outcome} |\n"
