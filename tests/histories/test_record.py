"""Digests: equal for equal histories, in whatever company they come; different after the smallest change."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.histories.making import blank, histories

from detente.histories.record import combine, digests


def part(arrays: dict[str, Any], rows: slice) -> dict[str, Any]:
    return {name: array[rows] for name, array in arrays.items()}


def busy() -> dict[str, Any]:
    arrays, rng = blank(), np.random.default_rng(1)
    for array in arrays.values():
        array += rng.integers(0, 3, array.shape).astype(array.dtype)
    return arrays


def test_a_digest_belongs_to_its_history_alone() -> None:
    arrays = busy()
    whole = digests(arrays)
    assert len(whole) == len(set(whole)) == 4
    assert [*digests(part(arrays, slice(0, 1))), *digests(part(arrays, slice(1, 4)))] == whole
    assert digests(part(arrays, slice(None, None, -1))) == whole[::-1]


def test_equal_histories_have_equal_digests() -> None:
    assert len(set(digests(blank()))) == 1


@pytest.mark.parametrize("name", list(blank()))
def test_any_field_counts(name: str) -> None:
    before, arrays = digests(busy()), busy()
    arrays[name].reshape(4, -1)[2, -1] += 1
    after = digests(arrays)
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, True, False, True]


def test_the_order_of_fields_and_the_memory_do_not_count() -> None:
    arrays = busy()
    turned = dict(reversed(arrays.items()))
    assert digests(turned) == digests(arrays)
    assert digests({name: np.asfortranarray(array) for name, array in arrays.items()}) == digests(arrays)


def test_the_order_of_histories_counts_in_the_whole() -> None:
    each = digests(busy())
    assert combine(each) == combine(list(each))
    assert combine(each) != combine(each[::-1])
    assert len(combine([])) == 64


def test_shape_of_histories() -> None:
    found = histories()
    assert (found.count, found.months, found.lives) == (4, 3, 2)
    assert found.by_draw(np.array([True, False, False, True])).tolist() == [[True, False], [False, True]]
