"""Places change hands by conquest alone, and polities end with them."""

from __future__ import annotations

import numpy as np
import pytest
from tests.worlds import generic

from detente.verification.rivalry import ALPHA, BETA, MARCH
from detente.worlds.setup import ANYBODYS, NOBODYS, OFFENSIVE


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


def fought_over(polity: int, months: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """Who holds the march, beta's at first, month by month from its beginning, and whether its polity lives."""
    w = generic.varied(800, cost_offensive=0.2, cost_limited=0.3, growth=0.5, terrain=1.0)
    setup = generic.setup(months=months, polity=(NOBODYS, NOBODYS, polity))
    r = generic.run(setup, w)
    return np.concatenate([np.full((800, 1), BETA), r.holder[:, :, MARCH]], axis=1), r.alive[:, :, MARCH]


def test_a_polity_whose_place_another_side_holds_does_not_live() -> None:
    held, lives = fought_over(ALPHA)
    assert (held == ALPHA).any()
    assert not lives.any()  # not even where its side takes the place


@pytest.mark.parametrize("polity", [BETA, ANYBODYS])
def test_a_polity_lives_until_its_place_is_lost_and_does_not_come_back(polity: int) -> None:
    held, lives = fought_over(polity)
    lost = np.logical_or.accumulate(held != BETA, axis=1)[:, 1:]
    assert lost.any() and ((held[:, 1:] == BETA) & lost).any()  # some lose it and take it back
    assert np.array_equal(lives == 0, lost)


def test_without_a_polity_nothing_lives() -> None:
    assert not fought_over(NOBODYS, 12)[1].any()
