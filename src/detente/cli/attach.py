"""``detente attach``: the user's own copies of the texts; they stay in the user's folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

import click

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.cases.userdata import text_digests, texts_folder
from detente.claims.attach import AttachReport, read_cache, reattach
from detente.claims.attach import attach as attach_texts
from detente.claims.locators import State
from detente.cli.common import emit, json_option, say, table
from detente.errors import Fault, InputError

STATES: tuple[State, ...] = get_args(State)


@click.command()
@click.argument("case")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@json_option
def attach(case: str, files: tuple[Path, ...], as_json: bool) -> None:
    """Give a case its source texts again, so that locators become quotations.

    Files may come in any order and under any name. Copies are kept in your own data folder, never in the case.
    """
    read = load_case(case)
    cache = texts_folder(read.id)
    found = attach_texts(read.claims, dict.fromkeys(files), text_digests(read), cache)
    faults = [_unmatched(path) for path in found.unmatched]
    if not found.texts:
        raise InputError(*faults)
    texts = read_cache(cache)
    report = reattach(read.claims, texts)  # with what was attached before
    missing = sorted({c.source for c in read.claims if c.at is not None} - set(texts))
    if as_json:
        emit(_document(report, found, missing))
    else:
        _show(read, report, found, missing, cache)


def _unmatched(path: Path) -> Fault:
    remedy = "Give the text from which the case's claims were read; `detente claims` lists the sources."
    return Fault("no source of the case has this text", remedy, str(path))


def _document(report: AttachReport, found: AttachReport, missing: Iterable[str]) -> dict[str, Any]:
    return {
        **{state: report.count(state) for state in STATES},
        "claims": [{"id": claim.id, "state": claim.state} for claim in report.claims],
        "texts": {source: str(path) for source, path in found.texts.items()},
        "unmatched": [str(path) for path in found.unmatched],
        "missing": list(missing),
    }


def _show(case: Case, report: AttachReport, found: AttachReport, missing: Iterable[str], cache: Path) -> None:
    table(("source", *STATES, "file"), _rows(case, report, found.texts))
    for path in found.unmatched:
        say(f"Not taken: {_unmatched(path)}")
    for source in missing:
        say(f"No text yet of {source}; its claims count as orphans.")
    say(f"{report.exact} exact, {report.moved} moved, {report.orphan} orphan. Copies are kept in {cache}.")


def _rows(case: Case, report: AttachReport, texts: Mapping[str, Path]) -> list[list[object]]:
    states = {claim.id: claim.state for claim in report.claims}
    tally: dict[str, dict[str, int]] = {}
    for claim in case.claims:
        if claim.id in states:
            row = tally.setdefault(claim.source, dict.fromkeys(STATES, 0))
            row[states[claim.id]] += 1
    return [[source, *row.values(), texts.get(source, "")] for source, row in sorted(tally.items())]
