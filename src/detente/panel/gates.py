"""What the game must reach on years it wasn't fitted to, fixed before it was scored on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from detente.panel.design import RIVALS

FLOORS: Mapping[str, float] = {"dispute_onset": -0.010, "fatal_onset": -0.012}  # the other targets are reported only
RATIO = (0.8, 1.25)  # of expected to observed events

Gate = dict[str, Any]


def gates(targets: Iterable[Mapping[str, Any]]) -> list[Gate]:
    """Four gates a gated target, in order."""
    return [gate for row in targets if row["target"] in FLOORS for gate in _gates(row)]


def _gates(row: Mapping[str, Any]) -> Iterator[Gate]:
    # of the logistics, the one that is best on the scored years themselves: the hardest to come near
    best = min(RIVALS, key=lambda name: row["difference"][name])
    floor = FLOORS[row["target"]]
    for name, other, bound in (("best_logistic", best, floor), ("base_rate", "constant", 0.0)):
        interval = row["interval"][other]
        yield _gate(row, name, row["difference"][other], interval, [bound, None], interval[0] > bound, other)
    slope = row["calibration"]
    low, high = slope["interval"]
    yield _gate(row, "calibration_slope", slope["slope"], slope["interval"], [1.0, 1.0], low <= 1.0 <= high)
    ratio = row["expected_over_observed"]
    inside = RATIO[0] <= ratio["ratio"] <= RATIO[1]
    yield _gate(row, "expected_over_observed", ratio["ratio"], ratio["interval"], list(RATIO), inside)


def _gate(
    row: Mapping[str, Any], name: str, value: float, interval: Sequence[float], bounds: list[float | None],
    passed: bool, against: str | None = None,
) -> Gate:  # fmt: skip
    return {
        "target": row["target"], "gate": name, "against": against, "value": value, "interval": list(interval),
        "bounds": bounds, "pass": bool(passed),
    }  # fmt: skip
