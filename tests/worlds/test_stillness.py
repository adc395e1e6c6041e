"""What holding still says of costs: nothing where nobody was at rest, and as much as its probability otherwise."""

from __future__ import annotations

import math
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
from detente.worlds.past import VIOLENT, Past
from detente.worlds.state import State
from detente.worlds.stillness import LONGEST, TRIES, departures, months_at_rest, settle_costs

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


def drawn(count: int, low: float = 0.0, high: float = 1.0) -> Any:
    """How much of their costs two sides of so many worlds are believed to bear."""
    return low + (high - low) * np.random.default_rng(5).random((count, 2))


def settle(
    worlds: Any, rest: int, tolerance: Any, seed: int = 1, low: float = 0.0, high: float = 1.0, by: Any = settle_costs
) -> Any:
    """Let it be drawn anew, between these ends, where it doesn't fit so many months of rest."""
    ends = (np.full(tolerance.shape, end) for end in (low, high))
    room = records(State, 1)[0], records(Game, 1)[0]
    by(rivalry.setup(12, seed), worlds, np.arange(len(worlds)), newest(rest), *ends, tolerance, *room)
    return tolerance


def settled(count: int, rest: int, low: float = 0.0, high: float = 1.0, **changes: Any) -> tuple[Any, Any, Any]:
    """Like worlds before and after, and how much of their costs their two sides bear."""
    before = rivalry.worlds(count, s_cost=0.7, **READY | changes)
    after = before.copy()
    return before, after, settle(after, rest, drawn(count, low, high), low=low, high=high)


def away(tolerance: Any) -> Any:
    """How far costs depart from their class where so much of them is borne."""
    return departures(tolerance.ravel()).reshape(tolerance.shape)


def costs(tolerance: Any) -> Any:
    """The multipliers of costs that go with how much of them is borne."""
    return pytest.approx(np.exp(0.7 * away(tolerance)), rel=1e-12)


def newest(months: int) -> Any:
    """One rivalry at rest in so many months before the as-of day."""
    return (np.arange(LONGEST) < months).astype(np.int64)[None]


def test_without_rest_costs_are_those_of_the_class() -> None:
    _, after, tolerance = settled(50, 0)
    assert tolerance.tobytes() == drawn(50).tobytes()
    assert after.cost_effect[:, :2] == costs(tolerance)


def test_rest_touches_nothing_but_the_costs_of_those_who_would_have_attacked() -> None:
    before, after, tolerance = settled(400, 12)
    anew = tolerance != drawn(400)
    assert 0.05 < anew.mean() < 0.9
    assert away(tolerance[anew]).mean() > away(drawn(400)[anew]).mean() + 0.5
    assert after.cost_effect[:, :2] == costs(tolerance)
    after.cost_effect[:] = before.cost_effect
    assert after.tobytes() == before.tobytes()


def test_longer_rest_says_more() -> None:
    means = [away(settled(1000, rest)[2]).mean() for rest in (0, 1, 4, 12)]
    assert means == sorted(means)
    assert means[-1] > means[0] + 0.1


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.33), (0.67, 1.0)])
def test_what_is_believed_of_a_side_is_drawn_anew_within_what_is_believed(low: float, high: float) -> None:
    found = settled(300, 12, low, high)[2]
    assert (found != drawn(300, low, high)).any()
    assert found.min() >= low
    assert found.max() <= high


def test_of_a_side_that_is_known_nothing_is_drawn_anew() -> None:
    worlds = rivalry.worlds(50, s_cost=0.7, **READY, b_recent=30.0, memory=5.0)
    found = settle(worlds, 12, np.full((50, 2), 0.4), low=0.4, high=0.4)
    assert (found == 0.4).all()
    assert worlds.cost_effect[:, :2] == costs(found)


def test_costs_are_weighed_by_the_probability_of_the_rest_they_would_have_let_be() -> None:
    """Rejection gives each cost the weight of its chance: against weights found by trying fixed costs often."""
    grid = np.linspace(-4.0, 4.0, 65)
    held = np.empty(grid.size)
    for n, z in enumerate(grid):
        share = 0.5 * (1.0 - math.erf(z / math.sqrt(2.0)))
        found = settle(rivalry.worlds(600, s_cost=0.7, **READY), 12, np.full((600, 2), share), seed=9)
        held[n] = (found[:, 0] == share).mean()  # not drawn anew
    prior = np.exp(-0.5 * grid**2)
    mean = (grid * prior * held).sum() / (prior * held).sum()
    spread = np.sqrt(((grid - mean) ** 2 * prior * held).sum() / (prior * held).sum())
    found = departures(settled(4000, 12)[2][:, 0])
    assert found.mean() == pytest.approx(mean, abs=4.0 * spread / np.sqrt(4000) + 0.02)
    assert found.std() == pytest.approx(spread, rel=0.1)


