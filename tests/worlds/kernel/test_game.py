"""The solved tree against Gambit, and against a recursion written another way."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from itertools import count
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.worlds.kernel.game import Game, choose_option, logistic, pick, solve_option
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records

# The intervention tree of shared/reference-cases/intervene_3stage.efg, payoffs to (A, D, T): A keeps the status
# quo or attacks, D concedes or resists, T stays out or joins. Agent quantal response at precision 3 as solved by
# pygambit 16.7.0 (qre_cases.json): attack, resist, join.
STATUS_QUO = 0.0
CONCEDE = (1 / 2, -3 / 10, 0.0)
OUT = (3 / 10, -1 / 2, -1 / 10)
JOIN = (-3 / 5, 1 / 10, -1 / 20)
AGENT_QRE = (0.57155141977754, 0.5908242248848431, 0.5374298453437496)


GAMBIT = 1e-10  # how closely it follows its own path


Leaves = dict[tuple[int, ...], tuple[float, ...]]  # payoffs by who joined, first mover first


class Tree(NamedTuple):
    """A challenger's options, each with K outside powers; payoffs to challenger, target and every power."""

    hold: float
    concede: list[tuple[float, float]]  # by option
    leaves: list[Leaves]  # by option


def random_tree(seed: int) -> Tree:
    rng = np.random.default_rng(seed)
    concede, leaves = [], []
    for _ in range(int(rng.integers(1, 4))):
        powers = int(rng.integers(0, 4))
        concede.append((rng.uniform(-1, 1), rng.uniform(-1, 1)))
        leaves.append({who: tuple(rng.uniform(-1, 1, 2 + powers)) for who in np.ndindex(*(2,) * powers)})
    return Tree(rng.uniform(-1, 1), concede, leaves)


def solved(tree: Tree, lam: float) -> Any:
    """Our solution, in plain Python: the same bits as compiled."""
    g = records(Game, 1)[0]
    for n, (concede, leaves) in enumerate(zip(tree.concede, tree.leaves, strict=True)):
        g.concede_c[n], g.concede_t[n] = concede
        g.players[n] = len(next(iter(leaves)))
        for who, payoffs in leaves.items():
            leaf = mask(who)
            g.leaf_c[n, leaf], g.leaf_t[n, leaf] = payoffs[:2]
            g.leaf_p[n, leaf, : g.players[n]] = payoffs[2:]
        plain(solve_option)(g, n, lam)
    plain(choose_option)(g, len(tree.concede), tree.hold, lam)
    return g


def forward(leaves: Leaves, who: tuple[int, ...], lam: float) -> list[float]:
    """Everyone's expected payoffs once ``who`` have moved, by recursion on histories instead of arrays."""
    if who in leaves:
        return list(leaves[who])
    out, joined = forward(leaves, (*who, 0), lam), forward(leaves, (*who, 1), lam)
    q = join_probability(leaves, who, lam)
    return [(1 - q) * a + q * b for a, b in zip(out, joined, strict=True)]


def join_probability(leaves: Leaves, who: tuple[int, ...], lam: float) -> float:
    out, joined = forward(leaves, (*who, 0), lam), forward(leaves, (*who, 1), lam)
    mover = 2 + len(who)
    return math.exp(lam * joined[mover]) / (math.exp(lam * joined[mover]) + math.exp(lam * out[mover]))


def brute(tree: Tree, lam: float) -> tuple[list[float], list[float]]:
    """The challenger's probabilities, hold first, and the target's of resisting."""
    weights, resists = [math.exp(lam * tree.hold)], []
    for (concede_c, concede_t), leaves in zip(tree.concede, tree.leaves, strict=True):
        fight = forward(leaves, (), lam)
        r = math.exp(lam * fight[1]) / (math.exp(lam * fight[1]) + math.exp(lam * concede_t))
        resists.append(r)
        weights.append(math.exp(lam * ((1 - r) * concede_c + r * fight[0])))
    return [x / sum(weights) for x in weights], resists


