"""Drivers against models whose shares are known, and what they must not do to inert beliefs."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.findings.analytic import MODELS, lived

from detente.errors import UsageError
from detente.findings.drivers import Driver, drivers, narrows_by, roll_up, split
from detente.findings.estimate import between_lives

# p = .5 + .6 a + .3 b + .15 c with a, b uniform on (-.5, .5), c one of -1, 0, 1, and two inert beliefs.
VARIANCES = {"a": 0.36 / 12, "b": 0.09 / 12, "c": 0.0225 * 2 / 3, "inert": 0.0, "inert category": 0.0}
TOTAL = sum(VARIANCES.values())
Values = dict[str, NDArray[np.generic]]


def additive(draws: int, seed: int) -> tuple[Values, NDArray[np.float64]]:
    rng = np.random.default_rng(seed)
    a, b = rng.random(draws) - 0.5, rng.random(draws) - 0.5
    c = rng.integers(-1, 2, draws)
    inert = {"inert": rng.normal(size=draws), "inert category": rng.integers(0, 7, draws)}
    return {"a": a, "b": b, "c": c, **inert}, 0.5 + 0.6 * a + 0.3 * b + 0.15 * c


def by_id(found: list[Driver]) -> dict[str, Driver]:
    return {driver.id: driver for driver in found}


@pytest.mark.parametrize("seed", range(5))
def test_shares_of_an_additive_model_are_found_without_luck(seed: int) -> None:
    values, p = additive(4000, seed)
    found = by_id(drivers(values, np.repeat(p[:, None], 2, axis=1)))
    for slot, variance in VARIANCES.items():
        assert found[slot].share == pytest.approx(variance / TOTAL, abs=0.03)


def test_luck_adds_noise_and_no_bias() -> None:
    runs = []
    for seed in range(20):
        values, p = additive(1000, seed)
        runs.append(by_id(drivers(values, lived(p, 4, seed), resamples=2)))
    for slot, variance in VARIANCES.items():
        assert np.mean([run[slot].share for run in runs]) == pytest.approx(variance / TOTAL, abs=0.03)


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    held = dict.fromkeys(VARIANCES, 0)
    for seed in range(60):
        values, p = additive(500, seed)
        for driver in drivers(values, lived(p, 4, seed)):
            lo, hi = driver.interval
            assert lo <= driver.share <= hi
            held[driver.id] += lo <= VARIANCES[driver.id] / TOTAL <= hi
    assert all(count / 60 >= 0.75 for count in held.values())
    assert held["inert"] >= 54
    assert held["inert category"] >= 54


SETS = np.random.default_rng(1).normal(0, 1.2, 150)  # log-odds of the sets of the class


@pytest.mark.parametrize(("draws", "seeds"), [(100, 300), (250, 150), (1000, 30)])
def test_sets_of_the_class_explain_the_same_however_seldom_each_is_drawn(draws: int, seeds: int) -> None:
    """Of 150 sets, 100 draws take half once only; what the others show stands for these."""
    rng = np.random.default_rng(2)
    fine = 1 / (1 + np.exp(1.5 - SETS[:, None] - rng.normal(0, 0.9, (150, 8000))))
    truth = fine.mean(axis=1).var() / fine.var()
    shares, held = [], 0
    for _ in range(seeds):
        drawn = rng.integers(0, 150, draws)
        p = 1 / (1 + np.exp(1.5 - SETS[drawn] - rng.normal(0, 0.9, draws)))
        for found in drivers({"sets": drawn}, rng.random((draws, 4)) < p[:, None], resamples=30):
            shares.append(found.share)
            held += found.interval[0] <= truth <= found.interval[1]
    assert np.mean(shares) == pytest.approx(truth, abs=0.06)
    assert held >= 0.75 * len(shares)


def test_categories_each_drawn_once_explain_nothing() -> None:
    p = np.random.default_rng(1).random(60)
    nearly = np.r_[np.arange(58), 0, 1]
    (found,) = drivers({"sets": nearly}, lived(p, 4, 1))
    assert found.share < 0.2  # two pairs don't speak for 56 others


def test_the_strongest_comes_first_and_bits_repeat() -> None:
    values, p = additive(800, 1)
    found = drivers(values, lived(p, 4, 1))
    assert [driver.share for driver in found] == sorted((driver.share for driver in found), reverse=True)
    assert found[0].id == "a"
    assert drivers(values, lived(p, 4, 1)) == found
    assert drivers(values, lived(p, 4, 1), seed=1) != found


def test_a_slot_keeps_its_share_whatever_else_is_asked() -> None:
    values, p = additive(800, 1)
    hits = lived(p, 4, 1)
    assert drivers({"b": values["b"]}, hits)[0] == by_id(drivers(values, hits))["b"]


@pytest.mark.parametrize("model", sorted(MODELS))
@pytest.mark.parametrize("seed", range(3))
def test_shares_are_exact_to_two_hundredths_where_worlds_are_many(model: str, seed: int) -> None:
    """8,000 draws without luck. With four lives each it takes about 40,000: of 1,000, half are as near."""
    values, p, exact = MODELS[model](8000, np.random.default_rng(seed))
    found = by_id(drivers(values, np.repeat(p[:, None], 2, axis=1), resamples=2))
    for slot in values:
        assert found[slot].share == pytest.approx(exact.get(slot, 0.0), abs=0.02), slot


@pytest.mark.parametrize("model", sorted(MODELS))
def test_a_usual_run_is_unbiased_and_says_how_far_it_may_be_off(model: str) -> None:
    """1,000 draws of four lives: right on average to .02, each within an interval that holds the truth."""
    seeds = 30
    shares: dict[str, list[float]] = {}
    held: dict[str, int] = {}
    for seed in range(seeds):
        values, p, exact = MODELS[model](1000, np.random.default_rng(seed))
        for each in drivers(values, lived(p, 4, seed), resamples=50):
            truth = exact.get(each.id, 0.0)
            shares.setdefault(each.id, []).append(each.share - truth)
            held[each.id] = held.get(each.id, 0) + (each.interval[0] <= truth <= each.interval[1])
    for slot, off in shares.items():
        assert abs(np.mean(off)) < 0.02, slot
        assert held[slot] >= (0.9 if slot.startswith("inert") else 0.7) * seeds, slot


def test_beliefs_that_act_only_together_explain_nothing_alone() -> None:
    rng = np.random.default_rng(2)
    a, b = rng.integers(0, 2, 4000), rng.integers(0, 2, 4000)
    p = np.where(a == b, 0.8, 0.2)
    found = by_id(drivers({"a": a, "b": b, "both": a * 2 + b}, np.repeat(p[:, None], 2, axis=1)))
    assert found["a"].share < 0.01
    assert found["both"].share == pytest.approx(1, abs=0.01)


def test_words_missing_values_and_rare_categories_are_bins() -> None:
    rng = np.random.default_rng(3)
    known = rng.random(2000) < 0.5
    p = np.where(known, 0.8, 0.2)
    values: Values = {
        "word": np.where(known, "yes", "no"),
        "missing": np.where(known, rng.random(2000), np.nan),
        "nearly unique": np.arange(2000),
        "constant": np.ones(2000),
        "all missing": np.full(2000, np.nan),
    }
    found = by_id(drivers(values, lived(p, 4, 3)))
    assert found["word"].share > 0.95
    assert found["missing"].share > 0.9
    assert [found[slot].share for slot in ("nearly unique", "constant", "all missing")] == [0, 0, 0]


def test_where_beliefs_explain_nothing_there_are_no_drivers() -> None:
    values = {"a": np.arange(20.0)}
    assert drivers(values, np.zeros((20, 4))) == []
    assert drivers(values, np.ones((20, 1))) == []
    assert drivers({"a": np.zeros(1)}, np.ones((1, 4))) == []
    assert narrows_by([], np.zeros((20, 4))) == {}
    assert drivers({}, np.eye(20, 4)) == []


def test_values_of_another_run_are_refused() -> None:
    with pytest.raises(UsageError, match="one value a draw"):
        drivers({"a": np.zeros(3)}, np.zeros((4, 2)))
    with pytest.raises(UsageError, match="each draw and life"):
        drivers({"a": np.zeros(3)}, np.zeros(3))


def test_settling_a_slot_narrows_by_its_share() -> None:
    values, p = additive(4000, 4)
    hits = lived(p, 4, 4)
    spread = math.sqrt(between_lives(hits.astype(np.float64)))
    found = drivers(values, hits, resamples=2)
    shares, gains = {driver.id: driver.share for driver in found}, narrows_by(found, hits)
    assert list(gains) == sorted(gains, key=lambda slot: -gains[slot])
    for slot, gain in gains.items():
        assert gain == pytest.approx(spread * (1 - math.sqrt(1 - shares[slot])), abs=1e-8)


SLOTS = [Driver("s1", 0.5, (0.4, 0.6)), Driver("s2", 0.2, (0.1, 0.3)), Driver("s3", 0.1, (0.0, 0.2))]
WON = {"s1": {"c1": 0.5, "c2": 0.3}, "s2": {"c1": 0.25, "c3": 0.5, "assumption:s2": 0.25}}
SOURCES = {"c1": "x-2020", "c2": "y-2021", "c3": "x-2020"}


def test_shares_roll_up_to_claims_and_sources() -> None:
    claims, sources = roll_up(SLOTS, WON, SOURCES)
    shares = {claim.id: claim.share for claim in claims}
    assert shares == pytest.approx(
        {"c1": 0.3, "c2": 0.15, "prior:s1": 0.1, "c3": 0.1, "prior:s3": 0.1, "assumption:s2": 0.05}
    )
    assert {source.id: source.share for source in sources} == pytest.approx(
        {"x-2020": 0.4, "y-2021": 0.15, "prior:s1": 0.1, "prior:s3": 0.1, "assumption:s2": 0.05}
    )
    assert sources[0].interval == pytest.approx((0.2 + 0.025 + 0.05, 0.3 + 0.075 + 0.15))
    assert {claim.kind for claim in claims} == {"claim"}
    assert {source.kind for source in sources} == {"source"}


def test_rolling_up_loses_nothing() -> None:
    for level in roll_up(SLOTS, WON, SOURCES):
        assert math.fsum(driver.share for driver in level) == pytest.approx(0.8)


def test_winning_shares_above_one_are_refused() -> None:
    with pytest.raises(UsageError, match="part of 1"):
        roll_up(SLOTS, {"s1": {"c1": 0.7, "c2": 0.4}}, SOURCES)


def test_slots_split_among_mechanisms() -> None:
    found = split(SLOTS, {"s1": {"arms": 1.0}, "s2": {"arms": 0.5, "talks": 0.5}, "s3": {"talks": 1.0}}, "mechanism")
    assert {driver.id: driver.share for driver in found} == pytest.approx({"arms": 0.6, "talks": 0.2})


# --- what settling a slot would bring


def test_settling_narrows_by_what_the_model_says() -> None:
    """p = .5 + .6 a + .3 b + .15 c: whatever a turns out to be, the variance left is that of b and c."""
    values, p, exact = MODELS["linear"](8000, np.random.default_rng(7))
    spread = math.sqrt(TOTAL)
    certain = np.repeat(p[:, None], 2, axis=1)
    gains = narrows_by(drivers(values, certain, resamples=2), certain)
    for slot in ("a", "b", "c"):
        assert gains[slot] == pytest.approx(spread - math.sqrt(TOTAL - VARIANCES[slot]), abs=0.003)
        assert gains[slot] == pytest.approx(spread * (1 - math.sqrt(1 - exact[slot])), abs=0.003)
    assert max(gains["inert"], gains["inert category"]) < 0.001


def test_settling_narrows_by_at_least_so_much_where_that_depends_on_what_comes_out() -> None:
    """Where x is 0 only z is open, where it is 1 both y and z: the mean drop is more than the drop of the mean."""
    values, p, _ = MODELS["one source"](8000, np.random.default_rng(8))
    left = {value: p[values["first"] == value].std() for value in (0, 1)}
    expected = p.std() - (0.6 * left[0] + 0.4 * left[1])
    certain = np.repeat(p[:, None], 2, axis=1)
    gain = narrows_by(drivers(values, certain, resamples=2), certain)["first"]
    assert 0.85 * expected < gain <= expected + 0.001


def test_a_threshold_is_seen_from_a_few_thousand_draws() -> None:
    """All that matters is whether a belief lies in its highest tenth: wide bins would average that away."""
    rng = np.random.default_rng(4)
    a, b = rng.random(4000), rng.random(4000)
    p = 0.1 + 0.6 * (a > 0.9) + 0.2 * b
    found = by_id(drivers({"a": a, "b": b}, np.repeat(p[:, None], 2, axis=1), resamples=2))
    assert found["a"].share == pytest.approx(0.36 * 0.09 / (0.36 * 0.09 + 0.04 / 12), abs=0.05)
