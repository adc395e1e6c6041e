"""What a month of one history brought, in words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from detente.cases.model import Case
from detente.findings.happened import Months
from detente.worlds.setup import HOLD, OFFENSIVE


@pytest.mark.parametrize(("action", "place", "turns"), [(HOLD, 1, [1]), (HOLD, -1, []), (OFFENSIVE, 1, [])])
def test_a_war_turns_to_a_place_where_nobody_opens_an_attack_on_it(
    flagship: Case, action: int, place: int, turns: list[int]
) -> None:
    fields: dict[str, Any] = {name: np.zeros((1, 1, 2), np.int8) for name in ("holder", "closed", "alive", "truce")}
    fields |= {name: np.zeros((1, 1, 2), np.int8) for name in ("keepers", "phase", "agreed")}
    fields |= {"action": np.array([[[action, HOLD]]]), "objective": np.array([[[place, -1]]])}
    months = Months(SimpleNamespace(case=flagship, record=SimpleNamespace(**fields)))  # type: ignore[arg-type]
    assert list(months._turns(0, 0)) == turns
