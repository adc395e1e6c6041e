"""What is taken by whom and at whose side: places by the side that a question makes act, and sides by who joins."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from detente.findings.labels import name
from detente.findings.study import Study
from detente.histories.record import Histories
from detente.worlds.setup import RESPONSES

_SIDES: Final = {"join": 1, "join_attacker": 0}  # of a dyad, challenger first


def taken(study: Study, half: str | None) -> list[dict[str, Any]]:
    """Each place that the side made to act comes to hold within the window, the one taken most often first.

    Empty where nobody is made to act, or takes nothing.
    """
    histories = study.histories[half]
    if histories.made is None:
        return []
    side = histories.names.dyads[histories.made][0]
    who = histories.names.actors.index(side)
    shares = histories.each(lambda part: _comes_to_hold(part, who)).mean(axis=0)
    rows = [
        {
            "place": place,
            "label": name(place, study.case),
            "by": side,
            "by_label": name(side, study.case),
            "p": float(p),
        }
        for place, p in zip(histories.names.places, shares, strict=True)
        if p > 0
    ]
    return sorted(rows, key=lambda row: (-row["p"], row["place"]))


def _comes_to_hold(histories: Histories, who: int) -> NDArray[np.bool_]:
    """Histories in which somebody holds a place at some month's end that he didn't at first, (histories, places)."""
    start = np.repeat(histories.holder, histories.lives, axis=0)
    found: NDArray[np.bool_] = (histories.arrays["holder"] == who).any(axis=1) & (start != who)
    return found


def joined(dyads: Sequence[tuple[str, str]], codes: Sequence[int], ways: Collection[str]) -> list[str]:
    """The sides that a power joins in a month by these ways of joining; ``codes`` are its responses, dyad by dyad."""
    found = [
        pair[_SIDES[RESPONSES[code]]]
        for pair, code in zip(dyads, codes, strict=True)
        if code > 0 and RESPONSES[code] in ways
    ]
    return list(dict.fromkeys(found))
