"""The flagship case as a model, once for all tests."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pytest

from detente.beliefs.draws import Terms, believe
from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.worlds.fill import Filler
from detente.worlds.shape import shape


class Real(NamedTuple):
    """A case and its model on one day."""

    case: Case
    setup: Any
    worlds: Any


@pytest.fixture(scope="session")
def real() -> Real:
    """The South Caucasus after the ceasefire of November 2020, 20 worlds."""
    case, as_of = load_case("south-caucasus"), date(2020, 11, 11)
    beliefs = believe(case.grounds, Terms(as_of, 1, 20))
    return Real(case, shape(case, as_of, 12, 1), Filler(case, beliefs).fill())
