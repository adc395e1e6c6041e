"""Laws of third parties: Altfeld & Bueno de Mesquita (1979), Werner (2000), and the level of the reference class."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.worlds import generic
from tests.worlds.scene import Scene, defended, law, scene, solve

from detente.verification.rivalry import ALPHA, BETA, MARCH, PATRON_A, PATRON_B, change
from detente.worlds.kernel.twin import plain
from detente.worlds.mechanisms import guarantees
from detente.worlds.mechanisms.guarantees import ATTENTION_REF, EFFECT_REF, INTEREST_REF, RELIABILITY_REF
from detente.worlds.setup import JOIN, LIMITED, OFFENSIVE, OUT

positive = st.floats(0.05, 1.0)


def at(array_shape: tuple[int, ...], value: float, *index: int) -> np.ndarray[Any, Any]:
    """Zeros with one entry."""
    array = np.zeros(array_shape)
    array[index] = value
    return array


def caring(interest: float, **world: Any) -> Scene:
    return defended(interest=at((4, 3), interest, PATRON_B, MARCH), **world)


@pytest.mark.parametrize(("scale", "level"), [(LIMITED, "j_limited"), (OFFENSIVE, "j_war")])
@pytest.mark.parametrize("j", [-2.95, -0.59, 0.74])
@pytest.mark.parametrize(("lam", "effect"), [(11.1, 1.0), (3.0, 2.5)])
def test_the_level_holds_at_mean_covariates(scale: int, level: str, j: float, lam: float, effect: float) -> None:
    """A power whose troops change the chance by EFFECT_REF joins with the class's log-odds."""
    mine = 4.0
    sent = mine * (0.5 + EFFECT_REF) / (0.5 - EFFECT_REF) - mine  # from even to 1/2 - EFFECT_REF
    found = caring(
        INTEREST_REF, lam=lam, b_effect=effect, terrain=1.0, m=1.0, strength=(mine, mine, 40, 40),
        attention=ATTENTION_REF, commitment=sent / 40 / ATTENTION_REF, **{level: j},
    )  # fmt: skip
    assert found.g.players[1] == 1
    q = found.join(scale)
    assert math.log(q / (1.0 - q)) == pytest.approx(j, abs=1e-9)


def test_a_pact_of_usual_reliability_adds_its_log_odds() -> None:
    without, pact = (defended(pledge=at((2, 4, 3), r, 0, PATRON_B, MARCH)) for r in (0.0, RELIABILITY_REF))
    gained = [math.log(x.join(OFFENSIVE) / (1.0 - x.join(OFFENSIVE))) for x in (without, pact)]
    assert gained[1] - gained[0] == pytest.approx(0.39)


def test_a_pact_isnt_triggered_outside_its_scope() -> None:
    elsewhere = defended(pledge=at((2, 4, 3), 0.41, 0, PATRON_B, 1))
    for_the_other = defended(pledge=at((2, 4, 3), 0.41, 1, PATRON_B, MARCH))
    assert elsewhere.join(OFFENSIVE) == for_the_other.join(OFFENSIVE) == defended().join(OFFENSIVE)


def test_a_pact_alone_makes_a_power_one_who_is_asked() -> None:
    """A guarantor that has no stance and no interest of its own; a power without any of the three isn't asked."""
    nothing: dict[str, Any] = {"stance": 0.0, "interest": 0.0}
    bound = scene(pledge=at((2, 4, 3), 0.41, 0, PATRON_B, MARCH), **nothing)
    assert (bound.g.players[1], bound.g.order[0], bound.g.side[0]) == (1, PATRON_B, -1)
    assert scene(**nothing).g.players[1] == 0
    w = generic.worlds(1, pledge=at((2, 4, 3), 0.41, 0, PATRON_B, MARCH), **nothing)[0]
    assert solve(generic.setup(), w, bound=0.0).g.players[1] == 0  # nor is one whose pact has been left


@law
@given(st.floats(-3, 1), st.floats(0.1, 2))
def test_joining_falls_in_its_cost(level: float, lower: float) -> None:
    cheap, dear = (defended(j_limited=j, j_war=j) for j in (level, level - lower))
    assert dear.join(OFFENSIVE) < cheap.join(OFFENSIVE)
    assert dear.join(LIMITED) < cheap.join(LIMITED)


@law
@given(positive, positive)
def test_joining_rises_in_the_stake(interest: float, more: float) -> None:
    assert caring(interest).join(OFFENSIVE) < caring(interest + more).join(OFFENSIVE)


@law
@given(st.floats(0.01, 0.5), st.floats(0.01, 0.5))
def test_joining_rises_in_what_it_changes(sent: float, more: float) -> None:
    few, many = (defended(commitment=x) for x in (sent, sent + more))
    assert few.join(OFFENSIVE) < many.join(OFFENSIVE)


