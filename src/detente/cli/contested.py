"""``detente contested``: where claims contradict one another, each side with its asserter and origin."""

from __future__ import annotations

from datetime import date

import click

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.claims.as_json import contested_to_json
from detente.claims.contested import ContestedSlot
from detente.claims.contested import contested as find_contested
from detente.claims.model import Claim
from detente.claims.vintage import counts
from detente.cli.claims import value_words, where, who
from detente.cli.common import as_of_option, case_argument, count, emit, json_option, say
from detente.names.catalogue import catalogue


@click.command()
@case_argument
@as_of_option
@json_option
def contested(case: str, as_of: date | None, as_json: bool) -> None:
    """Show the slots on which claims disagree, most disputed first."""
    read = load_case(case)
    known = [claim for claim in read.claims if as_of is None or counts(claim, as_of)]
    found = find_contested(known, catalogue())
    if as_json:
        emit({"slots": [contested_to_json(slot) for slot in found]})
        return
    for slot in found:
        _show(slot, read)
    say(f"{count(len(found), 'contested slot')}.")


def _show(slot: ContestedSlot, case: Case) -> None:
    note = f"; {slot.note}" if slot.note else ""
    say(f"{slot.slot}  disagreement {slot.disagreement:.2f}, {count(slot.origins, 'origin')}{note}", hang=4)
    sides: dict[tuple[str, bool], list[Claim]] = {}
    for claim in slot.claims:
        sides.setdefault((claim.value.key(), claim.stance == "disputes"), []).append(claim)
    for (_, denied), claims in sides.items():
        say(("not " if denied else "") + value_words(claims[0].value), indent=2)
        for claim in claims:
            say(f"{claim.id}  {who(claim, case.entities)} ({where(claim)}; origin {claim.origin})", indent=4, hang=4)
    say()
