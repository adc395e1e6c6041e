"""The chain from positions to chances to prevail."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bargain.test_contests import drawn, seeds

from detente.bargain.spatial import outlook


@given(seeds, st.integers(1, 3))
def test_chances_of_different_positions_sum_to_one(seed: int, issues: int) -> None:
    found = outlook(*drawn(seed, issues=issues))
    assert found.chance.sum() == pytest.approx(1.0)
    assert found.risk.min() == pytest.approx(-0.5)
    assert found.risk.max() == pytest.approx(1.0)
    assert found.utility.diagonal() == pytest.approx(np.ones(6))


@given(seeds)
def test_the_order_of_actors_doesnt_count(seed: int) -> None:
    rows, order = drawn(seed), np.random.default_rng(seed).permutation(6)
    assert outlook(*(x[order] for x in rows)).chance == pytest.approx(outlook(*rows).chance[order])


def test_twins_have_the_chance_of_their_position() -> None:
    power, positions, salience = drawn(3)
    positions[4], salience[4] = positions[1], salience[1]
    found = outlook(power, positions, salience)
    assert found.chance[4] == found.chance[1]
    assert np.delete(found.chance, 4).sum() == pytest.approx(1.0)
