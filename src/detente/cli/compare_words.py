"""What ``detente compare`` says on a terminal: each outcome, the parts of its change, and the claims among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from detente.cli.common import count, say
from detente.cli.run import number

FEW = 12  # changes named one by one
UNPAIRED = "These are two conflicts: their histories aren't paired, so the errors of both answers count."
PARTS = {
    "claims": "changes of claims",
    "time": "the passage of time",
    "terms": "other terms",
    "model": "the version of the model; unpaired, as the other version can't be run here",
}


def show(document: Mapping[str, Any]) -> None:
    """Each question with its outcomes, and what moved them."""
    for answer in document["answers"]:
        days = dict.fromkeys(answer["as_of"])
        given = f" If {answer['given']['do']}:" if answer["given"] else ""
        say(f"{answer['text']}{given} (as of {' and '.join(days)})")
        if not answer["paired"]:
            say(UNPAIRED, 2, 2)
        for outcome in answer["outcomes"]:
            one, two = outcome["p"]
            say(f"{number(one)} → {number(two)}  {outcome['label']}: {outcome['change']}, {signed(outcome)}", 2, 4)
            for line in (*split(answer, outcome), *explanation(outcome)):
                say(line, indent=6, hang=2)
        show_idle(answer)
        say()


def show_idle(answer: Mapping[str, Any]) -> None:
    """How many changes made no difference to any world, and what differs besides claims."""
    idle = answer["cannot_move"]
    if idle:
        others = count(len(idle), "other change")
        say(f"{others} of claims can't move it: no world is another for them.", indent=2, hang=2)
    if answer["besides"]:
        time = " With time evidence ages, mandates run down, and the window moves." if _days(answer) > 1 else ""
        say(f"Besides claims these differ: {'; '.join(answer['besides'])}.{time}", indent=2, hang=2)


def _days(answer: Mapping[str, Any]) -> int:
    return len(set(answer["as_of"]))


def split(answer: Mapping[str, Any], outcome: Mapping[str, Any]) -> Iterator[str]:
    """The parts that add up to the change; where only claims differ they are all of it, and nothing is split."""
    because = outcome["because"]
    if because is None or not answer["besides"]:
        return
    for name, words in PARTS.items():
        if name == "claims" or because[name]["difference"] or because[name]["interval"] != [0, 0]:
            yield f"{signed(because[name])}  {words}"


def explanation(outcome: Mapping[str, Any]) -> Iterator[str]:
    """What moved an outcome, largest first."""
    if outcome["moved_by"] is None:
        return
    clear = [moved for moved in outcome["moved_by"] if moved["clear"]]
    if not clear:
        yield "No claim surely moved it." if outcome["moved_by"] else "No claim moved it."
    for moved in clear[:FEW]:
        yield f"{signed(moved)}  {moved['kind']}: {said(moved)}"
    if len(clear) > FEW:
        yield f"and {len(clear) - FEW} more; --json names them all."
    faint = len(outcome["moved_by"]) - len(clear)
    if faint:
        yield f"{count(faint, 'change')} of claims moved it by less than so few worlds can tell."
    if outcome["moved_nothing"]:
        yield f"{count(outcome['moved_nothing'], 'change')} made other worlds, and the same outcome in each history."


def said(moved: Mapping[str, Any]) -> str:
    """A change in a line: one claim by what it says, many by their source."""
    if len(moved["claims"]) > 1:
        return f"{len(moved['claims'])} values of {moved['source']}"
    return f"{moved['paraphrase']} ({moved['source']}, {moved['slots'][0]}) [{moved['claims'][0]}]"


def signed(found: Mapping[str, Any]) -> str:
    """A difference with its sign and interval."""
    low, high = found["interval"]
    return f"{found['difference']:+.3f} ({low:+.3f} to {high:+.3f})"
