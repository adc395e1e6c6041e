"""What a model can't be without and nobody says on a day: output, the share of arms, who holds each place.

All of it is told at once, and where somebody says it of a later day, from when.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from detente.beliefs.current import usable
from detente.beliefs.draws import Beliefs
from detente.cases.model import Case
from detente.errors import Fault

NEEDED = ("gdp", "military_burden")  # of each side and of each outsider with troops


def missing(case: Case, beliefs: Beliefs) -> tuple[Fault, ...]:
    """Every number and holder that the model of a case needs and these beliefs don't have."""
    return (*_numbers(case, beliefs), *_holders(case, beliefs))


def _numbers(case: Case, beliefs: Beliefs) -> Iterator[Fault]:
    sides = [side for rivalry in case.file.rivalries for side in rivalry.sides]
    armed = dict.fromkeys((*sides, *(o.id for o in case.file.outsiders if o.troops)))
    for slot in (f"{name}.{attribute}" for name in armed for attribute in NEEDED):
        if np.isnan(beliefs.draw(slot).numbers).any():
            reason, later = _by_then("the model needs this number and nobody gives it", case, slot, beliefs)
            remedy = f"{later}dd it to a series, as a claim, or under `priors` in case.yaml."
            yield Fault(reason, remedy, str(case.path), path=slot)


def _holders(case: Case, beliefs: Beliefs) -> Iterator[Fault]:
    sides = {side for rivalry in case.file.rivalries for side in rivalry.sides}
    for slot in (f"{place.id}.holder" for place in case.file.places if place.home is None):
        words = beliefs.draw(slot).words
        strangers = [word for word in words if case.file.clients.get(word, word) not in sides]
        if not words:
            reason, later = _by_then("nobody says who holds this place", case, slot, beliefs)
            yield Fault(reason, f"{later}dd a dated `{slot}` claim.", str(case.path), path=slot)
        elif strangers:
            reason, remedy = "held by somebody who is no side here", "List its holder under `clients`."
            yield Fault(reason, remedy, str(case.path), path=slot, value=", ".join(strangers))


def _by_then(reason: str, case: Case, slot: str, beliefs: Beliefs) -> tuple[str, str]:
    """The reason, and how the remedy begins: where it is known later, both say so."""
    as_of, first = beliefs.terms.as_of, _first(case, slot)
    if first is None or first <= as_of:
        return reason, "A"
    return f"{reason} by that day", f"The first is known from {first}: ask as of that day or later, or a"


def _first(case: Case, slot: str) -> date | None:
    """The first day on which anybody says something of a slot that a belief could rest on."""
    told = (claim.known_from for claim in case.claims if claim.slot == slot and usable(claim, ()))
    return min(told, default=None)
