"""The same seed gives the same bits, however the work is cut, ordered or kept company."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.worlds import generic

from detente.worlds.kernel.history import Record, live

DRAWS, LIVES = 100, 2


@pytest.fixture(scope="module")
def model() -> tuple[Any, Any]:
    return generic.setup(months=24, seed=7), generic.varied(DRAWS)


@pytest.fixture(scope="module")
def whole(model: tuple[Any, Any]) -> Record:
    return lived(model, list(range(DRAWS)))


def histories(draws: list[int]) -> list[int]:
    """Where the lives of ``draws`` stand in the whole run."""
    return [draw * LIVES + life for draw in draws for life in range(LIVES)]


def assert_same(part: Record, whole: Record, rows: list[int]) -> None:
    for name in Record._fields:
        assert np.array_equal(getattr(part, name), getattr(whole, name)[rows]), name


def lived(model: Any, draws: list[int]) -> Record:
    setup, worlds = model
    return live(setup, worlds, np.array(draws), LIVES)


@settings(deadline=None, max_examples=50)
@given(draws=st.lists(st.integers(0, DRAWS - 1), min_size=1, max_size=DRAWS))
def test_a_history_depends_on_its_draw_alone(draws: list[int], model: Any, whole: Record) -> None:
    assert_same(lived(model, draws), whole, histories(draws))


@pytest.mark.parametrize("size", [1, 7, 50, 99])
def test_chunks_join_to_the_whole(size: int, model: Any, whole: Record) -> None:
    for start in range(0, DRAWS, size):
        draws = list(range(start, min(start + size, DRAWS)))
        assert_same(lived(model, draws), whole, histories(draws))


def test_a_shorter_history_is_the_beginning_of_a_longer(model: Any, whole: Record) -> None:
    short = live(generic.setup(months=12, seed=7), model[1], np.arange(DRAWS), LIVES)
    for name in set(Record._fields) - {"standing"}:
        assert np.array_equal(getattr(short, name), getattr(whole, name)[:, :12]), name


def test_lives_of_a_world_and_seeds_differ(model: Any, whole: Record) -> None:
    assert not np.array_equal(whole.incidents[::2], whole.incidents[1::2])
    other = live(generic.setup(months=24, seed=8), model[1], np.arange(DRAWS), LIVES)
    assert not np.array_equal(other.incidents, whole.incidents)
