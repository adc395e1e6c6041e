"""Whether what a question supposes could be: nobody takes by force what it holds, or what its target doesn't hold.

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
