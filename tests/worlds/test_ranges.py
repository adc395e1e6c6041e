"""At the ends of the ranges that coefficients may be assumed to have, worlds are filled with numbers, and lived."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.cases.making import write_case
from tests.worlds import generic
from tests.worlds.mechanisms.stage import months

from detente.beliefs.draws import Assumed, Terms, believe
from detente.beliefs.priors import priors
from detente.cases.reader import load_case
from detente.worlds.fill import Filler
from detente.worlds.kernel.history import Record, live
from detente.worlds.layout import dtype_of
from detente.worlds.setup import DEFINITIVE, JOIN_ATTACKER, OFFENSIVE, WAR
from detente.worlds.shape import shape
from detente.worlds.state import State

RANGES = {name: prior.range for name, prior in priors().coefficients.items()}
LEAST: dict[str, float] = {"standing": -1.0, "grievance": -np.inf, "scars": -np.inf}  # humiliation may be below 0
MOST = dict.fromkeys(
    ("attention", "standing", "bound", "dependence", "unrest", "outlook", "firmness", "unmet", "irregulars"), 1.0
)
NUMBERS = [name for name in dtype_of(State).names or () if dtype_of(State)[name].base.kind == "f"]


def check_history(record: Record) -> None:
    """Codes that exist, counts that are none below zero, standing that has moved between its ends."""
    most = {"action": OFFENSIVE, "response": JOIN_ATTACKER, "phase": WAR, "truce": DEFINITIVE, "resisted": 1}
    for name, code in most.items():
        assert -1 <= getattr(record, name).min() <= getattr(record, name).max() <= code, name
    assert record.deaths.min() >= 0
    assert record.incidents.min() >= 0
    assert (np.abs(record.standing) <= 2.0).all()


def check_state(s: Any) -> None:
    """Every number of a state is one, and within its range."""
    for name in NUMBERS:
        if name != "mandate":
            assert np.isfinite(s[name]).all(), name
            assert LEAST.get(name, 0.0) <= s[name].min() <= s[name].max() <= MOST.get(name, np.inf), name


@pytest.mark.parametrize("end", [0, 1])
def test_worlds_are_filled_and_lived_at_the_ends_of_all_ranges(end: int, tmp_path: Path) -> None:
    case, as_of = load_case(str(write_case(tmp_path / "two-rivers"))), date(2021, 6, 1)
    assumed = tuple(Assumed(f"model.{name}", ends[end], ends[end]) for name, ends in RANGES.items())
    terms = Terms(as_of, 1, 50, assumed=assumed)
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        worlds = Filler(case, believe(case.grounds, terms)).fill()
    for name in worlds.dtype.names:
        assert np.isfinite(worlds[name]).all(), name
    check_history(live(shape(case, as_of, 36, 1), worlds, np.arange(50), 2))


def anywhere(draws: int) -> tuple[Any, Any]:
    """Rivalries in which everything has a part, each coefficient at an end of its range or between."""
    setup = generic.setup(36, guarded=(0, 0, 1), keeper=(3,), pipeline=(0, 0, 1), route_through=(-1, -1, 0))
    setup.consenter[2] = 3
    w, rng = generic.varied(draws), np.random.default_rng(4)
    for name, (low, high) in RANGES.items():
        w[name] = low + (high - low) * np.clip(rng.uniform(-0.5, 1.5, draws), 0.0, 1.0)
    w.keepers[:], w.keeper_effect[:], w.mandate[:], w.truce[:], w.firmness[:] = 1, 1.0, 12.0, 2, 1.0
    w.residents[:, :3], w.rent_share[:], w.irregulars[:, :2], w.formats[:], w.memory[:] = 100.0, 0.5, 0.5, 3.0, 1.0
    w.pledge[:, 0, 3, 2], w.mediates[:, 0, 3], w.dependence[:, 2, 0], w.consent[:, 2] = 0.5, 1.0, 0.3, 0.3
    return setup, w


def test_histories_are_lived_anywhere_in_the_ranges() -> None:
    setup, w = anywhere(2000)
    check_history(live(setup, w, np.arange(w.size), 1))


def test_states_keep_to_their_ranges_anywhere_in_those_of_the_coefficients() -> None:
    setup, w = anywhere(40)
    with np.errstate(all="ignore"):  # compiled code doesn't warn
        for world in w:
            for s in months(setup, world):
                check_state(s)
