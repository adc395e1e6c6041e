"""``detente new``: a case of one's own, copied from another or empty."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cases.copy import new_case
from detente.cases.reader import load_case
from detente.cases.userdata import cases_folder
from detente.cli.common import count, say


@click.command()
@click.argument("name")
@click.option("--from", "origin", metavar="CASE", help="The case to copy; without it the new case is empty.")
@click.option(
    "--in", "within", type=click.Path(path_type=Path), metavar="DIR", help="Make it here, not in your own folder."
)
def new(name: str, origin: str | None, within: Path | None) -> None:
    """Make a case to edit.

    It lies in your own data folder, where every command finds it by its name, or in a folder of your choice,
    where they take its path.
    """
    folder = new_case(name, within or cases_folder(), origin)
    case = load_case(str(folder))
    what = f"{count(len(case.file.questions), 'question')}, {count(len(case.claims), 'claim')}" if origin else "empty"
    called = folder if within else name
    say(f"{folder}: {what}.")
    say(f"Edit its files, or use `detente claim` and `detente question`. Look it over with: detente check {called}")
