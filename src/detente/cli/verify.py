"""``detente verify``: numbers known beforehand, computed again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import click

from detente.cli.common import count, emit, json_option, say, table, unknown
from detente.verification.as_json import to_json
from detente.verification.check import Result, Shared
from detente.verification.families import chosen
from detente.verification.families import verify as compute

HOME = Path("..") / "shared"


@click.command()
@click.option("--only", metavar="ID", multiple=True, help="Only this check, or those whose id starts so; repeatable.")
@click.option(
    "--shared",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of reference data.  [default: ../shared, where there is one]",
)
@json_option
def verify(only: tuple[str, ...], shared: Path | None, as_json: bool) -> None:
    """Compute again what theory proves, what others published, and what we put in ourselves.

    A check is true where the number comes out within its tolerance. One whose data is not on this machine is neither
    true nor false. The exit code is 1 if any is false.
    """
    for start in only:
        if not chosen([start]):
            unknown("check", start, [check.id for check in chosen()])
    results = compute(Shared(shared or (HOME if HOME.is_dir() else None)), only)
    if as_json:
        emit(to_json(results))
    else:
        _show(results)
    if any(result.passed is False for result in results):
        raise click.exceptions.Exit(1)


def _show(results: Sequence[Result]) -> None:
    table(("check", "expected", "got", "tolerance", "result"), [_row(result) for result in results])
    true, false, absent = (sum(r.passed is outcome for r in results) for outcome in (True, False, None))
    say(f"{count(true, 'check')} true, {false} false, {absent} not here.")
    for reason in sorted({result.reason for result in results if result.reason}):
        say(f"Not here: {reason}.", hang=4)


def _row(result: Result) -> tuple[str, ...]:
    check = result.check
    outcome = {True: "true", False: "false", None: "not here"}[result.passed]
    got = "" if result.got is None else digits(result.got, check.tolerance)
    return (check.id, f"{check.expected:.10g}", got, f"{check.tolerance:g}", outcome)


def digits(number: float, tolerance: float) -> str:
    """A number to one decimal more than its tolerance tells apart."""
    if tolerance == 0.0 or not math.isfinite(number):
        return f"{number:g}"
    return f"{round(number, 1 - math.floor(math.log10(tolerance))) + 0.0:.10g}"
