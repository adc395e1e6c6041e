"""Routes are cut by coercion and opened by what ends it."""

from __future__ import annotations

from typing import Any

import numpy as np
from tests.worlds import generic
from tests.worlds.mechanisms.stage import stage

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


def test_an_agreement_opens_the_roads_of_its_own_rivalry() -> None:
    for signed, closed in (((1, 0), 0), ((0, 1), 1)):
        there = stage({"signed": signed, "closed": (0, 0, 1)}, shape={"rivalries": 2, "dyads": 4} | ROUTE, lift=0.0)
        there.setup.challenger[2:4], there.setup.target[2:4], there.setup.rivalry[2:4] = (2, 1), (1, 2), 1
        there.act(routes.open_and_close, there.now())
        assert there.s.closed[2] == closed  # beta's road runs through alpha's land; the second rivalry is patron A's
