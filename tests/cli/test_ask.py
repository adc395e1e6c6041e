from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call

Ask = Callable[..., Any]


def test_claims_come_ranked_with_scores_that_fall(case: Path, ask: Ask) -> None:
    found = ask("ask", case, "How many people left the valley in the flood?")
    assert found["claims"]
    assert all(claim.keys() == {"id", "score", "beside", "how"} for claim in found["claims"])
    scores = [claim["score"] for claim in found["claims"]]
    assert scores == sorted(scores, reverse=True)
    first = next(one for one in ask("claims", case)["claims"] if one["id"] == found["claims"][0]["id"])
    assert first["slot"] == "flood_march.displaced"


def test_the_same_question_brings_the_same_answer(case: Path, call: Call) -> None:
    asked = ("ask", case, "Who holds the mill valley?", "--json")
    assert call(*asked).stdout == call(*asked).stdout


def test_a_question_may_come_in_loose_words(ask: Ask, case: Path) -> None:
    phrase = ask("ask", case, "who holds the valley")
    assert ask("ask", case, "who", "holds", "the", "valley") == phrase


def test_later_claims_and_passages_are_not_heard(case: Path, ask: Ask, call: Call) -> None:
    assert call("attach", case, case / "walker.txt").exit_code == 0
    asked = ("ask", case, "How many people left the valley?")
    assert ask(*asked)["passages"][0]["source"] == "walker-2021"
    early = ask(*asked, "--as-of", "2016-01-01")
    assert early["passages"] == []
    assert len(early["claims"]) < len(ask(*asked)["claims"])


def test_on_a_terminal_a_claim_reads_with_who_and_where(case: Path, call: Call) -> None:
    shown = call("ask", case, "How many people left the valley?", "-n", "1").stdout
    assert shown.startswith("1. flood_march.displaced")
    assert "A. Walker (walker-2021 ¶2" in shown
    assert "more claim" in shown


def test_offices_stand_beside_the_claims(call: Call, ask: Ask) -> None:
    question = "who was president of Armenia in 2020"
    assert [one["person"] for one in ask("ask", question)["offices"]] == ["sarkissian"]
    shown = call("ask", question).stdout
    assert "Armen Sarkissian, president (Armenia) from 2018-04-09, until 2022-02-01" in shown
    assert "another held this office then" in shown


@pytest.mark.parametrize("words", [("",), ("?!",)])
def test_nothing_asked_is_wrong_use(words: tuple[str, ...], call: Call) -> None:
    shown = call("ask", *words)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "nothing is asked" in shown.stderr


def test_a_case_that_isn_t_there_is_wrong_use(call: Call) -> None:
    shown = call("ask", "atlantis", "who rules the waves")
    assert shown.exit_code == 2
    assert "no such case" in shown.stderr


def test_both_sides_of_an_accusation_stand_together(ask: Ask) -> None:
    said = {claim["id"]: claim for claim in ask("claims", "--slot", "july_2020_clashes.initiator")["claims"]}
    rows = [row["id"] for row in ask("ask", "Who attacked whom in July 2020?", "-n", "3")["claims"]]
    places = [rows.index(one) for one in said]
    assert len(places) > 2
    assert max(places) - min(places) == len(places) - 1


def test_a_question_in_another_tongue_is_told_that_claims_are_in_english(case: Path, call: Call) -> None:
    told = "claims are paraphrased in English"
    assert told in call("ask", case, "Wer hat den Krieg begonnen?").stdout
    assert told not in call("ask", case, "Who holds the mill valley?").stdout


def test_words_that_bear_on_nothing(case: Path, call: Call) -> None:
    assert "No claim bears on this" in call("ask", case, "xylophone").stdout


