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
    return _seen(claim) <= as_of


def known_on(claim: Claim, as_of: date) -> date:
    """The day from which a claim that counts as of ``as_of`` was known.

    For what was written down later that is the day after it ended, from which a reconstructed answer counts it.
    """
    return claim.known_from if claim.known_from <= as_of else _seen(claim)


def _seen(claim: Claim) -> date:
    """The first day on which the world could have seen what the claim tells of."""
    assert claim.event_time is not None, "only what is dated counts before it is published"
    return claim.event_time[1] + timedelta(days=1)
