"""What an estimate promises: the right interval over beliefs, an honest error, never certainty."""

from __future__ import annotations

import math
from random import Random
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from detente.errors import UsageError
from detente.findings.estimate import beta_interval, between_lives, difference, estimate, paired_mean
from detente.findings.share import expected_share

Hits = NDArray[np.bool_]

matrices = st.tuples(st.integers(1, 12), st.integers(1, 5)).flatmap(lambda shape: arrays(np.bool_, shape))


def beta_binomial(a: float, b: float, draws: int, lives: int, seed: int) -> Hits:
    rng = np.random.default_rng(seed)
    return rng.random((draws, lives)) < rng.beta(a, b, draws)[:, None]


def binomial_tail(a: int, b: int, x: float) -> float:
    """Beta(a, b)'s distribution function at x for whole a and b: at least a of a + b - 1 tosses succeed."""
    n = a + b - 1
    return math.fsum(math.comb(n, j) * x**j * (1 - x) ** (n - j) for j in range(a, n + 1))


@pytest.mark.parametrize("tail", [0.01, 0.05, 0.25])
def test_beta_quantiles_match_closed_forms(tail: float) -> None:
    for power in (0.2, 1.0, 3.0, 40.0):
        expected = tail ** (1 / power), (1 - tail) ** (1 / power)
        assert beta_interval(power, 1, tail) == pytest.approx(expected, abs=1e-5)
        mirrored = 1 - expected[1], 1 - expected[0]
        assert beta_interval(1, power, tail) == pytest.approx(mirrored, abs=1e-5)
    arcsine = math.sin(math.pi * tail / 2) ** 2
    assert beta_interval(0.5, 0.5, tail) == pytest.approx((arcsine, 1 - arcsine), abs=1e-5)


@pytest.mark.parametrize(("a", "b"), [(2, 2), (3, 11), (1, 400), (60, 40), (150, 850)])
def test_beta_quantiles_match_binomial_tails(a: int, b: int) -> None:
    lo, hi = beta_interval(a, b)
    assert binomial_tail(a, b, lo) == pytest.approx(0.05, abs=3e-6)
    assert binomial_tail(a, b, hi) == pytest.approx(0.95, abs=3e-6)


@pytest.mark.parametrize("size", [1e5, 1e7, 1e9])
def test_sharp_betas_are_nearly_normal(size: float) -> None:
    spread = math.sqrt(0.3 * 0.7 / (size + 1)) * NormalDist().inv_cdf(0.95)
    assert beta_interval(0.3 * size, 0.7 * size) == pytest.approx((0.3 - spread, 0.3 + spread), abs=3e-6)


@given(st.floats(1e-6, 1e9), st.floats(1e-6, 1e9))
def test_beta_intervals_are_ordered_and_inside(a: float, b: float) -> None:
    lo, hi = beta_interval(a, b)
    assert 0 <= lo <= hi <= 1


@pytest.mark.parametrize(("a", "b"), [(2, 5), (0.5, 0.5), (8, 24), (0.5, 4), (20, 20)])
def test_beta_binomial_lives_give_back_the_interval_of_their_beliefs(a: float, b: float) -> None:
    found = estimate(beta_binomial(a, b, draws=20_000, lives=4, seed=7))
    assert found.p == pytest.approx(a / (a + b), abs=0.01)
    assert found.epistemic_share == pytest.approx(1 / (a + b + 1), abs=0.015)
    assert found.interval == pytest.approx(beta_interval(a, b), abs=0.025)


def test_few_worlds_give_it_back_on_average() -> None:
    found = [estimate(beta_binomial(2, 5, draws=250, lives=4, seed=seed)) for seed in range(60)]
    los, his = zip(*(e.interval for e in found if e.interval), strict=True)
    assert (np.mean(los), np.mean(his)) == pytest.approx(beta_interval(2, 5), abs=0.015)


def test_mc_error_is_the_spread_of_repeated_runs() -> None:
    found = [estimate(beta_binomial(2, 5, draws=100, lives=4, seed=seed)) for seed in range(400)]
    spread = np.std([e.p for e in found])
    assert np.mean([e.mc_error for e in found]) == pytest.approx(spread, rel=0.1)


def test_luck_alone_leaves_a_narrow_interval() -> None:
    hits = np.random.default_rng(1).random((20_000, 4)) < 0.3
    found = estimate(hits)
    assert found.epistemic_share is not None
    assert found.epistemic_share < 0.01
    assert found.interval is not None
    assert found.interval[1] - found.interval[0] < 0.15