@law
@given(st.floats(0.0, 0.9), st.floats(-3, 2), st.floats(0.01, 0.3))
def test_full_attention_raises_joining(attention: float, level: float, commitment: float) -> None:
    """Whether joining costs its share or draws powers in as such, little attention makes nobody readier."""
    divided, free = (
        defended(attention=a, j_limited=level, j_war=level, commitment=commitment) for a in (attention, 1.0)
    )
    assert divided.join(OFFENSIVE) < free.join(OFFENSIVE)
    assert divided.join(LIMITED) < free.join(LIMITED)


@law
@given(st.floats(-4, 0), st.floats(0.1, 3), st.integers(0, 10**6))
def test_moderated_aims_draw_fewer_joiners(level: float, gap: float, seed: int) -> None:
    """Werner (2000): with the class's higher level for wars an attacker who wants less keeps others out."""
    w = generic.varied(1, seed, j_limited=level, j_war=level + gap)[0]
    w.stance[PATRON_B, BETA] = 1.0
    found = solve(generic.setup(), w)
    for history in range(found.g.players[1]):
        assert found.join(LIMITED, history, 0) < found.join(OFFENSIVE, history, 0)


@law
@given(st.floats(0.05, 1))
def test_the_other_sides_guarantor_holds_an_intervener_back(danger: float) -> None:
    """The target's patron moves last here; that the challenger's has joined makes it less willing."""
    clash = scene(strength=(4, 4, 41, 40), b_danger=danger, b_effect=0.0)
    assert clash.join(OFFENSIVE, 1, 1) < clash.join(OFFENSIVE, 1, 0)
    calm = scene(strength=(4, 4, 41, 40), b_danger=0.0, b_effect=0.0)
    assert calm.join(OFFENSIVE, 1, 1) == pytest.approx(calm.join(OFFENSIVE, 1, 0), abs=1e-12)


@pytest.mark.parametrize("side", [ALPHA, BETA])
def test_consent_is_asked_of_the_stronger_neighbour_unless_it_fights_on_the_same_side(side: int) -> None:
    def join(consent: float, needed: int, history: int = 0) -> float:
        """Of patron B, who is beta's, once patron A, who is the neighbour, has stayed out or joined."""
        setup = generic.setup(consenter=(-1, -1, -1, PATRON_A if needed else -1))
        w = generic.worlds(1, consent=consent, strength=(4, 4, 41, 40), b_danger=0.0, b_effect=0.0)[0]
        w.stance[PATRON_A, :2] = side == ALPHA, side == BETA
        return solve(setup, w).join(OFFENSIVE, 1, history)

    assert join(0.0, needed=1) < join(0.5, needed=1) < join(1.0, needed=1)
    assert join(0.0, needed=0) == join(1.0, needed=1)
    assert join(0.0, needed=1, history=1) == pytest.approx(join(0.0, needed=int(side == ALPHA)))


def test_switched_off_nobody_joins_and_the_fight_stays_bilateral() -> None:
    setup, w = generic.setup(months=24), generic.varied(300, j_limited=1.0, j_war=2.0, cost_offensive=0.5)
    assert (generic.run(setup, w).response == JOIN).any()
    off = generic.run(change(setup, {"on_guarantees": 0}), w)
    assert (off.response == -1).all()
    assert (off.action >= LIMITED).any()
    assert np.array_equal(scene(off=("guarantees",)).g.players[:3], [0, 0, 0])


def test_the_strongest_moves_first_then_by_index() -> None:
    for strengths, first in (((4, 4, 10, 20), PATRON_B), ((4, 4, 20, 10), PATRON_A), ((4, 4, 10, 10), PATRON_A)):
        assert scene(strength=strengths).g.order[0] == first


def test_who_sends_no_troops_or_cares_for_nothing_isnt_asked() -> None:
    w = generic.worlds(1)[0]
    assert solve(generic.setup(), w).g.players[1] == 2
    assert solve(generic.setup(troops=0), w).g.players[1] == 0
    w.stance[:], w.interest[:] = 0.0, 0.0
    assert solve(generic.setup(), w).g.players[1] == 0


@given(st.floats(-5, 5), st.floats(-5, 5), st.floats(-5, 5), st.floats(0, 1, exclude_max=True))
def test_short_of_troops_is_a_logit(diplomacy: float, broker: float, arm: float, u: float) -> None:
    terms = guarantees.RespondTerms(diplomacy, broker, arm)
    chosen = plain(guarantees.short_of_troops)(terms, u)
    weights = np.exp([0.0, *terms])
    reached = np.cumsum(weights / weights.sum())
    assert chosen == OUT or reached[chosen - 1] <= u + 1e-12
    assert u < reached[chosen] + 1e-12