def test_an_accusation_never_stands_without_the_denials_of_its_day(ask: Ask) -> None:
    asked = ("ask", "Did Syrian mercenaries fight for Azerbaijan in 2020?", "--as-of", "2020-11-20", "-n", "3")
    rows = ask(*asked)["claims"]
    denied = {row["claim"]["id"] if "claim" in row else row["id"] for row in rows if row["beside"]}
    by = {claim["id"]: claim for claim in ask("claims", "--as-of", "2020-11-20")["denials"]}
    assert {by[one]["asserted_by"] for one in denied & set(by)} == {"azerbaijan", "turkey"}


def test_comments_left_out_are_told_of(call: Call) -> None:
    question = "How did minorities fare in Iran under the Shah?"
    told = "Left out as of no weight"
    assert told in call("ask", question).stdout
    assert told not in call("ask", f"{question} reader comments").stdout
    assert told not in call("ask", question, "--as-of", "2023-10-04").stdout


def test_what_of_a_question_no_claim_speaks_of_is_told(case: Path, ask: Ask, call: Call) -> None:
    found = ask("ask", case, "How many zeppelins left the valley?")
    assert (found["absent"], found["read_as"], found["silent"]) == (["zeppelins"], {}, [])
    assert call("ask", case, "How many zeppelins left the valley?").stdout.startswith("In no claim: “zeppelins”.")
    assert not call("ask", case, "How many people left the valley?").stdout.startswith("In no claim")


def test_a_source_and_a_person_that_say_nothing_of_the_rest_are_told(ask: Ask, call: Call) -> None:
    for question, silent in (
        ("What does Poghosyan say about the nuclear plant?", "poghosyan-2023"),
        ("Macron on Nakhchivan", "macron"),
    ):
        assert ask("ask", question)["silent"] == [silent]
        assert "the rest of the question" in call("ask", question, "-n", "1").stdout
    assert ask("ask", "What does Ringler say about the nuclear plant?")["silent"] == []


def test_a_misspelt_name_is_said_to_be_read_as_another(ask: Ask, call: Call) -> None:
    question = "What did Lavrow want to be handed back?"
    assert ask("ask", question)["read_as"] == {"Lavrow": "Lavrov"}
    assert call("ask", question, "-n", "1").stdout.startswith("“Lavrow” is read as “Lavrov”.")


def test_how_things_are_by_the_latest_record_stands_beside_how_they_were(ask: Ask, call: Call) -> None:
    question = "When did the last Russian peacekeepers leave?"
    gone = {claim["id"] for claim in ask("claims", "--slot", "russian_peacekeepers.deployed")["claims"]}
    later = [row["id"] for row in ask("ask", question)["claims"] if row["how"] == "later"]
    assert gone & set(later)
    assert "later, by the record: russian_peacekeepers.deployed" in call("ask", question).stdout
    early = ask("ask", question, "--as-of", "2024-03-01")["claims"]
    assert not {row["id"] for row in early} & gone & set(later)


def test_what_a_case_s_file_judges_to_be_a_contradiction_stands_beside_a_claim(ask: Ask) -> None:
    """What ``contested`` sets against one another on two slots stands together when one of both is found."""
    rows = ask("ask", "Who wants the OSCE Minsk Group to be kept going?", "-n", "10")["claims"]
    (pair,) = (
        set(row["claims"])
        for row in ask("contested")["slots"]
        if "osce_minsk_group.format_status" in (row["slot"], *row["also"])
    )
    assert pair <= {row["id"] for row in rows}


def test_a_source_that_comes_out_later_is_no_name_in_a_question(case: Path, ask: Ask) -> None:
    asked = ("ask", case, "what does B. Miller say of the people who left the valley", "--as-of")
    before = ask(*asked, "2021-04-20")
    listed = case / "sources.yaml"
    later = "- {id: miller-2025, kind: analysis, title: Later, authors: [B. Miller], published: 2025-03-30}\n"
    listed.write_text(listed.read_text("utf-8").replace("voices_absent:", f"{later}voices_absent:"), "utf-8")
    assert ask(*asked, "2021-04-20") == before
    assert ask(*asked, "2025-04-01")["silent"] == ["miller-2025"]
