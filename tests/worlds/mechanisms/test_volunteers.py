"""Irregular fighters come and go with the fighting, strengthen a side and cost it favour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds.mechanisms.stage import Stage, stage
from tests.worlds.scene import defended, law, scene

from detente.verification.rivalry import ALPHA, BETA, MARCH, PATRON_A
from detente.worlds.mechanisms import balance, influence, volunteers
from detente.worlds.setup import FIGHT, PEACE, WAR

share = st.floats(0.001, 1)


def months(phases: list[int], most: float, start: float = 0.0, off: str = "") -> list[float]:
    """Alpha's irregulars after each month of those phases."""
    there, found = stage({"irregulars": (start,)}, off=off, irregulars=(most,)), []
    for phase in phases:
        there.s.phase[0] = phase
        there.act(volunteers.enlist)
        found.append(float(there.s.irregulars[ALPHA]))
    return found


@law
@given(share, st.lists(st.sampled_from([PEACE, FIGHT, WAR]), min_size=1, max_size=30))
def test_there_are_never_more_than_would_come(most: float, phases: list[int]) -> None:
    here = 0.0
    for phase, after in zip(phases, months(phases, most), strict=True):
        assert 0.0 <= after <= most
        assert after > here or phase == PEACE or after == pytest.approx(most)
        assert after < here or phase != PEACE or after == here == 0.0
        here = after


def test_a_long_war_brings_all_and_a_long_peace_leaves_none() -> None:
    assert months([WAR] * 24, 0.2)[-1] == pytest.approx(0.2, abs=1e-4)
    assert months([PEACE] * 24, 0.2, 0.2)[-1] == pytest.approx(0.0, abs=1e-3)
    assert months([WAR], 0.2) == [pytest.approx(0.4 * 0.2)]
    assert months([PEACE], 0.2, 0.2) == [pytest.approx(0.7 * 0.2)]


def test_switched_off_or_where_nobody_would_come_nobody_does() -> None:
    assert months([WAR] * 3, 0.0) == [0.0] * 3 == months([WAR] * 3, 0.2, off="volunteers")


@pytest.mark.parametrize(
    ("ended", "resisted", "come"), [(FIGHT, 1, True), (FIGHT, 0, False), (WAR, 0, True), (PEACE, 0, False)]
)
def test_they_come_to_a_fight_of_one_month_and_to_none_that_was_not_fought(
    ended: int, resisted: int, come: bool
) -> None:
    """Whatever ended this month is peace by the time that they come; an attack may have been conceded."""
    there = stage({"ended": (ended,), "attacker": (ALPHA,), "resisted": (resisted,)}, irregulars=0.2)
    there.act(volunteers.enlist)
    assert (there.s.irregulars[:2] > 0.0).tolist() == [come, come]


def test_they_come_to_the_sides_that_fight_alone() -> None:
    there = stage({"phase": (WAR,)}, irregulars=0.2)
    there.act(volunteers.enlist)
    assert (there.s.irregulars[:4] > 0).tolist() == [True, True, False, False]


@given(share)
def test_they_add_their_share_to_what_a_side_can_bring(irregulars: float) -> None:
    def usable(there: Stage) -> float:
        return float(balance.usable(there.s, there.w, ALPHA, MARCH))

    assert usable(stage({"irregulars": (irregulars,)})) == pytest.approx((1.0 + irregulars) * usable(stage()))


@law
@given(share, share)
def test_an_attacker_who_uses_them_has_more_to_fear_from_outside(irregulars: float, price: float) -> None:
    with_, without = (stage({"irregulars": (i,)}, b_irregulars=price) for i in (irregulars, 0.0))
    fear = [float(there.act(influence.outside_restraint, ALPHA)) for there in (with_, without)]
    assert fear[0] - fear[1] == pytest.approx(price * irregulars)
    assert with_.act(influence.outside_restraint, BETA) == without.act(influence.outside_restraint, BETA)
    silent = stage({"irregulars": (irregulars,)}, off="volunteers", b_irregulars=price)
    assert silent.act(influence.outside_restraint, ALPHA) == pytest.approx(fear[1])


def test_outsiders_fight_as_they_are() -> None:
    """A patron's contingent is its strength: irregulars are the sides' own."""
    joined = [scene(irregulars=(0, 0, i)).join(3) for i in (0.0, 0.5)]
    assert joined[0] == joined[1]
    assert defended().s.irregulars[PATRON_A] == 0.0
