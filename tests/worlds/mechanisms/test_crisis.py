"""Laws of the crisis: what theory says of any model of it, and that its shortcut is one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.worlds import generic
from tests.worlds.mechanisms.shortcut import ABOVE_BOUND, ACCEPTED, CHOSEN, GAMES, MISMATCHES, carry, compare
from tests.worlds.scene import alone, defended, law, scene, solve

from detente.numerics.ids import stable_id
from detente.verification.rivalry import ALONE, BETA, OPTION, PATRON_B, change
from detente.worlds.kernel.game import Game
from detente.worlds.layout import records
from detente.worlds.moment import Moment
from detente.worlds.setup import COERCE, LIMITED, OFFENSIVE
from detente.worlds.state import State

levels = st.floats(0.3, 3.0)


def crowded(draws: int) -> tuple[Any, Any]:
    """Three contested places and three powers with troops, one of which needs another's consent; all at random."""
    setup = generic.setup(seed=11, actors=5, places=5, objective=(0, 0, 1, 1, 1), guarded=(0, 0, 1, 0, 1), keeper=(4,))
    setup.actor_id[4], setup.outsider[4], setup.troops[4], setup.consenter[3] = stable_id("third"), 1, 1, 4
    setup.adjacent[:5, :5] = 1 - np.eye(5, dtype=np.int64)
    setup.route_through[:5] = -1, -1, 0, 1, -1
    rng = np.random.default_rng(2)
    w = generic.varied(draws, 2)
    for name in ("cost_limited", "cost_offensive", "cost_coerce", "cost_target", "home_risk", "lam", "m", "terrain"):
        w[name] *= np.exp(rng.normal(0, 0.7, draws))
    for name in ("j_limited", "j_war", "b_effect", "b_danger", "b_waiting", "mobilise"):
        w[name] += rng.uniform(0, 1, draws)
    w.mobilise[:] %= 1.0
    w.strength[:, 4], w.edge[:, 4] = 20.0, 1.5
    w.worth[:, :2, 2:5], w.reach[:, :2, 2:5] = rng.uniform(0, 1.5, (2, draws, 2, 3))
    w.interest[:, 2:5, 2:5] = rng.uniform(-0.2, 0.5, (draws, 3, 3)).clip(0)
    w.stance[:, 2:5, 0] = rng.random((draws, 3)) < 0.4
    w.stance[:, 2:5, 1] = (rng.random((draws, 3)) < 0.5) * (1 - w.stance[:, 2:5, 0])
    w.commitment[:, 2:5], w.patron_effect[:, 2:5] = rng.uniform(0, 0.5, (draws, 3)), rng.normal(size=(draws, 3))
    w.pledge[:, :2, 2:5, 2:5] = rng.uniform(0, 0.6, (draws, 2, 3, 3))
    w.consent[:, 3], w.keeper_effect[:, 0] = rng.uniform(0, 1, (2, draws))
    return setup, w


PERVERSE: tuple[dict[str, float], ...] = (  # what coefficients of the other sign turn round
    {"b_consent": -2.0, "b_danger": 0.0},  # who lacks its neighbour's consent is drawn in
    {"b_danger": -2.0},  # rivals who join draw others in
    {"b_recent": -0.3},
    {"b_concession": -0.8},  # unrest makes conceding cheap
    {"home_risk": -0.5, "b_concession": 0.8},
    {"b_outside": -0.3, "b_keepers": -0.5, "b_truce": -0.5},
    {"b_waiting": -1.0, "j_pact": -1.0, "s_patron": -1.0},
)


@pytest.mark.parametrize("turned", [{}, *PERVERSE], ids=lambda turned: " ".join(turned) or "as usual")
def test_the_early_accept_never_changes_a_choice(turned: dict[str, float]) -> None:
    setup, w = crowded(1000)
    change(w, turned)
    tally, worst = np.zeros(5, np.int64), np.full(1, -np.inf)
    compare(setup, w, 70, records(State, 1)[0], records(Game, 1)[0], records(Moment, 1)[0], tally, worst)
    assert tally[GAMES] >= 100_000
    assert tally[MISMATCHES] == 0
    assert tally[ABOVE_BOUND] == 0, worst
    assert 0.2 < tally[ACCEPTED] / tally[GAMES] < 0.95  # both roads were taken
    assert tally[CHOSEN] > 10_000


