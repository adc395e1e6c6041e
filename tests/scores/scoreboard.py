"""The scoreboard as a page of Markdown, set from the document that ``detente score --json`` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from tests.scores.markdown import cell, signed, table

from detente.report.board_view import versions
from detente.scores.table import summary

Doc = Mapping[str, Any]

HEAD: Final = """# Scoreboard

Set from `scoreboard.json`, which `detente score --json` printed; nothing is written by hand. Where detente is worse
than a simple rule the number stands as plainly as where it is better. Make both again with

    detente score south-caucasus --shared ../shared --json > docs/scoreboard.json
    DETENTE_UPDATE_DOCS=1 make test ARGS=tests/scores/test_page.py
"""


def scoreboard(document: Doc) -> str:
    """The whole page."""
    parts = [
        HEAD,
        *(f"- {line}\n" for line in document["says"]),
        _summary(document["targets"]),
        _days(document["cutoffs"]),
        *_targets(document["targets"]),
        _late(document["targets"]),
        _coverage(document["coverage"]),
        _reliability(document["reliability"]),
        _warnings(document),
        _ablation(document),
        _views(document["views"]),
        _questions(document["questions"]),
        _statements(document),
        _register(document["register"]),
        _changes(document["changes"], document["questions"]),
    ]
    return "\n".join(part.rstrip("\n") if part.startswith("- ") else part for part in parts if part)


def _summary(rows: Sequence[Doc]) -> str:
    return f"\n**{summary(rows)['says']}**"


def _days(at: Doc) -> str:
    every = "every month" if at["every_months"] == 1 else f"every {at['every_months']} months"
    lines = [
        f"\n{at['n']} as-of days, {every} from {at['first']} to {at['last']}, {at['worlds']} histories each, "
        f"seed {at['seed']}; the last {at['months_not_yet_published']} month of the record was not out yet on a day. "
        f"Floor of p: {at['floor']}.\n",
        *(f"- Left out for everybody: {item['slot']}: {item['why']}." for item in at["excluded"]),
        *(f"- {item['why']}: between none and all of them count where a window cuts {item['from']} to {item['to']}; "
          "where the bar lies between, the window is not scored." for item in at["spread"]),
        *(f"- No forecast as of {item['as_of']}: {item['reason']}" for item in at["refused"]),
        *(f"- Nothing on record for {month}." for month in at["record"]["gaps"]),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _targets(rows: Sequence[Doc]) -> Iterable[str]:
    yield "## By month\n"
    head = ["deaths", "months", "days", "not over", "unknown", "events", "runs", "Brier", "log", "slope", "remark"]
    keys = ("horizon", "n", "not_over", "undetermined", "events", "runs", "brier", "log", "slope", "note")
    yield table(head, [[_bar(row), *(row[key] for key in keys)] for row in rows])
    yield "Log score, detente minus each rule, with 90 % intervals; **bold: detente is worse**.\n"
    names = list(next((row["difference"] for row in rows if row["difference"]), {}))
    yield table(
        ["deaths", "months", *(name.replace("_", " ") for name in names)],
        [
            [_bar(row), row["horizon"], *(signed(row["difference"].get(n), row["interval"].get(n)) for n in names)]
            for row in rows
        ],
    )
    yield "Skill, 1 − log / log of the rule.\n"
    yield table(
        ["deaths", "months", *(name.replace("_", " ") for name in names)],
        [[_bar(row), row["horizon"], *(signed(row["skill"].get(n), None) for n in names)] for row in rows],
    )


def _late(rows: Sequence[Doc]) -> str:
    chosen = [row for row in rows if row.get("without_late_judgements")]
    if not chosen:
        return ""
    head = ["deaths", "months", "log, all", "log, without", "Brier, all", "Brier, without"]
    body = [
        [_bar(r), r["horizon"], r["log"], (w := r["without_late_judgements"])["log"], r["brier"], w["brier"]]
        for r in chosen
    ]
    return "Without late judgements:\n\n" + table(head, body)


def _coverage(rows: Sequence[Doc]) -> str:
    keys = ("horizon", "n", "should", "within", "below", "above")
    body = [[row[key] for key in keys] for row in rows]
    say = "Deaths of the window within the central 90 % of the histories, below it, above it:\n"
    return "\n".join([say, table(["months", "days", "should", "within", "below", "above"], body)])


def _reliability(rows: Sequence[Doc]) -> str:
    body = [[_bar(r), r["horizon"], f"{r['lo']:g}–{r['hi']:g}", r["n"], r["p"], r["happened"]] for r in rows]
    say = "How often what was given a chance came true:\n"
    return "\n".join([say, table(["deaths", "months", "P from–to", "days", "mean P", "happened"], body)])


def _bar(row: Doc) -> str:
    return "≥ " + str(row["target"]).removeprefix("deaths_ge_")


def _warnings(document: Doc) -> str:
    rule = document["cutoffs"]["onset"]
    say = (
        f"## Before events\n\nAn onset is a month with at least {rule['deaths']} deaths after {rule['quiet_months']} "
        f"months without one; warned means P of {rule['threshold']} or more. "
        "False alarms: share of earlier quiet days with as much.\n"
    )
    rows = []
    for row in document["warnings"]:
        for name, each in (("detente", row), *row["beside"].items()):
            keys = ("p", "percentile", "warned", "false_alarms")
            rows.append([row["onset"], row["deaths"], name, *(each[key] for key in keys), row["earlier_quiet"]])
    timing = document["timing"]
    head = ["onset", "deaths", "by", "P the month before", "percentile", "warned", "false alarms", "quiet days"]
    closing = (
        f"Timing: mean percentile {cell(timing['rank'])}; share of circular shifts that do as well "
        f"{cell(timing['permutation_p'])}. {str(timing['note']).capitalize()}.\n"
    )
    return "\n".join([say, table(head, rows), closing])


def _ablation(document: Doc) -> str:
    rows = [[r["mechanism"], r["n"], signed(r["delta_log"], r["interval"]), r["role"]] for r in document["ablation"]]
    if not rows:
        return ""
    say = (
        "## Without each mechanism\n\nChange of the mean log score over all targets; below 0 the score needs it. Where "
    )
    say += "chances are too low all over, whatever holds them down looks adverse for that alone. Intervals are 90 %; "
    say += "a role needs one that is clear of 0 with as many looked at as stand here, and no smaller than it shows.\n"
    return "\n".join([say, table(["without", "days", "change", "role"], rows)])


def _views(found: Doc) -> str:
    head = "## VIEWS, monthly deaths 2018–2024\n"
    if found["countries"] is None:
        return f"{head}\nNot scored: {found['reason']}.\n"
    rows, years = [], []
    for place in found["countries"]:
        for span, months in (("all", "all"), ("without_artefact", f"without {found['artefact']}")):
            for name, each in place[span]["crps"].items():
                log = place[span]["log1p_crps"][name]
                rows.append([place["country"], months, name, each["n"], each["mean"], log["mean"]])
        for year in place["years"]:
            ours = {name: each["mean"] for name, each in year["crps"].items()}
            years += [[place["country"], year["year"], n, v] for n, v in (ours | year["published_crps"]).items()]
    return "\n".join([
        head,
        table(["country", "months", "by", "n", "CRPS", "log1p CRPS"], rows),
        "By year; names that start with bm are as published.\n",
        table(["country", "year", "by", "CRPS"], years),
    ])  # fmt: skip


def _questions(rows: Sequence[Doc]) -> str:
    keys = ("question", "as_of", "outcome", "p", "happened", "brier", "log")
    found = table(keys, [[row[key] for key in keys] for row in rows])
    return f"## Settled questions\n\n{_of_how_many(rows)}\n{found}"


def _of_how_many(rows: Sequence[Doc]) -> str:
    outcomes = {(row["question"], row["outcome"]) for row in rows}
    asked = {question for question, _ in outcomes}
    return (
        f"{len(outcomes)} settled outcomes of {len(asked)} questions: those of one question hang together, and some "
        "exclude one another, so there are as many pieces of evidence as questions.\n"
    )


def _statements(document: Doc) -> str:
    counts = document["prediction_counts"]
    if not document["predictions"]:
        return ""
    rows = [[c["by"], c["name"], c["statements"], c["scoreable"], c["n"], c["brier"]] for c in counts]
    say = (
        "## The articles' statements\n\nEach stands with its claim in the report; no mean below ten that were scored.\n"
    )
    return "\n".join([say, table(["by", "", "statements", "scoreable", "scored", "Brier"], rows)])


def _register(entries: Sequence[Doc]) -> str:
    number = versions([{**e, "version": e["run"]} for e in entries])
    rows = [
        [e["made_on"], n, e["question"], e["as_of"], e["months"], o["id"], o["p"], o["happened"], e["id"]]
        for e, n in zip(entries, number, strict=True)
        for o in e["outcomes"]
    ]
    head = ["made on", "version", "question", "as of", "months", "outcome", "P", "happened", "id"]
    say = (
        "Frozen on the day they were made. A version is one state of the model, the case and its claims; numbers of "
        "two versions are not one forecast that moved.\n"
    )
    return "## Register\n\n" + ("\n".join([say, table(head, rows)]) if rows else "Nothing is registered yet.\n")


def _changes(rows: Sequence[Doc], questions: Sequence[Doc]) -> str:
    body = [[r["on"], r["what"], _scores(r["before"]), _scores(r["after"]), r["note"]] for r in rows]
    say = f"## Changes made after a scored period was seen\n\n{_of_how_many(questions)}"
    return "\n".join([say, table(["on", "what", "before", "after", "remark"], body)])


def _scores(found: Doc | None) -> str:
    return "not scored" if found is None else ", ".join(f"{name} {value}" for name, value in found.items())
