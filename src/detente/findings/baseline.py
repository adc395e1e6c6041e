"""The reference-class rate beside an outcome: how often such things happen to such rivals."""

from __future__ import annotations

from detente.beliefs.reference import over, reference_rate, within
from detente.cases.model import Outcome

BINS = ((0, "0"), (24, "1-24"), (99, "25-99"), (999, "100-999"))  # deaths of the last year, upper edges


def baseline(outcome: Outcome, months: int, last_year: float) -> float | None:
    """The outcome's rate in its class over so many months; None where it has no class.

    One row a year is carried to the horizon; several rows are horizons of one rate, between which the hazard is
    interpolated; a row without months is per dispute. ``*`` in a row's name stands for the deaths of the last year.
    """
    if not outcome.reference:
        return None
    rows = [reference_rate(name.replace("*", _bin(last_year))) for name in outcome.reference]
    if len(rows) > 1:
        return float(within(months, *rows))
    row = rows[0]
    return float(row.rate if row.months is None else over(row.rate, months * 12 / row.months))


def _bin(deaths: float) -> str:
    return next((name for edge, name in BINS if deaths <= edge), "1000-up")
