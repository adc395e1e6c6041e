"""How a board is read out: names of its rows, what detente loses, reliability by forecast."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from detente.findings.kinds import DEATHS
from detente.findings.labels import listed
from detente.report.board import VERSION, Json, worse
from detente.report.view import Answer
from detente.report.words import day, human, known, percent, prob, sentence, span

Groups = list[tuple[str, list[Json]]]

ENOUGH: Final = 5  # events, said or come about: of fewer chance alone makes none, or twice as many
MOSTLY: Final = 0.9  # of quiet months: warnings in more of them warn of nothing
FAR: Final = 1.5  # times: said and come true nearer to one another than that are alike


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


def lost_words(board: Json) -> str:
    """How many comparisons are lost: of those by month, which the summary counts, and in other tests."""
    rows, won = worse(board), board["summary"]
    others = sum(row["kind"] != "months" for row in rows)
    beside = f", and {others} in other tests" if others else ""
    return f"{len(rows) - others} of the {won['comparisons']} by month{beside}, each named"


def cried_wolf(board: Json) -> str:
    """That warnings teach nothing where nearly every quiet month was warned of as well; empty where they may."""
    told = [row for row in board.get("warnings") or () if row["warned"] and known(row["false_alarms"])]
    idle = [row for row in told if row["false_alarms"] > MOSTLY]
    if not idle:
        return ""
    days = "" if len(idle) == len(told) else f" before {listed([day(row['onset']) for row in idle])}"
    return f"It warned in nearly every quiet month{days}, so these warnings tell nothing."


def bins(board: Json) -> Groups:
    """Reliability by forecast."""
    return _grouped(board.get("reliability") or ())


def forecasts(board: Json) -> list[tuple[str, list[Json]]]:
    """The register by question; the newest forecast first, each with its version's number and how late it was made."""
    rows = list(board.get("register") or ())
    numbered = [
        {**row, "number": number, "late": _late(row), "order": (row.get("made_on"), n)}
        for n, (row, number) in enumerate(zip(rows, versions(rows), strict=True))
    ]
    found: dict[str, list[Json]] = {}
    for row in sorted(numbered, key=lambda row: (str(row["order"][0]), row["order"][1]), reverse=True):
        found.setdefault(str(row.get("text") or row.get("question")), []).append(row)
    return list(found.items())


def versions(rows: Sequence[Json]) -> list[int]:
    """For each forecast the number of the state of model, case and claims that made it, the first in the register 1."""
    digests = [tuple(str((row.get("version") or {}).get(key)) for key in VERSION) for row in rows]
    order = list(dict.fromkeys(digests))
    return [order.index(each) + 1 for each in digests]


def _late(row: Json) -> str:
    """How far into its window a forecast was made."""
    start, made = (date.fromisoformat(str(row[key])) for key in ("as_of", "made_on"))
    months = (made.year - start.year) * 12 + made.month - start.month - (made.day < start.day)
    if months < 1:
        return "made as it began" if made <= start else "made in its first month"
    return f"made {months} month{'' if months == 1 else 's'} into it"


def frozen(board: Json | None, run: Json, answer: Answer) -> str:
    """What the register says of the same question, day and window; empty where it holds no such forecast."""
    keys = ("question", "as_of", "months")
    same_asked = [row for row in (board or {}).get("register") or () if all(row[k] == answer.raw.get(k) for k in keys)]
    told = [(row, o) for row in same_asked for o in row["outcomes"] if o["id"] == answer.lead.get("id")]
    if not told:
        return ""
    last = max(str(row["made_on"]) for row, _ in told)
    row, outcome = [each for each in told if str(each[0]["made_on"]) == last][-1]  # entries stand as they were made
    made = run.get("run") or {}
    if all(row["version"].get(key) == made.get(f"{key}_digest") for key in VERSION):
        return f"Registered: frozen on {day(row['made_on'])} with {prob(outcome['p'])} ({row['id']})."
    return (
        f"The forecast frozen on {day(row['made_on'])} said {prob(outcome['p'])}. The model or its claims have changed "
        f"since; this {prob(answer.lead.get('p'))} is not registered."
    )


def record(board: Json | None, lead: Json, months: Any, outcomes: Sequence[Json] = ()) -> str:
    """How often it happened when past forecasts said about as much, of deaths within about as many months.

    Only forecasts of deaths were scored in numbers: an outcome of another ``kind`` has no record but what became of the
    ``outcomes`` of its own answer. Where a page isn't told the kind, it says what the record is of.
    """
    rows, kind, p = (board or {}).get("reliability") or (), lead.get("kind"), lead.get("p")
    settled = _settled(outcomes)
    if not rows or kind not in (None, DEATHS):
        return settled or "No such answer was ever scored: nothing tells how often they are right."
    rows = [row for row in rows if known(p) and _holds(row, p) and row["n"]]
    near = min((abs(row["horizon"] - (months or 0)) for row in rows), default=0)
    rows = [row for row in rows if abs(row["horizon"] - (months or 0)) == near]
    if not rows:
        return f"{settled} No past forecast said as much, so nothing tells how often such answers are right.".strip()
    low, high = min(row["lo"] for row in rows), max(row["hi"] for row in rows)
    each = "; ".join(f"{target(row)}: {_came_about(row)}" for row in rows)
    unsure = "" if kind else " of deaths, whatever this answer is of"
    return (
        f"The nearest record there is: forecasts{unsure}, made afterwards as of earlier days, that said "
        f"{span([low, high])}. {sentence(each)} {_lesson(rows)}Their windows overlap, and whoever made the model knew "
        "the ending."
    )


def _settled(outcomes: Sequence[Json]) -> str:
    """What an answer said of its outcomes of which time has told, and what happened."""
    rows = [o for o in outcomes if o.get("happened") is not None and known(o.get("p"))]
    if not rows:
        return ""
    each = "; ".join(
        f"of “{o.get('label') or o.get('id')}” it said {prob(o['p'])}, and it "
        f"{'happened' if o['happened'] else 'did not happen'}"
        for o in rows
    )
    few = "One case shows" if len(rows) == 1 else "So few cases show"
    return f"Asked of this one window and scored: {each}. {few} nothing of how often such answers are right."


def _lesson(rows: Sequence[Json]) -> str:
    """What all such forecasts together teach, where they said far too much or too little; else nothing."""
    said, came = (sum(row["n"] * row[key] for row in rows) for key in ("p", "happened"))
    if not said or max(said, came) < ENOUGH or 1 / FAR <= came / said <= FAR:
        return ""
    if not came:
        return f"So none of such answers came true, where their numbers add up to {said:.0f}. "
    if came < said:
        return f"So such answers came true about {_times(came / said)} as often as they said. "
    return f"So such answers came true about {came / said:.1f} times as often as they said. "


def _times(part: float) -> str:
    """A part in words: the nearest of a few that are spoken."""
    spoken = {1 / 10: "a tenth", 1 / 5: "a fifth", 1 / 4: "a quarter", 1 / 3: "a third", 1 / 2: "half"}
    return min(spoken.items(), key=lambda each: abs(math.log(each[0] / part)))[1]


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
