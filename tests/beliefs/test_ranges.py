"""A coefficient takes only values with which its mechanism makes sense, and its own prior keeps to them too."""

from __future__ import annotations

import math

import numpy as np
import pytest

from detente.beliefs.draws import Assumed, check_assumed
from detente.beliefs.priors import _coefficient, priors, reference_class
from detente.beliefs.theories import one_way, spoken_of
from detente.errors import InputError, UsageError

COEFFICIENTS = sorted(priors().coefficients)
TURNED = set(spoken_of()) - one_way()


def spread(name: str) -> tuple[float, float]:
    """The least and the largest value that worlds hold without an assumption."""
    prior = priors().coefficients[name]
    if prior.reference_class:
        return min(reference_class()[name]), max(reference_class()[name])
    low, high = prior.quantile(np.array([0.0001, 0.9999]))
    return float(low), float(high)


@pytest.mark.parametrize("name", COEFFICIENTS)
def test_what_worlds_hold_may_be_assumed(name: str) -> None:
    low, high = spread(name)
    check_assumed(Assumed(f"model.{name}", low, high))
    if name in TURNED:  # claims may turn it round, so an analyst may as well
        check_assumed(Assumed(f"model.{name}", -high, -low))


@pytest.mark.parametrize("name", COEFFICIENTS)
def test_the_ends_of_a_range_may_be_assumed_and_nothing_beyond(name: str) -> None:
    low, high = priors().coefficients[name].range
    check_assumed(Assumed(f"model.{name}", low, high))
    below, above = math.nextafter(low, -math.inf), math.nextafter(high, math.inf)
    for wrong in ((below, high), (low, above), (high, low), (-math.inf, high), (math.nan, math.nan)):
        with pytest.raises(UsageError, match="makes sense") as refused:
            check_assumed(Assumed(f"model.{name}", *wrong))
        (fault,) = refused.value.faults
        assert f"{low:g} <= LOW <= HIGH <= {high:g}" in fault.remedy
        assert fault.path == f"model.{name}"
        assert fault.value


@pytest.mark.parametrize("name", COEFFICIENTS)
def test_shares_and_probabilities_end_at_one(name: str) -> None:
    prior = priors().coefficients[name]
    if prior.means.startswith(("probability", "share of")):
        assert prior.range[0] >= -1.0
        assert prior.range[1] <= 1.0
    if name not in TURNED and prior.range[0] < 0.0:
        assert "log-odds" in prior.means


@pytest.mark.parametrize(("name", "value"), [
    ("half_life", -5), ("half_life", 0), ("rho", 2), ("tail", 0), ("lam", -1), ("alpha", 5), ("alpha", 1), ("pf", 2),
    ("s_mu", 0), ("delta", 0), ("delta", 1), ("end_war", -0.1), ("sd_price", -0.1), ("tau_truce", 0),
])  # fmt: skip
def test_impossible_values_are_refused(name: str, value: float) -> None:
    with pytest.raises(UsageError, match="makes sense"):
        check_assumed(Assumed(f"model.{name}", value, value))


@pytest.mark.parametrize("fields", [{}, {"range": [1, 1]}, {"range": [2, 1]}, {"range": [0, math.inf]}])
def test_a_coefficient_without_a_range_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(InputError, match="needs a range"):
        _coefficient("lam", {"low": 0.1, "high": 0.2, **fields})
