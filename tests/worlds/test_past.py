"""The record of deaths: what is known of each month, and which months a rivalry is judged by."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from tests.claims.making import make

from detente.beliefs.pool import reading
from detente.claims.model import Bound, Value
from detente.names.catalogue import catalogue
from detente.worlds.past import LONG, VIOLENT, WATCHED, Past, past


def of(deaths: dict[int, float], published: int = LONG, since: int = 0) -> Past:
    """A past with deaths by age; totals are out from age ``since`` on, for ``published`` months."""
    numbers, out = np.zeros(LONG), np.zeros(LONG, bool)
    for age, n in deaths.items():
        numbers[age] = n
    out[since : since + published] = True
    return Past(numbers, out)


def test_months_not_yet_published_are_as_usual() -> None:
    deaths = dict.fromkeys(range(6, 66, 3), 4.0)
    assert of(deaths, since=6).everyday()[:6] == pytest.approx(np.full(6, 4 / 3))


def test_dated_event_speaks_for_its_unpublished_month() -> None:
    assert of({2: 17.0}, since=6).everyday()[2] == 17.0


def test_a_month_of_fighting_brings_incidents_as_usual_and_judges_nobody() -> None:
    past = of({3: VIOLENT, 5: 12.0})
    assert past.everyday()[3] == pytest.approx(12.0 / WATCHED)
    assert past.everyday()[5] == 12.0
    assert past.watched().tolist() == [age for age in range(WATCHED + 1) if age != 3]


def test_only_published_months_are_watched_the_newest_first() -> None:
    assert of({}, published=12, since=25).watched().tolist() == list(range(25, 37))
    assert of({}, published=0).watched().size == 0


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