def test_whoever_stays_out_of_its_pact_loses_standing_and_who_helps_gains() -> None:
    w = generic.varied(400, cost_offensive=0.4, cost_limited=0.4, j_limited=-9.0, j_war=-9.0, arm_level=-9.0)
    w.stance[:, PATRON_B, BETA] = 1.0
    w.pledge[:, 0, PATRON_B, MARCH] = 0.5
    idle = generic.run(generic.setup(), w).standing[:, PATRON_B, BETA]
    w.j_limited[:] = w.j_war[:] = 9.0
    loyal = generic.run(generic.setup(), w).standing[:, PATRON_B, BETA]
    assert idle.min() < 0.0 < loyal.max()
    assert idle.mean() < 0.0 < loyal.mean()


HILL = 3  # a second contested place, beta's too and as good as the march


def two_places(reliability: float, covered: int = MARCH, bound: float = 1.0, **world: Any) -> Scene:
    """Alpha's choice between two places, one of which is covered by patron B's pact with beta."""
    setup = generic.setup(places=4, objective=(0, 0, 1, 1))
    setup.adjacent[0, HILL] = setup.adjacent[HILL, 0] = 1
    w = generic.worlds(
        1, **({"stance": [[0, 0], [0, 0], [0, 0], [0, 1.0]], "interest": at((4, 3), 0.2, PATRON_B, MARCH)} | world)
    )[0]
    w.holder[HILL] = BETA
    for field in (w.worth, w.interest, w.reach):
        field[:, HILL] = field[:, MARCH]
    w.pledge[0, PATRON_B, covered] = reliability
    return solve(setup, w, bound=[[1] * 4] * 3 + [[1, bound, 1, 1]])


def attacked(found: Scene, place: int, *actions: int) -> float:
    wanted = actions or (LIMITED, OFFENSIVE)
    options = [
        n for n in range(found.options) if found.g.option_place[n] == place and found.g.option_action[n] in wanted
    ]
    return float(sum(found.g.choice[n + 1] for n in options))


@law
@given(st.floats(0.1, 0.9), st.floats(-2, 0), st.floats(0.05, 0.3))
def test_the_challenger_prefers_the_place_that_a_pact_leaves_out(
    reliability: float, level: float, commitment: float
) -> None:
    world: dict[str, Any] = {"j_limited": level, "j_war": level + 1.0, "commitment": commitment}
    free, bound = two_places(0.0, **world), two_places(reliability, **world)
    assert attacked(free, MARCH) == pytest.approx(attacked(free, HILL), rel=1e-12)
    assert attacked(bound, MARCH) < attacked(free, MARCH)
    assert attacked(bound, HILL) > attacked(free, HILL)
    other = two_places(reliability, covered=HILL, **world)
    assert attacked(other, MARCH) == pytest.approx(attacked(bound, HILL), rel=1e-9)


@law
@given(st.floats(0.1, 0.9), st.floats(-4, -1), st.floats(0.5, 1.5), st.floats(0.02, 0.2))
def test_and_the_limited_aim_where_that_keeps_the_patron_out(
    reliability: float, level: float, gap: float, commitment: float
) -> None:
    """Werner (2000): with the class's higher level for wars, a pact moves the aims and not only the place.

    As long as the patron's help isn't sure without one: a pact can't make it much surer.
    """
    world: dict[str, Any] = {"j_limited": level, "j_war": level + gap, "commitment": commitment}
    free, bound = two_places(0.0, **world), two_places(reliability, **world)
    assume(free.join(OFFENSIVE) < 0.6)
    odds = [attacked(x, MARCH, LIMITED) / attacked(x, MARCH, OFFENSIVE) for x in (free, bound)]
    assert odds[0] < odds[1]


@law
@given(st.floats(0.1, 0.9))
def test_a_pact_that_no_longer_binds_deters_nobody(reliability: float) -> None:
    free, loose = two_places(0.0), two_places(reliability, bound=0.0)
    assert np.array_equal(free.choice, loose.choice)


@law
@given(st.floats(0.1, 0.9), st.floats(0.1, 1.0))
def test_a_pact_outside_its_scope_is_no_promise_to_broker_either(reliability: float, bound: float) -> None:
    def brokers(place: int) -> float:
        found = two_places(reliability, bound=bound)
        found.s.objective[0] = place
        return float(plain(guarantees.respond_terms)(found.s, found.setup, found.w, 0, PATRON_B).broker)

    assert brokers(MARCH) == pytest.approx(brokers(HILL) + reliability * bound)


@pytest.mark.parametrize(("friend", "falls"), [(1.0, False), (0.0, True)])
def test_dependence_on_the_attacker_keeps_arms_from_its_target_not_from_itself(friend: float, falls: bool) -> None:
    def arms(dependence: float) -> float:
        found = scene(stance=[[0, 0]] * 3 + [[friend, 0]], dependence=[[0, 0]] * 3 + [[dependence, 0]])
        return float(plain(guarantees.respond_terms)(found.s, found.setup, found.w, 0, PATRON_B).arm)

    assert (arms(0.8) < arms(0.0)) == falls
    assert (arms(0.8) == arms(0.0)) != falls
