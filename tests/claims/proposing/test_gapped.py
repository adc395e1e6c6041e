"""A second party that takes over the verb of the first, and a sum that is parted behind a colon."""

import pytest
from tests.claims.proposing.saying import numbers, slots


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dalia lost 90 men, Orsk 25.", [(90, "dalia.deaths"), (25, "orsk.deaths")]),
        ("Dalia lost 90 men, Freeland 25.", [(90, "dalia.deaths"), (25, "unknown.deaths")]),
        ("Dalia lost 90 men and Orsk at least 25.", [(90, "dalia.deaths"), (25, "orsk.deaths")]),
        ("Dalia lost 90 men, the rebels 25.", [(90, "dalia.deaths"), (25, "unknown.deaths")]),
        ("Dalia has 9,000 soldiers, Freeland 2,500.", [(9000, "dalia.troops"), (2500, "unknown.troops")]),
        (
            "Dalia has lost 57 people: 38 soldiers and 19 nurses.",
            [(57, "dalia.deaths"), (38, "dalia.deaths"), (19, "dalia.deaths")],
        ),
    ],
)
def test_nobodys_dead_are_given_to_another(text: str, found: list[tuple[float, str]]) -> None:
    assert slots(text) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Dalia reports 90 soldiers killed, Orsk 25 sailors killed and 60 wounded.",
            [(90, "dalia"), (25, "orsk"), (60, "orsk")],
        ),
        ("The navy reported 90 deaths, the rebels 25.", [(90, "navy"), (25, "rebels")]),
        ("Dalia put its dead at 90, Freeland at 25.", [(90, "dalia"), (25, "freeland")]),
        ("Aides spoke of 90 dead, the rebels of 25.", [(90, "aides"), (25, "rebels")]),
        ("Dalia says that it lost 90 men, Orsk 25.", [(90, "dalia"), (25, "dalia")]),
        (
            "The navy said that 90 men died. The abbot said 25; the mayor said 30.",
            [(90, "navy"), (25, "abbot"), (30, "mayor")],
        ),
    ],
)
def test_the_second_party_says_its_own_number(text: str, said: list[tuple[float, str]]) -> None:
    assert [(number, who) for number, who, _ in numbers(text)] == said
