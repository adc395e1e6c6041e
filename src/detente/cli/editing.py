"""What the commands that change a case share: who and why, the check before anything is written, the texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from detente.cases.check_ahead import REMEDY, horizon
from detente.cases.edit import change_case
from detente.cases.model import Case
from detente.cases.userdata import texts_folder
from detente.claims.attach import read_cache
from detente.cli.check import examine
from detente.cli.common import printable
from detente.errors import Fault, UsageError
from detente.sources.model import Source
from detente.sources.reader import read_document

Command = TypeVar("Command", bound=Callable[..., Any])


def signed(command: Command) -> Command:
    """``--who`` and ``--reason``: no change of a case without both."""
    who = click.option("--who", envvar="DETENTE_WHO", metavar="NAME", help="Who decides; or set DETENTE_WHO.")
    return who(click.option("--reason", metavar="TEXT", help="Why; it is kept with the claim.")(command))


def check_signed(who: str | None, reason: str | None) -> tuple[str, str]:
    """Both, or a UsageError that says which is missing."""
    missing = [
        Fault(f"a change needs {what}", remedy, path=option)
        for value, what, option, remedy in (
            (who, "an author", "--who", 'Give --who "Your Name", or set DETENTE_WHO.'),
            (reason, "a reason", "--reason", 'Give --reason "why you think so".'),
        )
        if value is None or not value.strip()
    ]
    if missing:
        raise UsageError(*missing)
    return (who or "").strip(), (reason or "").strip()


def put(case: Case, files: Mapping[str, str]) -> None:
    """Write files of a case if the case with them passes the check."""
    change_case(case.path, files, lambda folder: examine(str(folder)).faults)


def warn_of_day(case: Case, day: date, option: str) -> None:
    """Say on standard error that nobody can know something from a day that lies ahead."""
    if day > horizon(case, date.today()):
        fault = Fault("this day lies ahead", REMEDY, path=option, value=str(day), severity="warning")
        click.echo(printable(f"warning: {fault}"), err=True)


def text_of(case: Case, source: Source, file: Path | None) -> str:
    """The frozen text of a source: from a file given, or as it was attached. Raises UsageError where there is none."""
    if file is not None:
        return read_document(file).text.text
    attached = read_cache(texts_folder(case.id)).get(source.id)
    if attached is None:
        remedy = f"Give it with --text FILE, or once: detente attach {case.path} FILE"
        raise UsageError(
            Fault("the text of this source isn't here, so no words can be found in it", remedy, value=source.id)
        )
    return attached
