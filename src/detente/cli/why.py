"""``detente why``: from an answer to what drives it, to its claims and passages, and to one history's decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from detente.cli.common import day, emit, json_option, say, say_vintage
from detente.cli.disagree import disagreements, show_disagreements
from detente.cli.doubt import doubted, show_doubted
from detente.cli.run import RUNS, Name, number
from detente.cli.story import check_model, numbered, relived, show_claim, show_story, told
from detente.errors import Fault, UsageError

ALONE = (
    "What it hangs on, as shares of what is not known, each by itself (beliefs that go together explain the same more "
    "than once):"
)


@click.command()
@click.argument("finding")
@click.option(
    "--world", metavar="typical|best|worst|N", help="Tell one history, month by month: who chose what, and why."
)
@click.option(
    "--doubt",
    metavar="SOURCE",
    help="Show the answer without a source, from the worlds already lived if they can tell.",
)
@click.option("--disagree", is_flag=True, help="Show why the analysts answer this differently.")
@click.option(
    "--as-of",
    callback=day,
    metavar="DATE",
    help="Of a question answered as of several days the answer of this one; else of the last.",
)
@click.option("--runs", type=click.Path(path_type=Path), default=RUNS, show_default=True, help="Where runs are kept.")
@json_option
def why(
    finding: str,
    world: str | None,
    doubt: str | None,
    disagree: bool,
    as_of: date | None,
    runs: Path,
    as_json: bool,
) -> None:
    """Lead an answer back to its claims. FINDING: QUESTION[:OUTCOME] of the last run, or RUN:QUESTION[:OUTCOME]."""
    from detente.cases.userdata import texts_folder
    from detente.claims.attach import read_cache, reattach
    from detente.findings.stored import case_of
    from detente.findings.trace import trace
    from detente.histories.folder import find_run, read_run
    from detente.report.naming import named

    run, question, outcome = parts(finding)
    folder = find_run(runs, run)
    findings = read_run(folder)
    answer, chosen = pick(findings, question, outcome, as_of)
    if (world, doubt, disagree) != (None, None, False):
        check_model(findings)
    case = case_of(folder, findings)
    quotations = reattach(case.claims, read_cache(texts_folder(case.id))).quotations
    lived = relived(case, findings, answer, numbered(folder, findings, answer, world)) if world is not None else None
    document = {
        "finding": f"{findings['run']['id']}:{answer['question']}:{chosen['id']}",
        "drivers": chosen["drivers"],
        "trace": trace(
            case,
            date.fromisoformat(answer["as_of"]),
            findings["options"],
            chosen["drivers"],
            quotations,
        ),
        "ledger": lived.rows() if lived else None,
        "story": told(lived, world, quotations) if lived else None,
        "doubted": doubted(case, findings, answer, doubt) if doubt is not None else None,
        "disagreements": disagreements(case, findings, answer, chosen["id"]) if disagree else None,
    }
    if as_json:
        emit(document)
        return
    say_vintage(answer["vintage"])
    if others := other_halves(findings, answer, question):
        say(f"Of the halves of this question {answer['question']} is told; name {' or '.join(others)} for the other.")
    if disagree:
        say(f"{chosen['label']}: {number(chosen['p'])}, as of {answer['as_of']}")
        show_disagreements(document["disagreements"], named(findings))
    elif doubt is not None:
        show_doubted(chosen, document["doubted"], named(findings))
    else:
        show(answer, chosen, document, named(findings))


def parts(finding: str) -> tuple[str | None, str, str | None]:
    """RUN, QUESTION and OUTCOME of a finding."""
    words = finding.split(":")
    if words[0].startswith("r-") and len(words) > 1:
        return words[0], words[1], words[2] if len(words) > 2 else None
    if len(words) > 2 or not words[0]:
        remedy = "Write QUESTION, QUESTION:OUTCOME or RUN:QUESTION:OUTCOME."
        raise UsageError(Fault("not the name of a finding", remedy, value=finding))
    return None, words[0], words[1] if len(words) > 1 else None


def pick(
    findings: Mapping[str, Any], question: str, outcome: str | None, as_of: date | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answer and outcome a finding names; of several days the last leads where none is asked for."""
    named = [a for a in findings["answers"] if question in (a["question"], a["question"].partition("/")[0])]
    if not named:
        known = ", ".join(dict.fromkeys(a["question"] for a in findings["answers"]))
        ask = f"detente run {findings.get('case_path', findings['case'])} -q {question.partition('/')[0]}"
        remedy = f"It answers {known}. Ask it first, `{ask}`, or name a run that did: RUN:{question}."
        raise UsageError(Fault("the run has no answer to this question", remedy, value=question))
    holding = [a for a in named if outcome is None or outcome in [o["id"] for o in a["outcomes"]]]
    if not holding:
        known = ", ".join(dict.fromkeys(o["id"] for a in named for o in a["outcomes"]))
        raise UsageError(Fault("the question has no such outcome", f"It has {known}.", value=str(outcome)))
    on = [a for a in holding if as_of is None or a["as_of"] == as_of.isoformat()]
    if not on:
        known = ", ".join(dict.fromkeys(a["as_of"] for a in holding))
        raise UsageError(Fault("the run doesn't answer it as of this day", f"It does as of {known}.", value=str(as_of)))
    answer = on[-1]
    wanted = outcome or answer["lead"]
    return answer, next(o for o in answer["outcomes"] if o["id"] == wanted)


