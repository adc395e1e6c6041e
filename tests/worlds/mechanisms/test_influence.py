"""Attention of outside powers, and what an attacker has to fear of it short of troops."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds import generic
from tests.worlds.mechanisms.stage import stage
from tests.worlds.scene import law, solve
from tests.worlds.when import when

from detente.verification.rivalry import ALPHA, BETA, MARCH, PATRON_A, PATRON_B
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.mechanisms import balance, influence
from detente.worlds.setup import ARM, BROKER, DIPLOMACY, JOIN, JOIN_ATTACKER, OFFENSIVE, OUT
from detente.worlds.state import State, begin

share = st.floats(0, 1)


def restraint(attacker: int = 0, **world: Any) -> float:
    setup, s, w = generic.setup(), records(State, 1)[0], generic.worlds(1, **world)[0]
    plain(begin)(s, setup, w)
    return float(plain(influence.outside_restraint)(s, setup, w, attacker))


@given(share, share, share)
def test_restraint_is_attention_times_resolve_times_independence(attention: float, resolve: float, tied: float) -> None:
    found = restraint(attention=attention, resolve=resolve, dependence=tied)
    assert found == pytest.approx(attention * resolve * (1 - tied) - 0.28)  # the target's patron alone


def test_ones_own_patron_doesnt_count_and_everybody_elses_does() -> None:
    assert restraint(stance=0.0) == pytest.approx(2 * 0.7 * 0.4 - 0.28)
    assert restraint(stance=1.0) == pytest.approx(-0.28)


def attention_after(months: int, **world: Any) -> Any:
    setup, s, w = generic.setup(), records(State, 1)[0], generic.worlds(1, **world)[0]
    plain(begin)(s, setup, w)
    for month in range(1, months + 1):
        plain(influence.drift_attention)(s, setup, w, when(setup, month))
    return s.attention


def test_attention_recovers_to_the_usual_and_shocks_halve_it() -> None:
    back = attention_after(600, attention=0.1, shock=0.0)
    assert back[2:4] == pytest.approx(influence.USUAL, abs=1e-4)
    assert np.array_equal(back[:2], [0.1, 0.1])  # rivals' own attention is no such thing
    assert attention_after(1, attention=0.8, recovery=0.0, shock=1.0)[2] == pytest.approx(0.4)


def loosened(standing: float, leave: float, months: int = 1, off: str = "") -> Any:
    """Whether beta's pact with patron B still binds it."""
    there = stage({"standing": [[0] * 4, [0] * 4, [0] * 4, [0, standing, 0, 0]]}, off=off, leave=leave)
    for month in range(1, months + 1):
        there.act(influence.update_standing, there.now(month))
    return there.s.bound


@law
@given(st.floats(-1, 1))
def test_only_who_is_let_down_loosens_a_pact(standing: float) -> None:
    assert loosened(standing, 1.0)[PATRON_B, BETA] == (0.0 if standing < influence.LET_DOWN else 1.0)
    assert loosened(standing, 0.0)[PATRON_B, BETA] == loosened(standing, 1.0, off="influence")[PATRON_B, BETA] == 1.0
    assert loosened(standing, 1.0)[PATRON_A, :2].all()  # each power's own doing


def test_a_pact_in_doubt_is_left_at_its_rate_and_for_good() -> None:
    there, left = stage({"standing": -0.5}, leave=0.1), []
    for life in range(400):
        there.s.bound[:] = 1.0
        for month in (1, 2):
            there.act(influence.loosen_pacts, there.now(month, life))
        left.append(there.s.bound[PATRON_B, BETA] == 0.0)
    assert np.mean(left) == pytest.approx(1.0 - 0.9**2, abs=0.06)
    there.s.standing[:] = 1.0
    there.act(influence.loosen_pacts, there.now(3, 399))
    assert (there.s.bound[PATRON_B, BETA] == 0.0) == left[-1]  # trust that returns brings no pact back


@law
@given(st.floats(0.1, 0.6))
def test_a_loosened_pact_is_no_pact(reliability: float) -> None:
    def joining(pledge: float, bound: float) -> float:
        w = generic.worlds(1)[0]
        w.pledge[0, PATRON_B, MARCH] = pledge
        return solve(generic.setup(), w, bound=[[1] * 4, [1] * 4, [1] * 4, [1, bound, 1, 1]]).join(OFFENSIVE, 1)

    assert joining(reliability, 0.0) == joining(0.0, 1.0) < joining(reliability, 1.0)


