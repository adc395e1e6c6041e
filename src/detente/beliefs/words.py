"""Numbers to words, for headlines: the yardstick's word nearest to a probability; it names the yardstick."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from detente.beliefs.scales import SCALES
from detente.beliefs.tablefile import read_table
from detente.errors import Fault, UsageError
from detente.units import Probability

YARDSTICKS: Final = tuple(scale for scale in SCALES if scale != "capphrase")
DEFAULT_YARDSTICK: Final = "phia"
# Distances closer than this are a tie; anything far below the smallest gap between bands will do.
_TIE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Wording:
    """A word for a probability, and the band (``low`` to ``high``) that ``scale`` gives the word.

    ``within`` is false when the probability fell into one of the scale's gaps and the word is only the
    nearest.
    """

    word: str
    scale: str
    low: Probability
    high: Probability
    within: bool

    def __str__(self) -> str:
        return f"{self.word} ({self.scale} {self.low:.0%}–{self.high:.0%})"


def word_for(p: Probability, scale: str = DEFAULT_YARDSTICK) -> Wording:
    """Return the word ``scale`` has for probability ``p``.

    Of the bands that hold ``p``, the narrowest (IPCC's are nested). On a shared edge, or in a gap such as
    PHIA leaves between its bands, the nearest band; of two equally near, the one closer to one half.

    Raises:
        UsageError: ``p`` outside [0, 1], or a scale that is not an official yardstick (a survey has no
        bands).
    """
    if not 0.0 <= p <= 1.0:
        raise UsageError(Fault("a probability must lie between 0 and 1", "Pass a share, not per cent", value=str(p)))
    bands = _bands(scale)
    holding = [band for band in bands if _holds(band, p)]
    if holding:
        return min(holding, key=lambda band: band.high - band.low)
    nearest = min(_distance(band, p) for band in bands)
    tied = [band for band in bands if _distance(band, p) <= nearest + _TIE]
    chosen = min(tied, key=lambda band: abs(band.low + band.high - 1.0))
    return Wording(chosen.word, scale, chosen.low, chosen.high, within=nearest <= _TIE)


@cache
def _bands(scale: str) -> tuple[Wording, ...]:
    """Return a yardstick's words; where it has two for one band, the first."""
    if scale not in YARDSTICKS:
        raise UsageError(Fault(f"{scale!r} is not a yardstick", f"Use one of: {', '.join(YARDSTICKS)}", value=scale))
    rows = [row for row in read_table("yardsticks.csv") if row["scale"] == scale]
    return tuple(
        Wording(row["phrase"], scale, float(row["low"]) / 100.0, float(row["high"]) / 100.0, within=True)
        for row in rows
    )


def _holds(band: Wording, p: float) -> bool:
    """Say whether ``p`` lies inside a band; only the ends 0 and 1 of the scale belong to a band outright."""
    return (band.low < p or band.low == p == 0.0) and (p < band.high or band.high == p == 1.0)


def _distance(band: Wording, p: float) -> float:
    """Return how far ``p`` lies outside a band."""
    return max(band.low - p, p - band.high, 0.0)
