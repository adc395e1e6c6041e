"""``detente why``: from an answer to what drives it, to its claims and passages, and to one history's decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from detente.cli.common import emit, json_option, say
from detente.cli.run import RUNS, number, recorded_options
from detente.errors import Fault, UsageError


@click.command()
@click.argument("finding")
@click.option("--world", type=int, metavar="N", help="Replay history N and show every decision in it.")
@click.option("--runs", type=click.Path(path_type=Path), default=RUNS, show_default=True, help="Where runs are kept.")
@json_option
def why(finding: str, world: int | None, runs: Path, as_json: bool) -> None:
    """Lead an answer back to its claims. FINDING: QUESTION[:OUTCOME] of the last run, or RUN:QUESTION[:OUTCOME]."""
    from detente.cases.reader import load_case
    from detente.cases.userdata import texts_folder
    from detente.claims.attach import read_cache, reattach
    from detente.findings.trace import trace
    from detente.histories.folder import find_run, read_run

    run, question, outcome = parts(finding)
    findings = read_run(find_run(runs, run))
    answer, chosen = pick(findings, question, outcome)
    case = load_case(findings["case_path"])
    if case.digest != findings["run"]["case_digest"] or case.claims_digest != findings["run"]["claims_digest"]:
        remedy = f"Run it again: {findings['command']}"
        raise UsageError(
            Fault("the case has changed since this run, so its trace would not hold", remedy, value=finding)
        )
    document = {
        "finding": f"{findings['run']['id']}:{answer['question']}:{chosen['id']}",
        "drivers": chosen["drivers"],
        "trace": trace(
            case,
            date.fromisoformat(answer["as_of"]),
            findings["options"],
            chosen["drivers"],
            reattach(case.claims, read_cache(texts_folder(case.id))).quotations,
        ),
        "ledger": replayed(case, findings, answer, world) if world is not None else None,
    }
    if as_json:
        emit(document)
    else:
        show(answer, chosen, document)


def parts(finding: str) -> tuple[str | None, str, str | None]:
    """RUN, QUESTION and OUTCOME of a finding."""
    words = finding.split(":")
    if words[0].startswith("r-") and len(words) > 1:
        return words[0], words[1], words[2] if len(words) > 2 else None
    if len(words) > 2 or not words[0]:
        remedy = "Write QUESTION, QUESTION:OUTCOME or RUN:QUESTION:OUTCOME."
        raise UsageError(Fault("not the name of a finding", remedy, value=finding))
    return None, words[0], words[1] if len(words) > 1 else None


def pick(findings: Mapping[str, Any], question: str, outcome: str | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answer and outcome a finding names; of several days the last leads."""
    named = [a for a in findings["answers"] if question in (a["question"], a["question"].partition("/")[0])]
    if not named:
        known = ", ".join(dict.fromkeys(a["question"] for a in findings["answers"]))
        raise UsageError(Fault("the run has no answer to this question", f"It answers {known}.", value=question))
    holding = [a for a in named if outcome is None or outcome in [o["id"] for o in a["outcomes"]]]
    if not holding:
        known = ", ".join(dict.fromkeys(o["id"] for a in named for o in a["outcomes"]))
        raise UsageError(Fault("the question has no such outcome", f"It has {known}.", value=str(outcome)))
    answer = holding[-1]
    wanted = outcome or answer["lead"]
    return answer, next(o for o in answer["outcomes"] if o["id"] == wanted)


def replayed(case: Any, findings: Mapping[str, Any], answer: Mapping[str, Any], world: int) -> list[dict[str, Any]]:
    """History ``world`` of an answer, decision by decision."""
    from detente.findings.replay import ledger

    run = findings["run"]
    if not 0 <= world < run["worlds"]:
        remedy = f"Histories are numbered 0 to {run['worlds'] - 1}."
        raise UsageError(Fault("the run has no such history", remedy, path="--world", value=str(world)))
    options = recorded_options(findings)
    return ledger(case, answer["question"], date.fromisoformat(answer["as_of"]), options, world)


def show(answer: Mapping[str, Any], outcome: Mapping[str, Any], document: Mapping[str, Any]) -> None:
    """Drivers, then claims with their passages, then the ledger if one was asked for."""
    say(f"{outcome['label']}: {number(outcome['p'])}, as of {answer['as_of']}")
    say("What it hangs on, as shares of what is not known:")
    for driver in document["drivers"]:
        if driver["kind"] == "slot":
            say(f"{driver['share']:.0%}  {driver['label']}", indent=2, hang=2)
    for claim in document["trace"]:
        where = f"paragraph {claim['paragraph']}, “{claim['anchor']} …”" if claim["anchor"] else claim["citation"] or ""
        say(f"{claim['claim']}  {claim['slot']}  {claim['source']}, {where}", indent=2, hang=4)
        say(claim["quotation"] or claim["paraphrase"], indent=6)
    for row in document["ledger"] or ():
        mark = "→" if row["chosen"] else " "
        terms = ", ".join(f"{name} {value:+.3f}" for name, value in row["terms"].items())
        say(
            f"{mark} month {row['month']}  {row['actor']}: {row['option']}  p {row['p']:.4f}  ({terms})",
            indent=2,
            hang=4,
        )
