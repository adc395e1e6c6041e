"""The conflict on a question's day, as the report shows it."""

from __future__ import annotations

from typing import Any

import pytest

from detente.cases.reader import load_case
from detente.findings.as_json import answers_to_json, run_to_json
from detente.findings.labels import name
from detente.findings.runs import Run, run_case
from detente.findings.study import Options
from detente.report.background import background
from detente.systems.catalogue import systems


@pytest.fixture(scope="module")
def few() -> Run:
    return run_case(load_case("south-caucasus"), ["leverage", "july-2020"], Options(worlds=40))


@pytest.fixture(scope="module")
def rows(few: Run) -> list[dict[str, Any]]:
    return background(few)


def test_each_question_has_its_day_that_leads(rows: list[dict[str, Any]]) -> None:
    assert sorted((row["question"], row["as_of"]) for row in rows) == [
        ("july-2020", "2020-07-21"),
        ("leverage", "2023-01-31"),
    ]


def test_what_is_told_of_each_study_is_what_is_told_of_the_run(few: Run, rows: list[dict[str, Any]]) -> None:
    def tell(part: Run) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        answers = answers_to_json(part)
        return answers, background(part, answers)

    again = run_case(few.case, ["leverage", "july-2020"], few.options, tell=tell)
    answers, grounds = ([row for part in each for row in part] for each in zip(*again.told, strict=True))
    assert (answers, grounds) == (answers_to_json(few), rows)
    assert run_to_json(again, answers)["assumptions"] == run_to_json(few)["assumptions"]


def test_what_is_shown_of_a_day_is_no_part_of_its_study(few: Run) -> None:
    before = [set(study.beliefs.slots) for study in few.studies]
    background(few)
    assert [set(study.beliefs.slots) for study in few.studies] == before


def test_all_systems_are_there_and_feed_one_another(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert [system["id"] for system in row["systems"]] == list(systems())
        assert {fed for system in row["systems"] for fed in system["feeds"]} <= set(systems())


def test_claims_of_systems_grow_with_time(rows: list[dict[str, Any]]) -> None:
    told = {row["question"]: sum(system["claims"] for system in row["systems"]) for row in rows}
    assert told["july-2020"] < told["leverage"]


def test_tables_are_whole(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert "Ledger of terms" in [table["title"] for table in row["tables"]]
        assert all(len(cells) == len(table["head"]) for table in row["tables"] for cells in table["rows"])


def test_places_are_held_by_somebody(few: Run, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert [place["place"] for place in row["places"]] == [place.id for place in few.case.file.places]
        for place in row["places"]:
            assert sum(place["holders"].values()) == pytest.approx(1.0)
            assert 0 <= place["lost"] <= 1
            assert (place["route"] is None) == (place["closed"] is None)


def test_ground_is_lost_where_it_is_made_to_be() -> None:
    """What one half of a question makes happen is not what its place is told to lose in the other."""
    lived = run_case(load_case("south-caucasus"), ["attack-on-syunik"], Options(worlds=40))
    (row,) = background(lived)
    lost = {place["place"]: place["lost_in"] for place in row["places"]}
    assert all(place["lost"] == place["lost_in"]["attack-on-syunik/chance"] for place in row["places"])
    assert lost["syunik"]["attack-on-syunik/do"] > 0.2 + lost["syunik"]["attack-on-syunik/chance"]
    for answer in answers_to_json(lived):
        shares = [each["p"] for each in answer["taken"]]
        assert shares == sorted(shares, reverse=True)
        assert bool(shares) == answer["question"].endswith("/do")
        for each in answer["taken"]:
            assert 0 < each["p"] <= lost[each["place"]][answer["question"]]
            assert (each["by"], each["by_label"]) == ("azerbaijan", "Azerbaijan")


def test_who_holds_a_place_is_who_is_believed_to(few: Run, rows: list[dict[str, Any]]) -> None:
    """A client stands where it is believed to, not the side with which the model counts it; and the page says so."""
    clients, seen = few.case.file.clients, set()
    for row in rows:
        beliefs = next(study.beliefs for study in few.studies if study.question.id == row["question"])
        for place in few.case.file.places:
            if place.home is None:
                draw = beliefs.draw(f"{place.id}.holder")
                words = {draw.word(b) for b in range(few.options.draws)}
                (held,) = (each["holders"] for each in row["places"] if each["place"] == place.id)
                assert set(held) == {name(word, few.case) for word in words}
                seen |= {(place.polity, word) for word in words & clients.keys()}
        assert row["counted_with"] == [[name(c, few.case), name(side, few.case)] for c, side in clients.items()]
    assert {polity for polity, _ in seen} >= {None} and len(seen) > 1  # also where no polity of its own stands
