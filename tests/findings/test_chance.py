"""What a belief that doesn't matter seems to explain: the quantile, and how often it passes."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.findings.analytic import MODELS, lived

from detente.findings.chance import by_chance, chi_square_quantile
from detente.findings.cuts import cut
from detente.findings.drivers import drivers
from detente.findings.evidence import SET, screen, unless_chance

Columns = dict[str, NDArray[np.generic]]
LOOKED_AT = 230


@pytest.mark.parametrize(
    ("freedom", "tail", "known"),
    [  # Abramowitz & Stegun (1964), table 26.8
        (1, 0.05, 3.84146), (1, 0.001, 10.828), (2, 0.01, 9.21034), (3, 0.001, 16.266), (9, 0.05, 16.919),
        (9, 0.001, 27.877), (30, 0.005, 53.672), (100, 0.001, 149.449),
    ],
)  # fmt: skip
def test_quantiles_of_chi_square(freedom: int, tail: float, known: float) -> None:
    assert chi_square_quantile(freedom, tail) == pytest.approx(known, rel=0.05 if freedom < 3 else 0.02)


def test_the_more_is_fitted_and_looked_at_the_more_chance_explains() -> None:
    rng = np.random.default_rng(1)
    word, number, sets = (
        cut("x", column, 1000)
        for column in (rng.integers(0, 2, 1000), rng.normal(size=1000), rng.integers(0, 150, 1000))
    )
    assert (word.freedom, number.freedom) == (1, 9)
    assert by_chance(word, 200) < by_chance(number, 200) < by_chance(sets, 200)
    assert by_chance(number, 20) < by_chance(number, 200)


def idle(kind: str, draws: int, rng: np.random.Generator) -> NDArray[np.generic]:
    """A belief on which nothing hangs: a number, a word, or a number that most draws hold alike."""
    if kind == "word":
        return rng.choice(4, size=draws, p=(0.5, 0.3, 0.15, 0.05))
    x = rng.normal(size=draws)
    return x if kind == "number" else np.where(rng.random(draws) < 0.7, np.round(np.tanh(x)), x)


def sure(columns: Columns, hits: NDArray[np.bool_]) -> set[str]:
    """The slots that are told to move it."""
    cuts = {slot: cut(slot, column, len(hits)) for slot, column in screen(columns, hits.mean(axis=1)).items()}
    found = unless_chance(drivers(cuts, hits, resamples=50), cuts, hits, len(columns))
    return {each.id for each in found if each.interval[0] > 0}


@pytest.mark.parametrize("draws", [100, 1000])
def test_a_belief_that_does_not_matter_is_called_a_driver_in_one_outcome_of_twenty(draws: int) -> None:
    """Of hundreds the best are looked at; among them are the class's sets, of which most are drawn seldom."""
    rng = np.random.default_rng(1)
    told, of = 0, 0
    for kind in ("number", "word", "half"):
        columns = {f"{n}": idle(kind, draws, rng) for n in range(LOOKED_AT - 1)}
        for _ in range(30):
            p = rng.beta(0.8, 3.2, draws)
            sets = {SET: rng.integers(0, 150, draws)}
            told, of = told + bool(sure(columns | sets, rng.random((draws, 4)) < p[:, None])), of + 1
    assert told <= 0.1 * of  # 1 in 20, and luck


@pytest.mark.parametrize("model", sorted(MODELS))
def test_a_belief_that_matters_is_found_among_hundreds(model: str) -> None:
    for seed in range(3):
        values, p, exact = MODELS[model](1000, np.random.default_rng(seed))
        rng = np.random.default_rng(seed + 9)
        found = sure(values | {f"{n}": rng.normal(size=1000) for n in range(LOOKED_AT)}, lived(p, 4, seed))
        assert {slot for slot, share in exact.items() if share > 0.1} <= found
