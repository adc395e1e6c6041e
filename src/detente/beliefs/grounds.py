"""What beliefs are drawn from, all of it a case's own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from detente.beliefs.priors import Prior
from detente.beliefs.theories import NO_THEORIES, Theories
from detente.claims.model import Claim
from detente.sources.model import Source


class Grounds(NamedTuple):
    """Claims and their sources, of which ``records`` open regimes; dated priors by slot; what named causes speak of."""

    claims: Iterable[Claim]
    sources: Mapping[str, Source]
    records: Collection[str]
    priors: Mapping[str, Sequence[Prior]]
    theories: Theories = NO_THEORIES
