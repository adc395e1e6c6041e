"""What an earlier month's bounds are worth once something has changed that they were bounded from."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.worlds import generic
from tests.worlds.scene import law

from detente.verification import rivalry
from detente.verification.rivalry import ALPHA, MARCH, PATRON_A, PATRON_B
from detente.worlds import stakes
from detente.worlds.kernel import early
from detente.worlds.kernel.game import Game
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.state import State, begin

LEVELS: dict[str, Any] = {  # a patron whose joining decides much, and whom its own pact with alpha may keep out
    "j_limited": st.floats(-4, -1), "j_war": st.floats(-1.6, 0.7), "b_danger": st.floats(0.05, 0.3),
    "lam": st.floats(8, 20), "cost_limited": st.floats(0.3, 1.2), "cost_offensive": st.floats(0.4, 1.2),
    "commitment": st.floats(0.1, 0.9), "terrain": st.floats(1, 4.6),
}  # fmt: skip


@law
@given(st.floats(-0.99, 0.5), st.floats(0.2, 1), st.fixed_dictionaries(LEVELS))
def test_a_patron_that_leaves_its_pact_makes_no_hold_sure_that_isnt(
    j_pact: float, pledge: float, levels: dict[str, float]
) -> None:
    setup, w = generic.setup(), generic.worlds(1, j_pact=j_pact, interest=0.1, **levels)[0]
    w.pledge[1, PATRON_A, MARCH] = pledge  # who attacks alpha has it to reckon with
    w.stance[PATRON_B], w.interest[PATRON_B] = 0.0, 0.0
    s, g = records(State, 1)[0], records(Game, 1)[0]
    plain(begin)(s, setup, w)
    plain(early.forget_bounds)(g)
    around = plain(stakes.circumstances)(s, setup, w, ALPHA, 1)
    options = plain(stakes.list_options)(s, setup, ALPHA, g)
    hold = plain(stakes.hold_value)(plain(stakes.hold_terms)(s, setup, w, ALPHA))
    plain(early.bound)(s, setup, w, around, ALPHA, g, options, hold)
    s.bound[PATRON_A, ALPHA] = 0.0
    solved, _, _ = rivalry.solve(s, setup, w, ALPHA)
    assert not plain(early.held_for_sure)(s, setup, w, around, ALPHA, g, float(solved.choice[0]) * (1.0 + 1e-6))
