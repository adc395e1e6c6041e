"""``detente report``: set a run that is kept as one HTML page, or as a brief of one printed page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from detente.cli.common import say
from detente.cli.report_levers import with_levers
from detente.cli.run import REPORT, RUNS
from detente.errors import Fault, UsageError

BRIEF = "brief"


@click.command()
@click.argument("run", required=False)
@click.option("--brief", is_flag=True, help="One A4 page in place of the whole report.")
@click.option("--format", "form", type=click.Choice(["html", "md", "docx"]), default="html", show_default=True,
              help="Of a brief.")  # fmt: skip
@click.option("-q", "--question", "questions", multiple=True, metavar="ID", help="Only this one; of a brief.")
@click.option("--no-levers", is_flag=True, help="Don't show what the measures that the case lists would change.")
@click.option("--runs", type=click.Path(path_type=Path), default=RUNS, show_default=True, help="Where runs are kept.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write it; by default in the run.")
def report(
    run: str | None,
    brief: bool,
    form: str,
    questions: tuple[str, ...],
    no_levers: bool,
    runs: Path,
    output: Path | None,
) -> None:
    """Write the report of RUN (by default the last) as one HTML page that needs no network.

    It shows also what each measure that the case lists would change, on at most 1,000 histories of each question; that
    is worked out once and kept with the run. With --brief one A4 page: the answers, what they hang on, how sure they
    are; a page a question if that is too much.
    """
    from detente.histories.folder import find_run, read_run

    if not brief and (form != "html" or questions):
        remedy = "Add --brief, or leave --format and --question out."
        raise UsageError(Fault("only a brief has a format and single questions", remedy, path="--format, --question"))
    folder = find_run(runs, run)
    findings = read_run(folder)
    if brief:
        _write_briefs(findings, questions, form, output or folder / f"{BRIEF}.{form}")
    else:
        _write_page(findings if no_levers else with_levers(findings, folder), folder, output)


def _write_page(findings: dict[str, Any], folder: Path, output: Path | None) -> None:
    """Where it is wanted, else in the place of the run's own."""
    from detente.cases.frozen import CASE
    from detente.histories.folder import renew_pages
    from detente.report import render
    from detente.report.geometry import map_of

    frozen = folder / CASE
    page = render(findings, map_of(frozen.read_text(encoding="utf-8")) if frozen.exists() else None)
    if output is not None:
        _write(output, page.encode())
    else:
        renew_pages(folder, {REPORT: page})
    if reason := findings.get("levers", {}).get("because"):
        say(f"Without levers. {reason}")
    say(f"Report: {output or folder / REPORT}")


def _write_briefs(findings: dict[str, Any], questions: tuple[str, ...], form: str, place: Path) -> None:
    """One file, or one a question with the question in its name."""
    from detente.report.brief import pages
    from detente.report.brief_faces import FORMATS

    for page in pages(findings, questions):
        target = place.with_name(f"{place.stem}{page.suffix}{place.suffix}")
        _write(target, FORMATS[form](page))
        say(f"Brief: {target}")


def _write(target: Path, content: bytes) -> None:
    """Whole or not at all."""
    draft = target.with_name(f".{target.name}.part")
    draft.write_bytes(content)
    draft.replace(target)