def other_halves(findings: Mapping[str, Any], answer: Mapping[str, Any], question: str) -> list[str]:
    """The answers to other halves of a question that was asked for without saying of which half."""
    if question == answer["question"]:
        return []
    halves = (a["question"] for a in findings["answers"] if a["question"].partition("/")[0] == question)
    return [half for half in dict.fromkeys(halves) if half != answer["question"]]


def show(answer: Mapping[str, Any], outcome: Mapping[str, Any], document: Mapping[str, Any], name: Name) -> None:
    """Drivers, then claims with their passages, then the story if one was asked for."""
    from detente.report.glance import sure, taken, under_way

    say(f"{outcome['label']}: {number(outcome['p'], answer['method']['worlds'])}, as of {answer['as_of']}")
    for said in filter(None, (under_way(answer), taken(answer))):
        say(said)
    slots = [driver for driver in document["drivers"] if driver["kind"] == "slot"]
    if not sure(slots):
        say(no_drivers(outcome))
    show_drivers(ALONE, slots)
    if others := [driver["label"] for driver in slots if driver not in sure(slots)]:
        say(f"What these do can't be told from chance: {'; '.join(others)}.", hang=2)
    for kind in ("source", "mechanism"):
        rolled = [driver for driver in document["drivers"] if driver["kind"] == kind]
        show_drivers(f"The same by {kind}, what several explain shared out:", rolled)
    if document["trace"]:
        say("The claims behind it, and what share of what is not known each carries:")
    for claim in document["trace"]:
        show_claim(claim, name)
    if outcome["id"] == answer["lead"]:
        show_learn(answer)
    if document["story"]:
        show_story(document["story"], name)


def show_drivers(head: str, drivers: Sequence[Mapping[str, Any]]) -> None:
    """A line each of those that surely move it: share, interval, what it is called."""
    from detente.report.glance import sure
    from detente.report.words import percent, percents

    clear = sure(drivers)
    if clear:
        say(head)
    for driver in clear:
        say(f"{percent(driver['share'])} ({percents(driver['interval'])})  {driver['label']}", indent=2, hang=2)


def show_learn(answer: Mapping[str, Any]) -> None:
    """What to find out next, or that nothing findable would narrow the answer."""
    if answer.get("learn_note"):
        say(answer["learn_note"])
    if answer["learn_next"]:
        spread = f" of {answer['spread']:.2f}" if "spread" in answer else ""
        say(f"To find out next, by how far it would narrow the spread{spread} (standard deviation of the probability):")
        for row in answer["learn_next"]:
            say(f"{row['narrows_by']:.3f}  {row['label']} (now {row['believed']})", indent=2, hang=2)


def no_drivers(outcome: Mapping[str, Any]) -> str:
    """Why nothing can be named that an answer hangs on."""
    if not outcome["interval"]:
        return "One world, or one life of each, can't tell what it hangs on. Run with more --worlds, and --lives 4."
    if outcome["epistemic_share"] is None:
        always = "in every history" if outcome["p"] > 0.5 else "in no history"
        return f"It came about {always}, so no belief tells the worlds with it from those without."
    return "No belief can be told to move it: too few worlds, or chance alone."