def test_what_does_not_show_says_nothing() -> None:
    """Limited attacks in which nobody dies, and that nobody concedes, leave the record as it is."""
    quiet: dict[str, Any] = {"cost_offensive": 50.0, "cost_limited": 0.1, "growth": 0.0, "home_risk": 50.0}
    for deaths, shows in ((-20.0, False), (12.0, True)):
        _, _, tolerance = settled(200, 12, deaths_limited=deaths, sd_limited=0.1, **quiet)
        assert bool((tolerance != drawn(200)).any()) == shows


def test_months_before_are_replayed_alike_whatever_others_are_known() -> None:
    """Luck is keyed by the month: who is redrawn for the newest four is redrawn for all twelve."""
    few, all_of_them = (settled(500, rest)[2] != drawn(500) for rest in (4, 12))
    assert few.any()
    assert (all_of_them[few]).all()


def test_the_months_of_rest_know_the_grievance_that_is_there() -> None:
    """Whoever held still though much spoke for acting must be held back by more."""
    calm, sore = (settled(400, 12, scars=scars, b_grievance=0.3)[2] for scars in (0.0, 5000.0))
    assert away(sore).mean() > away(calm).mean() + 0.1


def test_a_side_that_can_enter_nothing_says_nothing_by_holding_still() -> None:
    _, _, tolerance = settled(100, 12, holder=[rivalry.ALPHA] * 3)
    assert tolerance[:, 0].tobytes() == drawn(100)[:, 0].tobytes()  # alpha holds all there is


def test_a_side_that_attacks_at_any_cost_keeps_the_least_tried() -> None:
    _, after, tolerance = settled(20, 12, b_recent=30.0, memory=5.0)
    assert (tolerance <= drawn(20)).all()
    assert tolerance[:, 0].max() < 0.15  # the least of fifty; beta holds what they contest, and can attack nothing
    assert (tolerance[:, 1] == drawn(20)[:, 1]).all()
    assert after.cost_effect[:, :2] == costs(tolerance)
    assert TRIES == 50


def test_compiled_and_plain_settle_alike() -> None:
    compiled = settled(12, 12)
    worlds = compiled[0].copy()
    assert settle(worlds, 12, drawn(12), by=plain(settle_costs)).tobytes() == compiled[2].tobytes()
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
    assert all(apart.settled[slot].tobytes() == whole.settled[slot][part].tobytes() for slot in whole.settled)


def test_worlds_differ_from_their_class_where_a_case_was_at_rest_and_nowhere_else(real: Real) -> None:
    for day, rests in ((DAY, True), (date(2020, 11, 11), False)):
        filler = Filler(real.case, believe(real.case.grounds, Terms(day, 3, 300)))
        filler.fill()
        anew = [bool((filler.beliefs.draw(slot).numbers != held).any()) for slot, held in filler.settled.items()]
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
    assert all((others.settled[slot] == held).all() for slot, held in filled.settled.items())


def test_how_much_a_side_would_bear_may_be_assumed_and_rest_speaks_within_that(filled: Filler) -> None:
    slot = "azerbaijan.cost_tolerance[armenia]"
    others = filled.beliefs.assuming((Assumed(slot, 0.9, 1.0),))
    anew = Filler(filled.case, others)
    worlds = anew.fill()
    assert filled.refill(others, frozenset({slot})).tobytes() == worlds.tobytes()
    both = filled.beliefs.assuming((Assumed(slot, 0.9, 1.0), *SUPPOSED))
    touched = frozenset({slot, *(each.slot for each in SUPPOSED)})
    assert filled.refill(both, touched).tobytes() == Filler(filled.case, both).fill().tobytes()
    as_before = filled.beliefs.assuming((Assumed(slot, 0.0, 1.0),))
    if len(filled.beliefs.draw(slot).labels) == 1:  # nobody speaks of it: that is what is believed
        assert filled.refill(as_before, frozenset({slot})).tobytes() == filled.worlds.tobytes()
    for d, (each, held) in enumerate(anew.settled.items()):
        if each == slot:
            assert held.min() >= 0.9
            assert (worlds.cost_effect[:, d] < 1.0).all()
        else:
            assert worlds.cost_effect[:, d].tobytes() == filled.worlds.cost_effect[:, d].tobytes()


def test_striking_out_who_speaks_of_it_is_the_same_as_never_having_heard_it(real: Real) -> None:
    """Also in worlds that differ in nothing else, at rest and after violence."""
    for day in (date(2020, 7, 21), date(2020, 11, 20), date(2021, 12, 1)):
        beliefs = believe(real.case.grounds, Terms(day, 3, 300))
        filler = Filler(real.case, beliefs)
        filler.fill()
        without, touched = beliefs.without("ringler-2020"), beliefs.touched_by("ringler-2020")
        only = frozenset(slot for slot in touched if ".cost_tolerance[" in slot)
        assert only
        assert filler.refill(without, touched).tobytes() == Filler(real.case, without).fill().tobytes()
        heard = beliefs.anew(beliefs.terms, {s: c for s, c in beliefs.claims.items() if s not in only}, only)
        assert filler.refill(heard, only).tobytes() == Filler(real.case, heard).fill().tobytes()


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
