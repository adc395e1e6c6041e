"""What is not known of a slot, in its own words and unit: what somebody would have to go and find out."""

from __future__ import annotations

import numpy as np

from detente.beliefs.draws import Beliefs
from detente.beliefs.race import Draw
from detente.cases.model import Case
from detente.findings.labels import name, quantity
from detente.names.catalogue import catalogue, parse_address

MOST = 3  # words told; the rest is "other"


def unsettled(slot: str, beliefs: Beliefs, case: Case) -> str:
    """What worlds believe of a slot: the central 90 % of a number with its unit, the words with their shares."""
    draw = beliefs.slots[slot]
    if draw.words:
        return _words(draw, case)
    known = draw.numbers[np.isfinite(draw.numbers)]
    if not known.size:
        return "nothing known"
    low, high = np.quantile(known, (0.05, 0.95))
    return quantity(float(low), float(high), catalogue()[parse_address(slot).attribute])


def _words(draw: Draw, case: Case) -> str:
    codes = draw.numbers[np.isfinite(draw.numbers)].astype(np.int64)
    counts = np.bincount(codes, minlength=len(draw.words))
    order = sorted(np.flatnonzero(counts).tolist(), key=lambda code: (-counts[code], draw.words[code]))
    parts = [f"{name(draw.words[code], case)} {counts[code] / codes.size:.0%}" for code in order[:MOST]]
    rest = counts[order[MOST:]].sum()
    return ", ".join([*parts, *([f"other {rest / codes.size:.0%}"] if rest else [])])
