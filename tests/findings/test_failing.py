"""Where measures fail: the belief that makes them is found, noise is not, and a side is named."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.beliefs.making import beliefs

from detente.beliefs.race import Draw
from detente.findings.evidence import SET
from detente.findings.failing import LEAST, fails_when

DRAWS, LIVES = 800, 4


def worlds(seed: int) -> tuple[dict[str, Any], Any]:
    rng = np.random.default_rng(seed)
    columns: dict[str, Any] = {f"noise_{n}.attention": rng.random(DRAWS) for n in range(30)}
    columns["harbour.stance"] = rng.integers(0, 2, DRAWS)
    columns[SET] = rng.integers(0, 3, DRAWS)
    columns["harbour.attention"] = rng.random(DRAWS)
    return columns, rng


def failing(columns: dict[str, Any], rng: Any, chance: Any) -> Any:
    held = beliefs([])
    held.slots["harbour.stance"] = Draw(
        "harbour.stance", ("c-1",), np.zeros(DRAWS, np.int64), columns["harbour.stance"], ("northland", "southland")
    )
    return fails_when(held, columns, rng.random((DRAWS, LIVES)) < np.asarray(chance)[:, None])


@pytest.mark.parametrize(("slot", "side", "where"), [
    ("harbour.attention", 1, "high"), ("harbour.attention", -1, "low"), ("harbour.stance", 1, "southland"),
    ("harbour.stance", -1, "northland"), (SET, 1, None),
])  # fmt: skip
def test_the_belief_that_matters_is_found(slot: str, side: int, where: str | None) -> None:
    columns, rng = worlds(1)
    found = failing(columns, rng, np.where(side * (columns[slot] - 0.5) > 0, 0.7, 0.1))
    assert (found[0].slot, found[0].where) == (slot, where)
    assert found[0].interval[0] > 0.5
    assert len(found) <= 3


def test_noise_seldom_looks_like_a_reason() -> None:
    wrong = 0
    for seed in range(80):
        columns, rng = worlds(seed)
        wrong += bool(failing(columns, rng, rng.beta(0.8, 3.2, DRAWS)))
    assert wrong <= 6


def test_where_nothing_fails_nothing_is_named() -> None:
    columns, rng = worlds(2)
    assert failing(columns, rng, np.zeros(DRAWS)) == ()
    assert fails_when(beliefs([]), {}, np.ones((DRAWS, LIVES), bool)) == ()


def test_few_worlds_tell_nothing() -> None:
    assert fails_when(beliefs([]), {}, np.ones((1, 4), bool)) is None
    assert fails_when(beliefs([]), {}, np.ones((2 * LEAST - 1, 4), bool)) is None
