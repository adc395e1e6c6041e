"""What holding still says of costs: nothing where nobody was at rest, and as much as its probability otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds.conftest import Real
from tests.worlds.scene import law
from tests.worlds.test_past import of

from detente.beliefs.draws import Assumed, Terms, believe
from detente.beliefs.some import some
from detente.verification import rivalry
from detente.worlds.fill import Filler
from detente.worlds.kernel.game import Game
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.missing import missing
from detente.worlds.past import Past
from detente.worlds.state import State
from detente.worlds.stillness import LONGEST, TRIES, VIOLENT, months_at_rest, settle_costs

DAY = date(2019, 6, 15)  # three years after a month with 25 deaths
READY = {"b_outside": 0.0, "b_truce": 0.0, "lam": 6.0}  # sides that often attack


@pytest.mark.parametrize(
    ("past", "ages"),
    [
        (of({}), range(LONGEST)),
        (of({0: VIOLENT}), ()),
        (of({5: VIOLENT}), range(5)),
        (of({5: VIOLENT - 1}), range(LONGEST)),
        (of({5: VIOLENT, 9: VIOLENT}), range(5)),
        (of({LONGEST: VIOLENT}), range(LONGEST)),
        (of({}, published=0), ()),
        (of({}, since=2), range(2, LONGEST)),  # nobody knows yet of the last two
        (of({5: VIOLENT}, since=2), range(2, 5)),
    ],
)
def test_months_at_rest_are_those_known_since_a_violent_one(past: Past, ages: Iterable[int]) -> None:
    assert np.flatnonzero(months_at_rest(past)).tolist() == list(ages)


def settled(count: int, rest: int, seed: int = 1, numbers: Any = None, **changes: Any) -> tuple[Any, Any, Any]:
    """Like worlds before and after, and how far the costs of their two sides depart from their class."""
    before = rivalry.worlds(count, s_cost=0.7, **READY | changes)
    after, setup = before.copy(), rivalry.setup(12, seed)
    normals = np.random.default_rng(5).normal(size=(count, 2))
    numbers = np.arange(count) if numbers is None else numbers
    settle_costs(setup, after, numbers, newest(rest), normals, records(State, 1)[0], records(Game, 1)[0])
    return before, after, normals


def newest(months: int) -> Any:
    """One rivalry at rest in so many months before the as-of day."""
    return (np.arange(LONGEST) < months).astype(np.int64)[None]


def test_without_rest_costs_are_those_of_the_class() -> None:
    _, after, normals = settled(50, 0)
    assert normals.tobytes() == np.random.default_rng(5).normal(size=(50, 2)).tobytes()
    assert after.cost_effect[:, :2] == pytest.approx(np.exp(0.7 * normals), rel=1e-12)


def test_rest_touches_nothing_but_the_costs_of_those_who_would_have_attacked() -> None:
    before, after, normals = settled(400, 12)
    drawn = np.random.default_rng(5).normal(size=(400, 2))
    anew = normals != drawn
    assert 0.05 < anew.mean() < 0.9
    assert normals[anew].mean() > drawn[anew].mean() + 0.5
    assert after.cost_effect[:, :2] == pytest.approx(np.exp(0.7 * normals), rel=1e-12)
    after.cost_effect[:] = before.cost_effect
    assert after.tobytes() == before.tobytes()


def test_longer_rest_says_more() -> None:
    means = [settled(1000, rest)[2].mean() for rest in (0, 1, 4, 12)]
    assert means == sorted(means)
    assert means[-1] > means[0] + 0.1


def test_costs_are_weighed_by_the_probability_of_the_rest_they_would_have_let_be() -> None:
    """Rejection gives each cost the weight of its chance: against weights found by trying fixed costs often."""
    grid = np.linspace(-4.0, 4.0, 65)
    held = np.empty(grid.size)
    for n, z in enumerate(grid):
        worlds, normals = rivalry.worlds(600, s_cost=0.7, **READY), np.full((600, 2), z)
        settle_costs(
            rivalry.setup(12, 9), worlds, np.arange(600), newest(12), normals, records(State, 1)[0],
            records(Game, 1)[0],
        )  # fmt: skip
        held[n] = (normals[:, 0] == z).mean()  # not drawn anew
    prior = np.exp(-0.5 * grid**2)
    mean = (grid * prior * held).sum() / (prior * held).sum()
    spread = np.sqrt(((grid - mean) ** 2 * prior * held).sum() / (prior * held).sum())
    found = settled(4000, 12)[2][:, 0]
    assert found.mean() == pytest.approx(mean, abs=4.0 * spread / np.sqrt(4000) + 0.02)
    assert found.std() == pytest.approx(spread, rel=0.1)


def test_what_does_not_show_says_nothing() -> None:
    """Limited attacks in which nobody dies, and that nobody concedes, leave the record as it is."""
    quiet: dict[str, Any] = {"cost_offensive": 50.0, "cost_limited": 0.1, "growth": 0.0, "home_risk": 50.0}
    drawn = np.random.default_rng(5).normal(size=(200, 2))
    for deaths, shows in ((-20.0, False), (12.0, True)):
        _, _, normals = settled(200, 12, deaths_limited=deaths, sd_limited=0.1, **quiet)
        assert bool((normals != drawn).any()) == shows


def test_months_before_are_replayed_alike_whatever_others_are_known() -> None:
    """Luck is keyed by the month: who is redrawn for the newest four is redrawn for all twelve."""
    drawn = np.random.default_rng(5).normal(size=(500, 2))
    few, all_of_them = (settled(500, rest)[2] != drawn for rest in (4, 12))
    assert few.any()
    assert (all_of_them[few]).all()


def test_a_side_that_can_enter_nothing_says_nothing_by_holding_still() -> None:
    _, _, normals = settled(100, 12, holder=[rivalry.ALPHA] * 3)
    drawn = np.random.default_rng(5).normal(size=(100, 2))
    assert normals[:, 0].tobytes() == drawn[:, 0].tobytes()  # alpha holds all there is


def test_a_side_that_attacks_at_any_cost_keeps_the_highest_tried() -> None:
    _, after, normals = settled(20, 12, b_recent=30.0, memory=5.0)
    drawn = np.random.default_rng(5).normal(size=(20, 2))
    assert (normals >= drawn).all()
    assert normals[:, 0].min() > 1.0  # the highest of fifty; beta holds what they contest, and can attack nothing
    assert (normals[:, 1] == drawn[:, 1]).all()
    assert after.cost_effect[:, :2] == pytest.approx(np.exp(0.7 * normals), rel=1e-12)
    assert TRIES == 50


def test_compiled_and_plain_settle_alike() -> None:
    compiled = settled(12, 12)
    before, setup = compiled[0], rivalry.setup(12, 1)
    worlds, normals = before.copy(), np.random.default_rng(5).normal(size=(12, 2))
    plain(settle_costs)(setup, worlds, np.arange(12), newest(12), normals, records(State, 1)[0], records(Game, 1)[0])
    assert normals.tobytes() == compiled[2].tobytes()
    assert worlds.tobytes() == compiled[1].tobytes()


@law
@given(st.lists(st.integers(0, 59), min_size=1, max_size=10, unique=True).map(sorted))
def test_a_draw_settles_alike_in_any_company(real: Real, part: list[int]) -> None:
    beliefs = believe(real.case.grounds, Terms(DAY, 3, 60))
    whole = Filler(real.case, beliefs)
    whole.fill()
    apart = Filler(real.case, some(beliefs, np.array(part)))
    apart.fill()
    assert apart.worlds.tobytes() == whole.worlds[part].tobytes()
    assert all(apart.normals[name].tobytes() == whole.normals[name][part].tobytes() for name in whole.normals)


def test_worlds_differ_from_their_class_where_a_case_was_at_rest_and_nowhere_else(real: Real) -> None:
    for day, rests in ((DAY, True), (date(2020, 11, 11), False)):
        filler = Filler(real.case, believe(real.case.grounds, Terms(day, 3, 300)))
        filler.fill()
        drawn = [filler.beliefs.normal(name) for name in filler.normals]
        anew = [bool((drawn[d] != normal).any()) for d, normal in enumerate(filler.normals.values())]
        assert (bool(filler.rest.any()), any(anew)) == (rests, rests)


SUPPOSED = (Assumed("russia.attention", 0.9, 1.0), Assumed("armenia.unrest", 0.0, 0.0))


@pytest.fixture(scope="module")
def filled(real: Real) -> Filler:
    """The case after years of rest, 200 worlds."""
    filler = Filler(real.case, believe(real.case.grounds, Terms(DAY, 3, 200)))
    filler.fill()
    return filler


def test_other_beliefs_settle_as_if_filled_anew(filled: Filler) -> None:
    beliefs, touched = filled.beliefs, frozenset(each.slot for each in SUPPOSED)
    for others, slots in (
        (beliefs.assuming(SUPPOSED), touched),
        (beliefs.without("ucdp-deaths"), beliefs.touched_by("ucdp-deaths")),  # who knows of no rest says nothing of it
    ):
        assert filled.refill(others, slots).tobytes() == Filler(filled.case, others).fill().tobytes()


def test_what_is_assumed_says_nothing_of_costs(filled: Filler) -> None:
    others = Filler(filled.case, filled.beliefs.assuming(SUPPOSED))
    worlds = others.fill()
    assert (worlds.attention != filled.worlds.attention).any()
    assert worlds.cost_effect.tobytes() == filled.worlds.cost_effect.tobytes()
    assert all((others.normals[name] == normal).all() for name, normal in filled.normals.items())


def test_what_is_believed_beneath_an_assumption_still_says_something(filled: Filler) -> None:
    """Striking out a source that an assumption hides is the same as never having had it."""
    assumed = filled.beliefs.assuming(SUPPOSED)
    filler = Filler(filled.case, assumed)
    filler.fill()
    for source in ("ucdp-deaths", "detente"):
        without = assumed.without(source)
        anew = Filler(filled.case, without).fill()
        assert filler.refill(without, assumed.touched_by(source)).tobytes() == anew.tobytes()


def test_where_an_assumption_alone_keeps_a_model_whole_its_worlds_have_to_say_what_costs_are(filled: Filler) -> None:
    source = "worldbank-gdp"
    needed = [fault.path for fault in missing(filled.case, filled.beliefs.without(source))]
    assert needed
    gdp = tuple(Assumed(slot, 20.0, 20.0) for slot in needed if slot)
    assumed = filled.beliefs.assuming((*gdp, *SUPPOSED))
    filler = Filler(filled.case, assumed)
    filler.fill()
    without = assumed.without(source)
    anew = Filler(filled.case, without).fill()
    assert filler.refill(without, assumed.touched_by(source)).tobytes() == anew.tobytes()
