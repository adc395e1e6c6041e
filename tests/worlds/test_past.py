"""The record of deaths: what is known of each month, and which months a rivalry is judged by."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from tests.claims.making import make

from detente.beliefs.pool import reading
from detente.claims.model import Bound, Modality, Value
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


def toll(number: float, slot: str = "mill_border.deaths[month=2021-03]", **fields: Any) -> Any:
    """A claim on deaths in March 2021."""
    fields = {"known_from": date(2021, 4, 20), "event_time": (date(2021, 3, 4), date(2021, 3, 5))} | fields
    return make(slot=slot, kind="measure", value=Value("point", number, number, unit="persons"), **fields)


def last_year(*claims: Any) -> float:
    """Deaths of the year before June 2021 by these claims, in whatever order they stand."""
    found = set()
    for order in permutations(claims):
        groups: dict[str, tuple[Any, ...]] = {}
        for claim in order:
            groups[claim.slot] = (*groups.get(claim.slot, ()), claim)
        found.add(past(groups, "mill_border", date(2021, 6, 10)).last_year)
    assert len(found) == 1
    return found.pop()


def test_a_sides_own_losses_by_month_count_only_where_nobody_gives_a_total() -> None:
    total = toll(10.0)
    own = [
        toll(n, f"mill_border.deaths[month=2021-03,own={side}]") for n, side in ((4.0, "northland"), (3.0, "southland"))
    ]
    enemys = toll(500.0, "mill_border.deaths[month=2021-03,enemy_of=northland]")
    assert last_year(total, *own, enemys) == 10.0
    assert last_year(*own, enemys) == 7.0
    assert last_year(enemys) == 0.0


@pytest.mark.parametrize("slot", ["mill_border.deaths[month=2021-03]", "flood_march.deaths"])
def test_repeating_a_toll_changes_nothing(slot: str) -> None:
    one, other = toll(100.0, slot, origin="a"), toll(10.0, slot, origin="b")
    again = toll(10.0, slot, origin="b", citation="another page")
    assert last_year(one, other) == last_year(one, other, again) == 100.0


def test_of_totals_known_on_one_day_the_middle_counts_in_whatever_order_they_stand() -> None:
    assert last_year(toll(0.0, origin="a"), toll(60.0, origin="b"), toll(7.0, origin="c")) == 7.0


@pytest.mark.parametrize(
    ("modality", "counts"),
    [
        (Modality("possible"), False),
        (Modality("graded", phrase="unlikely"), False),
        (Modality("graded", phrase="likely"), True),
        (Modality("reported"), True),
    ],
)
@pytest.mark.parametrize("slot", ["mill_border.deaths[month=2021-03]", "flood_march.deaths"])
def test_a_toll_that_is_less_than_likely_doesnt_count(modality: Modality, counts: bool, slot: str) -> None:
    assert last_year(toll(900.0, slot, modality=modality)) == (900.0 if counts else 0.0)
