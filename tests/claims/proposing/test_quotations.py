"""A quotation is its speaker's to its end, however many sentences it has and wherever he is named."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.proposing.saying import numbers, voices

from detente.claims.proposing.quotations import quotations


@pytest.mark.parametrize(("opens", "closes"), [("“", "”"), ('"', '"')])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<The port is shut,> the abbot said. <They took 30 boys.>", [(30, "abbot")]),
        (
            "The abbot said: <The port is shut. They took 30 boys. We wait.> Then 50 people fled.",
            [(30, "abbot"), (50, "author")],
        ),
        ("<They took 30 boys. They took 8 girls too,> the abbot said.", [(30, "abbot"), (8, "abbot")]),
        ("<We think that 30 boys are gone,> the abbot said.", [(30, "abbot")]),
        ("<They took 30 boys!> The abbot said. <They took 8 girls.>", [(30, "abbot"), (8, "abbot")]),
        ("<The port is shut,> the abbot said. He wept. <They took 30 boys.>", [(30, "unknown")]),
        ("<They took 30 boys from the school.> The rain went on.", [(30, "unknown")]),
        (
            "<The port is shut,> the abbot said. <It was dark.\n\n<They took 30 boys.>\n\nThen 50 people fled.",
            [(30, "abbot"), (50, "author")],
        ),
        ("One abbot was blunter: <Not a hope. They took 30 boys.>", [(30, "one_abbot")]),
        ("The abbot said the raid <was cruel. They took 30 boys.>", [(30, "abbot")]),
        ("The <brigade of boys> has 30 boys.", [(30, "author")]),
    ],
)
def test_who_speaks_in_a_quotation(text: str, said: list[tuple[float, str]], opens: str, closes: str) -> None:
    found = numbers(text.replace("<", opens).replace(">", closes))
    assert [(number, who) for number, who, _ in found] == said


def test_a_quotation_that_goes_on_is_an_account_of_its_own() -> None:
    assert voices("“The port is shut,” the abbot said. “They took the boys.”") == ["abbot", "abbot"]


@given(st.text(alphabet='ab “”".\n', max_size=60))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    spans = [one.span for one in quotations(text, 0, len(text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
