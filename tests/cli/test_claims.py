from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cases.making import write_case
from tests.cli.conftest import Call

KEYS = {
    "id", "source", "start", "end", "sha256", "zone", "paragraph", "anchor", "slot", "kind", "value", "unit", "bound",
    "asserted_by", "attribution", "modality", "condition", "event_time", "known_from", "credibility", "origin",
    "weight", "status", "made_by", "paraphrase",
}  # fmt: skip

Ask = Callable[..., Any]


def slots(document: Any) -> set[str]:
    return {claim["slot"] for claim in document["claims"]}


def test_fields_of_the_bundled_case(ask: Ask) -> None:
    found = ask("claims")
    assert len(found["claims"]) > 800
    assert all(claim.keys() >= KEYS for claim in found["claims"])
    assert all(claim["weight"] > 0 for claim in found["claims"])
    assert found["left_out"]["comments"] > 10
    assert found["left_out"]["series"] > 1000


def test_a_slot_is_matched_whole_then_by_its_start_then_by_pattern(case: Path, ask: Ask) -> None:
    assert slots(ask("claims", case, "--slot", "mill_truce.start")) == {"mill_truce.start"}
    assert slots(ask("claims", case, "--slot", "mill_truce")) == {
        f"mill_truce.{a}" for a in ("start", "type", "in_force")
    }
    assert slots(ask("claims", case, "--slot", "mill_tr")) == slots(ask("claims", case, "--slot", "mill_truce"))
    assert slots(ask("claims", case, "--slot", "*.gdp")) == {"northland.gdp", "southland.gdp", "harbour.gdp"}
    assert slots(ask("claims", case, "--slot", "mill_border.deaths[month=2021-01]")) == {
        "mill_border.deaths[month=2021-01]"
    }
    assert slots(ask("claims", case, "--slot", "*[month=????-12]")) == {"mill_border.deaths[month=2020-12]"}


def test_open_data_are_shown_where_asked_for(case: Path, ask: Ask) -> None:
    assert ask("claims", case)["left_out"]["series"] == 8
    assert not any(slot.endswith(".gdp") for slot in slots(ask("claims", case)))
    assert len(ask("claims", case, "--source", "gdp")["claims"]) == 6


def test_filters_of_source_kind_asserter_and_day(case: Path, ask: Ask) -> None:
    assert slots(ask("claims", case, "--source", "walker-2021")) == {"flood_march.displaced", "harbour.attention"}
    assert slots(ask("claims", case, "--kind", "measure")) == {"flood_march.displaced"}
    assert slots(ask("claims", case, "--by", "walker")) == {"flood_march.displaced", "harbour.attention"}
    assert slots(ask("claims", case, "--as-of", "2015-06-02")) == {"mill_valley.holder"}
    assert ask("claims", case, "--as-of", "1990-01-01")["claims"] == []


def test_a_reconstructed_day_counts_what_was_written_down_later(tmp_path: Path, ask: Ask, call: Call) -> None:
    case = write_case(tmp_path, claims__record=("known_from: 2015-06-02", "known_from: 2017-01-01"))
    day = ("--as-of", "2015-12-31")
    assert slots(ask("claims", case, *day)) == set()
    assert slots(ask("claims", case, *day, "--vintage", "reconstructed")) == {"mill_valley.holder"}
    assert call("claims", case, *day, "--vintage", "reconstructed").stdout.startswith("Reconstructed")


@pytest.mark.parametrize(
    ("option", "value", "near"),
    [
        ("--slot", "harbor.attention", "harbour.attention"),
        ("--source", "walker", "walker-2021"),
        ("--kind", "mesure", "measure"),
        ("--by", "walkr", "walker"),
        ("--as-of", "2020-13-40", "2020-11-10"),
        ("--vintage", "old", "published"),
    ],
)
def test_unknown_names_are_told_the_nearest(option: str, value: str, near: str, case: Path, call: Call) -> None:
    shown = call("claims", case, option, value)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert value in shown.stderr
    assert near in shown.stderr


def test_an_unknown_case_is_wrong_use(call: Call) -> None:
    shown = call("claims", "atlantis")
    assert shown.exit_code == 2
    assert "south-caucasus" in shown.stderr


def test_a_claim_reads_with_who_where_and_since_when(case: Path, call: Call) -> None:
    shown = call("claims", case, "--slot", "flood_march").stdout
    assert "about 300 persons" in shown
    assert "A. Walker (walker-2021 ¶2, “Nearly 300 people …”; known since 2021-03-04)" in shown
    assert "About three hundred had to leave." in shown


