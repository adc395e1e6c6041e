"""``detente report``: set a run that is kept as one HTML page."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.common import say
from detente.cli.run import REPORT, RUNS


@click.command()
@click.argument("run", required=False)
@click.option("--runs", type=click.Path(path_type=Path), default=RUNS, show_default=True, help="Where runs are kept.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write it; by default in the run.")
def report(run: str | None, runs: Path, output: Path | None) -> None:
    """Write the report of RUN (by default the last) as one HTML page that needs no network."""
    from detente.histories.folder import find_run, read_run
    from detente.report import render

    folder = find_run(runs, run)
    page = render(read_run(folder))
    target = output or folder / REPORT
    if output is not None:
        draft = target.with_name(f".{target.name}.part")
        draft.write_text(page, encoding="utf-8")
        draft.replace(target)
    say(f"Report: {target}")
