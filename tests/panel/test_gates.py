from __future__ import annotations

from typing import Any

import pytest

from detente.panel.gates import gates

GOOD: dict[str, Any] = {
    "target": "dispute_onset",
    "difference": {"constant": 0.04, "logistic": -0.002, "logistic_penalised": 0.001, "history": 0.003},
    "interval": {
        "constant": [0.02, 0.06], "logistic": [-0.0099, 0.006], "logistic_penalised": [-0.02, 0.01], "history": [-1, 1]
    },
    "calibration": {"slope": 0.9, "interval": [0.7, 1.1]},
    "expected_over_observed": {"ratio": 1.1, "interval": [0.8, 1.4]},
}  # fmt: skip


def outcome(**changes: Any) -> list[bool]:
    return [gate["pass"] for gate in gates([GOOD | changes])]


def test_a_good_forecast_passes_against_the_best_logistic() -> None:
    assert outcome() == [True] * 4
    assert gates([GOOD])[0]["against"] == "logistic"  # of which the game has the least


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"interval": GOOD["interval"] | {"logistic": [-0.0101, 0.006]}}, 0),
        ({"interval": GOOD["interval"] | {"constant": [-0.001, 0.06]}}, 1),
        ({"calibration": {"slope": 0.8, "interval": [0.7, 0.99]}}, 2),
        ({"calibration": {"slope": 1.2, "interval": [1.01, 1.4]}}, 2),
        ({"expected_over_observed": {"ratio": 1.26, "interval": [0.8, 1.4]}}, 3),
        ({"expected_over_observed": {"ratio": 0.79, "interval": [0.7, 1.4]}}, 3),
    ],
)
def test_each_gate_can_fail_alone(changes: dict[str, Any], failed: int) -> None:
    assert outcome(**changes) == [n != failed for n in range(4)]


def test_fatal_disputes_have_their_own_floor() -> None:
    changes = {"target": "fatal_onset", "interval": GOOD["interval"] | {"logistic": [-0.0119, 0.006]}}
    assert outcome(**changes) == [True] * 4


@pytest.mark.parametrize("target", ["over_100_deaths", "war"])
def test_what_is_rare_is_reported_only(target: str) -> None:
    assert outcome(target=target) == []
