"""What could be known when: whether a claim counts for an answer as of a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from detente.claims.model import Claim, Kind

Vintage = Literal["published", "reconstructed"]
DATED: frozenset[Kind] = frozenset({"event", "fact"})
"""Kinds that happened on a day the world could see, whoever wrote them down and when."""


def counts(claim: Claim, as_of: date, vintage: Vintage = "published") -> bool:
    """Whether the world could know the claim on ``as_of`` (inclusive).

    ``published``: from ``known_from``, which for what an analysis says is the day it came out.
    ``reconstructed``: dated events and facts also count from the day after they ended, though written down
    later; this vintage is always labelled, because a later author chose what to mention knowing what
    followed. It never counts less than ``published``.
    """
    if claim.known_from <= as_of:
        return True
    if vintage == "published" or claim.kind not in DATED or claim.event_time is None:
        return False
    return claim.event_time[1] + timedelta(days=1) <= as_of
