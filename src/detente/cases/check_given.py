"""What the questions of ``case.yaml`` suppose or ask about that this conflict, or the question itself, doesn't have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.cases.model import MOST_MONTHS, CaseFile, Given, Place, Question
from detente.cases.near import near
from detente.cases.whole import Wrong, sides
from detente.names.faults import Keys

FORCE = ("coerce", "limited_attack", "offensive")  # what an actor can be made to do


def suppositions(case: CaseFile) -> Iterator[Wrong]:
    """What is supposed of strangers, and outcomes asked about that there are none of."""
    known = sides(case)
    for n, question in enumerate(case.questions):
        here, ids = ("questions", n), [outcome.id for outcome in question.outcomes]
        if question.given:
            yield from _given(case, question.given, (*here, "given"))
        if question.responses and question.responses.to not in known:
            to = question.responses.to
            yield (*here, "responses", "to"), "only a side of a rivalry attacks", near(to, known), to
        if question.asks is not None and question.asks not in ids:
            yield (*here, "asks"), "the question has no such outcome", near(question.asks, ids), question.asks
        yield from _opposites(question, here)


def _opposites(question: Question, here: Keys) -> Iterator[Wrong]:
    for m, outcome in enumerate(question.outcomes):
        at, said = (*here, "outcomes", m, "opposite"), outcome.opposite
        if said is None:
            continue
        if question.exclusive:
            remedy = "Leave it out, and name in `asks` the outcome that would be a yes."
            yield at, "one of exclusive outcomes is no yes or no by itself", remedy, said
        elif said.strip() in ("", outcome.label.strip()):
            remedy = "Say in words what it means that the outcome does not come about."
            yield at, "not the opposite of the outcome", remedy, said


def _given(case: CaseFile, given: Given, here: Keys) -> Iterator[Wrong]:
    made, free = given.do, {place.id for place in case.places if not place.home}
    facing = {side for r in case.rivalries if made.actor in r.sides for side in r.sides if side != made.actor}
    if made.actor not in sides(case):
        yield (*here, "do", "actor"), "not a side of a rivalry", near(made.actor, sides(case)), made.actor
    elif made.to is not None and made.to not in facing:
        yield (*here, "do", "to"), f"no rival of {made.actor}", near(made.to, facing), made.to
    elif made.to is None and len(facing) > 1:
        remedy = f"Add `to:` with one of {', '.join(sorted(facing))}."
        yield (*here, "do"), "it has several rivals, and nobody says against whom it acts", remedy, made.actor
    if made.action not in FORCE:
        yield (*here, "do", "action"), "nothing that an actor can be made to do", near(made.action, FORCE), made.action
    if made.place not in free:
        yield (*here, "do", "place"), _why_not(made.place, case.places), near(made.place, free), made.place
    if not 1 <= given.months <= MOST_MONTHS:
        reason = "a supposition can't be watched for so many months"
        yield (*here, "months"), reason, f"Give 1 to {MOST_MONTHS}.", given.months


def _why_not(place: str, places: Iterable[Place]) -> str:
    return "a home can't be fought over" if place in {each.id for each in places} else "no such place"
