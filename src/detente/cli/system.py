"""``detente system``: the systems of a conflict as of a day, what each feeds, and what hangs on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from detente.beliefs.draws import Beliefs
from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.claims.values import value_words
from detente.claims.vintage import Vintage
from detente.cli.beliefs import believe_case, newest
from detente.cli.claim_words import surely, who
from detente.cli.claims import vintage_option
from detente.cli.common import (
    DEFAULT_CASE,
    as_of_option,
    case_argument,
    count,
    emit,
    json_option,
    one_of,
    say,
    say_vintage,
    table,
)
from detente.errors import Fault, UsageError
from detente.names.catalogue import parse_address
from detente.systems.as_json import overview_to_json
from detente.systems.catalogue import systems
from detente.systems.grids import grids
from detente.systems.known import Known, Now
from detente.systems.overview import Overview, View, overview
from detente.systems.page import page, picture
from detente.systems.words import now_words

SEED = 1  # the draws of `detente beliefs`, so that both say the same
DRAWING = ".svg"
FEW = 4  # slots of a system shown among all systems


@click.command()
@case_argument
@click.argument("system", required=False)
@click.option("--page", "file", type=click.Path(path_type=Path), metavar="FILE", help="Write a page and its drawing.")
@as_of_option
@vintage_option
@json_option
def system(
    case: str, system: str | None, file: Path | None, as_of: date | None, vintage: Vintage, as_json: bool
) -> None:
    """Show the systems of a conflict: what is believed of each, who moves it, what it feeds, what hangs on it.

    With a SYSTEM everything on it: each slot and claim; the ledger of terms, the scope of pacts, formats, routes, the
    displaced. --page writes a Markdown page and, beside it, the systems drawn as SVG.
    """
    if file is not None and file.suffix.lower() == DRAWING:
        remedy = f"Give the page another ending, as {file.with_suffix('.md').name}; the drawing is written beside it."
        raise UsageError(Fault("the page would lie under its own drawing", remedy, path="--page", value=str(file)))
    if system is None and case in systems():
        case, system = DEFAULT_CASE, case
    if system is not None:
        one_of("system", system, systems())
    read = load_case(case)
    found = overview(read, beliefs_of(read, as_of, vintage))
    if file is not None:
        write_page(found, file)
    elif as_json:
        emit(overview_to_json(found, found.views if system is None else [found.view(system)]))
    elif system is None:
        _show_all(found)
    else:
        _show_one(found.view(system), found)


def beliefs_of(case: Case, as_of: date | None, vintage: Vintage) -> Beliefs:
    """The case's beliefs as of a day; as of its newest claim where none is asked for."""
    return believe_case(case, as_of or newest(case), vintage, SEED)


def write_page(found: Overview, file: Path) -> None:
    """The page, and the drawing beside it under the same name."""
    drawn = file.with_suffix(DRAWING)
    file.write_text(page(found, drawn.name), "utf-8")
    drawn.write_text(picture(found), "utf-8")
    say(f"Wrote {file} and {drawn}.")


def _show_all(found: Overview) -> None:
    _head(found)
    for view in found.views:
        _title(view)
        for now in view.state[:FEW]:
            _slot(now)
        if view.state[FEW:]:
            say(f"and {count(len(view.state) - FEW, 'slot')} more", 4)
        _links(view)
    voices = found.known.case.voices_absent
    if voices:
        say(f"\nVoices that are absent: {'; '.join(voice.rstrip('.') for voice in voices)}.", hang=4)
    say("\n`detente system CASE SYSTEM` shows everything on one.")


def _head(found: Overview) -> None:
    terms = found.known.beliefs.terms
    say(f"{found.known.case.file.title}, as of {terms.as_of}")
    say("Numbers are medians; in brackets the range that holds 90 % of the worlds.")
    say_vintage(terms.vintage)
    if found.unfilled:
        say(f"The model can't be filled as of this day: {found.unfilled}", hang=4)


def _title(view: View) -> None:
    say(f"\n{view.system.name} ({view.system.id})")
    files = "; ".join(f"{name}.py, {role.role}" for name, role in view.roles.items())
    moved = files or f"the frame: {view.system.frame}"
    say(f"{moved}. {count(len(view.claims), 'claim')} by {count(len(view.sources), 'source')}.", 4, hang=2)


def _slot(now: Now) -> None:
    ids = ", ".join(now.won[:FEW]) + (" …" if now.won[FEW:] else "")
    on = f"  {ids}" if ids else "" if now.claimed else "  (nobody's claim)"
    say(f"{now.slot}  {now_words(now)}{on}", 4, hang=4)


def _links(view: View) -> None:
    if view.system.feeds_others:
        say("feeds all that move", 4)
    elif view.feeds:
        say(f"feeds {_names(view.feeds)}", 4, hang=2)
    if view.questions:
        say(f"questions that look at it: {', '.join(view.questions)}", 4, hang=2)
    if view.through:
        say(f"through others: {', '.join(view.through)}", 4, hang=2)


def _names(feeds: Mapping[str, Sequence[str]]) -> str:
    told = (f"{name} ({', '.join(what).replace('_', ' ')})" if what else name for name, what in feeds.items())
    return ", ".join(told)


def _show_one(view: View, found: Overview) -> None:
    _head(found)
    _title(view)
    for name, role in view.roles.items():
        if role.measured:
            say(f"{name}: {role.measured}", 4, hang=2)
    _links(view)
    if view.takes:
        say(f"takes from {', '.join(view.takes)}", 4, hang=2)
    _state(view)
    for name in view.system.tables:
        for grid in grids(found.known, name):
            say(f"\n{grid.title}")
            table(grid.head, grid.rows)
    _claims(view, found.known)


def _state(view: View) -> None:
    say("\nWhat the model reads" if view.state else "\nThe model reads no slot of it.")
    alone = Counter(parse_address(now.slot).attribute for now in view.state if not now.claimed)
    for now in view.state:
        if now.claimed:
            _slot(now)
    if alone:
        say("On a prior alone: " + ", ".join(f"{name} ({n})" for name, n in sorted(alone.items())), 4, hang=2)


def _claims(view: View, known: Known) -> None:
    say("\nWho says what" if view.claims else "\nNobody says anything of it.")
    slot = None
    for claim in view.claims:
        if claim.slot != slot:
            slot = claim.slot
            say(slot, 4)
        by = f"{who(claim, known.case.entities)} ({claim.source})"
        say(f"{value_words(claim.value)}{surely(claim)}  {claim.id}, {by}", 8, hang=4)
