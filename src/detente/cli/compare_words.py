"""What ``detente compare`` says on a terminal: each outcome, the parts of its change, and the claims among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
            claims, *rest = list(split(answer, outcome)) or [""]
            if claims:
                say(claims, indent=6, hang=2)
            for line in explanation(outcome, bool(claims)):
                say(line, indent=8 if claims else 6, hang=2)
            for line in rest:
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


def explanation(outcome: Mapping[str, Any], split: bool = False) -> Iterator[str]:
    """What moved an outcome, largest first; ``split`` where the parts of the change, which add up, stand above it."""
    if outcome["moved_by"] is None:
        return
    clear = twins([moved for moved in outcome["moved_by"] if moved["clear"]])
    if not clear:
        yield "No claim surely moved it." if outcome["moved_by"] else "No claim moved it."
    elif len(clear) > 1 or split:
        each = "Of the changes of claims each" if split else "Each"
        yield f"{each} taken back alone (they overlap and needn't add up):"
    for moved in clear[:FEW]:
        yield f"{signed(moved)}  {moved['kind']}: {said(moved)}"
    if len(clear) > FEW:
        yield f"and {len(clear) - FEW} more; --json names them all."
    faint = sum(not moved["clear"] for moved in outcome["moved_by"])
    if faint:
        yield f"{count(faint, 'change')} of claims moved it by less than so few worlds can tell."
    if outcome["moved_nothing"]:
        yield f"{count(outcome['moved_nothing'], 'change')} made other worlds, and the same outcome in each history."


def said(moved: Mapping[str, Any]) -> str:
    """A change in a line: one claim by what it says, many by their source."""
    if len(moved["claims"]) > 1:
        return f"{len(moved['claims'])} values of {moved['source']}"
    same = moved.get("twins", ())
    slots, claims = ([moved[key][0], *(each[key][0] for each in same)] for key in ("slots", "claims"))
    return f"{moved['paraphrase']} ({moved['source']}, {', '.join(slots)}) [{', '.join(claims)}]"


def twins(changes: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Changes, with those of single claims that one source makes and that do exactly the same told as one."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for n, moved in enumerate(changes):
        alike = (moved["kind"], moved["source"], moved["difference"], *moved["interval"])
        key = alike if len(moved["claims"]) == 1 else (n,)
        if key in found:
            found[key]["twins"].append(moved)
        else:
            found[key] = {**moved, "twins": []}
    return list(found.values())


def signed(found: Mapping[str, Any]) -> str:
    """A difference with its sign and interval."""
    low, high = found["interval"]
    return f"{found['difference']:+.3f} ({low:+.3f} to {high:+.3f})"
