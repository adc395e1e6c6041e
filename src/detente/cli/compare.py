"""``detente compare``: two answers to one question, history by history, and the claims that moved one to the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from detente.cli.common import emit, json_option
from detente.cli.compare_words import show
from detente.cli.run import RUNS, progress
from detente.errors import Fault, UsageError
from detente.names.days import parse_day


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("--explain", is_flag=True, help="Split the change: claims by name, time, terms, the model.")
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
    run takes its terms. Histories of two conflicts are no pairs, and the errors of both count. With --explain the
    change is split into parts that add up to it: claims, the passage of time, other terms, and the version of the
    model where a run was made by another.
    """
    from detente.findings.compare import compare as compare_sides

    one, two = sides(a, b, runs, worlds, seed)
    with progress() as tell:
        found = compare_sides(one, two, questions, explain, tell)
    document = {"a": side_document(one), "b": side_document(two), "answers": [answer_document(each) for each in found]}
    if as_json:
        emit(document)
    else:
        show(document)


def sides(a: str, b: str, runs: Path, worlds: int | None, seed: int | None) -> tuple[Any, Any]:
    """Both sides; a case takes its terms from the run beside it."""
    from detente.findings.asked import options_of, recorded_options
    from detente.findings.stored import stored_run
    from detente.findings.study import check_options

    found = {name: stored_run(name, runs) for name in (a, b)}
    finished = [run for run in found.values() if run is not None]
    if finished and (worlds is not None or seed is not None):
        remedy = "Leave out --worlds and --seed, or compare cases."
        raise UsageError(Fault("a run has its own worlds and seed", remedy, value=a if found[a] else b))
    if finished:
        terms = recorded_options(finished[0][1])
    else:
        terms = options_of(worlds=2000 if worlds is None else worlds, seed=1 if seed is None else seed)
    check_options(terms)
    one, two = (_run_side(name, *run) if (run := found[name]) else _case_side(name, terms) for name in (a, b))
    return one, two


def _run_side(name: str, folder: Path, findings: Mapping[str, Any]) -> Any:
    from detente.findings.asked import recorded_options
    from detente.findings.compare import Side
    from detente.findings.parts import Recorded
    from detente.findings.stored import case_of

    recorded = {
        (answer["question"], date.fromisoformat(answer["as_of"])): Recorded(
            answer["digest"], {o["id"]: (o["p"], o["mc_error"]) for o in answer["outcomes"]}
        )
        for answer in findings["answers"]
    }
    return Side(name, case_of(folder, findings), recorded_options(findings), recorded)


def _case_side(text: str, terms: Any) -> Any:
    from detente.cases.reader import load_case
    from detente.cases.refuse import refuse_faulty
    from detente.findings.compare import Side

    name, at, day = text.rpartition("@")
    case = load_case(name if at else text)
    refuse_faulty(case)
    if not at:
        return Side(text, case, terms, {})
    try:
        as_of = parse_day(day)
    except ValueError:
        raise UsageError(Fault("not a day", "Write CASE@2023-01-31.", value=text)) from None
    return Side(text, case, replace(terms, as_of=as_of), {})


# --- as one document


def side_document(side: Any) -> dict[str, Any]:
    """What a side is."""
    from detente.findings.asked import described

    return {"name": side.name, **described(side.case, side.options)}


def answer_document(found: Any) -> dict[str, Any]:
    """One question. ``difference`` is B less A; ``because`` and ``moved_by`` are null where nobody asked for reasons.

    Of ``because``, claims, time, terms and model add up to the difference; rest is all but claims.
    """
    return {
        "question": found.id,
        "text": found.question.text,
        "given": {"do": found.question.given.text} if found.half == "do" else None,
        "as_of": [str(day) for day in found.as_of],
        "paired": found.paired,
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
        "because": shift.parts and {name: difference(part) for name, part in shift.parts._asdict().items()},
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
