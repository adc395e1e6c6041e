"""What "most likely" says and doesn't: an order among the named options, drawn jointly in every world.

A rank claim is no probability. In each world the options' probabilities are uniform on the simplex (normalised
exponentials); a world that trusts the claim gives the larger ones to the options named first. What is named in one
breath, or not at all, keeps its chance order behind those named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.beliefs import keys
from detente.beliefs.pool import trust_of
from detente.beliefs.race import Dice
from detente.claims.model import Claim
from detente.numerics.portable import log_array
from detente.sources.model import Source

Floats = NDArray[np.float64]


def ranked(
    slot: str, options: Sequence[str], claims: Sequence[Claim], sources: Mapping[str, Source], dice: Dice
) -> Floats:
    """Joint draw of the options' probabilities, (worlds, options), each row summing to 1.

    ``claims`` are the rank claims on the slot (``value.type == "order"``), one of which each world believes: the
    trusted origin with the smallest exponential time; a world that trusts none keeps the options unordered.
    """
    names = sorted(options)
    times = np.stack([-log_array(dice.of(f"{slot}#{name}", keys.RANK)) for name in names], axis=1)
    drawn = times / times.sum(axis=1, keepdims=True)
    best = np.full(dice.n, np.inf)
    result = drawn.copy()
    for claim in sorted(claims, key=lambda c: c.id):
        time = -log_array(dice.of(f"{slot}#{claim.origin}", keys.RACE))
        believed = dice.trusts(claim.origin, trust_of(claim.origin, sources)) & (time < best)
        best = np.where(believed, time, best)
        result[believed] = _in_order(drawn[believed], [names.index(w) for w in claim.value.words if w in names])
    asked: Floats = result[:, [names.index(option) for option in options]]
    return asked


def _in_order(drawn: Floats, first: list[int]) -> Floats:
    """Exchange each row's probabilities so that those named take the largest, in the order named."""
    result = drawn.copy()
    rows = np.arange(len(drawn))
    for place, option in enumerate(first):
        left = [i for i in range(drawn.shape[1]) if i not in first[:place]]
        largest = np.array(left)[result[:, left].argmax(axis=1)]
        held = result[:, option].copy()
        result[:, option] = result[rows, largest]
        result[rows, largest] = np.where(largest == option, result[:, option], held)
    return result
