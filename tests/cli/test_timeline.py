from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import Call

Ask = Callable[..., Any]
KEYS = {"date", "precision", "what", "actors", "place", "claims", "other_dates", "said", "told_by", "planned"}
KEYS |= {"opposed", "alone"}


def test_events_of_the_bundled_case_in_order(ask: Ask) -> None:
    found = ask("timeline")["events"]
    assert all(event.keys() == KEYS for event in found)
    assert [event["date"] for event in found] == sorted(event["date"] for event in found)
    war = next(event for event in found if event["what"].startswith("Second Nagorno-Karabakh War"))
    assert war["date"] == ["2020-09-27", "2020-11-10"]
    assert {"armenia", "azerbaijan"} <= set(war["actors"])


def test_what_lasts_is_found_while_it_lasts_and_its_end_is_not_known_before(ask: Ask) -> None:
    def closure(*options: str) -> list[list[str]]:
        return [
            event["date"] for event in ask("timeline", *options)["events"] if event["what"].startswith("Closure of")
        ]

    assert closure("--from", "2023-05-01", "--to", "2023-06-01") == [["2022-12-12", "2023-09-24"]]
    assert closure("--as-of", "2023-09-01") == [["2022-12-12", "2022-12-12"]]


def test_what_rests_on_an_author_alone_is_told_as_the_author_s(ask: Ask) -> None:
    analyses = {claim["id"]: claim for claim in ask("claims")["claims"] if claim["anchor"] is not None}
    for event in ask("timeline")["events"]:
        if set(event["claims"]) <= set(analyses):
            assert event["actors"] == []
            assert set(event["told_by"]) <= {analyses[one]["asserted_by"] for one in event["claims"]}
            assert event["told_by"], event["what"]


def test_only_what_was_known_by_a_day(ask: Ask) -> None:
    early, late = (ask("timeline", "--as-of", day)["events"] for day in ("2020-07-21", "2023-10-04"))
    assert 0 < len(early) < len(late)
    known = {claim["id"] for claim in ask("claims", "--as-of", "2020-07-21")["claims"]}
    assert {claim for event in early for claim in event["claims"]} <= known
    later = ask("timeline", "--as-of", "2020-07-21", "--vintage", "reconstructed")["events"]
    assert sum(len(event["claims"]) for event in later) > sum(len(event["claims"]) for event in early)


def test_windows_and_names(case: Path, ask: Ask, call: Call) -> None:
    every = ask("timeline", case)["events"]
    assert every
    day = every[0]["date"]
    assert ask("timeline", case, "--from", day[0], "--to", day[1])["events"][0] == every[0]
    assert ask("timeline", case, "--to", "1900-01-01")["events"] == []
    moscow = ask("timeline", "--about", "Moscow")["events"]
    assert moscow
    assert moscow == ask("timeline", "--about", "russia")["events"]
    assert call("timeline", "--about", "Atlantis").exit_code == 2


def test_it_reads_well(call: Call) -> None:
    shown = call("timeline", "--about", "nk_war_2020").stdout
    assert "2020-09-27 to 2020-11-10  Second Nagorno-Karabakh War (2020)" in shown
    assert shown.rstrip().endswith("events.") or shown.rstrip().endswith("event.")
    assert call("timeline", "--as-of", "2020-12-01", "--vintage", "reconstructed").stdout.startswith("Reconstructed")


ACCUSED = """\
- {slot: flood_march.initiator, kind: fact, value: southland, by: northland, event_time: 2021-02-20,
   known_from: 2021-02-21, citation: "Northland Gazette, 21 February 2021", paraphrase: Northland blamed Southland.}
- {slot: flood_march.initiator, kind: fact, value: southland, by: southland, stance: disputes, event_time: 2021-02-22,
   known_from: 2021-02-23, citation: "Southland Post, 23 February 2021", paraphrase: Southland denied it.}
"""
DENIED = {"attribute": "initiator", "value": "southland", "denied_by": ["southland"]}


