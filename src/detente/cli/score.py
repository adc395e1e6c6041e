"""``detente score``: what was forecast from what was known, beside what happened and beside simple rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from detente.cli.common import as_of_option, case_argument, count, day, emit, json_option, say
from detente.cli.run import number, progress
from detente.errors import Fault, UsageError

FULL, QUICK, REGISTERED = 2000, 200, 4000  # histories of each day
SPARE = {False: 12, True: 6}  # the ablation lives every so manieth scored day
SKIP = 6  # months between the days of a quick score


@click.command()
@case_argument
@click.option("--quick", is_flag=True, help="Every sixth month and 200 histories a day: under a minute.")
@click.option(
    "--worlds", type=int, help="Histories of each day.  [default: 2000; 200 with --quick, 4000 with --register]"
)
@click.option("--seed", type=int, default=1, show_default=True, help="Same seed, same bits.")
@click.option("--every", type=int, metavar="N", help="Months between scored days.  [default: 1, 6 with --quick]")
@click.option("--from", "first", metavar="MONTH", help="First month, as 1995-01; by default the case's own.")
@click.option("--to", "last", metavar="MONTH", help="Last month; by default the last whose window is on record.")
@click.option("--shared", type=click.Path(path_type=Path), help="Folder of reference data; without it VIEWS is null.")
@click.option("--workers", type=int, help="Threads; by default one a core.")
@click.option(
    "--register", is_flag=True, help="Register forecasts of the open questions instead, and resolve old ones."
)
@click.option("--on", callback=day, metavar="DATE", help="With --register: the day on which this is done.")
@as_of_option
@click.option("--into", type=click.Path(path_type=Path), metavar="FILE", help="Another register file.")
@json_option
def score(
    case: str,
    quick: bool,
    worlds: int | None,
    seed: int,
    every: int | None,
    first: str | None,
    last: str | None,
    shared: Path | None,
    workers: int | None,
    register: bool,
    on: date | None,
    as_of: date | None,
    into: Path | None,
    as_json: bool,
) -> None:
    """Score a case: the past month by month, from what was published by then, beside simple rules.

    With --register the answers to open questions are frozen, with digests, at the end of a register that nothing
    overwrites; a later --register says what came of them.
    """
    from detente.cases.reader import load_case
    from detente.cases.refuse import refuse_faulty
    from detente.findings.asked import options_of
    from detente.findings.study import check_options

    _check(register, on, as_of, every)
    usual = REGISTERED if register else QUICK if quick else FULL
    options = options_of(worlds=usual if worlds is None else worlds, seed=seed, workers=workers)
    check_options(options)
    loaded = load_case(case)
    refuse_faulty(loaded)
    if register:
        assert on is not None
        _register(loaded, replace(options, as_of=as_of), on, into, as_json)
        return
    from detente.scores.score import Terms
    from detente.scores.score import score as scored

    step = every or (SKIP if quick else 1)
    spared = max(1, SPARE[quick] if every is None else SPARE[False] // every)
    with progress() as tell:
        document = scored(loaded, Terms(options, step, spared, first, last, shared, quick), into, tell)
    emit(document) if as_json else show(document)


def _check(register: bool, on: date | None, as_of: date | None, every: int | None) -> None:
    if register and on is None:
        remedy = (
            "Say on which day this is done: --on 2026-11-22. detente reads no clock, so that results can be repeated."
        )
        raise UsageError(Fault("a registered forecast needs its day", remedy, path="--on"))
    if not register and (on or as_of):
        remedy = "Add --register, or leave it out."
        raise UsageError(Fault("this belongs to --register", remedy, path="--on" if on else "--as-of"))
    if every is not None and every < 1:
        raise UsageError(Fault("too small a number", "Give 1 or more.", path="--every", value=str(every)))


def _register(case: Any, options: Any, on: date, into: Path | None, as_json: bool) -> None:
    """Append forecasts and resolutions, and show what was added."""
    from detente.scores.forecasts import forecasts, registered, resolutions
    from detente.scores.plan import read_plan
    from detente.scores.register import add, read_register, register_path, registers

    path = into or register_path(case)
    there = [entry for place in registers(case, into) for entry in read_register(place)]
    settled = resolutions(case, read_plan(case.path), there, on)
    new = [entry for entry in forecasts(case, options, on) if not _known(entry, there)]
    added = add(path, [*settled, *new])
    entries = registered([*there, *added])
    if as_json:
        emit({"register": entries, "added": added})
        return
    for entry in added:
        _show_entry(entry)
    say(f"{count(len(added), 'entry', 'entries')} added to {path}; {count(len(entries), 'forecast')} in all.")


def _known(entry: Mapping[str, Any], there: list[dict[str, Any]]) -> bool:
    from detente.scores.register import same

    return any(same(entry, other) for other in there)


def _show_entry(entry: Mapping[str, Any]) -> None:
    if entry["kind"] == "resolution":
        say(f"{entry['forecast']} {entry['outcome']}: {'it happened' if entry['happened'] else 'it did not happen'}")
        return
    for outcome in entry["outcomes"]:
        head = f"{entry['question']} as of {entry['as_of']}, {count(entry['months'], 'month')}"
        say(f"{head}: {number(outcome['p'])}  {outcome['label']}", hang=4)


def show(document: Mapping[str, Any]) -> None:
    """The scoreboard in lines that could be read aloud."""
    at = document["cutoffs"]
    say(f"{count(at['n'], 'day')}, {at['first']} to {at['last']}, {count(at['worlds'], 'history', 'histories')} each.")
    won = document["summary"]
    say(won["says"])
    for line in document["says"]:
        say(line, indent=2, hang=2)
    for row in document["targets"]:
        _show_target(row)
    for each in document["coverage"]:
        if each["n"]:
            windows = f"windows of {count(each['horizon'], 'month')}"
            bands = f"{each['within']:.0%} of {windows} lie within, {each['above']:.0%} above"
            say(f"Deaths within nine tenths of the histories: {bands}.", hang=2)
    say()
    for warning in document["warnings"]:
        _show_warning(warning)
    rank, by_chance = document["timing"]["rank"], document["timing"]["permutation_p"]
    if rank is not None:
        say(f"Timing: mean rank {rank:.2f} among quiet days; {by_chance:.2f} of shifts in time do as well.")
    say()
    for question in document["questions"]:
        said = "it happened" if question["happened"] else "it did not happen"
        say(f"{question['question']} {question['outcome']}, {question['as_of']}: {number(question['p'])}; {said}")
    _show_rest(document)


def _show_target(row: Mapping[str, Any]) -> None:
    head = f"{row['target'].removeprefix('deaths_ge_')} or more deaths within {count(row['horizon'], 'month')}"
    if not row["n"]:
        say(f"{head}: {row['note']}")
        return
    runs = count(row["runs"], "run")
    say()
    say(f"{head}: {count(row['n'], 'day')}, {row['events']} with the event in {runs}")
    say(f"log {row['log']:.3f}, Brier {row['brier']:.3f}", indent=4)
    for name, gap in row["difference"].items():
        band = row["interval"][name]
        around = f" ({band[0]:+.3f} to {band[1]:+.3f})" if band else ""
        if gap is not None:
            say(f"{'worse' if gap < 0 else 'better'} than {name}: {gap:+.3f}{around}", indent=4, hang=2)
    if row["note"]:
        say(row["note"], indent=4)


def _show_warning(row: Mapping[str, Any]) -> None:
    rank = (
        "no earlier quiet day" if row["percentile"] is None else f"above {row['percentile']:.0%} of earlier quiet days"
    )
    false = "" if row["false_alarms"] is None else f"; false alarms {row['false_alarms']:.0%}"
    said = "warned" if row["warned"] else "no warning"
    say(f"Before {row['onset']}: {number(row['p'])} ({rank}), {said}{false}", hang=4)


def _show_rest(document: Mapping[str, Any]) -> None:
    views, at = document["views"], document["cutoffs"]
    if views["countries"] is None:
        say(f"VIEWS: not scored, {views['reason']}.")
    for row in views["countries"] or ():
        means = ", ".join(f"{name} {each['mean']:.2f}" for name, each in row["without_artefact"]["crps"].items())
        without = f" without {views['artefact']}" if views["artefact"] else ""
        say(f"VIEWS, {row['country']}, CRPS{without}: {means}", hang=4)
    for row in document["ablation"]:
        if row["delta_log"] is not None:
            say(f"Without {row['mechanism']}: log {row['delta_log']:+.4f} ({row['role'] or 'too few days to say'})")
    for item in at["excluded"]:
        say(f"Left out: {item['slot']}: {item['why']}", hang=4)
    for item in at["spread"]:
        say(f"In no month: {item['why']}", hang=4)
    for gap in at["record"]["gaps"]:
        say(f"Nothing on record for {gap}: windows that hold it are not scored.")
    for reason, group in groupby(at["refused"], key=lambda refused: refused["reason"]):
        say(f"No forecast as of {_days([str(refused['as_of']) for refused in group])}: {reason}", hang=4)
    say(f"{count(len(document['register']), 'forecast')} in the register.")


def _days(days: list[str]) -> str:
    """One day, or how many from which to which."""
    return days[0] if len(days) == 1 else f"{len(days)} days, {days[0]} to {days[-1]}"