@pytest.mark.parametrize("turned", [{}, *PERVERSE], ids=lambda turned: " ".join(turned) or "as usual")
def test_a_bound_kept_from_an_earlier_month_never_changes_a_choice(turned: dict[str, float]) -> None:
    setup, w = crowded(800)
    change(w, turned)
    tally = np.zeros(5, np.int64)
    carry(setup, w, 60, records(State, 1)[0], records(Game, 1)[0], records(Moment, 1)[0], tally)
    assert tally[MISMATCHES] == 0
    assert tally[ABOVE_BOUND] == 0  # P(hold) is never below the bound
    assert 0.1 < tally[ACCEPTED] / (tally[GAMES] - tally[CHOSEN]) < 1.0
    assert tally[CHOSEN] > 5_000


@law
@given(levels, levels, st.floats(0.2, 2), st.floats(0.2, 2), st.floats(0.1, 0.9), st.floats(0, 1), st.floats(0, 2))
def test_nobody_fights_with_full_information_and_no_shift(
    mine: float, theirs: float, worth: float, other: float, share: float, cost_target: float, dearer: float
) -> None:
    """Fearon (1995): where a fight costs more than it can win, there is none at precision without end."""
    spread = cost_target - 0.6  # home risk 0.6: what makes the target indifferent at chance p is (1 - p) worth
    chance = mine / (mine + 3.27 * theirs)
    assume(abs(spread - (1.0 - chance) * other) > 0.01)
    dear = (1.02 + dearer) * worth
    found = alone(
        lam=1e4, strength=(mine, theirs), worth=[[0, 0, worth], [0, 0, other]], gain_limited=share,
        cost_limited=dear * share, cost_offensive=dear, cost_target=cost_target,
    )  # fmt: skip
    assert found.fight < 1e-6


@law
@given(st.floats(0.5, 2), st.floats(0.05, 1))
def test_attack_falls_in_its_cost(cost: float, more: float) -> None:
    cheap, dear = (alone(cost_limited=c, cost_offensive=1.2 * c) for c in (cost, cost + more))
    assert dear.attack < cheap.attack


@law
@given(st.floats(2, 20), st.floats(1.1, 3))
def test_a_bad_attack_is_likelier_the_less_is_known(lam: float, times: float) -> None:
    sharp, vague = alone(lam=lam * times), alone(lam=lam)
    assert max(sharp.g.value[:3]) < sharp.hold
    assert vague.attack > sharp.attack


@law
@given(st.floats(0.1, 3), st.floats(0.05, 3), st.floats(0.05, 1))
def test_a_closing_window_raises_attacks(spending: float, more: float, weight: float) -> None:
    """Powell (2006): the faster the other side grows, the more pressing."""
    slow, fast = (alone(spending=(1.0, x), kappa=0.35, b_waiting=weight) for x in (spending, spending + more))
    assert fast.hold < slow.hold
    assert fast.attack > slow.attack


def test_waiting_is_worth_the_sign_of_the_shift() -> None:
    assert alone(spending=(0.0, 1.0)).hold < 0.0 < alone(spending=(1.0, 0.0)).hold
    assert alone(spending=(1.0, 1.0), strength=(4, 4)).hold == pytest.approx(0.0, abs=1e-15)
    assert scene(off=("balance",), **(ALONE | {"spending": (0.0, 1.0)})).hold == 0.0
    assert scene(off=("talks",), **(ALONE | {"b_path": 1.0})).hold == 0.0


@law
@given(st.floats(1.05, 10), st.floats(0.5, 8))
def test_the_stronger_challenger_is_likelier_to_go_on_the_offensive(ratio: float, strength: float) -> None:
    even, strong = alone(strength=(strength, strength)), alone(strength=(strength * ratio, strength))
    assert even.p(OFFENSIVE) < strong.p(OFFENSIVE)


@law
@given(st.integers(1, 3), st.floats(0, 60), st.floats(0.5, 60), st.floats(0.1, 1))
def test_a_truce_is_broken_less_the_older_it_is(kind: int, age: float, later: float, firmness: float) -> None:
    young, old = (alone(truce=kind, truce_age=a, firmness=firmness) for a in (age, age + later))
    assert old.attack < young.attack
    assert old.p(COERCE) < young.p(COERCE) or old.p(COERCE) < 1e-3  # what isn't attacked may be coerced


