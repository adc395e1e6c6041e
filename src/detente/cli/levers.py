"""``detente levers``: what each measure that a case lists would change, with its tail of deaths and where it fails."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from detente.cli.common import as_of_option, case_argument, emit, json_option
from detente.cli.compare import difference
from detente.cli.lever_words import show
from detente.cli.run import progress

WHAT_IT_IS = (
    "What the model says of measures, each against doing nothing: no recommendation, no ranking. They stand by id. "
    "Fewer deaths on average is not fewer at worst: look at the tails."
)


@click.command()
@case_argument
@click.option("-q", "--question", "questions", multiple=True, metavar="ID", help="Only this question; may be repeated.")
@click.option("--only", multiple=True, metavar="ID", help="Only this measure; may be repeated.")
@as_of_option
@click.option("--worlds", type=int, default=2000, show_default=True, help="Histories of each question.")
@click.option("--seed", type=int, default=1, show_default=True, help="Same seed, same bits.")
@json_option
def levers(
    case: str,
    questions: tuple[str, ...],
    only: tuple[str, ...],
    as_of: date | None,
    worlds: int,
    seed: int,
    as_json: bool,
) -> None:
    """Show what each measure that a case lists would change.

    Histories are paired: with and without the measure they have the same luck, so that they differ only in what it
    changes. Deaths are shown with their tails, and how often more die for it. This is what the model says; it neither
    recommends nor ranks.
    """
    from detente.cases.reader import load_case
    from detente.cases.refuse import refuse_faulty
    from detente.findings.asked import described, options_of
    from detente.findings.levers import choose_levers, pull_all
    from detente.findings.runs import choose
    from detente.findings.study import check_options

    options = options_of(as_of=as_of, worlds=worlds, seed=seed)
    check_options(options)
    loaded = load_case(case)
    refuse_faulty(loaded)
    chosen, asked = choose_levers(loaded, only), choose(loaded, questions)
    found: list[Any] = []
    with progress() as tell:
        for done, each in enumerate(asked, 1):
            found.extend(pull_all(loaded, each.id, chosen, options))
            if tell:
                tell(each.id, done, len(asked))
    document = {
        **described(loaded, options),
        "says": WHAT_IT_IS,
        "answers": [answer_document(answer) for answer in found],
    }
    if as_json:
        emit(document)
    else:
        show(document)


# --- as one document


def answer_document(answer: Any) -> dict[str, Any]:
    """One half of one question; ``later`` are the measures that make no sense yet on its day."""
    question = answer.study.question
    return {
        "question": answer.id,
        "text": question.text,
        "given": {"do": question.given.text} if answer.half == "do" else None,
        "as_of": answer.study.as_of,
        "months": answer.study.histories[answer.half].months,
        "levers": [lever_document(pulled, answer.study.case) for pulled in answer.levers],
        "later": [{"id": lever.id, "label": lever.label, "from": lever.from_} for lever in answer.later],
    }


def lever_document(pulled: Any, case: Any) -> dict[str, Any]:
    """One measure: pairs are without it and with it; differences are with it less without it."""
    from detente.findings.labels import label, name

    lever, toll = pulled.lever, pulled.toll
    return {
        "id": lever.id,
        "label": lever.label,
        "kind": lever.kind,
        "by": [{"id": actor, "name": name(actor, case)} for actor in lever.by],
        "from": lever.from_,
        "why": lever.why,
        "assume": {slot: str(value) for slot, value in lever.assume.items()},
        "unread": list(pulled.unread),
        "worlds_changed": pulled.changed,
        "outcomes": [_outcome(moved, toll.said_of(moved)) for moved in pulled.outcomes],
        "deaths": {
            "mean": list(toll.mean),
            "p95": list(toll.tails[0]),
            "p99": list(toll.tails[1]),
            **difference(toll.found),
            "se": toll.found.se,
            "change": toll.word,
        },
        "improved": list(pulled.said("improved")),
        "deteriorated": list(pulled.said("deteriorated")),
        "regret": {"taken": toll.pulled._asdict(), "not_taken": toll.left._asdict()},
        "fails_when": pulled.fails_when
        and [{**each._asdict(), "label": label(each.slot, case)} for each in pulled.fails_when],
    }


def _outcome(moved: Any, word: str) -> dict[str, Any]:
    shift = moved.shift
    return {
        "id": shift.outcome.id,
        "label": shift.outcome.label,
        "p": list(shift.p),
        **difference(shift.found),
        "se": shift.found.se,
        "change": word,
        "only_with": moved.came,
        "only_without": moved.went,
        "worse": moved.worse,
    }
