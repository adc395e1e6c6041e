from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.making import write_case

from detente.cases.expressions import ARGUMENTS
from detente.cases.reader import load_case
from detente.systems.arrows import READS, arrows, hanging, upstream
from detente.systems.catalogue import systems
from detente.systems.wiring import owners, takes

DEATHS = "{deaths_in_month: {at_least: 25}}"
NAMES = st.sampled_from(sorted(systems()))


def test_every_word_of_an_outcome_looks_at_state_that_there_is() -> None:
    assert set(READS) == set(ARGUMENTS)
    assert {field for fields in READS.values() for field in fields} <= set(owners())


def test_arrows_are_those_of_the_mechanisms() -> None:
    told = {(name, fed) for name, system in systems().items() for fed in arrows()[name] if system.mechanisms}
    by = {mechanism: name for name, system in systems().items() for mechanism in system.mechanisms}
    taken = {(by[other], by[reader]) for reader, others in takes().items() for other in others}
    assert told == {pair for pair in taken if pair[0] != pair[1]}
    assert ("arms_balance", "escalation_ladder") in told


def test_evidence_feeds_all_that_move_and_nothing_feeds_it() -> None:
    assert set(arrows()["evidence_attribution"]) == {name for name, system in systems().items() if system.mechanisms}
    assert arrows()["scenario_whatif"] == {}
    assert upstream("evidence_attribution") == {"evidence_attribution"}


@given(NAMES, NAMES)
def test_what_reaches_a_system_reaches_what_it_feeds(one: str, other: str) -> None:
    if other in arrows()[one]:
        assert upstream(one) <= upstream(other)


def test_questions_hang_on_what_their_outcomes_look_at(tmp_path: Path) -> None:
    found = hanging(load_case(str(write_case(tmp_path / "c"))))
    assert found["escalation_ladder"] == (("next-year",), ())
    assert found["domestic_legitimacy"] == ((), ("next-year",))
    assert found["scenario_whatif"][0] == ("next-year",)


@pytest.mark.parametrize(
    ("old", "new", "system"),
    [
        (DEATHS, "{standing_rises: {actor: harbour, with: northland}}", "great_power_influence"),
        ("  months: 12\n", "  months: 12\n  responses: {to: northland}\n", "alliance_guarantee"),
        (DEATHS, "{any_of: [{agreement: {}}, {blockade: {}}]}", "corridors_transit"),
    ],
)
def test_outcomes_of_any_depth_and_responses_count(old: str, new: str, system: str, tmp_path: Path) -> None:
    case = load_case(str(write_case(tmp_path / "c", case=(old, new))))
    assert hanging(case)[system][0] == ("next-year",)