@law
@given(st.floats(0.0, 0.9), st.floats(0.05, 1), st.floats(0.05, 1))
def test_attention_of_a_patron_restrains(attention: float, resolve: float, weight: float) -> None:
    absent, there = (
        defended(attention=(0, 0, a, a), resolve=resolve, b_outside=weight) for a in (attention, 1.0)
    )  # fmt: skip
    assert there.attack < absent.attack


def test_attention_of_ones_own_patron_doesnt_restrain() -> None:
    stance = np.zeros((4, 2))
    stance[2:4, 0] = 1.0
    plain_, heavy = (scene(stance=stance, b_outside=x, restraint_ref=0.0) for x in (0.0, 1.0))
    assert np.array_equal(plain_.choice, heavy.choice)


@law
@given(st.floats(0.1, 1), st.floats(0.1, 1), st.floats(0.1, 1))
def test_keepers_hold_back_only_where_able_unaligned_and_standing(effect: float, attention: float, cost: float) -> None:
    def attack(keepers: int = 1, guarded: int = 1, stance: float = 0.0, off: int = 1, able: float = effect) -> float:
        setup = generic.setup(guarded=(0, 0, guarded), keeper=(PATRON_B,), on_truce=off)
        changes = {"keepers": keepers, "keeper_effect": able, "b_keepers": cost, "b_outside": 0.0, "interest": 0.0}
        w = generic.worlds(1, **changes, attention=attention, stance=0.0)[0]
        w.stance[PATRON_B, 0] = stance
        setup.troops[:] = 0
        return solve(setup, w).attack

    kept, free = attack(), attack(keepers=0)
    assert kept < free
    assert [attack(guarded=0), attack(off=0), attack(able=0.0)] == [free] * 3
    assert attack(stance=1.0) == attack(keepers=0, stance=1.0)


def test_winter_makes_attacks_dearer() -> None:
    w = generic.worlds(1, winter=1.3)[0]
    summer, winter = (solve(generic.setup(winter=(0, cold)), w) for cold in (0, 1))
    assert winter.attack < summer.attack


@law
@given(st.integers(0, 10**6), st.integers(2, 5))
def test_more_objectives_redistribute_the_risk(seed: int, marches: int) -> None:
    """The same march several times over leaves P(hold) as it is."""
    worlds = generic.varied(1, seed)
    one = solve(generic.setup(), worlds[0])
    setup = generic.setup(places=2 + marches, objective=(0, 0) + (1,) * marches)
    setup.adjacent[0, 2 : 2 + marches] = setup.adjacent[2 : 2 + marches, 0] = 1
    w = worlds[0].copy()
    for k in range(3, 2 + marches):
        w.holder[k] = BETA
        for field in (w.worth, w.interest, w.reach):
            field[:, k] = field[:, 2]
    many = solve(setup, w)
    assert many.options == 3 * marches
    assert many.choice[0] == pytest.approx(one.choice[0], rel=1e-9)


def test_only_what_is_in_reach_can_be_attacked() -> None:
    def options(**changes: Any) -> int:
        return solve(generic.setup(**changes), generic.worlds(1)[0]).options

    assert options() == 3
    assert options(objective=0) == 0
    assert options(adjacent=0) == 0
    assert solve(generic.setup(), generic.worlds(1)[0], d=1).options == 0  # it holds the march already
    assert solve(generic.setup(), generic.worlds(1)[0], d=1, holder=(0, 1, 0)).options == 3


@law
@given(st.floats(0.05, 1), st.floats(0.05, 1))
def test_conceding_falls_in_what_it_costs_at_home(risk: float, more: float) -> None:
    calm, shaky = (alone(home_risk=x) for x in (risk, risk + more))
    for n in (0, 1, 2):
        assert shaky.g.resist[n] > calm.g.resist[n]


def test_only_one_side_attacks_in_a_month_and_none_while_they_fight() -> None:
    r = generic.run(generic.setup(months=24), generic.varied(300, cost_limited=0.4, cost_offensive=0.5))
    attacks = r.action >= LIMITED
    assert attacks.any((0, 1)).all()
    assert not attacks.all(2).any()
    war_before = r.phase[:, :-1, 0] > 0
    assert war_before.any()
    assert not (r.action[:, 1:].any(2) & war_before).any()


