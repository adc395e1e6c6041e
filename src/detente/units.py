"""Units as names: an annotation says what a number means; the type checker sees the plain type."""

from __future__ import annotations

from typing import Annotated

Month = Annotated[int, "months since the as-of day; month 1 runs from that day to the same day a month later"]
Share = Annotated[float, "a fraction of a whole, 0 to 1"]
Probability = Annotated[float, "0 to 1"]
Persons = Annotated[int, "a count of people"]
Stakes = Annotated[float, "utility: 1 is what the core contested territory is worth to its challenger"]
BillionDollars = Annotated[float, "billions of constant US dollars"]
LogOdds = Annotated[float, "natural logarithm of p / (1 - p)"]
