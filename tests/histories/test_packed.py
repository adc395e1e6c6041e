"""What is packed is what comes out; what is not whole is noticed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray
from tests.histories.making import NORTH, SOUTH, VALLEY, blank, histories

from detente.histories.packed import Joined, Packed
from detente.histories.record import Histories, digests_of
from detente.histories.tables import events

ANY = st.sampled_from([np.int8, np.int16, np.int32, np.float64]).flatmap(
    lambda kind: arrays(kind, array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=5))
)


@given(st.dictionaries(st.text(max_size=5), ANY, max_size=4))
def test_a_round_trip(found: dict[str, NDArray[np.generic]]) -> None:
    for packed in (Packed.of(found), Packed.from_bytes(Packed.of(found).to_bytes())):
        assert packed.fields.keys() == found.keys()
        for name, array in found.items():
            back = packed.fields[name].unpacked()
            assert (back.dtype, back.shape, back.tobytes()) == (array.dtype, array.shape, array.tobytes())


@given(st.data())
def test_what_is_cut_or_changed_is_noticed(data: st.DataObject) -> None:
    raw = Packed.of({"a": np.arange(50), "b": np.zeros((3, 0))}).to_bytes()
    n = data.draw(st.integers(0, len(raw) - 1))
    for other in (raw[:n], raw[:n] + bytes([raw[n] ^ 1]) + raw[n + 1 :]):
        with pytest.raises(ValueError, match="not as it was written"):
            Packed.from_bytes(other)


def two() -> tuple[Histories, Histories]:
    """The same eight histories, as they are and in three packed pieces."""
    plain = blank(histories=8)
    plain["deaths"][1, 0, VALLEY], plain["deaths"][6, 2, 0] = 7, 9
    plain["holder"][5:, 1:, VALLEY] = SOUTH
    whole = histories(plain, holder=[[NORTH, SOUTH, NORTH]] * 3 + [[NORTH, SOUTH, SOUTH]])
    cuts = [slice(0, 2), slice(2, 6), slice(6, 8)]
    pieces = tuple(Packed.of({name: array[cut] for name, array in plain.items()}) for cut in cuts)
    return whole, Histories(whole.names, Joined(pieces), 2, whole.holder, whole.closed)


def test_packed_histories_are_the_same_histories() -> None:
    whole, packed = two()
    assert (packed.count, packed.months) == (whole.count, whole.months)
    assert packed.arrays.keys() == whole.arrays.keys()
    assert all(np.array_equal(packed.arrays[name], array) for name, array in whole.arrays.items())
    assert [part.count for part in packed.parts()] == [2, 4, 2]
    assert digests_of(packed) == digests_of(whole)
    assert events(packed).equals(events(whole))
    order = [5, 0, 7, 0, 2]
    assert all(np.array_equal(packed.some(name, order), array[order]) for name, array in whole.arrays.items())
    deaths = packed.each(lambda part: part.arrays["deaths"].sum((1, 2)))
    assert deaths.tolist() == whole.arrays["deaths"].sum((1, 2)).tolist()


def test_histories_lived_at_once_can_be_packed() -> None:
    whole, pieces = two()
    packed = whole.packed()
    assert isinstance(packed.arrays, Joined)
    assert digests_of(packed) == digests_of(whole)
    order = [5, 0, 7, 0, 2]
    assert all(np.array_equal(packed.some(name, order), array[order]) for name, array in whole.arrays.items())
    assert pieces.packed() is pieces