def efg(tree: Tree) -> str:
    """The tree as Gambit's extensive game file: nodes in prefix order."""
    powers = max(len(next(iter(leaves))) for leaves in tree.leaves)
    numbers = count(1)

    def end(payoffs: tuple[float, ...]) -> str:
        padded = payoffs + (0.0,) * (2 + powers - len(payoffs))
        return f't "" {next(numbers)} "" {{ {", ".join(f"{x:.17f}" for x in padded)} }}'

    def move(player: int, *actions: str) -> str:
        infoset = next(numbers)
        return f'p "" {player} {infoset} "" {{ {" ".join(quoted(actions))} }} 0'

    def joiners(leaves: Leaves, who: tuple[int, ...]) -> list[str]:
        if who in leaves:
            return [end(leaves[who])]
        moved = [move(3 + len(who), "out", "join")]
        return moved + joiners(leaves, (*who, 0)) + joiners(leaves, (*who, 1))

    lines = [f'EFG 2 R "tree" {{ {" ".join(quoted(f"P{i}" for i in range(2 + powers)))} }}']
    lines += [move(1, "hold", *(f"option {n}" for n in range(len(tree.leaves)))), end((tree.hold,))]
    for concede, leaves in zip(tree.concede, tree.leaves, strict=True):
        lines += [move(2, "concede", "resist"), end(concede), *joiners(leaves, ())]
    return "\n".join(lines) + "\n"


def quoted(words: Iterable[str]) -> list[str]:
    return [f'"{word}"' for word in words]


def in_gambits_order(tree: Tree, g: Any) -> list[float]:
    """Our probabilities by player, then by node in prefix order, then by action."""
    flat = list(g.choice[: len(tree.leaves) + 1])
    for n in range(len(tree.leaves)):
        flat += [1 - g.resist[n], g.resist[n]]
    for i in range(max(g.players)):
        for n, leaves in enumerate(tree.leaves):
            for who in sorted({leaf[:i] for leaf in leaves if len(leaf) > i}):
                q = g.join[n, i, mask(who)]
                flat += [1 - q, q]
    return flat


def mask(who: tuple[int, ...]) -> int:
    return sum(joined << i for i, joined in enumerate(who))


def test_the_intervention_tree_is_gambits() -> None:
    tree = Tree(STATUS_QUO, [CONCEDE[:2]], [{(0,): OUT, (1,): JOIN}])
    g = solved(tree, 3.0)
    assert (g.choice[1], g.resist[0], g.join[0, 0, 0]) == pytest.approx(AGENT_QRE, abs=1e-10)


@given(st.integers(0, 10**9), st.floats(0.01, 20))
def test_random_trees_agree_with_a_recursion(seed: int, lam: float) -> None:
    tree = random_tree(seed)
    g = solved(tree, lam)
    first, resists = brute(tree, lam)
    assert list(g.choice[: len(first)]) == pytest.approx(first, abs=1e-10)
    assert list(g.resist[: len(resists)]) == pytest.approx(resists, abs=1e-10)
    for n, leaves in enumerate(tree.leaves):
        for who in {leaf[:i] for leaf in leaves for i in range(len(leaf))}:
            expected = join_probability(leaves, who, lam)
            assert g.join[n, len(who), mask(who)] == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("lam", [0.5, 3.0])
def test_random_trees_agree_with_gambit(seed: int, lam: float) -> None:
    gambit = pytest.importorskip("pygambit")
    tree = random_tree(seed)
    point = gambit.qre.logit_solve_lambda(gambit.read_efg(io.StringIO(efg(tree))), lam)[0]
    assert point.lam == pytest.approx(lam, abs=1e-6)  # it stops close by: compare where it stopped
    assert in_gambits_order(tree, solved(tree, point.lam)) == pytest.approx(list(point), abs=GAMBIT)


@given(st.floats(-800, 800))
def test_the_logistic_is_a_probability_and_its_mirror(x: float) -> None:
    p = plain(logistic)(x)
    assert 0.0 <= p <= 1.0
    assert p + plain(logistic)(-x) == pytest.approx(1.0, abs=1e-15)


def test_a_correction_is_added_to_the_log_odds() -> None:
    tree = Tree(0.0, [(0.2, 0.0), (0.2, 0.0)], [{(): (0.2, 0.0)}, {(): (0.2, 0.0)}])
    g = solved(tree, 2.0)
    g.correction[0] = -1.5
    plain(choose_option)(g, 2, 0.0, 2.0)
    assert math.log(g.choice[2] / g.choice[1]) == pytest.approx(1.5)
    assert g.choice[:3].sum() == pytest.approx(1.0)


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=6), st.floats(0, 1, exclude_max=True))
def test_the_pick_is_the_stretch_that_holds_the_uniform(weights: list[float], u: float) -> None:
    p = np.array(weights) / sum(weights)
    chosen = plain(pick)(p, p.size, u)
    assert p[:chosen].sum() <= u + 1e-12
    assert u < p[: chosen + 1].sum() + 1e-12
