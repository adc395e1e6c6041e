"""What is believed on one slot, and why: the distribution, who won how often, how many roots, how far they differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.beliefs.draws import Beliefs
from detente.beliefs.pool import OriginPool, SlotPool
from detente.beliefs.race import Draw

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, slots=True)
class SlotBelief:
    """A slot's belief as of a day. ``quantiles`` are of numbers, ``words`` shares of worlds by word; one is empty.

    ``won`` are shares of worlds by claim ids (joined by + where claims say the same) or ``prior:``, ``assumption:``.
    ``effective_origins`` is the inverse Simpson index of the origins' shares among the claims; ``disagreement`` runs
    from 0, where all origins say the same, to 1: of numbers, the share of the spread that lies between origins; of
    words, the chance that two origins drawn by their shares differ. ``range`` ends at the 5 % and 95 % quantiles.
    """

    slot: str
    quantiles: tuple[float, ...]
    words: tuple[tuple[str, float], ...]
    won: tuple[tuple[str, float], ...]
    effective_origins: float
    disagreement: float


def slot_belief(beliefs: Beliefs, slot: str) -> SlotBelief:
    """The belief on a slot in all worlds."""
    draw, pooled = beliefs.draw(slot), beliefs.pool(slot)
    numbers = draw.numbers[np.isfinite(draw.numbers)]
    by_word = [(w, float((draw.numbers == i).mean())) for i, w in enumerate(draw.words)]
    won = [(label, float((draw.winner == i).mean())) for i, label in enumerate(draw.labels)]
    shares = np.array([_share(origin, won) for origin in pooled.origins])
    return SlotBelief(
        slot,
        () if draw.words or not numbers.size else tuple(float(q) for q in np.quantile(numbers, LEVELS)),
        tuple(sorted((pair for pair in by_word if pair[1] > 0), key=lambda pair: (-pair[1], pair[0]))),
        tuple(sorted((pair for pair in won if pair[1] > 0), key=lambda pair: (-pair[1], pair[0]))),
        float(shares.sum() ** 2 / (shares**2).sum()) if shares.sum() > 0 else 0.0,
        _disagreement(draw, pooled),
    )


def _share(origin: OriginPool, won: list[tuple[str, float]]) -> float:
    mine = {claim for ticket in origin.tickets for claim in ticket.claims}
    return sum(share for label, share in won if mine & set(label.split("+")))


def _disagreement(draw: Draw, pooled: SlotPool) -> float:
    groups = [g for origin in pooled.origins if (g := _drawn(draw, origin)).size]
    together = np.concatenate(groups) if groups else np.zeros(0)
    if together.size < 2:
        return 0.0
    if draw.words:
        shares = np.array([g.size for g in groups]) / together.size
        alike = sum(
            a * b * float((np.bincount(g.astype(int), minlength=len(draw.words)) / g.size)
                          @ (np.bincount(h.astype(int), minlength=len(draw.words)) / h.size))
            for a, g in zip(shares, groups, strict=True)
            for b, h in zip(shares, groups, strict=True)
        )  # fmt: skip
        return float(max(0.0, 1.0 - alike))
    spread = float(((together - together.mean()) ** 2).sum())
    between = sum(g.size * float(g.mean() - together.mean()) ** 2 for g in groups)
    return between / spread if spread > 0 else 0.0


def _drawn(draw: Draw, origin: OriginPool) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The values of the worlds that an origin had won."""
    mine = {claim for ticket in origin.tickets for claim in ticket.claims}
    labels = [i for i, label in enumerate(draw.labels) if mine & set(label.split("+"))]
    values: np.ndarray[tuple[int], np.dtype[np.float64]] = draw.numbers[np.isin(draw.winner, labels)]
    return values[np.isfinite(values)]
