"""The plain twin of a kernel module: the same source, every call to another kernel also uncompiled."""

from __future__ import annotations

from types import FunctionType, ModuleType, SimpleNamespace

import pytest

from detente.numerics import philox, portable


def plain_twin(module: ModuleType) -> SimpleNamespace:
    """Return ``module``'s kernels as plain Python functions that call one another, never compiled code."""
    names = dict(vars(module))
    for name, value in vars(module).items():
        plain = getattr(value, "py_func", None)
        if plain is not None:
            names[name] = FunctionType(plain.__code__, names, name)
    return SimpleNamespace(**names)


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> None:
    """Compile before any property test, whose deadline is no time to compile in."""
    philox.uniforms(0, 1, 0, 0, 0, 0)
    portable.exp_(0.0), portable.log_(1.0), portable.normal_quantile(0.5)


@pytest.fixture(scope="session")
def plain_philox() -> SimpleNamespace:
    """Philox without numba."""
    return plain_twin(philox)


@pytest.fixture(scope="session")
def plain_portable() -> SimpleNamespace:
    """The portable functions without numba."""
    return plain_twin(portable)
