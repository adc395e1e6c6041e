"""The implementations of the reduced game play the same game, and one that doesn't is caught."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from benchmarks.peers import game, with_c, with_detente, with_numpy
from benchmarks.peers.agreement import compare, disagreements, truce_ages
from benchmarks.peers.game import FIELDS, Floats, Histories
from benchmarks.peers.race import DisagreementError, Peer, Size, check, entered, race

from detente.verification import rivalry
from detente.verification.rivalry import PATRON_B
from detente.worlds.setup import COERCE, LIMITED, MECHANISMS, OFFENSIVE

MONTHS = 60
NO_C = pytest.mark.skipif(with_c.compiler() is None, reason="no C compiler here")
NO_MESA = pytest.mark.skipif(find_spec("mesa") is None, reason="Mesa is not installed")


def mesa(given: Floats, months: int, seed: int, workers: int, anew: bool) -> Callable[[], Histories]:
    from benchmarks.peers import with_mesa

    return with_mesa.player(given, months, seed, None, workers, anew)


@pytest.fixture(scope="module")
def worlds() -> Any:
    return game.worlds(2000, seed=3)


@pytest.fixture(scope="module")
def ours(worlds: Any) -> Histories:
    return with_detente.histories(with_detente.player(worlds, MONTHS, 1, 1)())


def some(of: Histories, worlds: int) -> Histories:
    return Histories(*(array[:worlds] for array in of))


@pytest.mark.parametrize("anew", [False, True], ids=["once", "anew"])
@pytest.mark.parametrize(
    ("player", "count"),
    [
        pytest.param(with_numpy.player, 2000, id="numpy"),
        pytest.param(with_c.player, 2000, id="c", marks=NO_C),
        pytest.param(mesa, 200, id="mesa", marks=NO_MESA),
    ],
)
def test_all_play_the_same_game(player: Any, count: int, anew: bool, worlds: Any, ours: Histories) -> None:
    theirs = player(game.parameters(worlds[:count]), MONTHS, 2, 2, anew)()
    figures = compare(some(ours, count), theirs, worlds.truce_age[:count, 0])
    assert disagreements(figures) == []
    assert all(figure.ours > 0 for figure in figures if count == 2000)  # everything compared has happened


@pytest.mark.parametrize("field", ["rate", "alpha", "lam", "home_risk", "sent_1", "growth", "b_truce", "pf"])
def test_another_game_is_caught(field: str, worlds: Any, ours: Histories) -> None:
    given = game.parameters(worlds)
    given[:, FIELDS.index(field)] *= 3.0
    theirs = with_numpy.player(given, MONTHS, 2, 1, False)()
    assert disagreements(compare(ours, theirs, worlds.truce_age[:, 0]))


def test_no_time_is_taken_of_peers_that_disagree(worlds: Any) -> None:
    size, given = Size(worlds=200, mesa=50, months=MONTHS, rounds=1), game.parameters(game.worlds(200))
    given[:, FIELDS.index("rate")] *= 3.0
    with entered(size, 1) as peers:
        another = Peer("another", 200, with_numpy.player(given, MONTHS, 1, 1, False))
        with pytest.raises(DisagreementError, match="another: incidents a month"):
            check([peers[0], another], size)


def test_a_race_has_a_rate_of_everybody_here() -> None:
    rates, figures = race(Size(worlds=100, mesa=20, months=12, rounds=1), 1)
    assert {name.split()[0] for name in rates} >= {"detente", "numpy"}
    assert rates.keys() == figures.keys() | {"detente"} and min(rates.values()) > 0


def test_the_solved_game_is_detentes(worlds: Any) -> None:
    """Number by number where nothing is random: what each action is worth, who resists, who joins."""
    few = worlds[:20].copy()
    solved = with_numpy.solve(with_numpy.Worlds(game.parameters(few)))
    shape = rivalry.setup(1, **{f"on_{name}": int(name in with_detente.PLAYED) for name in MECHANISMS})
    for i, w in enumerate(few):
        w.memory[0] = w.truce[0] = 0
        found = rivalry.decide(w, shape)
        for n, action in enumerate((COERCE, LIMITED, OFFENSIVE)):
            assert found.choice[1 + n] / found.choice[0] == pytest.approx(solved.odds[action][i], rel=1e-12)
            if action != COERCE:
                assert found.resist[n] == pytest.approx(solved.resist[action][i], rel=1e-12)
                assert found.join[n] == pytest.approx(solved.join_0[action][i], rel=1e-12)


@pytest.mark.parametrize(
    "player", [with_numpy.player, pytest.param(with_c.player, marks=NO_C), pytest.param(mesa, marks=NO_MESA)]
)
def test_the_same_seed_plays_the_same(player: Any, worlds: Any) -> None:
    play = partial(player, game.parameters(worlds[:30]), 24, 5, 1)
    for one, other in zip(play(False)(), play(True)(), strict=True):
        np.testing.assert_array_equal(one, other)  # solved once or anew: it is the same game


def test_a_truce_is_as_old_as_the_end_of_the_fighting() -> None:
    history = game.empty(1, 6)
    history.action[0] = [0, 2, 3, 0, 0, 0]
    history.phase[0] = [0, 0, 2, 2, 0, 0]
    assert truce_ages(history, np.array([7.0]))[0].tolist()[:2] == [8, 0]  # conceded in month 2: a truce at once
    assert truce_ages(history, np.array([7.0]))[0].tolist()[4:] == [0, 1]


def test_peers_are_given_detentes_worlds(worlds: Any) -> None:
    given = dict(zip(FIELDS, game.parameters(worlds).T, strict=True))
    sent = worlds.strength[:, PATRON_B] * worlds.commitment[:, PATRON_B] * worlds.attention[:, PATRON_B]
    np.testing.assert_array_equal(given["sent_1"], sent)
    assert all(np.ptp(given[name]) > 0 for name in ("rate", "lam", "cost_effect", "worth_t", "pledge_1", "truce_age"))


def test_the_page_tells_the_levels() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "bench.md").read_text("utf-8")
    told = dict(re.findall(r"`(\w+)`\s(-?[\d.]+\d)", page))
    assert {name: float(told[name]) for name in game.LEVELS.keys() - {"lam"}} == {
        name: level for name, level in game.LEVELS.items() if name != "lam"
    }