def test_an_accusation_is_told_as_one_with_its_denial(case: Path, ask: Ask, call: Call) -> None:
    record = case / "claims" / "record.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text + ACCUSED, encoding="utf-8")
    (clash,) = ask("timeline", case, "--about", "southland", "--from", "2021-01-01")["events"]
    (said,) = clash["said"]
    assert "southland" not in clash["actors"]
    assert said | {"claims": 2} == {**DENIED, "said_by": ["northland"], "claims": 2, "beside": []}
    assert set(said["claims"]) <= set(clash["claims"])
    assert "Northland says that Southland began it; Southland denies it." in call("timeline", case).stdout
    record.write_text(text + ACCUSED[ACCUSED.index("- {", 1) :], encoding="utf-8")
    assert "Southland denies that Southland began it." in call("timeline", case).stdout


def test_what_came_of_an_event_is_found_in_the_days_after_it(ask: Ask, call: Call) -> None:
    asked = ("timeline", "--from", "2023-09-25", "--as-of", "2023-10-04")
    fled = {claim["id"] for claim in ask("claims", "--slot", "offensive_september_2023.displaced")["claims"]}
    (found,) = (event for event in ask(*asked)["events"] if fled & set(event["claims"]))
    assert found["date"] == ["2023-09-19", "2023-09-20"]
    assert "after it, 2023-09-24 to 2023-10-04: poghosyan-2023" in call(*asked).stdout
    late = ask("timeline", "--from", "2023-10-05", "--as-of", "2023-10-06")["events"]
    assert not any(fled & set(event["claims"]) for event in late)


def test_nobody_is_said_to_be_alone_in_telling_of_what_is_on_record(call: Call) -> None:
    shown = call("timeline", "--from", "2020-07-14", "--to", "2021-05-31").stdout
    for name in ("Demonstration in Baku, July 2020", "Protest at the Armenian parliament"):
        event = shown[shown.index(name) :].split("\n20", 1)[0]
        assert "else tells of it" not in event, event


def test_one_side_s_word_is_told_as_its_own_with_what_the_other_answers(ask: Ask) -> None:
    """Whoever is accused has the last word, wherever the case holds one."""
    claims = {claim["id"]: claim for claim in ask("claims")["claims"]}
    contested = [set(row["claims"]) for row in ask("contested")["slots"] if "linked" in row["note"]]
    for event in ask("timeline")["events"]:
        told = {one["claim"] for one in event["opposed"]}
        told |= {one for said in event["said"] for one in (*said["claims"], *said["beside"])}
        by = {claims[one]["asserted_by"] for one in {*event["claims"], *told} if one in claims}
        assert not (event["alone"] and by - set(event["told_by"])), event["what"]
        for row in contested:
            assert not (len(row) == 2 and len(row & set(event["claims"])) == 1) or row & told, event["what"]


DENIED_ELSEWHERE = """\
- {slot: flood_march.happened, kind: event, value: "yes", by: northland, event_time: 2022-02-20, known_from: 2022-02-21,
   citation: "Northland Gazette, 21 February 2022", paraphrase: Water was let out by Southland.}
- {slot: flood_march.happened, kind: opinion, value: "yes", by: southland, stance: disputes, event_time: 2022-02-22,
   known_from: 2022-02-23, citation: "Southland Post, 23 February 2022", paraphrase: Nobody let any water out.}
"""


def test_what_speaks_against_an_event_is_shown_in_words(case: Path, ask: Ask, call: Call) -> None:
    record = case / "claims" / "record.yaml"
    record.write_text(record.read_text(encoding="utf-8") + DENIED_ELSEWHERE, encoding="utf-8")
    shown = " ".join(call("timeline", case).stdout.split())
    assert "against it: Southland denies it: Nobody let any water out. (record" in shown
    assert "against it: Southland denies" not in " ".join(
        call("timeline", case, "--as-of", "2022-02-22").stdout.split()
    )
