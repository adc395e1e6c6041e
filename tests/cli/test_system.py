from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call
from tests.cli.running import refused
from tests.systems.making import folder

Ask = Callable[..., Any]
KEYS = {
    "id", "name", "state", "claims", "sources", "mechanism", "mechanisms", "frame", "questions",
    "questions_through_others", "feeds", "feeds_by", "tables",
}  # fmt: skip


@pytest.fixture
def rivers(tmp_path: Path) -> Path:
    return folder(tmp_path / "rivers")


def test_fifteen_systems_in_one_document(rivers: Path, ask: Ask) -> None:
    found = ask("system", rivers, "--as-of", "2021-03-10")
    assert found.keys() == {"as_of", "vintage", "systems", "voices_absent", "unfilled"}
    assert len(found["systems"]) == 15
    assert all(system.keys() == KEYS for system in found["systems"])
    assert found["voices_absent"] == ["Nobody writes from Southland."]
    assert {system["mechanism"]["role"] for system in found["systems"]} >= {"frame"}


def test_one_system_with_its_ledger(rivers: Path, ask: Ask, call: Call) -> None:
    (found,) = ask("system", rivers, "ceasefire_peacekeeping", "--as-of", "2021-03-10")["systems"]
    (pact,) = found["tables"]["terms"]
    assert {term["term"]: term["kept"] for term in pact["terms"]} == {
        "bridge": "nobody says", "observers": "kept", "southland_withdrawal": "kept",
    }  # fmt: skip
    shown = call("system", rivers, "ceasefire_peacekeeping", "--as-of", "2021-03-10").stdout
    assert "Ledger of terms" in shown
    assert "not in force\t2016-01-10\t2021-01-06" in shown
    assert "2016-06-30 (past)" in shown
    assert "Southland denies “kept” (c-" in shown


def test_it_reads_well(rivers: Path, call: Call) -> None:
    shown = call("system", rivers, "--as-of", "2021-03-10").stdout
    assert "Territory, control and legal status (territory_status)" in shown
    assert "territory.py, unmeasured" in shown
    assert "in brackets the range that holds 90 %" in shown
    assert ".." not in shown
    assert "questions that look at it: next-year" in shown
    assert "Voices that are absent: Nobody writes from Southland" in shown
    assert call("system", rivers, "--as-of", "2012-01-01").stdout.count("can't be filled") == 1
    assert "Reconstructed" in call("system", rivers, "--vintage", "reconstructed").stdout


def test_a_system_of_the_flagship_case_alone(call: Call, ask: Ask) -> None:
    assert [s["id"] for s in ask("system", "corridors_transit")["systems"]] == ["corridors_transit"]
    early = ask("system", "corridors_transit", "--as-of", "2022-09-15")["systems"][0]["tables"]["routes"]
    late = ask("system", "corridors_transit", "--as-of", "2023-01-01")["systems"][0]["tables"]["routes"]
    state = [{row["route"]: row["state"]["word"] for row in rows}["lachin_corridor"] for rows in (early, late)]
    assert state[0] == "open" != state[1]


def test_what_was_measured_on_one_case_is_said_of_that_case_alone(rivers: Path, call: Call, ask: Ask) -> None:
    """Roles are measured on the flagship's past; of any other case nobody has looked."""
    (own,) = ask("system", "south-caucasus", "alliance_guarantee")["systems"]
    (other,) = ask("system", rivers, "alliance_guarantee", "--as-of", "2021-03-10")["systems"]
    assert own["mechanism"]["role"] != "unmeasured"
    assert all(file["measured"] for file in own["mechanisms"])
    assert other["mechanism"]["role"] == "unmeasured"
    assert {(file["role"], file["measured"]) for file in other["mechanisms"]} == {("unmeasured", None)}
    shown = call("system", rivers, "alliance_guarantee", "--as-of", "2021-03-10").stdout
    assert "log score" not in shown
    assert "load-bearing" not in shown


def test_both_commands_give_one_range(rivers: Path, ask: Ask, call: Call) -> None:
    day = ("--as-of", "2021-03-10")
    (system,) = ask("system", rivers, "great_power_influence", *day)["systems"]
    (slot,) = ask("beliefs", rivers, "--slot", "harbour.attention", *day)["slots"]
    low, high = system["state"]["harbour.attention"]["range"]
    assert (low, high) == pytest.approx((slot["quantiles"]["0.05"], slot["quantiles"]["0.95"]))
    for options in ((), ("--slot", "harbour.attention")):
        head = call("beliefs", rivers, *day, *options).stdout.replace("\n", " ")
        assert "as of 2021-03-10" in head
        assert "in brackets the range that holds 90 %" in head


def test_an_unknown_system_is_told_the_nearest(rivers: Path, call: Call) -> None:
    shown = call("system", rivers, "ceasefires")
    assert shown.exit_code == 2
    assert "ceasefire_peacekeeping" in shown.stderr


def test_a_page_with_its_drawing(rivers: Path, tmp_path: Path, call: Call) -> None:
    file = tmp_path / "page.md"
    assert call("system", rivers, "--page", file).exit_code == 0
    text = file.read_text("utf-8")
    assert "(page.svg)" in text
    assert text.count("\n## ") == 16
    assert (tmp_path / "page.svg").read_text("utf-8").startswith("<svg")
    assert call("system", rivers, "--page", tmp_path / "no" / "page.md").exit_code == 3


@pytest.mark.parametrize("name", ["x.svg", "x.SVG"])
def test_a_page_is_not_lost_under_its_drawing(rivers: Path, tmp_path: Path, call: Call, name: str) -> None:
    refused(call("system", rivers, "--page", tmp_path / name), 2, name, "--page", "x.md")
    assert not (tmp_path / name).exists()
