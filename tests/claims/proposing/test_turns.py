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
