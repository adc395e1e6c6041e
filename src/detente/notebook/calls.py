"""What Python calls: load a case, run its questions, open a run that is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from detente.cases.reader import load_case
from detente.errors import one_of
from detente.findings.as_json import run_to_json
from detente.findings.asked import check_asked, options_of
from detente.findings.runs import run_case, warm_up
from detente.findings.stored import case_of, stored_run
from detente.findings.study import check_options
from detente.histories.folder import find_run, read_events, read_run
from detente.notebook.case import Case
from detente.notebook.run import Run
from detente.notebook.words import Texts, assumptions, day, spoken, texts, whole

VINTAGES = ("published", "reconstructed")


def load(case: str | PathLike[str]) -> Case:
    """A case by its name or the path of its folder.

    Raises UsageError where there is none, InputError with every fault where it can't be read.
    """
    with spoken():
        return Case(load_case(str(case)))


def run(
    case: Case | str | PathLike[str],
    questions: Texts = (),
    *,
    assume: Mapping[str, Any] | Texts = (),
    without: Texts = (),
    off: Texts = (),
    as_of: date | str | None = None,
    months: int | None = None,
    vintage: str = "published",
    worlds: int = 4000,
    lives: int = 4,
    seed: int = 1,
    workers: int | None = None,
) -> Run:
    """Answer the questions of a case, or those named: what ``detente run`` does, on the same terms with the same bits.

    ``worlds`` counts histories of each question; ``assume`` puts values in place of claims
    (``{"russia.attention": (0.8, 1.0, "no war elsewhere")}``), ``without`` strikes out sources and claims, ``off``
    switches mechanisms off. Nothing is written to disk.

    Raises UsageError or InputError, which say where, what value, why, and what to do.
    """
    with spoken():
        options = options_of(
            as_of=day("as_of", as_of),
            months=None if months is None else whole("months", months),
            worlds=whole("worlds", worlds),
            lives=whole("lives", lives),
            seed=whole("seed", seed),
            assume=assumptions(assume),
            without=texts("without", without),
            off=texts("off", off),
            vintage=one_of("vintage", str(vintage), VINTAGES),
            workers=None if workers is None else whole("workers", workers),
        )
        wanted = texts("questions", questions)
        check_options(options)
        warm_up()
        loaded = (case if isinstance(case, Case) else load(case)).case
        check_asked(loaded, wanted, options)
        done = run_case(loaded, wanted, options)
        return Run(run_to_json(done), lambda: loaded, done.tables.__getitem__)


def open_run(run: str | PathLike[str] | None = None, runs: str | PathLike[str] = "runs") -> Run:
    """A run that ``detente run`` has kept: by its id or folder, the last where none is named.

    Raises UsageError where there is none, InputError where it is not as it was written.
    """
    with spoken():
        found = None if run is None else stored_run(str(run), Path(runs))
        folder = found[0] if found else find_run(Path(runs), None if run is None else str(run))
        findings = found[1] if found else read_run(folder)
        return Run(findings, lambda: case_of(folder, findings), lambda name: read_events(folder, name))
