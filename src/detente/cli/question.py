"""``detente question``: ask a case of one's own something else."""

from __future__ import annotations

from datetime import date

import click

from detente.cases.asking import parse_expression, with_question
from detente.cases.check_exclusive import check_exclusive
from detente.cases.edit import own_case
from detente.cases.found import Found
from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.cli.common import count, one_of, printable, say
from detente.cli.editing import put
from detente.errors import Fault, InputError, UsageError
from detente.names.days import parse_day
from detente.names.yamlfile import read_text

Three = tuple[str, str, str]


def days(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[date, ...]:
    """A callback for an option that takes one day or two."""
    try:
        return tuple(map(parse_day, values))
    except ValueError:
        raise click.BadParameter(f"{' '.join(values)!r} is not a day. Write it as 2020-11-10.") from None


@click.group()
def question() -> None:
    """Ask a case of your own something else."""


@question.command()
@click.argument("case")
@click.argument("name", metavar="ID")
@click.option("--text", required=True, metavar="TEXT", help="The question in words.")
@click.option(
    "--as-of",
    multiple=True,
    required=True,
    callback=days,
    metavar="DAY",
    help="Its day; twice: first and last.",
)
@click.option("--months", type=int, required=True, metavar="N", help="How far it looks ahead.")
@click.option(
    "--outcome", "outcomes", nargs=3, multiple=True, required=True, metavar="ID LABEL EXPRESSION",
    help="As: war '1000 or more deaths' '{deaths: {at_least: 1000}}'; may be repeated.",
)  # fmt: skip
@click.option("--exclusive", is_flag=True, help="Exactly one outcome comes true.")
@click.option("--first-of", multiple=True, metavar="OUTCOME", help="Of these the earliest counts; repeat in order.")
@click.option("--asks", metavar="OUTCOME", help="The outcome that leads the answer.")
@click.option("--from", "source", metavar="SOURCE", help="The source that asks it.")
@click.option("--better", nargs=2, multiple=True, metavar="OUTCOME lower|higher", help="Which way is an improvement.")
@click.option("--reference", nargs=2, multiple=True, metavar="OUTCOME RATE", help="A base rate to compare with.")
def add(
    case: str,
    name: str,
    text: str,
    as_of: tuple[date, ...],
    months: int,
    outcomes: tuple[Three, ...],
    exclusive: bool,
    first_of: tuple[str, ...],
    asks: str | None,
    source: str | None,
    better: tuple[tuple[str, str], ...],
    reference: tuple[tuple[str, str], ...],
) -> None:
    """Add a question: its outcomes are expressions over what happens in the window (docs/case-format.md).

    A question that no history of the model could settle is refused.
    """
    loaded = load_case(str(own_case(case)))
    if loaded.question(name) is not None:
        raise UsageError(Fault("the case has a question of this id", "Choose another.", value=name))
    ids = [outcome for outcome, _, _ in outcomes]
    for outcome in (*first_of, *([asks] if asks else ()), *(o for o, _ in (*better, *reference))):
        one_of("outcome of the question", outcome, ids)
    entries = [
        {
            "id": outcome,
            "label": label,
            "when": parse_expression(loaded.file, outcome, expression),
            **({"reference": rates} if (rates := [rate for o, rate in reference if o == outcome]) else {}),
            **({"better": way} if (way := dict(better).get(outcome)) else {}),
        }
        for outcome, label, expression in outcomes
    ]
    fields = {
        "id": name,
        "text": text,
        "as_of": list(as_of),
        "months": months,
        "exclusive": exclusive or None,
        "first_of": list(first_of) or None,
        "asks": asks,
        "from": source,
    }
    check_window(loaded, as_of, months)
    put(loaded, {"case.yaml": with_question(read_text(loaded.path / "case.yaml"), fields, entries)})
    say(f"Added {name} with {count(len(entries), 'outcome')}. Answer it: detente run {case} -q {name}")
    warn_of_outcomes(loaded, name)


def warn_of_outcomes(case: Case, name: str) -> None:
    """Say on standard error where exclusive outcomes of a new question aren't."""
    asked, found = load_case(str(case.path)).question(name), Found(case.path)
    if asked is not None:
        check_exclusive(asked, ("questions", len(case.file.questions)), found)
    for fault in found.faults():
        click.echo(printable(f"warning: {fault}"), err=True)


def check_window(case: Case, as_of: tuple[date, ...], months: int) -> None:
    """Refuse a horizon that no history has, and days on which the case knows nothing yet."""
    from detente.worlds.layout import MONTHS

    if not 1 <= months <= MONTHS:
        remedy = f"Ask for 1 to {MONTHS}."
        raise UsageError(Fault("a history can't have so many months", remedy, path="--months", value=str(months)))
    first = min((claim.known_from for claim in case.claims), default=None)
    if first is None or min(as_of) < first:
        known = f"Ask as of {first} or later." if first else "Add claims first."
        raise InputError(Fault("the case knows nothing by that day", known, path="--as-of", value=str(min(as_of))))
