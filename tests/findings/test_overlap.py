"""Shares of beliefs that come together add up to what they explain jointly."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.findings.analytic import MODELS, lived

from detente.findings.drivers import Driver, drivers, roll_up
from detente.findings.overlap import parted


def by_id(found: list[Driver]) -> dict[str, float]:
    return {each.id: each.share for each in found}


def test_a_belief_told_twice_counts_once() -> None:
    rng = np.random.default_rng(1)
    word, other = rng.integers(0, 2, 4000), rng.random(4000)
    values = {"one": word, "same": 1 - word, "other": other}
    hits = np.repeat((0.3 + 0.3 * word + 0.3 * other)[:, None], 2, axis=1)
    alone = drivers(values, hits)
    found = by_id(parted(alone, values, hits))
    assert found["one"] == pytest.approx(found["same"], rel=1e-6)
    assert found["one"] + found["same"] == pytest.approx(by_id(alone)["one"], abs=0.02)
    assert found["other"] == pytest.approx(by_id(alone)["other"], abs=0.02)


def test_independent_beliefs_keep_their_shares() -> None:
    values, p, exact = MODELS["linear"](4000, np.random.default_rng(2))
    hits = np.repeat(p[:, None], 2, axis=1)
    found = by_id(parted(drivers(values, hits), values, hits))
    for slot, share in exact.items():
        assert found[slot] == pytest.approx(share, abs=0.03)


def test_slots_that_share_a_source_are_not_counted_twice() -> None:
    """The model is a sum, so that all beliefs together explain everything and no more."""
    values, p, exact = MODELS["one source"](4000, np.random.default_rng(3))
    assert math.fsum(exact.values()) > 1.5
    hits = np.repeat(p[:, None], 2, axis=1)
    alone = drivers(values, hits)
    found = parted(alone, values, hits)
    won = {slot: {f"c-{slot}": 0.4} for slot in ("first", "second", "alone")}
    whose = {"c-first": "source", "c-second": "source", "c-alone": "another"}
    claims, sources = roll_up(found, won, whose)
    for level in (found, claims, sources):
        assert math.fsum(each.share for each in level) == pytest.approx(1, abs=0.02)
    shared = by_id(found)["first"] + by_id(found)["second"]
    assert shared == pytest.approx(1 - exact["alone"], abs=0.02)
    assert by_id(sources)["source"] == pytest.approx(0.4 * shared, abs=1e-6)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.integers(2, 7), st.floats(0, 1), st.integers(60, 400))
def test_shares_never_add_up_to_more_than_everything(seed: int, slots: int, together: float, draws: int) -> None:
    rng = np.random.default_rng(seed)
    common = rng.normal(size=draws)
    values = {f"s{n}": together * common + rng.normal(size=draws) for n in range(slots)}
    p = 1 / (1 + np.exp(-sum(values.values()) / slots))
    hits = lived(p, 4, seed)
    alone = drivers(values, hits, resamples=5)
    found = parted(alone, values, hits)
    assert [each.id for each in found] == [each.id for each in alone]
    assert math.fsum(each.share for each in found) <= 1 + 1e-6
    assert all(each.interval[0] <= each.share <= each.interval[1] for each in found)


def test_one_belief_or_none_is_left_as_it_is() -> None:
    one = [Driver("a", 0.4, (0.3, 0.5)), Driver("b", 0.0, (0.0, 0.1))]
    values = {"a": np.arange(20.0), "b": np.zeros(20)}
    assert parted(one, values, np.zeros((20, 4))) == one
    assert parted([], {}, np.zeros((20, 4))) == []


def test_a_belief_that_moves_nothing_on_average_parts_with_nobody() -> None:
    """Its mean is the same in every bin, so it correlates with nothing."""
    word = np.arange(400) % 2
    flat = np.where(np.arange(400) < 200, 0, 1)
    hits = np.repeat((np.where(word == 0, 0.25, 0.75))[:, None], 2, axis=1)
    found = [Driver(name, share, (0.0, 1.0)) for name, share in (("flat", 0.2), ("word", 0.7))]
    parted_ = by_id(parted(found, {"flat": flat, "word": word}, hits))
    assert parted_["flat"] == pytest.approx(0.2, abs=0.01)
    assert parted_["word"] == pytest.approx(0.7, abs=0.01)
