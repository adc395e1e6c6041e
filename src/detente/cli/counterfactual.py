"""``detente counterfactual``: one decision or belief changed from a month on, and what that would have changed."""

from __future__ import annotations

from datetime import date

import click

from detente.cli.common import as_of_option, case_argument, emit, json_option
from detente.cli.counterfactual_words import show


@click.command()
@case_argument
@click.option(
    "-q", "--question", required=True, metavar="ID", help="The question, or one half of it: ID/do, ID/chance."
)
@click.option(
    "--from", "since", required=True, metavar="MONTH", help="A month of its window, 1 or later, or as 2024-03."
)
@click.option("--make", metavar='"SIDE ACTION PLACE [RIVAL]"', help="Make a side coerce or attack in that month.")
@click.option("--hold", metavar='"SIDE [RIVAL]"', help="Make a side hold back in that month.")
@click.option(
    "--set", "slot", metavar="SLOT=VALUE", help="From that month on put a value or LOW..HIGH in place of claims."
)
@click.option("--world", metavar="typical|best|worst|N", help="Tell one history both ways, from the month they part.")
@as_of_option
@click.option("--worlds", type=int, default=2000, show_default=True, help="Histories of each question.")
@click.option("--seed", type=int, default=1, show_default=True, help="Same seed, same bits.")
@json_option
def counterfactual(
    case: str,
    question: str,
    since: str,
    make: str | None,
    hold: str | None,
    slot: str | None,
    world: str | None,
    as_of: date | None,
    worlds: int,
    seed: int,
    as_json: bool,
) -> None:
    """Show what one change, from a month of a question's window on, would change.

    Give one of --make, --hold and --set. ACTION is coerce, limited_attack or offensive. Histories are paired: before
    that month they are the same with and without the change, and after it they have the same luck, so that they differ
    only in what was changed and what follows from it. A decision is changed where the side has it: at peace, and with
    that option. Other histories stay as they were, and how many these are is said.
    """
    from detente.cases.reader import load_case
    from detente.findings.asked import options_of
    from detente.findings.counterfactual_json import ask_otherwise
    from detente.findings.supposed import Words

    options = options_of(as_of=as_of, worlds=worlds, seed=seed)
    document = ask_otherwise(load_case(case), question, Words(since, make, hold, slot), options, world)
    if as_json:
        emit(document)
    else:
        show(document)
