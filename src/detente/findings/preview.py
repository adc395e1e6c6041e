"""What an answer would be without a source, at once: from the worlds already lived that happen not to trust it.

Trust is drawn apart from everything else, so the worlds that trust none of a source's origins are a fair sample of all
worlds without it. Nothing is lived again, and there are fewer worlds; `Study.struck` is exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.draws import Beliefs
from detente.beliefs.pool import trust_of
from detente.findings.estimate import Estimate, estimate
from detente.findings.study import Study

LEAST = 400  # worlds: fewer say too little


class Preview(NamedTuple):
    """An estimate an outcome, and how many worlds it rests on."""

    found: Mapping[str, Estimate]
    worlds: int


def preview(study: Study, half: str | None, source: str) -> Preview | None:
    """The answer on the worlds that don't trust the source; None where they are too few or can't stand for the rest.

    They can't where another source carries one of its origins, which then is not trusted either, nor where one of them
    is another world without the source: on a matter of record somebody's word has to do, trusted or not.
    """
    apart, lives = untrusted(study.beliefs, source), study.options.lives
    if apart.sum() * lives < LEAST or _shares_origins(study.beliefs, source):
        return None
    without = study.filler.refilled(study.beliefs.without(source), study.beliefs.touched_by(source))
    if apart[without.changed].any():
        return None
    found = {name: estimate(hits.reshape(-1, lives)[apart]) for name, hits in study.hits[half].items()}
    return Preview(found, int(apart.sum()) * lives)


def untrusted(beliefs: Beliefs, source: str) -> NDArray[np.bool_]:
    """The draws that trust none of the origins of a source's claims on slots that were read, (draws,)."""
    apart = np.ones(beliefs.dice.n, np.bool_)
    for origin in sorted(_origins(beliefs, source)):
        apart &= ~beliefs.dice.trusts(origin, trust_of(origin, beliefs.sources))
    return apart


def _origins(beliefs: Beliefs, source: str) -> set[str]:
    return {c.origin for slot in beliefs.slots for c in beliefs.claims.get(slot, ()) if c.source == source}


def _shares_origins(beliefs: Beliefs, source: str) -> bool:
    """Whether another source has a claim from one of its origins."""
    origins = _origins(beliefs, source)
    return any(c.origin in origins and c.source != source for group in beliefs.claims.values() for c in group)
