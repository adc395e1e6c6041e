from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.cases.making import write_case

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.names.catalogue import catalogue
from detente.names.entities import KINDS
from detente.systems.catalogue import system_by_mechanism, system_of, systems
from detente.systems.grids import grids
from detente.worlds.setup import MECHANISMS


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return load_case(str(write_case(tmp_path / "two-rivers")))


def test_fifteen_of_which_two_are_the_frame() -> None:
    assert len(systems()) == 15
    frame = [system for system in systems().values() if system.frame]
    assert [bool(system.mechanisms) for system in frame] == [False, False]
    assert len({system.label for system in systems().values()}) == 15


def test_every_mechanism_moves_one_system() -> None:
    moving = Counter(mechanism for system in systems().values() for mechanism in system.mechanisms)
    assert moving == Counter(MECHANISMS)


@pytest.mark.parametrize("attribute", catalogue())
def test_every_slot_is_shown_under_one(attribute: str) -> None:
    entry = catalogue()[attribute]
    assert set(entry.system.values()) <= set(systems())
    assert set(entry.system) <= {*KINDS, "truce", "any"}
    assert entry.feeds or entry.subject in entry.system or "any" in entry.system
    assert entry.feeds is None or entry.feeds in system_by_mechanism()


@pytest.mark.parametrize(
    ("slot", "system"),
    [
        ("mill_valley.holder", "territory_status"),
        ("mill_truce.in_force", "ceasefire_peacekeeping"),
        ("other_pact.in_force", "ceasefire_peacekeeping"),
        ("flood_march.start", "escalation_ladder"),
        ("flood_march.account[why]", "escalation_ladder"),
        ("northland.account[why]", "evidence_attribution"),
        ("b_keepers.makes", "ceasefire_peacekeeping"),
        ("stalled_talks_escalate.makes", "escalation_ladder"),
        ("something_else.makes", "scenario_whatif"),
    ],
)
def test_by_kind_of_subject_then_by_mechanism(slot: str, system: str, case: Case) -> None:
    assert system_of(slot, case) == system


def test_a_pact_that_ends_no_fighting_is_a_guarantee(tmp_path: Path) -> None:
    pact = "- {id: northland,"
    entity = "- {id: old_pact, name: Old pact, kind: pact}\n" + pact
    case = load_case(str(write_case(tmp_path / "c", entities=(pact, entity))))
    assert (
        system_of("old_pact.in_force", case) == system_of("old_pact.covers[mill_valley]", case) == "alliance_guarantee"
    )
    assert system_of("mill_truce.in_force", case) == "ceasefire_peacekeeping"


def test_tables_are_known() -> None:
    named = {name for system in systems().values() for name in system.tables}
    assert named == set(grids.__globals__["_GRIDS"])