def test_beliefs_alone_leave_all_of_it() -> None:
    world = np.random.default_rng(1).random((500, 1)) < 0.3
    found = estimate(np.repeat(world, 4, axis=1))
    assert found.epistemic_share == pytest.approx(1, abs=0.005)
    assert found.interval == pytest.approx((0.05 / 2000, 1 - 0.05 / 2000))


def test_covariance_is_that_of_every_pair_of_lives() -> None:
    x = beta_binomial(1, 1, draws=50, lives=3, seed=2).astype(np.float64)
    table = np.cov(x, rowvar=False)
    assert between_lives(x) == pytest.approx(np.mean([table[0, 1], table[0, 2], table[1, 2]]))


def test_never_reads_as_never_seen() -> None:
    found = estimate(np.zeros((100, 4)))
    assert (found.p, found.shown_p, found.n) == (0.0, 1 / 402, 400)
    assert found.interval == (0.05 / 400, 3 / 100)  # the lives of one draw may all be alike
    assert found.mc_error == 1 / 402
    assert found.epistemic_share is None


def test_always_is_never_mirrored() -> None:
    found = estimate(np.ones((100, 4)))
    assert (found.p, found.shown_p) == (1.0, 401 / 402)
    assert found.interval == (1 - 3 / 100, 1 - 0.05 / 400)


def test_one_world_says_nothing_of_beliefs() -> None:
    found = estimate(np.array([[1, 1, 0, 1]]))
    assert (found.p, found.interval, found.epistemic_share) == (0.75, None, None)
    assert found.mc_error > 0.4
    assert "single world" in found.note


def test_one_life_a_world_bounds_the_error_and_gives_no_interval() -> None:
    hits = beta_binomial(2, 5, draws=400, lives=4, seed=3)
    alone, together = estimate(hits[:, :1]), estimate(hits)
    assert alone.interval is None
    assert "one life" in alone.note
    assert alone.mc_error == pytest.approx(math.sqrt(alone.p * (1 - alone.p) / 399))
    assert alone.mc_error > together.mc_error


def test_the_interval_holds_p_where_a_skewed_beta_would_not() -> None:
    hits = np.zeros((1000, 4), dtype=np.bool_)
    hits[:20] = True
    rare, common = estimate(hits), estimate(~hits)
    assert rare.interval is not None
    assert common.interval is not None
    assert beta_interval(0.02 * 0.05, 0.98 * 0.05)[1] < 0.02
    edge = 0.02 + NormalDist().inv_cdf(0.95) * rare.mc_error
    assert (rare.interval[1], common.interval[0]) == pytest.approx((edge, 1 - edge))


@pytest.mark.parametrize("p", [0.002, 0.005, 0.02, 0.1, 0.5])
@pytest.mark.parametrize("share", [0.0, 0.01, 0.05, 0.2, 0.5, 0.9])
def test_the_interval_holds_about_nine_tenths_of_beliefs_and_the_true_mean(p: float, share: float) -> None:
    rng = np.random.default_rng(5)
    held, contains = [], []
    for _ in range(40):
        found = estimate(rng.random((1000, 4)) < believed(p, share, 1000, rng)[:, None])
        lo, hi = found.interval or (0.0, 0.0)
        floor, beliefs = 0.05 / found.n, np.clip(believed(p, share, 2000, rng), 0.05 / 4000, 1 - 0.05 / 4000)
        held.append(float(((lo <= beliefs) & (beliefs <= hi)).mean()))
        contains.append(lo <= p <= hi)
        assert hi - lo > floor
    assert np.mean(held) >= 0.85
    assert np.mean(contains) >= 0.8  # five draws in a thousand tell their mean no better


