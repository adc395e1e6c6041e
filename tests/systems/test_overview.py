from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.systems.making import folder, gathered

from detente.claims.vintage import counts
from detente.systems.as_json import overview_to_json
from detente.systems.catalogue import systems


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return folder(tmp_path / "two-rivers")


def test_every_system_once_and_every_known_claim_under_one(path: Path) -> None:
    found = gathered(path)
    assert [view.system.id for view in found.views] == list(systems())
    told = [claim.id for view in found.views for claim in view.claims]
    assert sorted(told) == sorted(claim.id for claim in found.known.claims)


def test_state_is_what_the_model_reads(path: Path) -> None:
    found = gathered(path)
    balance = {now.slot for now in found.view("arms_balance").state}
    assert {"northland.gdp", "southland.edge"} <= balance
    assert "mill_border.deaths[last_12_months]" in {now.slot for now in found.view("escalation_ladder").state}
    assert found.unfilled is None


@pytest.mark.parametrize("day", [date(2016, 2, 1), date(2019, 1, 1), date(2021, 3, 10)])
def test_no_claim_that_was_not_known(path: Path, day: date) -> None:
    found = gathered(path, day)
    text = str(overview_to_json(found, found.views))
    unknown = [claim.id for claim in found.known.case.claims if not counts(claim, day)]
    assert unknown or day.year == 2021
    assert [name for name in unknown if name in text] == []


def test_where_a_number_is_missing_it_says_so_and_shows_the_rest(path: Path) -> None:
    found = gathered(path, date(2012, 1, 1))
    assert found.unfilled is not None
    assert "gdp" in found.unfilled
    assert {now.slot for now in found.view("alliance_guarantee").state} >= {"old_pact.in_force"}


def test_a_range_lies_around_its_median(path: Path) -> None:
    for view in gathered(path).views:
        for now in view.state:
            assert (now.median is None) == bool(now.words)
            if now.median is not None and now.low is not None and now.high is not None:
                assert now.low <= now.median <= now.high
            assert 0.0 <= now.claimed <= 1.0 + 1e-9
