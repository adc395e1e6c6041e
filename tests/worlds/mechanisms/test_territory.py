"""Places change hands by conquest alone, and polities end with them."""

from __future__ import annotations

import numpy as np
from tests.worlds import generic

from detente.worlds.setup import OFFENSIVE


def test_a_place_changes_hands_only_in_a_war_or_an_offensive_and_its_polity_ends() -> None:
    w = generic.varied(500, cost_offensive=0.3, cost_limited=0.4, growth=0.3)
    r = generic.run(generic.setup(months=24, polity=(0, 0, 1)), w)
    held = np.concatenate([np.ones((500, 1), np.int8), r.holder[:, :, 2]], axis=1)  # beta's at first
    changed = np.diff(held, axis=1) != 0
    at_war = np.concatenate([np.zeros((500, 1), bool), r.phase[:, :-1, 0] == 2], axis=1)
    assert changed.any()
    assert not (changed & ~(at_war | (r.action == OFFENSIVE).any(2))).any()
    assert np.array_equal(r.alive[:, :, 2] == 0, np.logical_or.accumulate(changed, axis=1))
    assert not (np.diff(r.holder[:, :, :2], axis=1)).any()