def test_words_stand_there_once_the_text_is_attached(case: Path, call: Call, ask: Ask) -> None:
    assert {claim["quotation"] for claim in ask("claims", case, "--by", "walker")["claims"]} == {None}
    assert call("attach", case, case / "walker.txt").exit_code == 0
    assert "“Harbour is busy elsewhere”" in call("claims", case).stdout
    quoted = {claim["quotation"] for claim in ask("claims", case, "--by", "walker")["claims"]}
    assert quoted == {"Nearly 300 people", "Harbour is busy elsewhere"}


def test_comments_only_on_request(case: Path, call: Call, ask: Ask) -> None:
    path = case / "claims" / "walker-2021.yaml"
    path.write_text(path.read_text("utf-8").replace("zone: body", "zone: comment", 1), "utf-8")
    assert slots(ask("claims", case, "--by", "walker")) == {"harbour.attention"}
    assert len(ask("claims", case, "--by", "walker", "--comments")["claims"]) == 2
    assert "1 reader comment not shown" in call("claims", case).stdout


DENIAL = """
- slot: mill_valley.holder
  kind: fact
  value: northland
  by: southland
  stance: disputes
  known_from: 2020-01-01
  citation: Southland's foreign ministry, 31 December 2019
  paraphrase: Southland says that Northland does not hold the valley.
"""


def test_a_denial_stands_beside_what_it_denies(case: Path, call: Call, ask: Ask) -> None:
    path = case / "claims" / "record.yaml"
    path.write_text(path.read_text("utf-8") + DENIAL.lstrip("\n"), "utf-8")
    found = ask("claims", case, "--by", "northland", "--slot", "mill_valley")
    assert {claim["asserted_by"] for claim in found["claims"]} == {"northland"}
    assert [(d["asserted_by"], d["denies"]) for d in found["denials"]] == [("southland", found["claims"][0]["id"])]
    shown = call("claims", case, "--slot", "mill_valley").stdout
    assert "denied by Southland" in shown
    assert shown.index("by Southland") > shown.index("Northland (record")
    contested = ask("contested", case)["slots"]
    assert [slot["slot"] for slot in contested] == ["mill_valley.holder"]
    assert "not northland" in call("contested", case).stdout


NOTED = (
    "\n  note: Shut until the agreement of August 2031."
    "\n  changes: [{what: accepted, by: ana, why: as the agreement of August 2031 says}]"
)


def test_a_note_is_of_the_day_it_was_written_and_no_earlier_day_has_any(case: Path, call: Call, ask: Ask) -> None:
    path = case / "claims" / "record.yaml"
    path.write_text(path.read_text("utf-8").replace("\n  paraphrase:", NOTED + "\n  paraphrase:", 1), "utf-8")
    (noted,) = [claim["id"] for claim in ask("claims", case)["claims"] if claim["note"]]
    assert [claim["id"] for claim in ask("claims", case)["claims"] if claim["changes"]] == [noted]
    searched = ("claims", case, "--text", "August 2031")
    assert [claim["id"] for claim in ask(*searched)["claims"]] == [noted]
    assert "August 2031" in call("claims", case).stdout
    assert noted in {claim["id"] for claim in ask("ask", case, "agreement August 2031")["claims"]}
    assert "August 2031" in call("ask", case, "agreement August 2031").stdout
    for vintage in ("published", "reconstructed"):
        day = ("--as-of", "2030-01-01", "--vintage", vintage)
        assert {claim["note"] for claim in ask("claims", case, *day)["claims"]} == {None}
        assert [claim["changes"] for claim in ask("claims", case, *day)["claims"] if claim["changes"]] == []
        assert noted in {claim["id"] for claim in ask("claims", case, *day)["claims"]}
        assert ask(*searched, *day)["claims"] == []
        assert ask("ask", case, "August 2031", *day)["claims"] == []
        assert ask("ask", case, "who holds the valley", *day)["notes"] == {}
        assert "August 2031" not in call("claims", case, *day).stdout
        assert "August 2031" not in call("ask", case, "who holds the valley", *day).stdout


LINKED = """
- slot: mill_valley.account[southland]
  kind: opinion
  value: no_rule
  by: southland
  known_from: 2020-01-01
  citation: Southland's foreign ministry, 31 December 2019
  paraphrase: Southland says that nobody rules there.
  links: [[contradicts, {id}]]
"""


