"""At the ends of the ranges that coefficients may be assumed to have, worlds are still filled with numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.cases.making import write_case

from detente.beliefs.draws import Assumed, Terms, believe
from detente.beliefs.priors import priors
from detente.cases.reader import load_case
from detente.worlds.fill import Filler


@pytest.mark.parametrize("end", [0, 1])
def test_worlds_are_filled_at_the_ends_of_all_ranges(end: int, tmp_path: Path) -> None:
    case = load_case(str(write_case(tmp_path / "two-rivers")))
    ends = {name: prior.range[end] for name, prior in priors().coefficients.items()}
    assumed = tuple(Assumed(f"model.{name}", value, value) for name, value in ends.items())
    terms = Terms(date(2021, 6, 1), 1, 50, assumed=assumed)
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        worlds = Filler(case, believe(case.grounds, terms)).fill()
    for name in worlds.dtype.names:
        assert np.isfinite(worlds[name]).all(), name
