"""Answers of an interview are the interviewee's; what stands round the interview is the author's."""

import pytest
from tests.claims.proposing.saying import numbers

INTERVIEW = """An interview with Ana Holm

Q: Did 5 boats sink?

A: I think 30 sailors drowned.

Q: And now?

A: The navy says 20 sailors are back. Some 12 sailors may leave.

The port has 40 workers. The mayor says 9 workers left."""


def test_answers_are_the_interviewees() -> None:
    found = {number: who for number, who, _ in numbers(INTERVIEW)}
    assert found == {5: "author", 30: "ana_holm", 20: "navy", 12: "ana_holm", 40: "author", 9: "mayor"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ms Holm: Some 30 sailors drowned. A truce is unlikely.", [(30, "ms_holm")]),
        ("Q. Why?\n\nA. We lost 30 sailors.", [(30, "interviewee")]),
        ("**Q:** Why?\n\n**A:** We lost 30 sailors.", [(30, "interviewee")]),
        (
            "Harbour Post: Why?\n\nAna Holm: We lost 30 sailors.\n\nHarbour Post: And?\n\nAna Holm: Then 8 left.",
            [(30, "ana_holm"), (8, "ana_holm")],
        ),
        ("Q: Why?\n\nA: It is late.\n\nI counted 30 sailors.", [(30, "interviewee")]),
        ("Note: some 30 sailors drowned.", [(30, "author")]),
        (
            "Dalia: 30 sailors drowned.\n\nOrsk: 8 sailors drowned.\n\nDalia: 4 sailors left.\n\nOrsk: 5 sailors left.",
            [(30, "author"), (8, "author"), (4, "author"), (5, "author")],
        ),
    ],
)
def test_whose_turn_it_is(text: str, said: list[tuple[float, str]]) -> None:
    assert [(number, who) for number, who, _ in numbers(text)] == said


@pytest.mark.parametrize(
    "opening",
    [
        "She spoke to us by telephone from Port Dale.",
        "We met her in Port Dale Old Town.",
        "He talked to us by video from New Dale.",
        "We spoke to Orsk Harbour.",
    ],
)
def test_nobody_interviews_a_town(opening: str) -> None:
    assert numbers(f"{opening}\n\nQ: Why?\n\nA: We lost 30 sailors.") == [(30, "interviewee", "reports")]


def test_at_a_hearing_each_witness_says_his_own() -> None:
    text = """Q1 Chair: How many are there?

Mr al-Sabri: There are 30 sailors.

Q2 Chair: And boats?

Ms van der Berg: We have 12 boats.

Q3 Chair: Why?

It was noted that 9 boats sank.

Mr al-Sabri: Only 8 boats sank."""
    assert [(number, who) for number, who, _ in numbers(text)] == [
        (30, "mr_al_sabri"),
        (12, "ms_van_der_berg"),
        (9, "author"),
        (8, "mr_al_sabri"),
    ]
