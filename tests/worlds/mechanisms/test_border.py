"""Border incidents: the count's distribution, and stability below a branching ratio of one."""

from __future__ import annotations

import numpy as np
import pytest
from tests.worlds import generic

from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.mechanisms import border
from detente.worlds.stakes import circumstances
from detente.worlds.state import State, begin

QUIET = {"b_gb": 0.0, "mu": 0.05}
COUNTS_ONLY = {"on_crisis": 0, "on_talks": 0}


def incidents(alpha: float, draws: int = 2000) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Incidents by history and month."""
    r = generic.run(generic.setup(months=120, **COUNTS_ONLY), generic.worlds(draws, alpha=alpha, **QUIET))
    return r.incidents[:, :, 0].astype(float)


@pytest.mark.parametrize("alpha", [0.0, 0.28, 0.7])
def test_below_one_the_rate_settles_at_mu_over_one_minus_alpha(alpha: float) -> None:
    settled = incidents(alpha)[:, 60:].mean(1)
    error = settled.std() / np.sqrt(settled.size)
    assert abs(settled.mean() - 0.05 / (1 - alpha)) < 4 * error


def test_above_one_it_explodes() -> None:
    counts = incidents(1.2, 1000).mean(0)
    assert counts[-12:].mean() > 2 * counts[48:60].mean() > 8 * counts[:12].mean()


@pytest.mark.parametrize("rate", [0.01, 0.3, 2.0])
def test_the_count_is_the_negative_binomial(rate: float) -> None:
    """Mean and variance over an even grid of uniforms."""
    counts = np.array([plain(border.count_incidents)(rate, (i + 0.5) / 4000) for i in range(4000)])
    assert (np.diff(counts) >= 0).all()
    assert counts.mean() == pytest.approx(rate, rel=0.02)
    assert counts.var() == pytest.approx(rate + rate * rate / border.DISPERSION, rel=0.05)


def test_incidents_rise_with_grievance_memory_and_fall_with_an_agreement() -> None:
    def mean(**world: object) -> float:
        setup = generic.setup(months=12, **COUNTS_ONLY)
        return float(generic.run(setup, generic.worlds(4000, **({"mu": 0.1} | world))).incidents.mean())

    assert mean() < mean(memory=1.0)
    assert mean(b_gb=0.5) < mean(b_gb=0.5, scars=500.0)
    settled = generic.run(
        generic.setup(months=24, on_crisis=0), generic.worlds(4000, mu=0.1, agreement=0.89, alpha=0.0)
    )
    agreed = settled.agreed[:, 11, 0] == 1
    assert settled.incidents[agreed, 12:].mean() < 0.5 * settled.incidents[~agreed, :1].mean()


def test_alarm_counts_what_is_remembered_by_tenfolds() -> None:
    s = records(State, 1)[0]

    def alarm(incidents: float) -> float:
        s.recalled[0] = incidents
        return float(plain(border.alarm)(s, 0))

    assert alarm(0) == 0.0
    assert [alarm(9), alarm(99), alarm(999)] == pytest.approx([1.0, 2.0, 3.0])
    steps = np.diff([alarm(n) for n in range(50)])
    assert (steps > 0).all()
    assert (np.diff(steps) < 0).all()  # each weighs less than the one before


def test_many_more_incidents_make_an_attack_likelier_but_not_certain() -> None:
    """A rivalry with a hundred times the incidents of another is pushed eleven times as hard, not a hundred times."""
    s, setup, w = records(State, 1)[0], generic.setup(), generic.worlds(1, rho=0.95, b_recent=0.1)[0]
    pushes = []
    for monthly in (0.02, 2.0):
        w.memory[0] = monthly
        plain(begin)(s, setup, w)
        pushes.append(plain(circumstances)(s, setup, w, 0, 1).recent)
    assert pushes == pytest.approx([0.1 * np.log10(1.4), 0.1 * np.log10(41.0)])
    assert plain(circumstances)(s, generic.setup(on_border=0), w, 0, 1).recent == 0.0


def test_switched_off_there_are_none() -> None:
    r = generic.run(generic.setup(on_border=0, on_crisis=0), generic.worlds(50, mu=1.0))
    assert not r.incidents.any()
    assert not r.deaths.any()
