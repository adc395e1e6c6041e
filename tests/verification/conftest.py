from __future__ import annotations

from pathlib import Path

import pytest

from detente.verification.check import Result, Shared
from detente.verification.families import verify

ROOT = Path(__file__).parents[2].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Shared:
    """The folder of reference data; tests that need it are skipped where it is absent."""
    if not (ROOT / "reference-cases").is_dir():
        pytest.skip("the reference data is not here")
    return Shared(ROOT)


@pytest.fixture(scope="session")
def everything(shared: Shared) -> list[Result]:
    """All checks, with the reference data."""
    return verify(shared)


@pytest.fixture(scope="session")
def ours() -> list[Result]:
    """All checks, without it."""
    return verify(Shared())
