"""What is denied stands in the bundled cases as a claim of who denies it, so that it is known from its own day."""

from __future__ import annotations

import re
from datetime import date

import pytest

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.claims.contested import contested
from detente.names.catalogue import catalogue

CASES = ["south-caucasus", "kosovo-serbia"]
TOLD = re.compile(r"\b(?:denied|denies|rejected|rejects|called it)\b", re.I)
# who denied what, and a day by which that was known
DENIALS = [
    ("farukh_march_2022.happened", "azerbaijan_defence_ministry", "2022-04-30"),
    ("khtsaberd_december_2020.happened", "azerbaijan_foreign_ministry", "2020-12-20"),
    ("armenia_azerbaijan_border.account[positions_since_september_2022]", "azerbaijan_president", "2022-10-01"),
    ("nakhchivan_drones_march_2026.account", "iran_foreign_ministry", "2026-03-31"),
    ("azerbaijan.irregulars", "azerbaijan_government", "1993-12-01"),
    ("khojaly_massacre.account[perpetrators]", "nagorno_karabakh_authorities", "2012-03-01"),
    ("nakhchivan_monuments.account[perpetrator]", "azerbaijan_government", "2019-12-01"),
]


@pytest.fixture(scope="module")
def flagship() -> Case:
    return load_case("south-caucasus")


@pytest.mark.parametrize("name", CASES)
def test_a_denial_stands_beside_what_it_denies(name: str) -> None:
    case = load_case(name)
    pairs = {(claim.id, other) for claim in case.claims for _, other in claim.links}
    said = [claim for claim in case.claims if claim.stance != "disputes"]
    for denial in (claim for claim in case.claims if claim.stance == "disputes" and claim.source in case.records):
        assert any(
            (one.slot, one.value) == (denial.slot, denial.value) or {(one.id, denial.id), (denial.id, one.id)} & pairs
            for one in said
        ), denial.slot


@pytest.mark.parametrize(("slot", "by", "day"), DENIALS)
def test_a_denial_is_known_from_its_day(flagship: Case, slot: str, by: str, day: str) -> None:
    denials = [c for c in flagship.claims if (c.slot, c.asserted_by, c.stance) == (slot, by, "disputes")]
    assert denials
    assert all(denial.known_from <= date.fromisoformat(day) for denial in denials[:1])


def test_no_denial_hides_in_a_note_of_the_record(flagship: Case) -> None:
    said = [claim for claim in flagship.claims if claim.source in flagship.records and claim.stance != "disputes"]
    assert not [claim.slot for claim in said if claim.note and TOLD.search(claim.note)]


def test_a_slip_in_a_unit_is_contested_by_the_record(flagship: Case) -> None:
    told = [claim for claim in flagship.claims if claim.slot == "azerbaijan.gas_exports[eu_2021]"]
    (row,) = contested(told, catalogue())
    assert {claim.source for claim in row.claims} == {"public-record", "sais-2023"}
