"""``detente counterfactual``: one change in words and as one document, one history both ways, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cases.making import write_case
from tests.cli.running import ask, call, contents, refused

OFTEN = ("deaths_in_month: {at_least: 25}", "deaths: {at_least: 1}")
FEW = ("-q", "next-year", "--worlds", 80)
ATTACK = ("--from", 4, "--make", "southland offensive mill_valley")
EDGE = ("--from", "2021-06", "--set", 'southland.edge=3..5:"new arms"')


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(tmp_path / "two-rivers", case=OFTEN)


def found(case: Path, *words: object) -> Any:
    return ask("counterfactual", case, *FEW, *words)


def test_the_document_of_a_decision(case: Path) -> None:
    document = found(case, *ATTACK)
    assert (document["case"], document["worlds"], document["seed"], document["world"]) == ("two-rivers", 80, 1, None)
    change = document["change"]
    assert (change["kind"], change["from"], change["begins"], change["action"]) == (
        "make",
        4,
        "2021-06-10",
        "offensive",
    )
    assert [change[name]["id"] for name in ("actor", "to", "place")] == ["southland", "northland", "mill_valley"]
    assert change["slot"] is change["label"] is change["value"] is None
    (answer,) = document["answers"]
    assert (answer["question"], answer["as_of"], answer["months"]) == ("next-year", "2021-03-10", 12)
    assert 0 < answer["open"] <= 1
    assert answer["worlds_changed"] is None
    (outcome,) = answer["outcomes"]
    assert outcome["p"][1] - outcome["p"][0] == pytest.approx(outcome["difference"])
    assert outcome["came"] - outcome["went"] == pytest.approx(outcome["difference"])
    assert outcome["interval"][0] <= outcome["difference"] <= outcome["interval"][1]
    assert answer["deaths"]["mean"][1] > answer["deaths"]["mean"][0]


def test_the_document_of_a_belief(case: Path) -> None:
    document = found(case, *EDGE)
    change = document["change"]
    assert (change["kind"], change["from"], change["slot"]) == ("set", 4, "southland.edge")
    assert (change["value"], change["reason"], change["actor"]) == ("3..5", "new arms", None)
    assert document["answers"][0]["open"] is None
    assert document["answers"][0]["worlds_changed"] == 1


def test_words_say_the_same_numbers(case: Path) -> None:
    document, shown = found(case, *ATTACK), " ".join(call("counterfactual", case, *FEW, *ATTACK).stdout.split())
    (answer,) = document["answers"]
    assert shown.startswith("In month 4, which begins on 2021-06-10, Southland is made to open an offensive on")
    assert f"has this choice in that month in {answer['open']:.1%}".replace("%", " %") in shown
    assert f"{answer['outcomes'][0]['difference']:+.3f}" in shown
    assert "Deaths in the window: mean" in shown


def test_words_for_a_belief_for_holding_and_for_nothing(case: Path) -> None:
    def shown(*words: object) -> str:
        return " ".join(call("counterfactual", case, *FEW, "--from", 2, *words).stdout.split())

    assert "= 4 (new arms)." in shown("--set", 'southland.edge=4:"new arms"')
    assert "It is another belief in 100.0 % of the worlds." in shown("--set", "southland.edge=4")
    assert "every world believes so anyway" in shown("--set", "mill_valley.holder=northland")
    assert "the model doesn't read islands.commitment here" in shown("--set", "islands.commitment=0.5")
    assert "Southland is made to hold back against Northland." in shown("--hold", "southland")
    nowhere = shown("--make", "northland offensive mill_valley")  # which is its own
    assert "Northland has this choice in that month in none of the worlds." in nowhere or "others stay" in nowhere


@pytest.mark.parametrize("world", ["typical", "worst", 7])
def test_one_world_both_ways(case: Path, world: object) -> None:
    document = found(case, *ATTACK, "--world", world)
    told = document["world"]
    assert told["question"] == "next-year"
    assert told["parts"] is None or told["parts"] >= 4
    shared = [month for each in told["shared"] for month in range(each["first"], each["last"] + 1)]
    assert shared == list(range(1, told["parts"] or 13))
    shown = call("counterfactual", case, *FEW, *ATTACK, "--world", world).stdout
    assert ("They part in month" in shown) == (told["parts"] is not None)
    for way in ("shared", "without", "with"):
        for chapter in told[way]:
            assert " ".join(chapter["text"].split()) in " ".join(shown.split())


def test_a_half_of_a_question(tmp_path: Path) -> None:
    words = ("--from", 3, "--hold", "azerbaijan", "--worlds", 40)
    both = ask("counterfactual", "south-caucasus", "-q", "attack-on-syunik", *words)["answers"]
    assert [answer["question"] for answer in both] == ["attack-on-syunik/do", "attack-on-syunik/chance"]
    (half,) = ask("counterfactual", "south-caucasus", "-q", "attack-on-syunik/chance", *words)["answers"]
    assert half == both[1]


def test_looking_changes_nothing(case: Path) -> None:
    before = contents(case)
    call("counterfactual", case, *FEW, *ATTACK, "--world", "best")
    assert contents(case) == before


MARCH = ("--from", 3)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*MARCH,), ("changes one thing", "none")),
        ((*MARCH, "--hold", "southland", "--set", "southland.edge=4"), ("changes one thing", "hold, set")),
        (("--from", 13, "--hold", "southland"), ("--from", "outside the question's window", "1 to 12")),
        (("--from", 0, "--hold", "southland"), ("outside the question's window",)),
        (("--from", "2022-08", "--hold", "southland"), ("outside the question's window", "2021-03-10")),
        (("--from", "2021-13", "--hold", "southland"), ("outside the question's window",)),
        (("--from", "9" * 5000, "--hold", "southland"), ("not a month",)),
        (("--from", "june", "--hold", "southland"), ("not a month", "june", "2024-03")),
        ((*MARCH, "--hold", "harbour"), ("no such side of a rivalry", "harbour", "southland")),
        ((*MARCH, "--hold", "southland harbour"), ("no such rival of southland", "northland")),
        ((*MARCH, "--hold", ""), ("not a decision to hold",)),
        ((*MARCH, "--make", "southland offensive"), ("not a decision", "SIDE ACTION PLACE")),
        ((*MARCH, "--make", "southland hold mill_valley"), ("no such action", "limited_attack")),
        ((*MARCH, "--make", "southland offensive mill_vally"), ("no such place", "mill_valley")),
        ((*MARCH, "--make", "southland offensive north_home"), ("a home can't be fought over", "mill_valley")),
        ((*MARCH, "--set", "southland.edge"), ("--set", "not an assumption")),
        ((*MARCH, "--set", "southland.egde=4"), ("no slot has this attribute", "southland.egde")),
        ((*MARCH, "--set", "sothland.edge=4"), ("no such entity", "southland")),
        ((*MARCH, "--set", "southland.worth=1"), ("needs a key",)),
        ((*MARCH, "--set", "southland.edge=-4"), ("outside the slot's range",)),
        ((*MARCH, "--set", "southland.edge=4 tanks"), ("takes numbers", "4 tanks")),
        ((*MARCH, "--set", "mill_truce.in_force=0.5"), ("takes words", "yes")),
        ((*MARCH, "--set", "model.nothing=1"), ("no such coefficient",)),
        ((*MARCH, "--set", "model.half_life=-5"), ("model.half_life", "-5", "makes sense", "0.1 <= LOW")),
        ((*MARCH, "--hold", "southland", "--world", "80"), ("no such history", "0 to 79")),
        ((*MARCH, "--hold", "southland", "--world", "odd"), ("no such history", "typical")),
        ((*MARCH, "--hold", "southland", "--as-of", "soon"), ("not a day",)),
    ],
    ids=lambda each: " ".join(map(str, each))[:60],
)
def test_what_is_refused(case: Path, words: tuple[object, ...], said: tuple[str, ...]) -> None:
    refused(call("counterfactual", case, *FEW, *words), 2, *said)


def test_other_refusals(case: Path) -> None:
    hold = ("--from", 3, "--hold", "southland")
    refused(call("counterfactual", "nowhere", "-q", "next-year", *hold), 2, "no such case")
    refused(call("counterfactual", case, "-q", "other", *hold), 2, "no such question", "next-year")
    refused(call("counterfactual", case, "-q", "next-year/do", *hold), 2, "no such half")
    refused(call("counterfactual", case, *hold), 2, "--question")
    refused(call("counterfactual", case, "-q", "next-year", "--hold", "southland"), 2, "--from")
    refused(call("counterfactual", case, "-q", "next-year", "--worlds", 0, *hold), 2, "can't be run")
