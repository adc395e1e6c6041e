"""``detente run``: answer the questions of a case, say each in a line, and keep the run and its report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from detente.cli.common import as_of_option, case_argument, count, emit, json_option, say

if TYPE_CHECKING:
    import pyarrow as pa

    from detente.engine.workshop import Workshop
    from detente.findings.runs import Run

RUNS = Path("runs")
REPORT = "report.html"
LEARN = 3  # things named as what to find out next
Name = Callable[[Any], str]  # what a source of the run is called


@click.command()
@case_argument
@click.option("-q", "--question", "questions", multiple=True, metavar="ID", help="Only this question; may be repeated.")
@as_of_option
@click.option("--months", type=int, metavar="N", help="Another horizon, in months.")
@click.option("--worlds", type=int, default=4000, show_default=True, help="Histories of each question.")
@click.option("--lives", type=int, default=4, show_default=True, help="Lives of each belief draw.")
@click.option("--seed", type=int, default=1, show_default=True, help="Same seed, same bits.")
@click.option(
    "--assume", multiple=True, metavar='SLOT=VALUE[:"why"]', help="Put a value or LOW..HIGH in place of claims."
)
@click.option(
    "--without", multiple=True, metavar="NAME", help="Strike out a source, a claim, theory:SOURCE or origin:ORIGIN."
)
@click.option("--off", multiple=True, metavar="MECHANISM", help="Switch a mechanism off.")
@click.option("--vintage", type=click.Choice(["published", "reconstructed"]), default="published", show_default=True)
@click.option("--scale", default="capphrase", show_default=True, help="What words of probability mean.")
@click.option("--workers", type=int, help="Threads; by default one a core.")
@click.option("--chunk", type=int, default=2000, show_default=True, help="Draws lived at a time.")
@click.option("--cluster", metavar="ADDRESS", help="Live the worlds on the Dask cluster whose scheduler is there.")
@click.option("--out", type=click.Path(path_type=Path), default=RUNS, show_default=True, help="Where runs are kept.")
@json_option
def run(case: str, out: Path, cluster: str | None, as_json: bool, **asked: Any) -> None:
    """Answer the questions of a case.

    Each answer is a probability with its range over what is not known, what it hangs on, and what happened.
    """
    from detente.cases.frozen import CASE, freeze_case
    from detente.cases.reader import find_case, load_case
    from detente.findings.asked import check_asked, options_of
    from detente.findings.runs import run_case, warm_up, work_name
    from detente.findings.study import check_options
    from detente.histories.folder import check_writable, mark_latest, write_run
    from detente.report import prepare, render
    from detente.report.geometry import map_of

    options = options_of(**asked)
    check_options(options)
    find_case(case)
    warm_up()
    loaded = load_case(case)
    frozen = freeze_case(loaded.path)
    geometry = map_of(frozen)
    check_asked(loaded, asked["questions"], options)
    check_writable(out)
    Thread(target=prepare, daemon=True).start()
    with progress() as tell, workshop(out / f".{work_name(loaded, asked['questions'], options)}", cluster) as shop:
        done = run_case(loaded, asked["questions"], replace(options, workshop=shop), tell, told)
    findings = document(done, case if not Path(case).exists() else str(Path(case).resolve()))
    pages = {REPORT: render(findings, geometry), CASE: frozen}
    tables = {name: table for part in done.told for name, table in part.tables.items()}
    folder = write_run(out / done.id, findings, tables, pages)
    mark_latest(out, folder)
    if shop.shelf:
        shop.shelf.clear()
    if as_json:
        emit(findings)
    else:
        show(findings)
        say()
        say(f"Report: {folder / REPORT}")


class Told(NamedTuple):
    """What is said of a part of a run: its answers, what surrounds them, and its events as they are kept."""

    answers: list[dict[str, Any]]
    grounds: list[dict[str, Any]]
    tables: dict[str, pa.Buffer]


def told(part: Run) -> Told:
    """What is said of a part of a run, while the other parts are lived."""
    from detente.findings.as_json import answers_to_json
    from detente.histories.folder import parquet
    from detente.report.background import background

    tables = {name: parquet(table) for name, table in part.tables.items()}
    answers = answers_to_json(part)
    return Told(answers, background(part, answers), tables)


def document(done: Run, case: str) -> dict[str, Any]:
    """What ``--json`` prints of a run of which each part was told; ``case`` is where its case is found."""
    from detente.findings.as_json import run_to_json

    findings = run_to_json(done, [answer for part in done.told for answer in part.answers])
    return findings | {"case_path": case, "background": [row for part in done.told for row in part.grounds]}


@contextmanager
def workshop(folder: Path, cluster: str | None) -> Iterator[Workshop]:
    """Where large runs keep what is finished, and the cluster that does the work if there is one.

    A run that is cut short says how it goes on.
    """
    from detente.engine.cluster import Cluster
    from detente.engine.shelf import Shelf
    from detente.engine.workshop import Workshop

    elsewhere, shelf = None if cluster is None else Cluster(cluster), Shelf(folder)
    try:
        yield Workshop(shelf, elsewhere)
    except KeyboardInterrupt:
        if kept := shelf.count():
            click.echo(f"{count(kept, 'finished chunk')} kept: give the same command again to go on", err=True)
        raise
    finally:
        if elsewhere:
            elsewhere.close()


@contextmanager
def progress() -> Iterator[Any]:
    """A bar on a terminal, nothing elsewhere; yields what a run tells its progress to."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("living worlds", total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)