@law
@given(st.floats(0, 0.7), st.floats(0.1, 0.3), st.floats(0.05, 0.6))
def test_unmanned_weapons_tempt_to_limited_attacks(unmanned: float, more: float, saves: float) -> None:
    """Zegart (2020): what risks nobody is done more lightly, and is no substitute for taking ground."""
    few, many = (alone(b_unmanned=saves, unmanned=(x, 0.0)) for x in (unmanned, unmanned + more))
    assert few.p(LIMITED) < many.p(LIMITED)
    assert few.p(OFFENSIVE) > many.p(OFFENSIVE)
    assert few.p(LIMITED) / few.p(OFFENSIVE) < many.p(LIMITED) / many.p(OFFENSIVE)
    theirs = alone(b_unmanned=saves, unmanned=(unmanned, 1.0))
    assert np.array_equal(theirs.choice, few.choice)  # the target's don't make attacking it cheaper


def test_unmanned_weapons_save_nothing_where_they_are_worth_nothing() -> None:
    assert np.array_equal(alone(unmanned=1.0, b_unmanned=0.0).choice, alone().choice)


@law
@given(st.floats(0.05, 1), st.floats(0.05, 1))
def test_what_speaks_for_acting_at_all_speaks_for_every_option_alike(diversion: float, unrest: float) -> None:
    calm, troubled = alone(), alone(b_diversion=diversion, unrest=(unrest, 0.0))
    lift = np.log(troubled.choice[1:4] / troubled.choice[0]) - np.log(calm.choice[1:4] / calm.choice[0])
    assert lift == pytest.approx([diversion * unrest] * 3)


@law
@given(st.floats(1, 300), st.floats(0.01, 0.1))
def test_the_displaced_press_for_the_place_they_left_alone(waiting: float, b_return: float) -> None:
    def choice(n: float) -> Any:
        setup = generic.setup(places=4, objective=(0, 0, 1, 1))
        setup.adjacent[0, 3] = setup.adjacent[3, 0] = 1
        w = generic.worlds(1, **(ALONE | {"b_return": b_return, "unsettled": [[0, 0, n]]}))[0]
        w.holder[3], w.worth[:, 3], w.reach[:, 3] = BETA, w.worth[:, 2], 1.0
        return solve(setup, w)

    none, some = choice(0.0), choice(waiting)
    assert (some.choice[1:4] > none.choice[1:4]).all()  # the march
    assert (some.choice[4:7] < none.choice[4:7]).all()  # the other place


@law
@given(st.floats(0.05, 0.9), st.floats(0.1, 1), st.floats(0.1, 1))
def test_the_price_of_conceding_turns_threats_into_fights(unrest: float, price: float, home_risk: float) -> None:
    easy, hard = (alone(b_concession=price, home_risk=home_risk, unrest=(0.0, u)) for u in (0.0, unrest))
    assert hard.fight / hard.attack > easy.fight / easy.attack
    assert hard.attack < easy.attack  # and an attacker who expects a fight thinks twice


@law
@given(st.floats(1.1, 10), st.floats(0.1, 0.6))
def test_a_place_that_is_cut_off_is_easier_prey(ratio: float, gain: float) -> None:
    """A closed road before an attack: the garrison is weaker, and the road can't be cut again."""

    def choice(closed: int) -> Any:
        setup = generic.setup(route_through=(-1, -1, 0))
        world = ALONE | {
            "closed": (0, 0, closed),
            "gain_blockade": gain,
            "cost_blockade": 0.3,
            "strength": (ratio, 1.0),
        }
        return solve(setup, generic.worlds(1, **world)[0])

    open_, cut = choice(0), choice(1)
    assert cut.p(OFFENSIVE) > open_.p(OFFENSIVE)
    assert cut.g.value[OPTION[COERCE]] < open_.g.value[OPTION[COERCE]]


@law
@given(st.floats(0.2, 0.6), st.floats(0.1, 0.35))
def test_a_road_that_can_be_cut_is_cut_instead(cost: float, gain: float) -> None:
    """A rung of its own: it takes from attacks as well as from peace."""

    def choice(through: int) -> Any:
        world = ALONE | {"cost_blockade": cost, "gain_blockade": gain}
        return solve(generic.setup(route_through=(-1, -1, through)), generic.worlds(1, **world)[0])

    mine, none = choice(0), choice(-1)
    assert mine.p(COERCE) > none.p(COERCE)
    assert mine.attack < none.attack
    assert choice(1).p(COERCE) == none.p(COERCE)  # it runs where the other side is
