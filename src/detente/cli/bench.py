"""``detente bench``: the benchmarks of the repository, which are not installed with the package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from detente.cli.common import json_option
from detente.errors import Fault, UsageError


@click.command()
@click.option("--date", metavar="DAY", help="Append the figures to benchmarks/history.csv under this day.")
@click.option("--quick", is_flag=True, help="Do little of everything, to see that it works; its figures mean nothing.")
@json_option
def bench(date: str | None, quick: bool, as_json: bool) -> None:
    """Measure speed beside peers and budgets (ten minutes), from a copy of the repository.

    Peers that are not installed are left out: `make bench` installs them first. docs/bench.md says what is measured.
    """
    wanted = (["--date", date] if date else []) + ["--quick"] * quick + ["--json"] * as_json
    done = subprocess.run([sys.executable, "-m", "benchmarks", *wanted], cwd=repository(), check=False)
    if done.returncode:
        raise click.exceptions.Exit(done.returncode)


def repository() -> Path:
    """The copy of the repository that we stand in, or else that we run from."""
    for place in (Path.cwd(), Path(__file__).resolve().parents[3]):
        if (place / "benchmarks" / "__main__.py").is_file():
            return place
    remedy = "Go to a copy of the repository and give the command there."
    raise UsageError(Fault("the benchmarks are not here", remedy, value=str(Path.cwd())))
