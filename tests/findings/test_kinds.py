"""Which outcomes are of a kind that forecasts were scored on."""

from __future__ import annotations

from typing import Any

import pytest

from detente.cases.model import Outcome
from detente.findings.kinds import kind


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({"deaths": {"at_least": 1000}}, "deaths"),
        ({"deaths_in_month": {"at_least": 25}}, "deaths"),
        ({"deaths": {"less_than": 25}}, "other"),
        ({"deaths": {"at_least": 25, "less_than": 1000}}, "other"),
        ({"deaths_in_month": {"at_least": 25, "places": ["ridge"]}}, "other"),
        ({"any_of": [{"deaths": {"at_least": 25}}, {"control_change": {}}]}, "other"),
        ({"responds": {"actor": "harbour", "how": ["join"]}}, "other"),
        ({"otherwise": {}}, "other"),
    ],
)
def test_deaths_and_nothing_else_are_of_their_kind(when: dict[str, Any], said: str) -> None:
    assert kind(Outcome("o", "o", when)) == said
