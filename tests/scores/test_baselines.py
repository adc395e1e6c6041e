"""Each simple rule by hand, and none of them sees past its day."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.beliefs.reference import over, reference_rate
from detente.scores.baselines import BASELINES, PULL, Asked, baselines, constant
from detente.scores.record import Record

ASKED = Asked(deaths=25, months=6, blind=1)
CALM, TENSE = (0,), (1,)


def record(*deaths: float) -> Record:
    return Record(24_000, np.array(deaths, float))


def said(kept: Record, asked: Asked = ASKED, states: tuple[tuple[int, tuple[int, ...]], ...] = ()) -> dict[str, float]:
    found = baselines(kept, asked, states, CALM)
    return {name: -1.0 if p is None else p for name, p in found.items()}


def test_the_constant_is_the_class_s_rate() -> None:
    assert constant(100, 12) == pytest.approx(reference_rate("rivalry.contiguous.1946-2010.deaths100").rate)
    assert constant(1000, 24) == pytest.approx(over(reference_rate("rivalry.contiguous.1946-2010.war").rate, 24))
    assert constant(1000, 6) < constant(100, 6) < constant(25, 6) < constant(25, 24)


def test_climatologies_count_windows() -> None:
    p = said(record(*[30.0], *[0.0] * 130))
    assert p["climatology"] == pytest.approx(1.5 / 127)
    assert p["climatology_10y"] == pytest.approx(0.5 / 116)


def test_persistence_is_what_followed_windows_like_the_last() -> None:
    deaths = [30.0 if n % 40 < 6 else 0.0 for n in range(200)]
    quiet, loud = said(record(*deaths)), said(record(*deaths[:165]))
    assert loud["persistence"] < 0.5
    assert quiet["persistence"] != loud["persistence"]
    always = said(record(*[30.0] * 60))
    assert always["persistence"] == pytest.approx((60 - 6 + 1 - 7 + 0.5) / (60 - 6 + 1 - 7 + 1))


def test_the_reference_class_goes_by_the_last_year() -> None:
    assert said(record(*[0.0] * 30), Asked(25, 12, 1))["reference_class"] == pytest.approx(
        reference_rate("deaths.after-0.12m.25").rate
    )
    assert said(record(*[100.0] * 30), Asked(25, 12, 1))["reference_class"] == pytest.approx(
        reference_rate("deaths.after-1000-up.12m.25").rate
    )
    assert baselines(record(0.0), Asked(26, 12, 1), (), CALM)["reference_class"] is None


def test_the_logistic_learns_that_violence_follows_violence() -> None:
    rng = np.random.default_rng(5)
    deaths = np.repeat(rng.random(40) < 0.4, 10) * 40.0
    after_war, after_peace = said(record(*deaths, *[40.0] * 10)), said(record(*deaths, *[0.0] * 30))
    assert after_war["logistic"] > 2 * after_peace["logistic"]


def test_the_step_forecast_counts_what_followed_such_days() -> None:
    kept = record(*[0.0] * 50, *[30.0] * 10, *[0.0] * 40)
    tense = tuple((24_000 + n, TENSE if 44 <= n < 54 else CALM) for n in range(90))
    p, other = baselines(kept, ASKED, tense, TENSE)["step"], baselines(kept, ASKED, tense, CALM)["step"]
    climatology = said(kept)["climatology"]
    assert p == pytest.approx((10 + PULL * climatology) / (10 + PULL))
    assert other is not None
    assert other < climatology


def test_without_a_window_on_record_the_constant_speaks() -> None:
    p = said(record(1.0, 2.0))
    fixed = constant(25, 6)
    assert [p[name] for name in ("climatology", "climatology_10y", "persistence", "step")] == pytest.approx([fixed] * 4)
    assert p["logistic"] == pytest.approx(fixed)
    assert said(record())["trend"] == pytest.approx(fixed)


@given(
    st.lists(st.integers(0, 2000), min_size=1, max_size=60),
    st.lists(st.integers(0, 2000), min_size=1, max_size=30),
    st.sampled_from([6, 12, 24]),
    st.sampled_from([25, 100, 1000]),
)
def test_all_are_probabilities(deaths: list[int], _: list[int], months: int, bar: int) -> None:
    found = baselines(record(*map(float, deaths)), Asked(bar, months, 1), [(24_001, CALM)], CALM)
    assert set(found) == set(BASELINES)
    assert all(p is not None and 0.0 <= p <= 1.0 for p in found.values())
