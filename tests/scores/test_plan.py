"""``scoring.yaml`` is refused with every fault; without it nothing is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.cases.model import Case
from detente.errors import InputError, UsageError
from detente.scores.plan import Plan, month_index, read_plan


def test_without_a_file_nothing_is_left_out(tmp_path: Path) -> None:
    assert read_plan(tmp_path) == Plan()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("form: 1995-01", "not a field here"),
        ("from: 1995-13", "not a month"),
        ("spread: [{deaths: 3, from: 1998-01, to: 1997-01, why: x}]", "months out of order"),
        ("spread: [{deaths: 3, from: 1998-01, to: 1998-12, placed: 1999-01, why: x}]", "months out of order"),
        ("spread: [{deaths: -3, from: 1998-01, to: 1998-12, why: x}]", "not a number of deaths"),
        ("spread: [{deaths: 3, from: 98, to: 1998-12, why: x}]", "string"),
        ("onset: {deaths: 26}", "no rule for an onset"),
        ("onset: {threshold: 1.5}", "no rule for an onset"),
        ("judgements_until: yesterday", "date"),
        ("challenge: {published: a.csv, countries: [], artefact: 2020}", "string"),
        ("challenge: {published: a.csv, countries: [], artefact: 2020-13}", "not a month"),
        ("- 3", "dictionary"),
    ],
)
def test_faults_are_named(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "scoring.yaml").write_text(text + "\n", "utf-8")
    with pytest.raises(InputError) as refused:
        read_plan(tmp_path)
    assert said in str(refused.value)
    assert "scoring.yaml" in str(refused.value)


def test_the_flagship_s_plan_names_slots_and_places_that_there_are(flagship: Case, plan: Plan) -> None:
    slots = {claim.slot for claim in flagship.claims}
    assert {item.slot for item in plan.excluded} <= slots
    places = {place.id for place in flagship.file.places}
    assert plan.challenge is not None
    named = [place for country in plan.challenge.countries for place in country.places]
    assert sorted(named) == sorted(places)


@pytest.mark.parametrize("text", ["1995-1", "1995", "", "x", "1995-00", "3995-01"])
def test_what_is_no_month(text: str) -> None:
    with pytest.raises(UsageError, match="not a month"):
        month_index(text)
