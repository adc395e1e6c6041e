"""The search finds levels that show the rates it was given, the same ones for the same seed, and says what it took."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reference.ensemble import shown, table
from detente.reference.fit import Effort, accepted, distance, fit, lived, misses, step, values
from detente.reference.targets import Target, fitted, held_out, levels

SMALL = Effort(first=30, sets=8, generations=3, rivalries=20, final=20)


def test_targets_are_told_apart() -> None:
    ids = [target.id for target in (*fitted(), *held_out())]
    assert len(set(ids)) == len(ids)
    assert len(held_out()) >= 6


def test_intervals_are_wilsons() -> None:
    low, high = Target("t", 31, 1359, "", "", "").interval
    assert (round(low, 4), round(high, 4)) == (0.0161, 0.0322)


def test_points_of_the_cube_are_levels_in_their_range() -> None:
    rng = np.random.default_rng(0)
    found = values(rng.random((50, len(levels()))))
    for name, level in levels().items():
        assert level.low <= found[name].min() <= found[name].max() <= level.high


def test_a_rate_as_in_the_record_is_no_miss() -> None:
    exact = {t.id: (t.rate * 1e6, 1e6) for t in (*fitted(), *held_out())}
    assert np.abs(misses(exact, fitted())).max() < 0.01
    assert accepted(exact)
    far = exact | {"war": (2e5, 1e6)}
    assert not accepted(far)
    assert distance(far) > distance(exact) + 50


def test_what_never_happened_is_far() -> None:
    empty = {t.id: (0.0, 0.0) for t in (*fitted(), *held_out())}
    assert not accepted(empty)
    assert distance(empty) == 100.0 * len(fitted())


@pytest.fixture(scope="module")
def found() -> tuple[list[float], list[float]]:
    told: list[str] = []
    result = fit(SMALL, 3, told.append)
    assert result.tried == SMALL.first + SMALL.sets * SMALL.generations
    assert told[-1].startswith("accepted")
    first, last = (float(told[i].split("median ")[1].split(";")[0]) for i in (0, -2))
    return [first], [last]


def test_the_search_comes_nearer(found: tuple[list[float], list[float]]) -> None:
    assert found[1][0] <= found[0][0] * 1.2


@given(st.integers(2, 40), st.integers(1, 30), st.integers(0, 99))
def test_a_step_stays_in_the_cube_and_needs_others_to_differ(count: int, size: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    moved = step(rng, rng.random((count, size)))
    assert ((moved >= 0.0) & (moved <= 1.0)).all()
    alike = np.full((count, size), 0.5)
    assert np.abs(step(rng, alike) - alike).max() < 0.1


def test_lives_are_keyed() -> None:
    point = values(np.full((2, len(levels())), 0.5))
    first, second = lived(point, 30, 5), lived(point, 30, 5)
    assert first == second
    assert first != lived(point, 30, 6)


def test_the_table_has_a_row_a_set_and_the_page_every_rate() -> None:
    point = values(np.random.default_rng(1).random((3, len(levels()))))
    rows = [line for line in table(point).splitlines() if not line.startswith("#")]
    assert len(rows) == 4
    assert rows[0].split(",") == ["set", *levels()]
    rates = lived(point, 30, 5)
    assert [row.target.id for row in shown(rates)] == [t.id for t in (*fitted(), *held_out())]
