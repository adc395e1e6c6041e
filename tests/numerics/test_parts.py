"""Kernels within kernels: the same results as alone, without machine code of their own."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import pytest

from detente.numerics.compiled import kernel
from detente.numerics.parts import Kernel

TABLE = np.array([1.0, 2.0, 4.0])


@kernel
def looked_up(i: int, scale: float = 3.0) -> float:
    """A kernel with a default and a table from outside."""
    return float(TABLE[i]) * scale


@kernel
def inverse(x: float) -> float:
    """A kernel whose view compiles a function of numba's."""
    return 1.0 / float(np.float64(x).view(np.int64))


@kernel
def middle(i: int, x: float) -> float:
    """A kernel of kernels, one of them called twice."""
    return looked_up(i) + looked_up(i, scale=x) + inverse(x)


def outer(i: int, x: float) -> float:
    """What calls a kernel that calls kernels."""
    return middle(i, x) - looked_up(i, x)


def entries(function: object) -> int:
    """How many signatures Python can call without compiling."""
    assert isinstance(function, Kernel)
    return len(function.overloads)


def test_a_part_has_no_machine_code_of_its_own_until_python_calls_it() -> None:
    before = entries(middle), entries(looked_up)
    found = kernel(outer)(1, 5.0)
    assert (entries(middle), entries(looked_up)) == before
    assert found == outer(1, 5.0)
    assert entries(middle) > before[0]


@pytest.mark.parametrize(("i", "x"), [(0, 1.0), (2, -0.1), (1, np.float32(0.25)), (np.int8(2), 7.0)])
def test_a_whole_gives_what_plain_python_gives(i: int, x: float) -> None:
    assert kernel(outer)(i, x) == outer(i, x)


def test_others_can_call_a_kernel() -> None:
    assert numba.njit(outer)(2, 3.0) == outer(2, 3.0)


def test_what_others_compile_still_counts_from_the_end() -> None:
    assert kernel(outer)(1, 7.5) == outer(1, 7.5)

    def last(of: Any) -> float:
        return float(of[-1])

    assert numba.njit(last)(TABLE) == 4.0


def test_a_part_that_can_t_be_compiled_says_so() -> None:
    @kernel
    def wrong(x: float) -> object:
        return x.nothing  # type: ignore[attr-defined]

    @kernel
    def caller(x: float) -> object:
        return wrong(x)

    with pytest.raises(numba.TypingError, match="nothing"):
        caller(1.0)
