"""What befell the people counted, also where the word for it stands behind a list, an aside or a colon."""

import pytest
from tests.claims.proposing.saying import slots


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("By the navy's count, 80 militants, 16 soldiers and policemen and 7 monks were killed.", ["deaths"] * 3),
        ("Dalia reports 80 sailors and 7 monks killed.", ["deaths"] * 2),
        ("About 80 monks, many of them boys under 12, have been killed.", ["deaths"]),
        ("The raid wounded 12 people: 7 sailors, 3 women and 2 boys.", ["wounded"] * 4),
        ("Dalia sent 800 troops, and 16 sailors were killed.", ["troops", "deaths"]),
        ("Dalia has 800 soldiers there; 16 died.", ["troops", "deaths"]),
        ("A dozen sailors and three officers were wounded, and 80 people fled.", ["wounded", "wounded", "displaced"]),
        ("Some 80 monks were seen with the soldiers.", ["account"]),
        ("Some 800 people have been uprooted.", ["displaced"]),
        ("More than 80 people were murdered.", ["deaths"]),
        ("Eighty monks died. The abbot puts the number of Orskian regulars at 90.", ["deaths", "account"]),
        ("Eighty monks died. The abbot puts the escapes higher, at 90.", ["deaths", "account"]),
        ("Eighty monks died. The abbot puts it at 90.", ["deaths", "deaths"]),
        ("44 were shot dead. 30 perished. 12 drowned. Five were beheaded.", ["deaths"] * 4),
    ],
)
def test_what_befell_them(text: str, attributes: list[str]) -> None:
    assert [slot.split(".")[1] for _, slot in slots(text)] == attributes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The death toll climbed to 33 that night.", [33]),
        ("The fire took fatalities to 20, said aides.", [20]),
        ("Two were later found dead.", [2]),
        ("Casualties reached 410 by nightfall.", [410]),
        ("We documented 33 killings: 19 by the guards, a dozen by thieves and two by others.", [33, 19, 12, 2]),
        ("It killed 85 people – 41 Dalians and 44 monks.", [85, 41, 44]),
    ],
)
def test_the_dead_of_a_toll_or_a_sum(text: str, found: list[float]) -> None:
    assert [(number, slot.split(".")[1]) for number, slot in slots(text)] == [(number, "deaths") for number in found]
