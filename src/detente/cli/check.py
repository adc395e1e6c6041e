"""``detente check``: faults of a case with file, line, value, reason and remedy; and what its answers rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from detente.beliefs.draws import Terms, believe
from detente.cases.check import Report, as_of_days, faults_of, load
from detente.cases.check import check as check_case
from detente.cases.frozen import decoded
from detente.cases.model import Case
from detente.cases.near import near
from detente.cases.reader import find_case
from detente.cases.userdata import texts_folder
from detente.claims.attach import read_cache
from detente.claims.contested import read_judged
from detente.cli.common import case_argument, count, emit, json_option, printable, say
from detente.errors import DetenteError, Fault, InputError


@click.command()
@case_argument
@json_option
def check(case: str, as_json: bool) -> None:
    """Check a case: provenance and consistency. Exit code 1 where there are errors."""
    report = examine(case)
    if as_json:
        emit(document(report))
    else:
        show(report)
    if report.errors:
        raise click.exceptions.Exit(1)


def examine(name: str) -> Report:
    """The report on a case by name or path. Raises UsageError where there is none."""
    folder = find_case(name)
    case, faults = load(folder)
    more = tuple(beside(folder, case))
    if case is None:
        return Report((*faults, *more))
    texts, today = read_cache(texts_folder(case.id)), date.today()
    report = check_case(case, frozenset(), texts, today=today)
    if report.errors:  # the model takes a case whose parts fit together
        return replace(report, faults=_errors_first(*report.faults, *more))
    slots, unread, missing = slots_read(case)
    report = check_case(case, slots, texts, unread, today)
    return replace(report, faults=_errors_first(*missing, *report.faults, *more))


def _errors_first(*faults: Fault) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: fault.severity != "error"))


def beside(folder: Path, case: Case | None) -> Iterator[Fault]:
    """Faults of the files that no answer rests on: how the past is scored, what readers judged, register and map."""
    from detente.cli.contested import JUDGED
    from detente.report.geometry import MAP, read_map, strange_places
    from detente.scores.plan import FILE as PLAN
    from detente.scores.plan import read_plan
    from detente.scores.register import FILE as REGISTER
    from detente.scores.register import read_register

    maps: list[dict[str, Any]] = []
    readers: tuple[tuple[str, Callable[[Path], object]], ...] = (
        (PLAN, lambda path: read_plan(path.parent)),
        (JUDGED, read_judged),
        (REGISTER, read_register),
        (MAP, lambda path: maps.append(read_map(decoded(path.read_bytes(), path), str(path)))),
    )
    for file, read in readers:
        if (folder / file).exists():
            yield from faults_of(folder / file, read)
    known = [place.id for place in case.file.places] if case else []
    for name in strange_places(maps[0], known) if maps and case else ():
        reason = "the map shows a place that the case doesn't have"
        yield Fault(reason, near(name, known), str(folder / MAP), value=name, severity="warning")


def slots_read(case: Case) -> tuple[frozenset[str], dict[str, frozenset[str]], tuple[Fault, ...]]:
    """Slots that the model reads as of the latest question, those of each lever that it never reads, what it misses.

    Levers, and what the model misses, are looked at as of every day asked about.
    """
    from detente.findings.levers import makes_sense, unread
    from detente.worlds.fill import Filler
    from detente.worlds.missing import missing as missing_of

    slots: frozenset[str] = frozenset()
    idle: dict[str, frozenset[str]] = {}
    missing: dict[tuple[str, str], Fault] = {}  # what is missing on several days is told of the first
    for day in as_of_days(case):
        try:
            beliefs = believe(case.grounds, Terms(day, draws=8))
            if lacking := missing_of(case, beliefs):
                raise InputError(*lacking)
            filler = Filler(case, beliefs)
            filler.fill()
            slots = frozenset(beliefs.slots)
            for lever in case.file.levers:
                if makes_sense(lever, day):
                    idle[lever.id] = unread(filler, lever) & idle.get(lever.id, frozenset(lever.assume))
        except DetenteError as error:
            for fault in error.faults:
                missing.setdefault((fault.path, fault.value), fault)
    return slots, idle, tuple(missing.values())


def document(report: Report) -> dict[str, Any]:
    """What ``--json`` prints."""
    names = ("severity", "file", "line", "path", "value", "reason", "remedy")
    found = report.coverage
    return {
        "faults": [{name: getattr(fault, name) for name in names} for fault in report.faults],
        "coverage": found
        and {
            "slots": found.slots,
            "with_claims": found.with_claims,
            "with_prior_only": found.with_prior_only,
            "assumptions": found.assumptions,
            "silent": found.silent,
            "as_of": found.as_of,
        },
        "unchecked": report.unchecked and {"citations": report.unchecked.citations, "priors": report.unchecked.priors},
        "voices_absent": list(report.voices_absent),
    }


def show(report: Report) -> None:
    """The report as prose; faults on standard output, since they are what was asked for."""
    for fault in report.faults:
        click.echo(printable(("" if fault.severity == "error" else "warning: ") + str(fault)))
    warnings = len(report.faults) - report.errors
    say(f"{count(report.errors, 'error')}, {count(warnings, 'warning')}.")
    found = report.coverage
    if found:
        silent = f"; on {found.silent} nobody says anything, and they count as absent" if found.silent else ""
        say(
            f"The model reads {count(found.slots, 'slot')} as of {found.as_of}: {found.with_claims} rest on claims, "
            f"{found.with_prior_only} on cited priors only, {found.assumptions} on assumptions only{silent}."
        )
    if report.unchecked:
        say(
            f"Not looked up: {count(report.unchecked.citations, 'citation')} of the case, "
            f"{count(report.unchecked.priors, 'prior')} of the model."
        )
    if report.voices_absent:
        say("Voices that are absent:")
        for voice in report.voices_absent:
            say(f"- {voice}", indent=2, hang=2)