def stood(answer: int, pledge: float, bound: float = 1.0, start: float = 0.0, resisted: int = 1, **world: Any) -> float:
    """Patron B's standing with beta after alpha's attack on the march."""
    there = stage(
        {"objective": (MARCH,), "asked": (MARCH, -1), "resisted": (resisted,), "response": [[-1, -1, OUT, answer]],
         "standing": [[0] * 4, [0] * 4, [0] * 4, [0, start, 0, 0]], "bound": [[1] * 4] * 3 + [[1, bound, 1, 1]]},
        **world,
    )  # fmt: skip
    there.w.pledge[0, PATRON_B, MARCH] = pledge
    there.act(influence.update_standing, there.now())
    return float(there.s.standing[PATRON_B, BETA])


@law
@given(st.sampled_from([OUT, DIPLOMACY, BROKER, ARM, JOIN]), share, st.floats(-1, 1), share, share)
def test_standing_keeps_its_bounds(answer: int, pledge: float, start: float, help_: float, absent: float) -> None:
    assert -1.0 <= stood(answer, pledge, start=start, help_gain=3 * help_, absent_loss=3 * absent) <= 1.0


def test_more_help_earns_more_and_absence_costs_where_a_pact_binds() -> None:
    earned = [stood(answer, 0.4) for answer in (OUT, BROKER, ARM, JOIN)]
    assert earned == sorted(set(earned))
    assert stood(JOIN_ATTACKER, 0.0) == -stood(JOIN, 0.0) < 0.0
    assert stood(OUT, 0.4) == stood(DIPLOMACY, 0.4) == pytest.approx(-0.3)
    assert stood(JOIN_ATTACKER, 0.4) == pytest.approx(stood(OUT, 0.4) + stood(JOIN_ATTACKER, 0.0))  # betrayed as well
    assert stood(OUT, 0.0) == stood(OUT, 0.4, bound=0.0) == 0.0
    assert stood(OUT, 0.4, resisted=0) == 0.0  # nobody was called to a fight that wasn't fought


@pytest.mark.parametrize("alphas", [0.0, 1.0])
@pytest.mark.parametrize("pledge", [0.0, 0.4])
@pytest.mark.parametrize("interest", [0.0, 0.2])
def test_whom_a_powers_arms_reach_it_stands_well_with(alphas: float, pledge: float, interest: float) -> None:
    """Also one that takes nobody's side and has no pact and no interest: its arms go to the target."""
    world: dict[str, Any] = {"stance": [[0, 0]] * 3 + [[alphas, 0]], "interest": interest, "gift": 0.1}
    there = stage({"action": (OFFENSIVE,), "response": [[-1, -1, OUT, ARM]]}, **world)
    reached = [there.act(balance.gifts, side) for side in (ALPHA, BETA)]
    assert reached == ([1, 0] if alphas else [0, 1])
    assert stood(ARM, pledge, **world) == pytest.approx(-0.1 if alphas else 0.1)


def attention(fought_at: int, pipeline: tuple[int, ...] = (0, 0, 1), **world: Any) -> Any:
    deaths = [50 * (k == fought_at) for k in range(3)]
    there = stage({"battle_deaths": deaths}, shape={"pipeline": pipeline}, **({"recovery": 0.0, "shock": 0.0} | world))
    there.act(influence.drift_attention, there.now())
    return there.s.attention


@law
@given(share, share)
def test_fighting_by_a_pipeline_wakes_everyone(before: float, wakes: float) -> None:
    after = attention(MARCH, attention=before, b_pipeline=wakes)
    assert after[2:4] == pytest.approx([before + wakes * (1.0 - before)] * 2)
    assert after[:2].tolist() == [before, before]
    for quiet in (attention(0, attention=before, b_pipeline=wakes), attention(2, (0, 0, 0), attention=before)):
        assert quiet[2] == before


@pytest.mark.parametrize(("deaths", "wakes"), [(0, False), (influence.FELT - 1, False), (influence.FELT, True)])
def test_single_deaths_by_a_pipeline_wake_nobody(deaths: int, wakes: bool) -> None:
    there = stage({"border_deaths": (0, 0, deaths)}, shape={"pipeline": (0, 0, 1)})
    assert plain(influence.pipeline_burns)(there.s, there.setup) == wakes
