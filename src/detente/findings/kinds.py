"""Which outcomes are of a kind that forecasts by month were scored on: so many deaths or more, wherever they fall."""

from __future__ import annotations

from collections.abc import Mapping

from detente.cases.model import Outcome

DEATHS = "deaths"
OTHER = "other"


def kind(outcome: Outcome) -> str:
    """``deaths`` for an outcome that says no more than that at least so many people die in fighting."""
    if len(outcome.when) != 1:
        return OTHER
    ((what, bars),) = outcome.when.items()
    counted = what in ("deaths", "deaths_in_month") and isinstance(bars, Mapping) and set(bars) == {"at_least"}
    return DEATHS if counted else OTHER
