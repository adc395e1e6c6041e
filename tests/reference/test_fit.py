"""The search finds levels that show the rates it was given, the same ones for the same seed, and says what it took."""

from __future__ import annotations

import numpy as np
import pytest

from detente.beliefs.priors import reference_class
from detente.reference.ensemble import shown, table
from detente.reference.fit import Effort, accepted, distance, fit, lived, misses, moved, residuals, values
from detente.reference.targets import Target, fitted, held_out, levels

SMALL = Effort(sets=30, moves=3, gather=2, rivalries=20, final=20)


def test_targets_are_told_apart() -> None:
    ids = [target.id for target in (*fitted(), *held_out())]
    assert len(set(ids)) == len(ids)
    assert len(held_out()) >= 6


def test_intervals_are_wilsons() -> None:
    low, high = Target("t", 31, 1359, "", "", "").interval
    assert (round(low, 4), round(high, 4)) == (0.0161, 0.0322)


def test_points_of_the_cube_are_levels_in_their_range() -> None:
    rng = np.random.default_rng(0)
    found = values(rng.normal(size=(50, len(levels()))))
    for name, level in levels().items():
        share = found[name] / (found[level.of] if level.of else 1.0)
        assert level.low <= share.min() <= share.max() <= level.high


def test_a_limited_attack_costs_no_more_than_an_offensive() -> None:
    """A lower rung of the ladder can't be dearer; no rate that is fitted says so, as none counts such attacks."""
    assert levels()["cost_limited"].of == "cost_offensive"
    shipped = reference_class()
    assert all(low <= high for low, high in zip(shipped["cost_limited"], shipped["cost_offensive"], strict=True))


def test_a_rate_as_in_the_record_is_no_miss() -> None:
    exact = {t.id: (t.rate * 1e6, 1e6) for t in (*fitted(), *held_out())}
    assert np.abs(misses(exact, fitted())).max() < 0.01
    assert accepted(exact)
    far = exact | {"war": (2e5, 1e6)}
    assert not accepted(far)
    assert distance(far) > distance(exact) + 50


def test_what_never_happened_is_far() -> None:
    empty = {t.id: (0.0, 0.0) for t in (*fitted(), *held_out())}
    assert not accepted(empty)
    assert distance(empty) == 100.0 * len(fitted())


@pytest.fixture(scope="module")
def found() -> tuple[list[float], list[float]]:
    told: list[str] = []
    result = fit(SMALL, 3, told.append)
    assert result.tried == SMALL.sets * SMALL.moves
    assert told[-1].startswith("accepted")
    first, last = (float(told[i].split("median ")[1].split(",")[0]) for i in (0, -2))
    return [first], [last]


def test_the_search_comes_nearer(found: tuple[list[float], list[float]]) -> None:
    assert found[1][0] <= found[0][0] * 1.2


def test_a_move_lands_where_a_linear_model_was_seen() -> None:
    """Rates that are sums of levels: the sets come to rest where the sums are the record's, with its spread."""
    rng = np.random.default_rng(0)
    mix, truth = rng.normal(size=(6, 3)), np.array([2.0, -1.0, 0.5])
    points = rng.normal(size=(2000, 6))
    for _ in range(4):  # as many as the errors are inflated by: together the posterior
        points = moved(rng, points, points @ mix - truth)
    gain = mix @ np.linalg.inv(mix.T @ mix + np.eye(3))
    assert np.allclose(points.mean(axis=0), gain @ truth, atol=0.15)
    assert np.allclose(np.cov(points.T), np.eye(6) - gain @ mix.T, atol=0.15)


def test_residuals_are_in_standard_errors_of_the_record() -> None:
    exact = {t.id: (t.rate * 1e6, 1e6) for t in (*fitted(), *held_out())}
    more = exact | {t.id: ((t.rate + t.error) * 1e6, 1e6) for t in fitted()}
    found = residuals([exact, more])
    assert np.abs(found[0]).max() < 0.01
    assert (np.abs(found[1] - 1.0) < 0.3).all()


def test_lives_are_keyed() -> None:
    point = values(np.zeros((2, len(levels()))))
    first, second = lived(point, 30, 5), lived(point, 30, 5)
    assert first == second
    assert first != lived(point, 30, 6)


def test_the_table_has_a_row_a_set_and_the_page_every_rate() -> None:
    point = values(np.random.default_rng(1).normal(size=(3, len(levels()))))
    rows = [line for line in table(point).splitlines() if not line.startswith("#")]
    assert len(rows) == 4
    assert rows[0].split(",") == ["set", *levels()]
    rates = lived(point, 30, 5)
    assert [row.target.id for row in shown(rates)] == [t.id for t in (*fitted(), *held_out())]
