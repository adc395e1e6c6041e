"""Records hold what their classes declare."""

from __future__ import annotations

from typing import Any, get_args, get_type_hints

import numpy as np
import pytest

from detente.worlds import layout
from detente.worlds.kernel.game import Game
from detente.worlds.layout import dtype_of, records
from detente.worlds.setup import Setup
from detente.worlds.state import State
from detente.worlds.world import Coefficients, World

LAYOUTS = (Setup, World, State, Game)


@pytest.mark.parametrize("kind", LAYOUTS)
def test_every_annotation_is_a_field(kind: type) -> None:
    hints, dtype = get_type_hints(kind, include_extras=True), dtype_of(kind)
    assert dtype.names == tuple(hints)
    for name, hint in hints.items():
        field: Any = dtype[name]
        if hint in (int, float):
            assert (field.shape, field.base) == ((), np.dtype(hint))
        else:
            _, code, shape = get_args(hint)
            assert (field.shape, field.base) == (shape, np.dtype(code))
    assert dtype.itemsize == sum(dtype[name].itemsize for name in hints)


@pytest.mark.parametrize("kind", LAYOUTS)
def test_records_start_at_zero_and_fields_are_views(kind: type) -> None:
    some = records(kind, 3)
    assert some.shape == (3,)
    assert not any(some.tobytes())
    name = next(name for name in some.dtype.names if some.dtype[name].shape)
    getattr(some[1], name).fill(1)
    assert (some[name][1] == 1).all()
    assert not some[name][0].any()


def test_a_world_holds_every_coefficient_and_nothing_twice() -> None:
    assert set(dtype_of(Coefficients).names or ()) < set(dtype_of(World).names or ())


def test_axes_can_be_told_apart_and_leaves_fit_their_players() -> None:
    sizes = (layout.ACTORS, layout.PLACES, layout.RIVALRIES, layout.DYADS)
    assert len(set(sizes)) == len(sizes)
    assert layout.LEAVES == 2**layout.PLAYERS
    assert layout.OPTIONS == 3 * layout.PLACES