def test_what_is_linked_as_opposed_stands_beside_it_wherever_it_is_filed(case: Path, call: Call, ask: Ask) -> None:
    path = case / "claims" / "record.yaml"
    (held,) = ask("claims", case, "--slot", "mill_valley.holder")["claims"]
    path.write_text(path.read_text("utf-8") + LINKED.lstrip("\n").replace("{id}", held["id"]), "utf-8")
    found = ask("claims", case, "--slot", "mill_valley.holder")
    assert [(one["denies"], one["slot"]) for one in found["denials"]] == [
        (held["id"], "mill_valley.account[southland]")
    ]
    shown = call("claims", case, "--subject", "mill_valley").stdout
    assert shown.count("Southland says that nobody rules there.") == 1
    assert shown.index("mill_valley.holder") < shown.index("against it: mill_valley.account[southland]")
    (row,) = ask("contested", case)["slots"]
    assert row["note"] == "linked as speaking against one another"
    rows = ask("ask", case, "who holds the mill valley", "-n", "1")["claims"]
    assert [row["beside"] for row in rows] == [None, rows[0]["id"]]
    assert "beside it: " in call("ask", case, "who holds the mill valley", "-n", "1").stdout


def test_contested_slots_of_the_bundled_case(ask: Ask, call: Call) -> None:
    found = ask("contested")["slots"]
    assert all(slot.keys() == {"slot", "claims", "origins", "disagreement", "note", "also"} for slot in found)
    assert all(len(slot["claims"]) > 1 and 0 < slot["disagreement"] <= 1 for slot in found)
    assert [slot["disagreement"] for slot in found] == sorted((slot["disagreement"] for slot in found), reverse=True)
    early = {slot["slot"] for slot in ask("contested", "--as-of", "2020-07-21")["slots"]}
    assert 0 < len(early) < len(found)
    shown = call("contested").stdout
    assert f"{len(found)} contested slots; " in shown
    assert "only look so." in shown


def test_what_only_looks_contradictory_is_kept_apart(ask: Ask, call: Call) -> None:
    found = ask("contested", "--slot", "nk_war_2020.duration")
    assert found["slots"] == []
    assert [row["note"] for row in found["apparent"]] == ["their ranges meet"]
    assert "no contradiction: their ranges meet" in call("contested", "--apparent").stdout
    assert "no contradiction" not in call("contested").stdout


def test_a_source_that_contradicts_itself(ask: Ask, call: Call) -> None:
    found = {slot["slot"]: slot for slot in ask("contested", "--source", "sais-2023")["slots"]}
    assert "one source contradicts itself" in found["pashinyan.office[armenia]"]["note"]
    assert call("contested", "--source", "sais-2022").exit_code == 2


def test_claims_about_a_name_in_any_spelling(ask: Ask, call: Call) -> None:
    moscow = slots(ask("claims", "--subject", "the Kremlin"))
    assert moscow
    assert all(slot.startswith("russia.") for slot in moscow)
    assert call("claims", "--subject", "Atlantis").exit_code == 2


def test_filters_of_words_and_zone(case: Path, ask: Ask, call: Call) -> None:
    assert slots(ask("claims", case, "--text", "three hundred leave")) <= {"flood_march.displaced"}
    assert slots(ask("claims", case, "--text", "hundreds")) == {"flood_march.displaced"}
    assert slots(ask("claims", case, "--zone", "body")) == {"flood_march.displaced", "harbour.attention"}
    assert call("claims", case, "--zone", "attic").exit_code == 2


def test_aliases_stand_with_who_uses_them(ask: Ask) -> None:
    aliases = ask("claims", "--kind", "alias")["claims"]
    assert {claim["asserted_by"] for claim in aliases if claim["value"] == "artsakh"} >= {"armenia"}


def test_a_wrong_office_is_noted(call: Call) -> None:
    shown = " ".join(call("claims", "--slot", "pashinyan.office*").stdout.split())
    assert "another held this office then: Armen Sarkissian, president (Armenia)" in shown


def test_linked_claims_stand_beside_each_other_whichever_came_first(call: Call) -> None:
    """An accusation that is shown alone has its answer below it, though the answer came before."""
    asked = ("claims", "--slot", "aug_2022_clashes.initiator")
    denials = json.loads(call(*asked, "--json").stdout)["denials"]
    assert [denial["slot"] for denial in denials] == ["aug_2022_clashes.account[azerbaijan]"]
    assert "killing of an Azerbaijani soldier" in " ".join(call(*asked).stdout.split())


def test_what_is_said_of_other_times_denies_nothing(ask: Ask) -> None:
    found = ask("claims", "--slot", "azerbaijan.irregulars")
    times = {claim["id"]: claim["event_time"] for claim in (*found["claims"], *found["denials"])}
    assert found["denials"]
    for denial in found["denials"]:
        first, last = times[denial["denies"]]
        assert first <= denial["event_time"][1], denial["denies"]
        assert last >= denial["event_time"][0], denial["denies"]
