"""Routes are cut by coercion and opened by what ends it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds import generic
from tests.worlds.mechanisms.stage import shared, stage
from tests.worlds.scene import law, solve

from detente.verification.rivalry import ALONE, ALPHA
from detente.worlds.kernel.history import Record
from detente.worlds.mechanisms import routes
from detente.worlds.setup import COERCE

ROUTE: dict[str, Any] = {"route_through": (-1, -1, 0)}
COERCIVE = {"cost_blockade": 0.0, "gain_blockade": 0.6, "cost_limited": 3.0, "cost_offensive": 3.0, "agreement": 0.0}


def run(**world: float) -> Record:
    return generic.run(generic.setup(months=24, **ROUTE), generic.worlds(200, **(COERCIVE | world)))


def test_coercion_cuts_the_route_where_it_runs_through_what_the_other_side_holds() -> None:
    coerced = (r := run(lift=0.0)).action[:, :, 0] == COERCE
    assert coerced.any()
    assert np.array_equal(r.closed[:, :, 2] == 1, np.logical_or.accumulate(coerced, axis=1))
    elsewhere = generic.run(generic.setup(months=24), generic.worlds(200, cost_coerce=0.0, gain_coerce=0.6))
    assert (elsewhere.action[:, :, 0] == COERCE).any()
    assert not elsewhere.closed.any()


def test_a_blockade_is_lifted_in_time() -> None:
    w = generic.worlds(2000, closed=(0, 0, 1), lift=0.25)
    r = generic.run(generic.setup(months=12, on_crisis=0, on_talks=0, **ROUTE), w)
    assert abs(r.closed[:, 0, 2].mean() - 0.75) < 0.04
    assert abs(r.closed[:, 11, 2].mean() - 0.75**12) < 0.02


@pytest.mark.parametrize(("through", "coercer", "closed"), [(0, 0, 1), (2, 0, 0), (2, 2, 1), (0, 2, 0), (1, 0, 0)])
def test_a_road_is_cut_by_whom_it_runs_through_alone(through: int, coercer: int, closed: int) -> None:
    """Beta's march is coerced by alpha or by patron A; its road runs through the land of one of the three."""
    d = 0 if coercer == ALPHA else 2
    state = {"coerced": (0, 0, 1), "action": [COERCE * (e == d) for e in range(4)], "objective": (2, -1, 2, -1)}
    there = shared(state | {"holder": (through, 1, 1)}, ROUTE, lift=0.0)
    there.act(routes.open_and_close, there.now())
    assert there.s.closed[2] == closed


@law
@given(st.floats(0.2, 0.6), st.floats(0.1, 0.35))
def test_switched_off_a_road_is_as_good_as_none(cost: float, gain: float) -> None:
    """Coercion is worth what it is worth where there is no road to cut: else it would be repeated, and cut nothing."""

    def choice(**changes: Any) -> Any:
        w = generic.worlds(1, **(ALONE | {"cost_blockade": cost, "gain_blockade": gain}))[0]
        return solve(generic.setup(**changes), w).choice

    assert np.array_equal(choice(on_routes=0, **ROUTE), choice(on_routes=0))
    assert choice(**ROUTE)[1] > choice()[1]


def test_an_agreement_opens_the_roads_of_its_own_rivalry() -> None:
    for signed, closed in (((1, 0), 0), ((0, 1), 1)):
        there = stage({"signed": signed, "closed": (0, 0, 1)}, shape={"rivalries": 2, "dyads": 4} | ROUTE, lift=0.0)
        there.setup.challenger[2:4], there.setup.target[2:4], there.setup.rivalry[2:4] = (2, 1), (1, 2), 1
        there.act(routes.open_and_close, there.now())
        assert there.s.closed[2] == closed  # beta's road runs through alpha's land; the second rivalry is patron A's


def test_a_cut_road_is_open_again_once_its_own_side_holds_what_it_runs_through() -> None:
    for through, closed in ((0, 1), (1, 0)):
        there = stage({"closed": (0, 0, 1), "holder": (through, 1, 1)}, shape=ROUTE, lift=0.0)
        there.act(routes.open_and_close, there.now())
        assert there.s.closed[2] == closed
