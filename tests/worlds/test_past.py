"""What the record of deaths says of a rivalry: its own rate, its memory, its scars."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.making import make

from detente.beliefs.pool import reading
from detente.claims.model import Bound, Value
from detente.names.catalogue import catalogue
from detente.worlds.past import LONG, WATCHED, Past, past

USUAL, SPREAD = np.array([0.01]), np.array([0.8])


def of(deaths: dict[int, float], published: int = LONG, since: int = 0) -> Past:
    """A past with deaths by age; totals are out from age ``since`` on, for ``published`` months."""
    numbers, out = np.zeros(LONG), np.zeros(LONG, bool)
    for age, n in deaths.items():
        numbers[age] = n
    out[since : since + published] = True
    return Past(numbers, out)


def test_unwatched_rivalry_is_like_its_class() -> None:
    mean, sd = of({}, published=0).own_rate(USUAL, SPREAD)
    assert mean == pytest.approx(0.0)
    assert sd == pytest.approx(SPREAD)


def test_quiet_record_lowers_the_rate_and_a_bloody_one_raises_it() -> None:
    quiet, _ = of({}).own_rate(USUAL, SPREAD)
    bloody, sd = of(dict.fromkeys(range(0, 60, 2), 2.0)).own_rate(USUAL, SPREAD)
    assert quiet < 0.0 < bloody
    assert sd < SPREAD


def test_much_seen_rate_approaches_what_was_seen() -> None:
    usual, spread = np.array([0.05]), np.array([2.0])
    mean, _ = of(dict.fromkeys(range(0, 60, 2), 1.0)).own_rate(usual, spread)
    seen = -np.log(31.0 / 61.0)  # incidents a month that leave half of the months without any
    assert usual * np.exp(mean) == pytest.approx(seen, rel=0.1)


@given(st.lists(st.booleans(), min_size=WATCHED, max_size=WATCHED), st.integers(0, WATCHED - 1))
def test_another_month_with_a_death_never_lowers_the_rate(died: list[bool], month: int) -> None:
    deaths = {age: 1.0 for age, one in enumerate(died) if one}
    before, _ = of(deaths).own_rate(USUAL, SPREAD)
    after, _ = of(deaths | {month: 1.0}).own_rate(USUAL, SPREAD)
    assert after >= before


def test_how_many_died_in_a_month_does_not_move_the_rate() -> None:
    assert of({3: 1.0}).own_rate(USUAL, SPREAD) == of({3: 400.0}).own_rate(USUAL, SPREAD)


def test_only_published_months_count_as_quiet() -> None:
    told, _ = of({30: 1.0}).own_rate(USUAL, SPREAD)
    untold, _ = of({30: 1.0}, published=12, since=25).own_rate(USUAL, SPREAD)
    assert untold > told


def test_months_not_yet_published_are_as_usual() -> None:
    deaths = dict.fromkeys(range(6, 66, 3), 4.0)
    incidents = of(deaths, since=6).incidents()
    assert incidents[:6] == pytest.approx(np.full(6, 1 / 3))


def test_dated_event_speaks_for_its_unpublished_month() -> None:
    assert of({2: 17.0}, since=6).incidents()[2] == 5.0


def test_a_revised_total_replaces_the_one_before() -> None:
    day = date(2021, 6, 10)
    first, revised = (
        make(slot="mill_border.deaths[month=2021-03]", kind="measure", value=Value("point", n, n, unit="persons"),
             known_from=known)
        for n, known in ((3.0, date(2021, 4, 20)), (300.0, date(2021, 5, 20)))
    )  # fmt: skip
    for group in ((first, revised), (revised, first)):
        assert past({first.slot: group}, "mill_border", day).last_year == 300.0


@pytest.mark.parametrize(
    ("bound", "number"), [("exact", 300.0), ("about", 300.0), ("at_least", 375.0), ("at_most", 250.0)]
)
@pytest.mark.parametrize(
    "slot", ["mill_border.deaths[month=2021-02]", "flood_march.deaths", "flood_march.deaths[own=northland]"]
)
def test_bounds_are_read_as_beliefs_read_them(slot: str, bound: Bound, number: float) -> None:
    claim = make(
        slot=slot, kind="measure", value=Value("point", 300.0, 300.0, bound=bound, unit="persons"),
        event_time=(date(2021, 2, 20), date(2021, 2, 21)), known_from=date(2021, 3, 20),
    )  # fmt: skip
    low, high, _ = reading(claim.value, catalogue()["deaths"])
    assert (
        past({slot: (claim,)}, "mill_border", date(2021, 6, 10)).last_year == number == pytest.approx((low + high) / 2)
    )


@given(st.floats(0.1, 0.95))
def test_memory_of_a_steady_past_is_its_rate(rho: float) -> None:
    steady = of(dict.fromkeys(range(LONG), 4.0))
    assert steady.memory(np.array([rho])) == pytest.approx(1.0 - rho**360)


def test_scars_halve_with_every_half_life() -> None:
    assert of({24: 100.0}).scars(np.array([24.0])) == pytest.approx(25.0)
