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
    from detente.cases.frozen import CASE
    from detente.histories.folder import find_run, read_run
    from detente.report import render
    from detente.report.geometry import map_of

    folder = find_run(runs, run)
    findings, frozen = read_run(folder), folder / CASE
    page = render(findings, map_of(frozen.read_text(encoding="utf-8")) if frozen.exists() else None)
    target = output or folder / REPORT
    if output is not None:
        draft = target.with_name(f".{target.name}.part")
        draft.write_text(page, encoding="utf-8")
        draft.replace(target)
    say(f"Report: {target}")
