"""The scoreboard of a case in short: what ``detente score --json`` printed, cut to what a report shows.

A board is data of the package, so that a report has it without a network and without scoring anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any, Final

Json = Mapping[str, Any]

PLACES: Final = 9  # decimals kept: with few, what is rounded again when it is shown would round otherwise
WHOLE: Final = ("case", "case_digest", "claims_digest", "code_digest", "says", "summary", "timing", "coverage")
CUTOFFS: Final = ("first", "last", "every_months", "n", "worlds", "seed", "floor", "onset")
TARGET: Final = (
    "target", "horizon", "n", "events", "runs", "brier", "log", "slope", "note", "difference", "interval", "skill",
)  # fmt: skip
WARNING: Final = ("onset", "as_of", "p", "percentile", "warned", "false_alarms", "earlier_quiet")
QUESTION: Final = ("question", "as_of", "months", "outcome", "p", "interval", "happened", "brier")
FORECAST: Final = ("id", "question", "text", "as_of", "months", "made_on", "outcomes")
VERSION: Final = ("case", "claims", "code")  # digests that tell one version of model and case from another
PANEL: Final = ("target", "horizon", "n", "events", "runs", "log", "difference", "interval")


def brief(document: Json) -> dict[str, Any]:
    """The board of a document of scores: the rows a report shows, none left out for being unflattering."""
    short = {
        **_only(document, WHOLE),
        "cutoffs": _only(document["cutoffs"], CUTOFFS),
        "targets": [_only(row, TARGET) for row in document["targets"]],
        "warnings": [_only(row, WARNING) for row in document["warnings"]],
        "reliability": document["reliability"],
        "questions": [_only(row, QUESTION) for row in document["questions"]],
        "register": [{**_only(row, FORECAST), "version": _only(row["run"], VERSION)} for row in document["register"]],
        "panel": [_only(row, PANEL) for row in (document["panel"] or {}).get("targets", ())],
        "views": list(_views(document["views"])),
        "statements": next((row for row in document["prediction_counts"] if row["by"] == "all"), None),
    }
    rounded: dict[str, Any] = _rounded(short)
    return rounded


def read_board(case: Any) -> dict[str, Any] | None:
    """The board shipped for a case, or None where it was never scored."""
    if not isinstance(case, str) or not case.replace("-", "").replace("_", "").isalnum():
        return None
    place = files("detente.report") / "boards" / f"{case}.json"
    return json.loads(place.read_text("utf-8")) if place.is_file() else None


def written(document: Json) -> str:
    """A board as the text of its file: one line a key, so that changes can be read."""
    lines = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in brief(document).items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def worse(board: Json) -> list[dict[str, Any]]:
    """Every comparison that detente loses: what was forecast, the rule, by how much, whether clear of 0."""
    rows = [*_lost(board.get("targets") or (), "months"), *_lost(board.get("panel") or (), "rivalry-years")]
    return [*rows, *(_beaten(row) for row in board.get("views") or () if row["detente"] > row["score"])]


def _lost(rows: Sequence[Json], kind: str) -> Iterator[dict[str, Any]]:
    for row in rows:
        for rule, gap in row["difference"].items():
            if gap is not None and gap < 0:
                band = row["interval"].get(rule)
                clear = bool(band and band[1] < 0 and not row.get("note"))
                yield {**_only(row, ("target", "horizon")), "kind": kind, "rule": rule, "by": gap, "interval": band,
                       "clear": clear}  # fmt: skip


def _beaten(row: Json) -> dict[str, Any]:
    return {
        "target": row["country"], "horizon": None, "kind": "views", "rule": row["rule"],
        "by": round(row["score"] - row["detente"], PLACES), "interval": None, "clear": False,
    }  # fmt: skip


def _views(found: Json) -> Iterator[dict[str, Any]]:
    """Mean CRPS of each published benchmark beside detente's, by country."""
    for row in found["countries"] or ():
        means = {name: each["mean"] for name, each in row["without_artefact"]["crps"].items()}
        for rule, score in means.items():
            if rule != "detente":
                yield {"country": row["country"], "rule": rule, "score": score, "detente": means["detente"]}


def _only(row: Json, keys: Sequence[str]) -> dict[str, Any]:
    return {key: row[key] for key in keys if key in row}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, PLACES)
    if isinstance(value, Mapping):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list | tuple) else value
