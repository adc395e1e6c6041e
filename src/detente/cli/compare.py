"""``detente compare``: two answers to one question, history by history, and the claims that moved one to the other."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from detente.cli.common import count, emit, json_option, say
from detente.cli.run import CASE, RUNS, number, options_of, progress, recorded_options
from detente.errors import Fault, UsageError

FEW = 12  # changes named one by one on a terminal


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("--explain", is_flag=True, help="Name the claims that moved the answers, and how far.")
@click.option("-q", "--question", "questions", multiple=True, metavar="ID", help="Only this question; may be repeated.")
@click.option("--worlds", type=int, help="Histories of each question, where both are cases.  [default: 2000]")
@click.option("--seed", type=int, help="Where both are cases.  [default: 1]")
@click.option("--runs", type=click.Path(path_type=Path), default=RUNS, show_default=True, help="Where runs are kept.")
@json_option
def compare(
    a: str,
    b: str,
    explain: bool,
    questions: tuple[str, ...],
    worlds: int | None,
    seed: int | None,
    runs: Path,
    as_json: bool,
) -> None:
    """Compare the answers of A with those of B.

    Each is a run (its id, its folder, or a folder of runs for the last in it), a case, or CASE@2023-01-31.
    Histories are paired: the same seed on both sides, so that they differ only in what was changed. A case beside a
    run takes its terms.
    """
    from detente.findings.compare import compare as compare_sides

    with ExitStack() as stack:
        one, two = sides(a, b, runs, worlds, seed, stack)
        with progress() as tell:
            found = compare_sides(one, two, questions, explain, tell)
    document = {"a": described(one), "b": described(two), "answers": [answer_document(each) for each in found]}
    if as_json:
        emit(document)
    else:
        show(document)


def sides(a: str, b: str, runs: Path, worlds: int | None, seed: int | None, stack: ExitStack) -> tuple[Any, Any]:
    """Both sides; a case takes its terms from the run beside it."""
    found = {name: run_of(name, runs) for name in (a, b)}
    finished = [run for run in found.values() if run is not None]
    if finished and (worlds is not None or seed is not None):
        remedy = "Leave out --worlds and --seed, or compare cases."
        raise UsageError(Fault("a run has its own worlds and seed", remedy, value=a if found[a] else b))
    if finished:
        terms = recorded_options(finished[0][1])
    else:
        terms = options_of(worlds=2000 if worlds is None else worlds, seed=1 if seed is None else seed)
    one, two = (_run_side(name, *run, stack) if (run := found[name]) else _case_side(name, terms) for name in (a, b))
    return one, two


def run_of(name: str, runs: Path) -> tuple[Path, dict[str, Any]] | None:
    """The folder and findings of a run, by its id or folder or the folder of runs it came last in; None for a case."""
    from detente.histories.folder import MANIFEST, find_run, read_run

    if (Path(name) / "latest").is_file():
        folder = find_run(Path(name), None)
    elif name.startswith("r-") or (Path(name) / MANIFEST).exists():
        folder = find_run(runs, name)
    else:
        return None
    return folder, read_run(folder)


def _run_side(name: str, folder: Path, findings: Mapping[str, Any], stack: ExitStack) -> Any:
    from detente.cases.frozen import thaw_case
    from detente.cases.reader import load_case
    from detente.findings.compare import Side

    path = findings["case_path"]
    if (folder / CASE).exists():
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="detente-")))
        path = str(thaw_case((folder / CASE).read_bytes().decode("utf-8"), place))
    case = load_case(path)
    if (case.digest, case.claims_digest) != (findings["run"]["case_digest"], findings["run"]["claims_digest"]):
        remedy = f"Run it again: {findings['command']}"
        raise UsageError(Fault("the case has changed since this run, which did not keep it", remedy, value=name))
    digests = {
        (answer["question"], date.fromisoformat(answer["as_of"])): answer["digest"] for answer in findings["answers"]
    }
    return Side(name, case, recorded_options(findings), digests)


def _case_side(text: str, terms: Any) -> Any:
    from detente.cases.reader import load_case
    from detente.findings.compare import Side

    name, at, day = text.rpartition("@")
    if not at:
        return Side(text, load_case(text), terms, {})
    try:
        as_of = date.fromisoformat(day)
    except ValueError:
        raise UsageError(Fault("not a day", "Write CASE@2023-01-31.", value=text)) from None
    return Side(text, load_case(name), replace(terms, as_of=as_of), {})


# --- as one document


def described(side: Any) -> dict[str, Any]:
    """What a side is."""
    options = side.options
    return {
        "name": side.name,
        "case": side.case.id,
        "case_digest": side.case.digest,
        "claims_digest": side.case.claims_digest,
        "seed": options.seed,
        "worlds": options.draws * options.lives,
        "lives": options.lives,
    }


def answer_document(found: Any) -> dict[str, Any]:
    """One question. ``difference`` is B less A; ``moved_by`` is null where no explanation was asked for."""
    return {
        "question": found.id,
        "text": found.question.text,
        "given": {"do": found.question.given.text} if found.half == "do" else None,
        "as_of": [str(day) for day in found.as_of],
        "besides": list(found.besides),
        "outcomes": [_outcome(shift) for shift in found.shifts],
        "cannot_move": None if found.idle is None else [_change(change) for change in found.idle],
    }


def _outcome(shift: Any) -> dict[str, Any]:
    return {
        "id": shift.outcome.id,
        "label": shift.outcome.label,
        "p": list(shift.p),
        **difference(shift.found),
        "change": shift.word,
        "moved_nothing": shift.same,
        "because": shift.claims and {"claims": difference(shift.claims), "rest": difference(shift.rest)},
        "moved_by": None
        if shift.moved_by is None
        else [{**_change(moved.change), **difference(moved.found), "clear": moved.clear} for moved in shift.moved_by],
    }


def difference(found: Any) -> dict[str, Any]:
    """A difference and its interval."""
    return {"difference": found.delta, "interval": list(found.interval)}


def _change(change: Any) -> dict[str, Any]:
    first = change.claims[0]
    return {
        "kind": change.kind,
        "claims": [claim.id for claim in change.claims],
        "before": [claim.id for claim in change.before],
        "slots": sorted({claim.slot for claim in change.claims}),
        "source": first.source,
        "paraphrase": first.paraphrase,
    }


# --- as prose


def show(document: Mapping[str, Any]) -> None:
    """Each question with its outcomes, and what moved them."""
    for answer in document["answers"]:
        days = dict.fromkeys(answer["as_of"])
        given = f" If {answer['given']['do']}:" if answer["given"] else ""
        say(f"{answer['text']}{given} (as of {' and '.join(days)})")
        for outcome in answer["outcomes"]:
            one, two = outcome["p"]
            say(f"{number(one)} → {number(two)}  {outcome['label']}: {outcome['change']}, {signed(outcome)}", 2, 4)
            for line in explanation(answer, outcome):
                say(line, indent=6, hang=2)
        idle = answer["cannot_move"]
        if idle:
            say(
                f"{count(len(idle), 'other change')} of claims can't move it: no world is another for them.",
                indent=2,
                hang=2,
            )
        say()


def explanation(answer: Mapping[str, Any], outcome: Mapping[str, Any]) -> Iterator[str]:
    """What moved an outcome, largest first."""
    if outcome["moved_by"] is None:
        return
    clear = [moved for moved in outcome["moved_by"] if moved["clear"]]
    if not clear:
        yield "No claim moved it."
    for moved in clear[:FEW]:
        yield f"{signed(moved)}  {moved['kind']}: {said(moved)}"
    if len(clear) > FEW:
        yield f"and {len(clear) - FEW} more; --json names them all."
    faint = len(outcome["moved_by"]) - len(clear)
    if faint:
        yield f"{count(faint, 'change')} of claims moved it by less than so few worlds can tell."
    if outcome["moved_nothing"]:
        yield f"{count(outcome['moved_nothing'], 'change')} made other worlds, and the same outcome in each history."
    if len(outcome["moved_by"]) > 1:
        yield f"All changes of claims together: {signed(outcome['because']['claims'])}."
    if answer["besides"]:
        yield f"Besides claims ({'; '.join(answer['besides'])}): {signed(outcome['because']['rest'])}."


def said(moved: Mapping[str, Any]) -> str:
    """A change in a line: one claim by what it says, many by their source."""
    if len(moved["claims"]) > 1:
        return f"{len(moved['claims'])} values of {moved['source']}"
    return f"{moved['paraphrase']} ({moved['source']}, {moved['slots'][0]}) [{moved['claims'][0]}]"


def signed(found: Mapping[str, Any]) -> str:
    """A difference with its sign and interval."""
    low, high = found["interval"]
    return f"{found['difference']:+.3f} ({low:+.3f} to {high:+.3f})"
