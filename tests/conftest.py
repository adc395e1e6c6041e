"""What holds for all tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # no test fails by time, on however busy a machine
settings.load_profile("untimed")

# Read by NumPy, which comes with the tests: workers side by side have no processor left for threads of linear algebra.
for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")


@pytest.fixture(scope="session", autouse=True)
def compiled_by_one() -> None:
    """Of workers side by side the first compiles the months at once; the others find them in the cache."""
    if os.environ.get("PYTEST_XDIST_WORKER") == "gw0":
        from tests.worlds import generic

        generic.run(generic.setup(1), generic.worlds(1))
