"""The command ``detente``: finds the subcommand, imports only that, and turns every refusal into words."""

from __future__ import annotations

import difflib
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple, NoReturn

import click

from detente.cli.common import printable
from detente.errors import DetenteError, Fault, of_system

DONE, FAULTY, MISUSED, REFUSED, INTERRUPTED = range(5)


class Lazy(NamedTuple):
    """Where a command lies, and its line in the help: listing it must not import it."""

    module: str
    name: str
    help: str


COMMANDS = {
    "run": Lazy("detente.cli.run", "run", "Answer the questions of a case."),
    "why": Lazy("detente.cli.why", "why", "Lead an answer back to what drives it, its claims and their passages."),
    "claims": Lazy("detente.cli.claims", "claims", "Show who says what."),
    "beliefs": Lazy("detente.cli.beliefs", "beliefs", "Show what is believed of each slot, and whose word it is."),
    "contested": Lazy("detente.cli.contested", "contested", "Show the slots on which claims disagree."),
    "timeline": Lazy("detente.cli.timeline", "timeline", "Show dated events and terms, with their claims."),
    "system": Lazy("detente.cli.system", "system", "Show the systems of a conflict, and what each feeds."),
    "ask": Lazy("detente.cli.ask", "ask", "Rank the claims that bear on a question."),
    "check": Lazy("detente.cli.check", "check", "Check a case: provenance and consistency."),
    "read": Lazy("detente.cli.read", "read", "Read documents: frozen text, zones and proposed claims."),
    "attach": Lazy("detente.cli.attach", "attach", "Give a case its source texts again."),
    "new": Lazy("detente.cli.new", "new", "Make a case to edit: a copy of another, or an empty one."),
    "claim": Lazy("detente.cli.claim", "claim", "Add, accept, reject and edit claims."),
    "question": Lazy("detente.cli.question", "question", "Ask a case something else."),
    "compare": Lazy("detente.cli.compare", "compare", "Compare two answers, and name the claims that moved them."),
    "levers": Lazy("detente.cli.levers", "levers", "Show what measures would change, and where they fail."),
    "counterfactual": Lazy(
        "detente.cli.counterfactual", "counterfactual", "Change one decision or belief from a month on."
    ),
    "verify": Lazy("detente.cli.verify", "verify", "Check against theory, others' numbers, recovery."),
    "score": Lazy("detente.cli.score", "score", "Score past forecasts beside simple rules; register new ones."),
    "bench": Lazy("detente.cli.bench", "bench", "Measure speed beside peers; from a copy of the repository."),
    "report": Lazy(
        "detente.cli.report", "report", "Write the report of a run as one HTML page, or a brief of one printed page."
    ),
}


class ReaderGoneError(Exception):
    """Whoever read our output stopped reading."""


class Commands(click.Group):
    """A group that imports a command when it is used, and has the one error handler of the program."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        lazy = COMMANDS.get(cmd_name)
        if lazy is None:
            return None
        command: click.Command = getattr(import_module(lazy.module), lazy.name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As the group does; an unknown command is told the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=1, cutoff=0.5)
            hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(COMMANDS)}."
            raise click.UsageError(f"no such command: {printable(args[0])}. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a command, from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, lazy.help) for name, lazy in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> None:
        """Run the command and write out what it said, so that a closed pipe shows here and not at the very end."""
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            raise ReaderGoneError from None

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run, and leave with the exit code of the outcome."""
        extra["standalone_mode"] = False
        try:
            code = super().main(args, *rest, **extra) or DONE
        except Exception as error:
            code = complain(error)
        sys.exit(code)


def complain(error: Exception) -> int:
    """Say on standard error what went wrong; the exit code that stands for it."""
    match error:
        case DetenteError():
            return _say(error.exit_code, *error.faults)
        case click.Abort():
            click.echo("interrupted", err=True)
            return INTERRUPTED
        case click.ClickException():
            error.show()
            return MISUSED
        case ReaderGoneError():
            # nothing more is written, not even by the interpreter when it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            return INTERRUPTED
        case MemoryError():
            return _say(REFUSED, Fault("this needs more memory than there is", "Ask for fewer worlds with --worlds."))
        case OSError():
            return _say(REFUSED, of_system(error))
    return _defect(error)


def _say(code: int, *faults: Fault) -> int:
    for fault in faults:
        head = "warning: " if fault.severity == "warning" else ""
        click.echo(printable(head + str(fault)), err=True)
    return code


def _defect(error: Exception) -> int:
    if os.environ.get("DETENTE_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    how = "Please report it with the command you gave and what DETENTE_DEBUG=1 shows before it."
    click.echo(printable(f"this is a defect in detente ({what}). {how}"), err=True)
    return FAULTY


def version() -> str:
    """The version of the package as installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("detente")
    except PackageNotFoundError:
        return "(not installed)"


def _show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(f"detente {version()}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help="Show the version."
)
def detente() -> None:
    """Run, trace and score the reasoning in conflict analysis.

    Exit codes: 0 done, 1 faults found, 2 wrong use, 3 input refused, 4 interrupted.
    """


def main() -> NoReturn:
    """The console command."""
    # Read by NumPy, which only the commands import: questions are answered in threads of our own, and our matrices are
    # small. A linear algebra library that starts more threads only gets in their way.
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    # What is made here is nearly all kept to the end, and counted. To look for cycles among half a million objects each
    # time that a few thousand more were made takes a third of the time in which a case is read.
    gc.set_threshold(100_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that can't show a letter gets its number instead
            stream.reconfigure(errors="backslashreplace")
    detente.main(prog_name="detente")


if __name__ == "__main__":
    main()