def show(findings: dict[str, Any]) -> None:
    """Each answer in a few lines that could be read aloud."""
    from detente.report.glance import taken, under_way
    from detente.report.naming import named

    answers, name = findings["answers"], named(findings)
    for n, answer in enumerate(answers):
        if n == 0 or answers[n - 1]["text"] != answer["text"]:
            say()
            say(answer["text"])
        given = f" If {answer['given']['do']}:" if answer["given"] else ""
        day = answer["as_of"] + (" (reconstructed)" if answer["vintage"] == "reconstructed" else "")
        say(f"As of {day}, {count(answer['months'], 'month')}.{given} {answer['headline']}", indent=2, hang=2)
        for said in filter(None, (under_way(answer), taken(answer))):
            say(said, indent=4)
        for outcome in answer["outcomes"]:
            show_outcome(outcome, answer["method"]["worlds"])
        later = [a for a in answers[n + 1 :] if a["question"] == answer["question"]]
        if not later:
            show_claims(answer, name)
            show_only(answer, name)
            show_learn(answer)
    yours = [row for row in findings["assumptions"] if row.get("yours")]
    for n, row in enumerate(yours):
        say(("\n" if n == 0 else "") + f"{row['label']} = {row['value']}: {row['why']}", hang=2)


def show_outcome(outcome: dict[str, Any], worlds: int) -> None:
    """One outcome: probability and range, the rate of comparable cases, what happened."""
    from detente.report.words import span

    interval = outcome["interval"]
    band = f" ({span(interval)})" if interval else ""
    rate = outcome["baselines"]["reference_class"]
    said = {True: "; it happened", False: "; it did not happen", None: ""}[outcome["happened"]]
    beside = f"; comparable cases {number(rate)}" if rate is not None else ""
    say(f"{number(outcome['p'], worlds)}{band}  {outcome['label']}{beside}{said}", indent=4, hang=2)
    if outcome["opposite"]:
        say(f"{number(outcome['opposite']['p'], worlds)} for the opposite: {outcome['opposite']['label']}", indent=6)
    if outcome["gap_note"]:
        say(outcome["gap_note"], indent=6, hang=0)


def show_claims(answer: dict[str, Any], name: Name) -> None:
    """The claims an answer hangs on: source, paragraph, first words, and what it says in our words."""
    from detente.report.glance import claims_head
    from detente.report.words import percent

    if not answer["claims"]:
        say("No claim is seen to move it, of whatever source.", indent=4)
        return
    say(f"{claims_head(answer['claims'])}:", indent=4)
    for claim in answer["claims"]:
        where = f", paragraph {claim['paragraph']}, “{claim['anchor']} …”" if claim["anchor"] else ""
        weight = f" ({percent(claim['share'])} of what is not known)" if claim["share"] else ""
        say(f"{name(claim['source'])}{where}: {claim['paraphrase']}{weight} [{claim['claim']}]", indent=6, hang=2)


def show_only(answer: dict[str, Any], name: Name) -> None:
    """What each author alone would answer, and why that is less or more than all together."""
    lead = answer["lead"]
    called = next(outcome["label"] for outcome in answer["outcomes"] if outcome["id"] == lead)
    told = ", ".join(f"{number(row['p'][lead], row['worlds'])} ({name(row['source'])})" for row in answer["only"])
    if told:
        say(f"“{called}” if one author alone is heard: {told}.", indent=4, hang=2)
    if answer["voices"]:
        say(answer["voices"]["words"], indent=4, hang=2)


def show_learn(answer: dict[str, Any]) -> None:
    """What to find out next, or that nothing findable would narrow it."""
    if answer["learn_note"]:
        say(answer["learn_note"], indent=4, hang=2)
    rows = answer["learn_next"][:LEARN]
    told = "; ".join(f"{row['label']} (now {row['believed']}; by {row['narrows_by']:.2f})" for row in rows)
    if told:
        spread = f"the spread of {answer['spread']:.2f} would narrow"
        say(f"To find out next, with how far {spread}: {told}.", indent=4, hang=2)


def number(p: float, worlds: int | None = None) -> str:
    """Two decimals, never 0 or 1; of so many worlds, no nearer to either than these can tell."""
    if worlds is not None:
        p = min(max(p, 1 / (worlds + 2)), 1 - 1 / (worlds + 2))
    if p < 0.005:
        return "<0.01"
    return ">0.99" if p > 0.995 else f"{p:.2f}"
