"""How a board is read out: names of its rows, what detente loses, reliability by forecast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from detente.findings.kinds import DEATHS
from detente.report.board import Json, worse
from detente.report.words import human, known, percent, prob, sentence, span

Groups = list[tuple[str, list[Json]]]


def same(board: Json, run: Json) -> bool:
    """True where the board was made with the model and the claims of the run."""
    made = run.get("run") or {}
    return all(board.get(key) == made.get(key) for key in ("case_digest", "claims_digest", "code_digest"))


def rules(board: Json) -> list[str]:
    """The simple rules that forecasts by month stand beside."""
    return list(dict.fromkeys(rule for row in board.get("targets") or () for rule in row["difference"]))


def clear(interval: Sequence[float] | None) -> bool:
    """True for an interval that doesn't contain 0."""
    return bool(interval) and interval is not None and not interval[0] <= 0 <= interval[1]


def target(row: Json) -> str:
    """What was forecast, and how far ahead: ``≥ 25 deaths, 6 months``."""
    name = str(row["target"])
    deaths = name.removeprefix("deaths_ge_")
    what = f"≥ {int(deaths):,} deaths" if deaths.isdigit() else human(name)
    return f"{what}, {row['horizon']} months" if row.get("horizon") else what


def notes(board: Json) -> list[tuple[str, list[str]]]:
    """What is to be kept in mind of forecasts, and of which."""
    found: dict[str, list[str]] = {}
    for row in board.get("targets") or ():
        if row.get("note"):
            found.setdefault(row["note"], []).append(target(row))
    return list(found.items())


def lost(board: Json) -> Groups:
    """What detente loses, by forecast; the clear losses and the large ones first within each."""
    kinds = {"rivalry-years": " (other rivalries)", "views": ": deaths by month"}
    rows = sorted(worse(board), key=lambda row: (not row["clear"], row["by"]))
    order = list(dict.fromkeys(_head(row, kinds) for row in worse(board)))
    return [(head, [row for row in rows if _head(row, kinds) == head]) for head in order]


def bins(board: Json) -> Groups:
    """Reliability by forecast."""
    return _grouped(board.get("reliability") or ())


def forecasts(board: Json) -> list[tuple[str, list[Json]]]:
    """The register by question; the newest forecast first, each with its version's number and how late it was made."""
    rows = list(board.get("register") or ())
    versions = list(dict.fromkeys(_version(row) for row in rows))
    numbered = [
        {**row, "number": versions.index(_version(row)) + 1, "late": _late(row), "order": (row.get("made_on"), n)}
        for n, row in enumerate(rows)
    ]
    found: dict[str, list[Json]] = {}
    for row in sorted(numbered, key=lambda row: (str(row["order"][0]), row["order"][1]), reverse=True):
        found.setdefault(str(row.get("text") or row.get("question")), []).append(row)
    return list(found.items())


def _version(row: Json) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, str(value)) for key, value in (row.get("version") or {}).items()))


def _late(row: Json) -> str:
    """How far into its window a forecast was made."""
    start, made = (date.fromisoformat(str(row[key])) for key in ("as_of", "made_on"))
    months = (made.year - start.year) * 12 + made.month - start.month - (made.day < start.day)
    if months < 1:
        return "made as it began" if made <= start else "made in its first month"
    return f"made {months} month{'' if months == 1 else 's'} into it"


def record(board: Json | None, lead: Json, months: Any) -> str:
    """How often it happened when past forecasts said about as much, of deaths within about as many months.

    Only forecasts of deaths were scored in numbers: an outcome of another ``kind`` has no record. Where a page isn't
    told the kind, it says what the record is of.
    """
    rows, kind, p = (board or {}).get("reliability") or (), lead.get("kind"), lead.get("p")
    if not rows or kind not in (None, DEATHS):
        return "No such answer was ever scored: nothing tells how often they are right."
    rows = [row for row in rows if known(p) and _holds(row, p) and row["n"]]
    near = min((abs(row["horizon"] - (months or 0)) for row in rows), default=0)
    rows = [row for row in rows if abs(row["horizon"] - (months or 0)) == near]
    if not rows:
        return "No past forecast said as much, so nothing tells how often such answers are right."
    low, high = min(row["lo"] for row in rows), max(row["hi"] for row in rows)
    each = "; ".join(f"{target(row)}: {_came_about(row)}" for row in rows)
    unsure = "" if kind else " of deaths, whatever this answer is of"
    return (
        f"The nearest record there is: forecasts{unsure}, made afterwards as of earlier days, that said "
        f"{span([low, high])}. {sentence(each)} Their windows overlap, and whoever made the model knew the ending."
    )


def _came_about(row: Json) -> str:
    """``18 of 130 (14 %), which said 0.31 on average, came about``."""
    count = round(row["n"] * row["happened"])
    if count in (0, row["n"]):
        told = f"{'all' if count else 'none'} of {row['n']:,}"
    else:
        told = f"{count:,} of {row['n']:,} ({percent(row['happened'])})"
    return f"{told}, which said {prob(row['p'])} on average, came about"


def _holds(row: Json, p: float) -> bool:
    """True where a bin holds a probability; the last one holds 1."""
    return bool(row["lo"] <= p < row["hi"] or p == row["hi"] == 1)


def _head(row: Json, kinds: Json) -> str:
    return target(row) + str(kinds.get(row["kind"], ""))


def _grouped(rows: Iterable[Json]) -> Groups:
    found: dict[str, list[Json]] = {}
    for row in rows:
        found.setdefault(target(row), []).append(row)
    return list(found.items())
