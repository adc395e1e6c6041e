"""What other beliefs change in worlds: the rows that differ, and no others."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.worlds.layout import ACTORS, RIVALRIES, records
from detente.worlds.refilled import Cell, Refilled
from detente.worlds.world import World

law = settings(deadline=None, max_examples=50)
N = 6
VALUES = st.sampled_from([0.0, -0.0, 1.0, np.nan, np.inf])
COLUMNS = st.lists(VALUES, min_size=N, max_size=N).map(np.array)


@st.composite
def cells(draw: st.DrawFn) -> list[Cell]:
    """Cells of several shapes, each written once."""
    whole = draw(st.lists(COLUMNS, min_size=ACTORS, max_size=ACTORS).map(np.stack)).T
    each: list[Cell] = [
        ("mu", (), draw(COLUMNS)),
        ("edge", (draw(st.integers(0, ACTORS - 1)),), draw(COLUMNS)),
        ("standing", (1, 2), draw(COLUMNS)),
        ("consent", (0,), draw(VALUES)),
        ("truce", (draw(st.integers(0, RIVALRIES - 1)),), draw(st.lists(st.integers(0, 3), min_size=N, max_size=N))),
        ("spending", (slice(None),), whole),
        ("pledge", (slice(1), slice(2), slice(1)), whole[:, :2].reshape(N, 1, 2, 1)),
    ]
    return draw(st.lists(st.sampled_from(each), unique_by=lambda cell: cell[0]))


def written(worlds: Any, wanted: list[Cell]) -> Any:
    plain = worlds.copy()
    for name, at, values in wanted:
        plain[name][:, *at] = values
    return plain


@law
@given(cells(), cells())
def test_worlds_that_change_are_those_that_differ_in_a_bit(first: list[Cell], then: list[Cell]) -> None:
    before = written(records(World, N), first)
    after = written(before, then)
    found = Refilled.of(before, then)
    assert found.all().tobytes() == after.tobytes()
    assert found.changed.tolist() == [n for n in range(N) if before[n].tobytes() != after[n].tobytes()]
    assert found.worlds()[found.changed].tobytes() == after[found.changed].tobytes()
    assert found.rows().tobytes() == after[found.changed].tobytes()
    assert found.worlds().dtype == before.dtype
    assert before.tobytes() == written(records(World, N), first).tobytes()


def test_what_is_filled_as_before_changes_nothing() -> None:
    before = written(records(World, N), [("mu", (), np.full(N, np.nan))])
    found = Refilled.of(before, [("mu", (), np.full(N, np.nan)), ("edge", (3,), 0.0)])
    assert (found.cells, found.changed.size) == ((), 0)
