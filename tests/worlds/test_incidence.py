"""What deaths say of incidents: recovered where the model itself made them, and as its equations have it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds.scene import law
from tests.worlds.test_past import of

from detente.worlds.incidence import Incidence, deaths_each, incidence, read
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.past import LONG, VIOLENT, WATCHED, Past

LEVELS = {
    "mu": 0.01, "alpha": 0.28, "rho": 0.8, "pf": 0.25, "tail": 1.7, "b_gb": 0.0, "half_life": 82.0, "s_mu": 2.5
}  # fmt: skip


def read_with(past: Past, **changes: float) -> Any:
    """One world's reading."""
    return incidence(past, {name: np.array([value]) for name, value in (LEVELS | changes).items()})[0]


def lived(effect: float, seed: int, **changes: float) -> tuple[Past, float]:
    """A record that the model's own equations made with a rivalry's effect, and the memory in which it ended."""
    w, rng = LEVELS | changes, np.random.default_rng(seed)
    memory = scars = 0.0
    deaths = np.zeros(LONG)
    for month in range(LONG):
        scars *= 0.5 ** (1.0 / w["half_life"])
        rate = w["mu"] * effect * np.exp(w["b_gb"] * np.log10(1.0 + scars)) + w["alpha"] * memory
        count = min(60, rng.geometric(1.0 / (1.0 + rate)) - 1)
        killed = rng.random(rng.binomial(count, w["pf"])) ** (-1.0 / w["tail"])
        memory = w["rho"] * memory + (1.0 - w["rho"]) * count
        deaths[LONG - 1 - month] = np.minimum(200.0, np.floor(killed)).sum()
        scars += 0.5 * deaths[LONG - 1 - month]
    return Past(deaths, np.ones(LONG, bool)), memory


@pytest.mark.parametrize("effect", [60.0, 200.0])
@pytest.mark.parametrize("b_gb", [0.0, 0.6])
def test_a_rivalrys_own_effect_is_recovered_with_the_spread_that_is_claimed(effect: float, b_gb: float) -> None:
    """Also where deaths make grievance and grievance makes incidents: what it brings isn't counted twice."""
    found = [read_with(lived(effect, seed, b_gb=b_gb)[0], b_gb=b_gb) for seed in range(100)]
    away = np.array([(each.effect - np.log(effect)) / each.spread for each in found])
    assert abs(away.mean()) < 0.5
    assert 0.7 < away.std() < 1.3
    assert np.exp(np.median([each.effect for each in found])) == pytest.approx(effect, rel=0.3)


def test_incidents_are_remembered_in_the_models_own_unit() -> None:
    """Deaths read as incidents are as many as made them, but for months of fighting."""
    pairs = [lived(100.0, seed) for seed in range(100)]
    read_, true = (np.mean(each) for each in zip(*((read_with(p).memory, m) for p, m in pairs), strict=True))
    assert read_ == pytest.approx(true, rel=0.25)
    steady = of(dict.fromkeys(range(LONG), 4.0))
    each = plain(deaths_each)(reading())
    assert read_with(steady).memory == pytest.approx(4.0 / each, rel=1e-9)


def reading() -> Any:
    """A row with the levels alone."""
    row = records(Incidence, 1)[0]
    for name, value in LEVELS.items():
        row[name] = value
    return row


def test_an_incident_short_of_fighting_kills_what_the_border_draws() -> None:
    u = (np.arange(4_000_000) + 0.5) / 4_000_000
    killed = np.floor(u ** (-1.0 / LEVELS["tail"]))
    drawn = LEVELS["pf"] * killed[killed < VIOLENT].sum() / (u.size - LEVELS["pf"] * (killed >= VIOLENT).sum())
    assert plain(deaths_each)(reading()) == pytest.approx(drawn, rel=1e-3)


def test_an_unwatched_rivalry_is_like_its_class() -> None:
    found = read_with(of({}, published=0))
    assert (found.memory, found.scars) == (0.0, 0.0)
    assert (found.effect, found.spread) == (pytest.approx(0.0, abs=1e-9), pytest.approx(LEVELS["s_mu"], rel=1e-3))


def test_levels_with_which_nothing_can_be_read_leave_a_rivalry_as_its_class_is() -> None:
    bloody = of(dict.fromkeys(range(0, 60, 2), 2.0))
    assert (read_with(bloody, s_mu=0.0).effect, read_with(bloody, s_mu=0.0).spread) == (0.0, 0.0)
    assert read_with(bloody, mu=0.0).effect == pytest.approx(0.0, abs=1e-9)
    harmless = read_with(bloody, pf=0.0)
    assert (harmless.effect, harmless.spread, harmless.memory) == (0.0, LEVELS["s_mu"], 0.0)


def test_a_quiet_record_lowers_the_rate_and_a_bloody_one_raises_it() -> None:
    quiet, bloody = read_with(of({})), read_with(of(dict.fromkeys(range(0, 60, 2), 2.0)))
    assert quiet.effect < 0.0 < bloody.effect
    assert bloody.spread < LEVELS["s_mu"]


@law
@given(st.lists(st.booleans(), min_size=WATCHED, max_size=WATCHED), st.integers(0, WATCHED - 1))
def test_another_month_with_a_death_never_lowers_the_rate(died: list[bool], month: int) -> None:
    """Where incidents breed no others; else a later one may be laid to it."""
    deaths = {age: 1.0 for age, one in enumerate(died) if one}
    more = read_with(of(deaths | {month: 1.0}), alpha=0.0).effect
    assert more >= read_with(of(deaths), alpha=0.0).effect - 1e-9


def test_how_many_died_in_a_month_does_not_move_the_rate() -> None:
    few, many = (read_with(of({3: n}), alpha=0.0).effect for n in (1.0, VIOLENT - 1.0))
    assert few == many


def test_what_incidents_or_grievance_explain_is_not_the_rivalrys_own() -> None:
    bloody = of(dict.fromkeys(range(0, 120, 2), 3.0))
    by_itself = read_with(bloody, alpha=0.0).effect
    assert read_with(bloody, alpha=0.4).effect < by_itself
    assert read_with(bloody, alpha=0.0, b_gb=0.6).effect < by_itself


def test_scars_halve_with_every_half_life() -> None:
    assert read_with(of({24: 100.0}), half_life=24.0).scars == pytest.approx(25.0)


def test_compiled_and_plain_read_alike() -> None:
    past = lived(80.0, 3, b_gb=0.4)[0]
    rows = np.repeat(records(Incidence, 1), 5).view(np.recarray)
    for name, value in LEVELS.items():
        rows[name] = value * np.linspace(0.8, 1.1, 5)
    given_ = {name: rows[name].copy() for name in LEVELS}
    room = np.zeros((2, past.watched().size))
    plain(read)(past.deaths, past.everyday(), past.watched(), rows, room)
    assert rows.tobytes() == incidence(past, given_).tobytes()
