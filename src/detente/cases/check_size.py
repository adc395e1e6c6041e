"""How large a conflict may be: the model has a fixed shape, and what lies beyond it would have no place in it."""

from __future__ import annotations

from collections.abc import Iterator

from detente.cases.model import CaseFile
from detente.cases.whole import Wrong, actors
from detente.names.faults import Keys

# The rooms of worlds/layout.py, which lies above this layer: a test compares them.
MOST_ACTORS = 16
MOST_PLACES = 12
MOST_RIVALRIES = 3
MOST_WITH_TROOPS = 6  # outsiders


def size(case: CaseFile) -> Iterator[Wrong]:
    """Each limit that the case goes beyond."""
    senders = sum(outsider.troops for outsider in case.outsiders)
    counted: tuple[tuple[Keys, str, int, int, str], ...] = (
        (("rivalries",), "rivalries", len(case.rivalries), MOST_RIVALRIES, "Keep those that the questions are about."),
        (("outsiders",), "sides and outsiders", len(actors(case)), MOST_ACTORS,
         "Drop outsiders, or let one stand for those who act alike."),
        (("outsiders",), "outsiders with troops", senders, MOST_WITH_TROOPS,
         "Leave `troops` out where somebody would hardly send any."),
        (("places",), "places", len(case.places), MOST_PLACES, "Merge places that would be taken together."),
    )  # fmt: skip
    for keys, what, number, most, remedy in counted:
        if number > most:
            yield keys, f"more {what} than the model has room for, which are {most}", remedy, str(number)
