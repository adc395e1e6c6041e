"""``detente contested``: where claims contradict one another, each side with its asserter and origin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.claims.as_json import apparent_to_json, contested_to_json
from detente.claims.contested import Apparent, ContestedSlot, apparent, read_judged
from detente.claims.contested import contested as find_contested
from detente.claims.model import Claim
from detente.claims.values import value_words
from detente.claims.vintage import Vintage
from detente.cli.claim_words import where, who
from detente.cli.claims import known_claims, vintage_option
from detente.cli.common import as_of_option, case_argument, count, emit, json_option, one_of, say, say_vintage
from detente.names.catalogue import catalogue

JUDGED = "contradictions.yaml"


@click.command()
@case_argument
@click.option("--slot", metavar="START", help="Only slots that start so.")
@click.option("--source", metavar="ID", help="Only what this source says: where it contradicts itself.")
@click.option("--apparent", "also_apparent", is_flag=True, help="Show what only looks like a contradiction too.")
@as_of_option
@vintage_option
@json_option
def contested(
    case: str,
    slot: str | None,
    source: str | None,
    also_apparent: bool,
    as_of: date | None,
    vintage: Vintage,
    as_json: bool,
) -> None:
    """Show the slots on which claims contradict one another, most disputed first.

    What only looks so (roundings, other times, own dead and the enemy's) is kept apart, with the reason. This is of
    what was said of any day, and what was said of two days need not contradict; detente beliefs gives how far origins
    part on what is believed as of one.
    """
    read = load_case(case)
    if source is not None:
        one_of("source", source, read.sources)
    known = [claim for claim in known_claims(read, as_of, vintage) if _heard(claim, source, read)]
    asked = (catalogue(), read.background, read_judged(read.path / JUDGED))
    found = [row for row in find_contested(known, *asked) if _starts(row.slots, slot)]
    seeming = [row for row in apparent(known, *asked) if _starts((row.slot,), slot)]
    if as_json:
        rows = [contested_to_json(row) for row in found]
        alike = [apparent_to_json(row) for row in seeming]
        emit({"as_of": as_of, "vintage": vintage, "slots": rows, "apparent": alike})
    else:
        say_vintage(vintage)
        _show_all(found, seeming, also_apparent, read)


def _heard(claim: Claim, source: str | None, case: Case) -> bool:
    return source in (None, claim.source) and case.sources[claim.source].kind != "series"


def _starts(slots: Sequence[str], start: str | None) -> bool:
    return start is None or any(one.startswith(start) for one in slots)


def _show_all(found: Sequence[ContestedSlot], seeming: Sequence[Apparent], also_apparent: bool, case: Case) -> None:
    for row in found:
        _show(row, case)
    for only in seeming if also_apparent else ():
        said = ", ".join(f"{value_words(claim.value)} ({claim.source})" for claim in only.claims)
        say(f"{only.slot}  no contradiction: {only.why}: {said}", hang=4)
    say(f"{count(len(found), 'contested slot')}; {len(seeming):,} that only look so.")


def _show(slot: ContestedSlot, case: Case) -> None:
    note = f"; {slot.note}" if slot.note else ""
    say(f"{slot.slot}  disagreement {slot.disagreement:.2f}, {count(slot.origins, 'origin')}{note}", hang=4)
    sides: dict[tuple[str, str, bool], list[Claim]] = {}
    for claim in slot.claims:
        sides.setdefault((claim.slot, claim.value.key(), claim.stance == "disputes"), []).append(claim)
    for (name, _, denied), claims in sides.items():
        other = f"  [{name}]" if name != slot.slot else ""
        say(("not " if denied else "") + value_words(claims[0].value) + other, indent=2)
        for claim in claims:
            say(f"{claim.id}  {who(claim, case.entities)} ({where(claim)}; origin {claim.origin})", indent=4, hang=4)
    say()
