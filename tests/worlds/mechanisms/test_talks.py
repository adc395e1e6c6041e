"""Agreements: how often they come, and what they bring."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.worlds import generic

from detente.worlds.setup import DEFINITIVE

QUIET = {"on_crisis": 0, "on_border": 0}
ROUTE: dict[str, Any] = {"route_through": (-1, -1, 0)}  # the march lives by a road through alpha's land


def test_the_yearly_rate_is_agreement_at_an_even_outlook() -> None:
    for outlook, rate in ((0.5, 0.2), (0.25, 0.1), (0.0, 0.0)):
        r = generic.run(generic.setup(months=12, **QUIET), generic.worlds(6000, agreement=0.2, outlook=outlook))
        assert r.agreed[:, -1, 0].mean() == pytest.approx(1.0 - (1.0 - rate / 12) ** 12, abs=0.02)


def test_an_agreement_is_a_definitive_truce_and_opens_routes_whatever_truce_there_was() -> None:
    for truce in (0, DEFINITIVE):
        w = generic.worlds(500, agreement=0.9, closed=(0, 0, 1), lift=0.0, truce=truce)
        r = generic.run(generic.setup(months=12, **QUIET, **ROUTE), w)
        agreed = r.agreed[:, :, 0] == 1
        assert agreed.any() and not agreed.all()
        assert np.array_equal(r.closed[:, :, 2] == 0, agreed)
        assert (r.truce[:, :, 0][agreed] == DEFINITIVE).all()


def test_nobody_settles_while_they_fight() -> None:
    w = generic.varied(500, agreement=0.9, cost_offensive=0.4, cost_limited=0.4)
    r = generic.run(generic.setup(months=24), w)
    fresh = np.diff(r.agreed[:, :, 0], axis=1) == 1
    assert fresh.any()
    assert not (fresh & (r.phase[:, :-1, 0] > 0)).any()
