"""Whether what a question supposes could be: nobody takes by force what it holds, or what its target doesn't hold.

Nor does anybody take what it can't enter from anywhere; of that it is only warned, since the question supposes it.

Who holds a place is a matter of claims, so that this is looked at as of each day that the question is asked.
"""

from __future__ import annotations

from datetime import date

from detente.beliefs.current import current
from detente.cases.found import Found
from detente.cases.model import Case, Made, Question
from detente.errors import Severity
from detente.names.faults import Keys

FILE = "case.yaml"


def check_supposed(case: Case, question: Question, here: Keys, found: Found) -> None:
    """Note a question that makes somebody act at a place which isn't its target's on one of its days."""
    made = question.given.do if question.given else None
    target = _target(case, made) if made else None
    if made is None or target is None:  # the case file is refused for it
        return
    _check_reach(case, question, made, here, found)
    for day in question.as_of:
        told = _told(case, made.place, day)
        holders = {name for name, _ in told}
        recorded = {name for name, on_record in told if on_record}
        if not holders or target in (recorded or holders):
            continue
        # where a source gives the place to the target, some worlds believe it, against the record: it can be supposed
        severity: Severity = "warning" if target in holders else "error"
        held = ", ".join(sorted(recorded or holders))
        itself = " itself" if held == made.actor else ""
        reason = f"as of {day} this place is held by {held}{itself}, and not by {target}, whom it is taken from"
        remedy = "Name a place that the target holds on that day, or correct the claims on its holder."
        found.add(FILE, (*here, "given", "do", "place"), reason, remedy, made.place, severity)
        return


def _check_reach(case: Case, question: Question, made: Made, here: Keys, found: Found) -> None:
    """Warn where nobody has the actor hold anything from which the place can be entered on a day of the question."""
    spot = next((place for place in case.file.places if place.id == made.place), None)
    around = [p for p in case.file.places if spot and (p.id in spot.next_to or spot.id in p.next_to)]
    for day in question.as_of if spot else ():
        held = {name for place in around for name in (place.home, *(name for name, _ in _told(case, place.id, day)))}
        if made.actor not in {case.file.clients.get(name, name) for name in held if name}:
            reason = f"as of {day} {made.actor} holds no place from which this one can be entered"
            remedy = "Name another place, or say in `next_to` from where it can be entered."
            found.add(FILE, (*here, "given", "do", "place"), reason, remedy, made.place, "warning")
            return


def _target(case: Case, made: Made) -> str | None:
    """Whom the actor is made to act against, if the case file says so plainly."""
    facing = {side for r in case.file.rivalries if made.actor in r.sides for side in r.sides if side != made.actor}
    return made.to if made.to in facing else next(iter(facing)) if made.to is None and len(facing) == 1 else None


def _told(case: Case, place: str, day: date) -> set[tuple[str, bool]]:
    """Who holds a place by the claims in force on that day, each with whether it is the record's word."""
    slot = f"{place}.holder"
    known = current((claim for claim in case.claims if claim.slot == slot), day, case.records)
    return {
        (case.file.clients.get(word, word), claim.source in case.records)
        for claim in known.get(slot, ())
        for word in claim.value.words
    }