def believed(p: float, share: float, draws: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Beta draws with mean p whose variance is that share of p (1 - p)."""
    return rng.beta(p * (1 / share - 1), (1 - p) * (1 / share - 1), draws) if share else np.full(draws, p)


def test_a_covariance_that_comes_out_negative_leaves_a_range() -> None:
    hits = np.zeros((1000, 4), np.bool_)
    hits[np.arange(20), np.arange(20) % 4] = True  # twenty hits and no two of one world
    found = estimate(hits)
    assert between_lives(hits.astype(np.float64)) < 0
    assert found.epistemic_share == 0
    assert found.interval is not None
    assert found.interval[0] < 0.001
    assert found.interval[1] > 0.015


@pytest.mark.parametrize(("p", "share"), [(0.5, 0.002), (0.3, 0.2), (0.02, 0.05), (0.1, 0.8)])
def test_the_share_to_expect_is_the_true_one_where_worlds_are_many(p: float, share: float) -> None:
    rng = np.random.default_rng(6)
    counts = rng.binomial(4, believed(p, share, 400_000, rng)).astype(np.float64)
    assert expected_share(counts, 4, float(counts.mean()) / 4) == pytest.approx(share, rel=0.03, abs=0.0005)


def test_few_hits_say_little_of_the_share() -> None:
    one = np.zeros(1000)
    one[0] = 1
    assert 0.3 < expected_share(one, 4, 1 / 4000) < 0.5  # hardly less than before anything was seen
    assert expected_share(np.full(1000, 2.0), 4, 0.5) < 0.001


@given(matrices)
def test_no_estimate_is_ever_certain(hits: Hits) -> None:
    found = estimate(hits)
    assert 0 < found.shown_p < 1
    assert found.mc_error >= 1 / (hits.size + 2)
    if found.interval:
        lo, hi = found.interval
        assert lo <= found.shown_p <= hi and (found.p in (0, 1) or lo <= found.p <= hi)
        assert 0 < lo < hi < 1


@given(matrices)
def test_the_opposite_outcome_is_the_mirror_image(hits: Hits) -> None:
    found, opposite = estimate(hits), estimate(~hits)
    assert opposite.p == pytest.approx(1 - found.p)
    assert opposite.mc_error == pytest.approx(found.mc_error)
    if found.interval and opposite.interval:
        assert opposite.interval == pytest.approx((1 - found.interval[1], 1 - found.interval[0]), abs=1e-6)


@given(matrices, st.randoms(use_true_random=False))
def test_the_order_of_worlds_changes_no_bit(hits: Hits, random: Random) -> None:
    order = list(range(len(hits)))
    random.shuffle(order)
    assert estimate(hits[order]) == estimate(hits)


def test_a_paired_difference_forgets_what_both_runs_share() -> None:
    rng = np.random.default_rng(5)
    chance, luck = rng.random((500, 1)), rng.random((500, 4))
    before, after = luck < chance * 0.8, luck < chance * 0.85
    delta, se = difference(after, before)
    assert delta == pytest.approx(0.025, abs=3 * se)
    assert se < (estimate(after).mc_error ** 2 + estimate(before).mc_error ** 2) ** 0.5 / 3


def test_a_paired_difference_is_covered_by_its_interval() -> None:
    covered = 0
    for seed in range(300):
        rng = np.random.default_rng(seed)
        chance, luck = rng.random((200, 1)), rng.random((200, 3))
        lo, hi = difference(luck < chance, luck < chance * 0.8).interval
        covered += lo <= 0.1 <= hi
    assert 0.85 < covered / 300 < 0.95


def test_no_difference_still_has_an_error() -> None:
    same = beta_binomial(1, 1, draws=30, lives=4, seed=1)
    assert difference(same, same) == (0.0, 1 / 122)
    assert difference(same[:1], same[:1]) == (0.0, 1.0)


@pytest.mark.parametrize("hits", [[0, 1], np.zeros((0, 4)), np.zeros((4, 0)), [[0.5, 1]], [[0, math.nan]], [[2, 0]]])
def test_what_is_no_table_of_histories_is_refused(hits: object) -> None:
    with pytest.raises(UsageError, match="shape"):
        estimate(hits)  # type: ignore[arg-type]


def test_runs_of_different_shape_are_not_compared() -> None:
    with pytest.raises(UsageError, match="different histories"):
        difference(np.zeros((4, 2)), np.zeros((4, 3)))


def test_a_mean_of_paired_gaps_is_clustered_by_world() -> None:
    gaps = np.random.default_rng(3).integers(-50, 100, (60, 4))
    found = paired_mean(gaps)
    by_world = gaps.mean(axis=1)
    assert found.delta == pytest.approx(gaps.mean())
    assert found.se == pytest.approx(by_world.std(ddof=1) / 60**0.5)
    assert found.interval == pytest.approx((found.delta - 1.6449 * found.se, found.delta + 1.6449 * found.se), rel=1e-4)
    assert paired_mean(gaps[:1]).se == math.inf
    assert paired_mean(np.zeros((5, 4))) == (0.0, 0.0)
