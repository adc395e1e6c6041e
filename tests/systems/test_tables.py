from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.systems.making import folder, known

from detente.systems.grids import grids
from detente.systems.tables import displaced, formats, routes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return folder(tmp_path / "two-rivers")


def test_a_format_s_status_and_last_meeting(path: Path) -> None:
    (late,) = formats(known(path))
    assert late.status is not None
    assert (late.id, late.status.word) == ("mill_talks", "stalled")
    assert late.last is not None
    assert late.last.when == (date(2019, 10, 2), date(2019, 10, 2))
    (early,) = formats(known(path, date(2019, 6, 1)))
    assert early.status is not None
    assert early.status.word == "active"
    assert early.last is not None
    assert early.last.when[0] == date(2019, 5, 2)
    assert formats(known(path, date(2018, 1, 1))) == ()


def test_a_route_s_state_and_who_controls_it(path: Path) -> None:
    (late,) = routes(known(path))
    assert late.state is not None
    assert late.controller is not None
    assert (late.id, late.state.word, late.controller.word) == ("mill_road", "closed", "southland")
    (early,) = routes(known(path, date(2019, 1, 1)))
    assert (early.state and early.state.word, early.controller) == ("open", None)


def test_the_displaced_by_event_and_host(path: Path) -> None:
    found = displaced(known(path))
    assert [said.slot for said in found.events] == ["flood_march.displaced"]
    assert [host for host, _, _ in found.hosts] == ["northland", "southland"]
    assert displaced(known(path, date(2021, 3, 1))).events == ()


@pytest.mark.parametrize("name", ["terms", "scope", "formats", "routes", "displaced"])
def test_rows_fit_their_heads(name: str, path: Path) -> None:
    found = grids(known(path), name)
    assert found
    assert all(len(row) == len(grid.head) for grid in found for row in grid.rows)
