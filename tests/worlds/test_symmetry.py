"""Both ways: swap the two sides' labels and everything that is believed of them, and the answers swap."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds import generic
from tests.worlds.scene import law, solve

from detente.worlds.kernel.history import Record
from detente.worlds.layout import ACTORS, DYADS, PLACES
from detente.worlds.setup import JOIN, JOIN_ATTACKER, LIMITED, OFFENSIVE


def swap(worlds: Any) -> Any:
    """The same worlds with alpha and beta, their homes and their directions exchanged."""
    swapped = worlds.copy()
    for name in worlds.dtype.names:
        field = worlds[name]
        for axis in range(1, field.ndim):
            if field.shape[axis] in (ACTORS, PLACES, DYADS):  # three different numbers; sides and homes come first
                order = np.arange(field.shape[axis])
                order[:2] = 1, 0
                field = np.take(field, order, axis)
        swapped[name] = field
    swapped.holder = np.where(swapped.holder < 2, 1 - swapped.holder, swapped.holder)
    return swapped


def uneven(draws: int, seed: int = 0) -> Any:
    """Rivalries in which the two sides differ in everything."""
    rng = np.random.default_rng(seed)
    w = generic.varied(draws, seed, b_waiting=0.5, truce=2, truce_age=3.0, firmness=0.5, memory=0.5)
    w.edge[:, :2], w.scars[:, :2] = rng.uniform(0.5, 2, (draws, 2)), rng.uniform(0, 200, (draws, 2))
    w.reach[:, :2, 2] = rng.uniform(0.3, 1, (draws, 2))
    w.dependence[:, 2:4, :2] = rng.uniform(0, 0.8, (draws, 2, 2))
    w.standing[:, 2:4, :2] = rng.uniform(-0.5, 0.5, (draws, 2, 2))
    w.pledge[:, :2, 2:4, 2] = rng.uniform(0, 0.6, (draws, 2, 2))
    return w


def test_swapping_twice_changes_nothing() -> None:
    w = uneven(5)
    assert swap(swap(w)).tobytes() == w.tobytes()
    assert swap(w).tobytes() != w.tobytes()


@law
@given(st.integers(0, 10**6), st.integers(1, 2))
def test_a_single_games_probabilities_swap_exactly(seed: int, months: int) -> None:
    w, setup = uneven(1, seed), generic.setup(months=months)
    one, other = solve(setup, w[0], 0), solve(setup, swap(w)[0], 1)
    assert one.options == other.options == 3
    assert np.array_equal(one.choice, other.choice)
    assert np.array_equal(one.g.resist, other.g.resist)
    assert np.array_equal(one.g.join, other.g.join)
    assert one.hold == other.hold


def answers(r: Record, side: int) -> dict[str, Any]:
    """What is asked of one side, by history."""
    offensive = (r.action[:, :, side] == OFFENSIVE).any(1)
    return {
        "attacks": (r.action[:, :, side] >= LIMITED).any(1),
        "goes on the offensive": offensive,
        "holds the march in the end": r.holder[:, -1, 2] == side,
        "patron_a joins it when it is attacked": (r.response[:, :, 1 - side, 2] == JOIN).any(1),
        "patron_a joins whoever attacks it": (r.response[:, :, 1 - side, 2] == JOIN_ATTACKER).any(1),
        "its standing with patron_a": r.standing[:, 2, side],
        "deaths": np.minimum(r.deaths.sum((1, 2)), 5000),
        "incidents": r.incidents.sum((1, 2)),
    }


def test_whole_runs_swap_within_their_error() -> None:
    n = 6000
    setup, w = generic.setup(months=24), uneven(n, 3)
    w.cost_limited[:], w.cost_offensive[:] = 0.7, 0.8  # enough happens to see a difference
    here, there = generic.run(setup, w), generic.run(setup, swap(w))
    for side in (0, 1):
        for (what, x), y in zip(answers(here, side).items(), answers(there, 1 - side).values(), strict=True):
            error = np.sqrt((np.var(x) + np.var(y)) / n)
            assert abs(np.mean(x) - np.mean(y)) <= 3.5 * error, (side, what)
    assert (here.action >= LIMITED).any((1, 2)).mean() > 0.1
