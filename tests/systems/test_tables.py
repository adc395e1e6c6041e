from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.systems.making import folder, known, row

from detente.cases.reader import load_case
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


def test_the_parties_of_a_truce_are_its_sides(path: Path) -> None:
    """Whoever is a member by claims besides stands with them, and no side stands there twice."""
    parties = {row[0]: row[5] for grid in grids(known(path), "terms") for row in grid.rows if "parties" in grid.head}
    assert parties["Truce of the mill"] == "Northland, Southland"
    record = path / "claims" / "record.yaml"
    more = (
        row("mill_truce.member[harbour]", '"yes"', "2016-01-11"),
        row("mill_truce.member[northland]", "leaving", "2016-01-12"),
    )
    record.write_text(record.read_text("utf-8").rstrip("\n") + "".join(more) + "\n", "utf-8")
    (grid,) = (grid for grid in grids(known(path), "terms") if "parties" in grid.head)
    assert [row[5] for row in grid.rows] == ["Southland; Harbour; Northland (leaving)"]


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


def test_a_denial_names_who_denies_what_in_words() -> None:
    """A case's ledger says "Armenia denies ...", and never "not no"."""
    case = load_case("south-caucasus")
    found = known(case.path, date(2023, 10, 4))
    cells = [
        cell for table in ("terms", "routes") for grid in grids(found, table) for line in grid.rows for cell in line
    ]
    assert any(" denies “" in cell for cell in cells)
    assert not [cell for cell in cells if "not no" in cell or "not not" in cell]
