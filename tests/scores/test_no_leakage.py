"""What came later moves no earlier forecast, by not one bit; the same thing known earlier does, so this can fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.scores.conftest import FEW, moved, plant

from detente.cases.model import Case
from detente.claims.model import Claim, Value
from detente.scores.hindcast import Seen, forecast, hindcast, is_late, lived, own_seed, without_late
from detente.scores.plan import Plan, last_day, month_index
from detente.scores.record import read_reports
from detente.scores.table import columns

DAY = month_index("2019-06")
NEXT = date(2019, 7, 1)
LAST = date(2019, 6, 30)
TARGETS = ((25, 6), (100, 24))

Said = tuple[bytes, list[float]]


def beside(case: Case, plan: Plan) -> Said:
    """Everything that is said of the day: the engine's histories, its numbers and the simple rules'."""
    seen = {day: forecast(case, day, FEW) for day in (DAY - 12, DAY)}
    found = columns(seen, {}, read_reports(case, plan), [DAY - 12, DAY], TARGETS)
    deaths, worlds = lived(case, LAST, 24, FEW)
    bits = deaths.tobytes() + worlds.tobytes()
    return bits, [float(p[-1]) for column in found.values() for _, p in sorted(column.p.items())]


@pytest.fixture(scope="module")
def before(shown: Case, plan: Plan) -> Said:
    return beside(shown, plan)


def a_fact(case: Case) -> Claim:
    """The public record's fact that the core of the conflict has changed hands."""
    return next(
        c for c in case.claims if c.slot == "nagorno_karabakh.holder" and c.event_time and c.event_time[0].year == 2023
    )


def a_month(case: Case, month: str) -> Claim:
    return next(c for c in case.claims if f"territory=azerbaijan,month={month}" in c.slot)


def an_analysis(case: Case) -> Claim:
    """Somebody's judgement that the ceasefire of the time is worth nothing."""
    source = next(s for s in case.sources.values() if s.kind == "analysis")
    firm = next(c for c in case.claims if c.slot == "ceasefire_1994.firmness")
    return replace(firm, source=source.id, origin="planted", event_time=None, credibility=1)


PLANTED: dict[str, Callable[[Case, date], Claim]] = {
    "a fact": lambda case, day: moved(a_fact(case), day, event_time=(date(2019, 6, 1), date(2019, 6, 1))),
    "a source": lambda case, day: moved(an_analysis(case), day),
    "a revised month": lambda case, day: moved(
        a_month(case, "2019-03"), day, value=Value("point", 5000.0, 5000.0, unit="persons")
    ),
}


@pytest.mark.parametrize("what", ["a fact", "a source", "a revised month"])
def test_known_a_day_too_late_it_moves_nothing(what: str, shown: Case, plan: Plan, before: Said) -> None:
    assert beside(plant(shown, PLANTED[what](shown, NEXT)), plan) == before


@pytest.mark.parametrize("what", ["a fact", "a revised month"])
def test_known_on_the_day_it_moves_something(what: str, shown: Case, plan: Plan, before: Said) -> None:
    assert beside(plant(shown, PLANTED[what](shown, LAST)), plan) != before


def test_later_months_move_nothing(shown: Case, plan: Plan, before: Said) -> None:
    later = [c for c in shown.claims if ".deaths[territory" in c.slot and c.known_from > LAST]
    assert len(later) > 100
    dead = Value("point", 9999.0, 9999.0, unit="persons")
    raised = tuple(replace(c, value=dead) if c in later else c for c in shown.claims)
    cut = tuple(c for c in shown.claims if c not in later)
    assert beside(replace(shown, claims=raised), plan) == before
    seen = {day: forecast(replace(shown, claims=cut), day, FEW) for day in (DAY - 12, DAY)}
    assert seen[DAY] == forecast(shown, DAY, FEW)


def test_the_month_that_is_not_out_yet_is_not_known(shown: Case, plan: Plan, before: Said) -> None:
    dead = Value("point", 9999.0, 9999.0, unit="persons")

    def with_dead(month: str) -> Case:
        return replace(
            shown, claims=tuple(replace(c, value=dead) if f"month={month}]" in c.slot else c for c in shown.claims)
        )

    assert beside(with_dead("2019-06"), plan) == before  # published on 20 July
    assert beside(with_dead("2019-05"), plan) != before


def test_everything_known_later_can_go(shown: Case, plan: Plan) -> None:
    kept = replace(shown, claims=tuple(c for c in shown.claims if c.known_from <= last_day(DAY)))
    assert len(kept.claims) < len(shown.claims) - 500
    assert forecast(kept, DAY, FEW) == forecast(shown, DAY, FEW)


def test_order_and_threads_move_nothing(shown: Case) -> None:
    days = [DAY - 24, DAY - 12, DAY]
    one = hindcast(shown, days, replace(FEW, workers=1))
    two = hindcast(shown, reversed(days), replace(FEW, workers=2))
    assert one == two == {day: forecast(shown, day, FEW) for day in days}
    assert isinstance(one[DAY], Seen)


def test_late_judgements_are_struck_out_and_facts_stay(shown: Case) -> None:
    until = date(2020, 7, 31)
    other = without_late(shown, until)
    assert other is not None
    gone = [c for c in shown.claims if is_late(c, shown, until)]
    assert len(other.claims) == len(shown.claims) - len(gone)
    assert {"poghosyan-2023", "statecraft-2020", "public-record"} <= {c.source for c in gone}
    assert all(c.known_from > until for c in gone)
    assert not any(c.source == "ucdp-deaths" for c in gone)
    assert a_fact(shown) in other.claims
    assert forecast(other, DAY, FEW) == forecast(shown, DAY, FEW)
    assert without_late(shown, None) is None


@pytest.mark.parametrize("seed", [1, 2**50, 2**63 - 1, -(2**63)])
def test_every_seed_has_a_seed_for_every_day(seed: int) -> None:
    days = [own_seed(seed, day) for day in range(24_000, 24_400)]
    assert len(set(days)) == len(days)
    assert all(-(2**63) <= each < 2**63 for each in days)
