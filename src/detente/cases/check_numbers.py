"""Numbers that are of the form of their slot and can't be true: more people than there are, an output of nothing."""

from __future__ import annotations

from collections.abc import Mapping

MOST: Mapping[str, float] = {  # by unit: more than the whole world has had in a year
    "persons": 1e10,
    "thousand_persons": 1e7,
    "billion_usd": 1e6,
    "billion_m3": 1e5,
    "square_km": 5.2e8,
}
SOME = ("gdp",)  # what no country is without


def absurd(attribute: str, unit: str | None, low: float, high: float) -> str | None:
    """Why a number from ``low`` to ``high`` can't be true of an attribute, or None where it may be."""
    most = MOST.get(unit or "")
    if most is not None and low > most:
        return f"more than the world has ({most:g} {unit})"
    if attribute in SOME and high <= 0:
        return f"no country has a {attribute} of 0"
    return None
