"""Beliefs on which one analyst alone is heard: others' trust is 0, hers 1; open data and public record stay.

Every world keeps its dice, so that two analysts' beliefs differ only where their claims do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.draws import Beliefs, exchanged
from detente.beliefs.pool import source_of, trust_of
from detente.claims.model import Claim

ANALYSIS = "analysis"  # the kind of source that has an author's view


def analysts(claims: Iterable[Claim], beliefs: Beliefs) -> frozenset[str]:
    """Who of those that make the claims is an analyst."""
    return frozenset(c.source for c in claims if beliefs.sources[c.source].kind == ANALYSIS)


def judged(beliefs: Beliefs) -> frozenset[str]:
    """The slots on which some analyst speaks."""
    every = {name for name, source in beliefs.sources.items() if source.kind == ANALYSIS}
    return frozenset[str]().union(*(beliefs.touched_by(name) for name in every))


def speakers(beliefs: Beliefs) -> tuple[str, ...]:
    """Analysts who speak on a slot drawn so far, in the order of their names."""
    groups = [beliefs.claims.get(slot, ()) for slot in beliefs.slots]
    return tuple(sorted({source for group in groups for source in analysts(group, beliefs)}))


def hearing(beliefs: Beliefs, whom: Mapping[str, str]) -> Beliefs:
    """The same beliefs where on each slot of ``whom`` that analyst alone is heard, and every world trusts her.

    A matter of record on which nobody else speaks keeps its claims: somebody's word has to do. Whom she quotes, she
    doesn't vouch for: a third party's figure keeps its own trust.
    """
    heard = {slot: _heard(beliefs, slot, who) for slot, who in whom.items() if slot in beliefs.claims}
    claims = exchanged(beliefs.claims, heard)
    vouched = frozenset((slot, origin) for slot in heard for origin in _hers(beliefs, heard[slot], whom[slot]))
    before = frozenset(pair for pair in beliefs.vouched if pair[0] not in heard)
    return replace(beliefs.anew(beliefs.terms, claims, whom.keys()), vouched=before | vouched)


def _heard(beliefs: Beliefs, slot: str, who: str) -> tuple[Claim, ...]:
    group = beliefs.claims[slot]
    kept = tuple(c for c in group if c.source == who or beliefs.sources[c.source].kind != ANALYSIS)
    return kept if kept or beliefs.prior(slot) is not None else group


def _hers(beliefs: Beliefs, claims: Iterable[Claim], who: str) -> Iterator[str]:
    """The origins for which an analyst stands: her own, and what she repeats as her own view."""
    for claim in claims:
        if claim.source == who and (claim.stance == "endorses" or _is_of(claim.origin, who, beliefs)):
            yield claim.origin


def _is_of(origin: str, who: str, beliefs: Beliefs) -> bool:
    root = source_of(origin, beliefs.sources)
    return root is not None and root.id == who


def trusting(beliefs: Beliefs, origins: Collection[str]) -> NDArray[np.bool_]:
    """The worlds that trust all of these origins. Among them, who wins a slot hangs on nothing but its own race."""
    found = np.ones(beliefs.dice.n, np.bool_)
    for origin in sorted(origins):
        found &= beliefs.dice.trusts(origin, trust_of(origin, beliefs.sources))
    return found
