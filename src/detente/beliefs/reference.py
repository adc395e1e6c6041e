"""Base rates that outcomes are compared with: how often, among how many, and who counted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from detente.beliefs.tablefile import read_table
from detente.errors import Fault, UsageError
from detente.numerics.portable import exp_, log_
from detente.units import Probability


@dataclass(frozen=True, slots=True)
class ReferenceRate:
    """``k`` of ``n`` units that met ``condition`` saw ``event`` within ``months``: one row of a table.

    ``months`` is None where the rate is per dispute or crisis, whatever it lasts. ``lo`` and ``hi`` bound
    the rate at 95 %; ``interval`` says how. ``unit`` is what n counts, ``population`` which of them,
    ``definition`` what the event means, ``file`` the table the row was taken from.
    """

    id: str
    file: str
    condition: str
    event: str
    k: int
    n: int
    rate: Probability
    lo: Probability
    hi: Probability
    months: int | None
    unit: str
    population: str
    definition: str
    source: str
    licence: str
    interval: str


def reference_rate(id_: str) -> ReferenceRate:
    """Return the rate called ``id_``.

    Raises:
        UsageError: no such rate; the remedy lists those of the same group.
    """
    rates = reference_rates()
    if id_ in rates:
        return rates[id_]
    group = id_.partition(".")[0] + "."
    near = [known for known in rates if known.startswith(group)]
    groups = sorted({known.partition(".")[0] + ".*" for known in rates})
    known = f"Known: {', '.join(near or groups)}"
    raise UsageError(Fault(f"there is no reference rate {id_!r}", known, value=id_))


@cache
def reference_rates() -> dict[str, ReferenceRate]:
    """Return every reference rate by id, in the order of the table. Shared: don't change it."""
    groups = {row["group"]: row for row in read_table("reference_groups.csv")}
    return {row["id"]: _rate(row, groups[row["group"]]) for row in read_table("reference_rates.csv")}


def over(rate_per_year: Probability, months: float) -> Probability:
    """Return the chance within ``months`` of what happens with chance ``rate_per_year`` in a year.

    1 - (1 - r)^(months / 12): the hazard is taken as constant.

    Raises:
        UsageError: a rate outside [0, 1] or negative months.
    """
    if not 0.0 <= rate_per_year <= 1.0:
        raise UsageError(Fault("a rate must lie between 0 and 1", "Pass a share a year", value=str(rate_per_year)))
    _refuse_negative(months)
    if months == 0:
        return 0.0
    return 1.0 - exp_(months / 12.0 * log_(1.0 - rate_per_year))


def within(months: float, *rates: ReferenceRate) -> Probability:
    """Return the chance within ``months``, between the horizons of one event's ``rates``.

    The cumulative hazard -ln(1 - rate) runs straight from 0 to the first horizon and on from each to the
    next. Where the horizons watched different units (restarts), this mixes them; it is a reading aid, not
    an estimate.

    Raises:
        UsageError: no rates, rates without a horizon or of different conditions, or ``months`` negative or
        beyond the longest horizon.
    """
    _refuse_negative(months)
    _refuse_mixed(rates)
    done, hazard = 0.0, 0.0
    for horizon, rate in sorted((float(rate.months or 0), rate.rate) for rate in rates):
        reached = -log_(1.0 - rate)
        if months <= horizon:
            share = (months - done) / (horizon - done)
            return 1.0 - exp_(-(hazard + (reached - hazard) * share))
        done, hazard = horizon, reached
    reason = f"{months} months lie beyond the longest horizon, {done:.0f}"
    raise UsageError(Fault(reason, "Ask for a shorter span; nothing was counted beyond", value=str(months)))


def _refuse_negative(months: float) -> None:
    if not months >= 0:
        raise UsageError(Fault("months must not be negative", "Pass a span from 0 up", value=str(months)))


def _refuse_mixed(rates: tuple[ReferenceRate, ...]) -> None:
    """Refuse rates that are not the same event at different horizons."""
    # The event's wording names its horizon; the id without its horizon is the same for one event.
    events = {_without_horizon(rate.id) for rate in rates}
    horizons = {rate.months for rate in rates}
    if len(events) != 1 or None in horizons or len(horizons) != len(rates):
        remedy = "Pass rates whose ids differ in the horizon only, such as restart.interstate.2y and .5y"
        given = ", ".join(rate.id for rate in rates)
        raise UsageError(Fault("these rates are not one event at several horizons", remedy, value=given))


def _without_horizon(id_: str) -> str:
    """Return an id without its part that says 12m or 5y."""
    return ".".join(part for part in id_.split(".") if not (part[:-1].isdecimal() and part[-1] in "my"))


def _rate(row: dict[str, str], group: dict[str, str]) -> ReferenceRate:
    """Join a row with what its group shares."""
    return ReferenceRate(
        id=row["id"],
        file=row["file"],
        condition=row["condition"],
        event=row["event"],
        k=int(row["k"]),
        n=int(row["n"]),
        rate=float(row["rate"]),
        lo=float(row["lo"]),
        hi=float(row["hi"]),
        months=int(row["months"]) if row["months"] else None,
        unit=group["unit"],
        population=group["population"],
        definition=group["definition"],
        source=group["source"],
        licence=group["licence"],
        interval=group["interval"],
    )
